"""Refusals: what is turned down in the sentence or the question, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InvalidResourceError
from pipeline.frame.asked import asked_for, last_motion, requests
from pipeline.frame.deadline.plain import plain
from pipeline.frame.given import Given
from pipeline.frame.refused import find_refusal
from pipeline.records import Refusal, Words
from pipeline.resources.refusals import load_refusals, parse_refusals

RULES = load_refusals()
REFUSED = [(rule, *case) for rule in RULES.refused for case in rule.cases]
NOT_REFUSED = [(rule, case) for rule in RULES.refused for case in rule.counter_cases]
ASKED = [(rule, *case) for rule in RULES.request for case in rule.cases]
NOT_ASKED = [(rule, case) for rule in RULES.request for case in rule.counter_cases]
REASONS = [(rule, *case) for rule in RULES.reason for case in rule.cases]
NO_REASON = [(rule, case) for rule in RULES.reason for case in rule.counter_cases]
QUESTION = "Bent u bereid om de tol op de brug bij Oudveen af te schaffen? Zo nee, waarom niet?"
PIECES = (
    "nee ik zal niet geen de motie ontraad omdat want gelet op acht wenselijk te om , . ; bent u bereid ? "
    "aanleiding zie dat daar mogelijk op stuk nr. 7 wat maakt"
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES.split()), max_size=40).map(" ".join))


def names(rows):
    return [f"{row[0].id} {row[1][:40]}" for row in rows]


@pytest.mark.parametrize(("rule", "text", "words"), REFUSED, ids=names(REFUSED))
def test_a_wording_finds_what_is_refused(a_sentence, rule, text, words):
    assert rule.pattern.search(plain(text).text)
    assert find_refusal(a_sentence(text)).refused == Words(words)


@pytest.mark.parametrize(("rule", "text"), NOT_REFUSED, ids=names(NOT_REFUSED))
def test_a_wording_leaves_its_counter_cases(a_sentence, rule, text):
    nowhere = rule.pattern.search(plain(text).text) is None
    assert nowhere or find_refusal(a_sentence(text)).refused is None


@pytest.mark.parametrize(("rule", "question", "words"), ASKED, ids=names(ASKED))
def test_what_a_question_asks_for(rule, question, words):
    found = last_motion(question) if rule.id.startswith("motion") else asked_for(question, "Nee.")
    assert found == words


@pytest.mark.parametrize(("rule", "question"), NOT_ASKED, ids=names(NOT_ASKED))
def test_what_a_question_does_not_ask_for(rule, question):
    assert rule.pattern.search(plain(question).text) is None
    assert requests(plain(question).text) == []


@pytest.mark.parametrize(
    ("text", "around", "refused"),
    [
        ("Die moet ik ontraden.", {"asked": "Akkoord. Dan de motie op stuk nr. 12."}, "de motie op stuk nr. 12"),
        ("Dat is niet uitvoerbaar.", {"asked": "Akkoord. Dan de motie op stuk nr. 12."}, "de motie op stuk nr. 12"),
        (
            "Dat kan niet.",
            {"before": "Dan de motie-Kool/Prins, op stuk nr. 13."},
            "de motie-Kool/Prins, op stuk nr. 13",
        ),
        (
            "Om die reden moet ik haar ontraden.",
            {"before": "De kade is te smal.", "earlier": "Dan de motie van het lid Kool. Die vraagt veel."},
            "de motie van het lid Kool",
        ),
        (
            "Om die reden is de motie ontijdig.",
            {"earlier": "De motie op stuk nr. 7 kan. Dan de motie op stuk nr. 8.", "asked": "De motie op stuk nr. 6."},
            "de motie op stuk nr. 8",
        ),
        ("Dat kan niet.", {"asked": "De motie op stuk nr. 12 is dus ontraden. Mevrouw Kool?"}, None),
        ("Dat kan niet.", {"earlier": "De motie op stuk nr. 12 krijgt oordeel Kamer. En dan de tol."}, None),
    ],
)
def test_the_motion_that_was_called_up_or_named_before(a_sentence, text, around, refused):
    found = find_refusal(a_sentence(text, kind="turn", document_kind="debate", **around)).refused
    assert (found.text if found else None) == refused


@pytest.mark.parametrize(("rule", "text", "words"), REASONS, ids=names(REASONS))
def test_a_wording_finds_the_reason(a_sentence, rule, text, words):
    assert rule.pattern.search(plain(text).text)
    assert find_refusal(a_sentence(text)).reason == Words(words)


@pytest.mark.parametrize(("rule", "text"), NO_REASON, ids=names(NO_REASON))
def test_no_reason_is_no_reason(a_sentence, rule, text):
    assert rule.pattern.search(plain(text).text) is None
    assert find_refusal(a_sentence(text)).reason is None


@pytest.mark.parametrize(
    "text",
    ["Nee.", "Neen.", "Daartoe ben ik niet bereid.", "Dat zie ik niet.", "Nee, dat ga ik niet doen.", "Dat kan niet."],
)
def test_a_short_answer_refuses_what_was_asked(a_sentence, text):
    assert find_refusal(a_sentence(text, asked=QUESTION)) == Refusal(
        Words("de tol op de brug bij Oudveen af te schaffen")
    )


def test_without_a_question_a_short_answer_refuses_nothing_known(a_sentence):
    assert find_refusal(a_sentence("Nee.")) == Refusal()


def test_a_question_of_fact_asks_for_nothing(a_sentence):
    assert find_refusal(a_sentence("Nee.", asked="Klopt het dat de brug in 2019 is gesloten?")) == Refusal()


def test_of_two_requests_the_one_that_the_answer_takes_up(a_sentence):
    asked = "Bent u bereid de tol te verlagen? Kunt u het onderzoek naar de kade versnellen?"
    found = find_refusal(a_sentence("Nee, dat onderzoek kan niet eerder.", asked=asked))
    assert found.refused == Words("het onderzoek naar de kade versnellen")
    assert find_refusal(a_sentence("Nee.", asked=asked)).refused is None


def test_the_motion_that_was_named_last(a_sentence):
    before = (
        "De voorzitter: De motie op stuk nr. 11. De minister: Oordeel Kamer. De voorzitter: De motie op stuk nr. 12."
    )
    found = find_refusal(a_sentence("Die moet ik helaas ontraden.", before=before))
    assert found.refused == Words("De motie op stuk nr. 12")


def test_a_chair_asks_for_no_acts():
    assert asked_for("De voorzitter: Wilt u de microfoon uitzetten?", "Nee.") is None


def test_the_reason_is_no_part_of_what_is_refused(a_sentence):
    found = find_refusal(
        a_sentence("Gelet op de kosten zie ik geen aanleiding om de sluis te verbreden, want er is geen geld.")
    )
    assert found.refused == Words("de sluis te verbreden")
    assert found.reason == Words("want er is geen geld")


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, asked=TEXTS, before=TEXTS)
def test_the_words_stand_in_the_text(text, asked, before):
    found = find_refusal(Given(text, 0, "answer", None, None, asked, before, "letter", None, ()))
    for words in (found.refused, found.reason):
        assert words is None or (words.text and words.text in f"{text}\x00{asked}\x00{before}")
    assert found.reason is None or found.reason.text in text


@pytest.mark.parametrize(
    ("text", "told"), [("[[[", "refusals.toml"), ("pointing = []\nmotion = 'm'\n[macros]\n", "refused")]
)
def test_a_broken_file_is_told(text, told):
    with pytest.raises(InvalidResourceError, match=told):
        parse_refusals(text)


def test_ids_are_used_once(root):
    text = (root / "pipeline" / "resources" / "refusals.toml").read_text(encoding="utf-8")
    with pytest.raises(InvalidResourceError, match="an id is used once"):
        parse_refusals(text.replace('id = "no-ground"', 'id = "not-willing"', 1))
