"""Conditions: cases and counter-cases of every wording, their ends, what holds for any text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InvalidResourceError
from pipeline.frame.condition import find_condition, places_of
from pipeline.frame.deadline.plain import plain
from pipeline.frame.given import Given
from pipeline.frame.strength import find_strength
from pipeline.resources.conditions import load_conditions, parse_conditions

RULES = load_conditions().condition
CASES = [(rule, *case) for rule in RULES for case in rule.cases]
COUNTER = [(rule, case) for rule in RULES for case in rule.counter_cases]
WORDS = "als indien mits dan zal ik wanneer mocht de brug , . nodig waar op het moment dat afhankelijk van — : en of"
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))


def said(text):
    """A sentence in a debate, by itself."""
    return Given(text, 0, "turn", None, None, "", "", "debate", None, ())


@pytest.mark.parametrize(("rule", "text", "words"), CASES, ids=[f"{c[0].id} {c[1][:40]}" for c in CASES])
def test_a_wording_finds_its_cases(a_sentence, rule, text, words):
    assert find_condition(a_sentence(text)).text == words
    assert places_of(rule, plain(text).text)


@pytest.mark.parametrize(("rule", "text"), COUNTER, ids=[f"{c[0].id} {c[1][:40]}" for c in COUNTER])
def test_a_wording_leaves_its_counter_cases(rule, text):
    assert places_of(rule, plain(text).text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ik zal nagaan of de brug veilig is.",
        "Zodra het advies er is, stuur ik het naar de Kamer.",
        "Hoewel de kade oud is, zal ik haar openhouden.",
        "Ik zal ook als dat meer kost de pont laten varen.",
        "Zolang het onderzoek loopt, verleen ik geen vergunning.",
        "Ik zal de Kamer informeren als de cijfers er in juni zijn, net als vorig jaar.",
        "",
        "Als",
    ],
)
def test_no_condition(a_sentence, text):
    found = find_condition(a_sentence(text))
    assert found is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Ik verleng de proef, mits de schippers dat willen, tot eind 2026.",
            "mits de schippers dat willen",
        ),
        ("Ik zal indien gewenst de cijfers delen.", "indien gewenst"),
        (
            "Indien de kade, die uit 1930 dateert, verzakt, zal ik haar sluiten.",
            "Indien de kade, die uit 1930 dateert, verzakt",
        ),
        ("De vaarweg gaat open als de sluis is hersteld en ik stuur u dan een brief.", "als de sluis is hersteld"),
    ],
)
def test_where_a_condition_ends(a_sentence, text, words):
    assert find_condition(a_sentence(text)).text == words


CLAUSES = st.sampled_from(
    [
        "lukt dat niet",
        "blijkt uit de proef dat de kade, die uit 1930 dateert, te zwak is",
        "komt er voor 1 mei geen akkoord met de 3 werven",
        "mocht de provincie bezwaar maken",
        "mochten de kosten hoger zijn dan 1,5 miljoen euro",
        "wil het waterschap niet meedoen",
        "zouden de schippers weigeren",
        "kom ik er met de werf niet uit",
        "verzakt de kade",
    ]
)
PROMISES = st.sampled_from(["zal ik een pont inzetten", "leg ik de werf een plicht op", "komt er een noodwet van mij"])
LEADS = st.sampled_from(["", "Maar ", "En ", "Ik praat met de schippers; ", "Ik praat met de schippers. "])


@given(lead=LEADS, clause=CLAUSES, promise=PROMISES)
def test_a_clause_with_its_verb_first_is_a_condition_up_to_dan(lead, clause, promise):
    first = clause if lead.endswith(("En ", "Maar ", "; ")) else clause[0].upper() + clause[1:]
    sentence = said(f"{lead}{first}, dan {promise}.")
    found = find_condition(sentence)
    assert found.text == first
    assert find_strength(sentence, condition=found).value == "conditional"


@given(clause=CLAUSES.filter(lambda words: not words.startswith("mocht")), promise=PROMISES)
def test_a_question_with_its_verb_first_is_no_condition(clause, promise):
    assert find_condition(said(f"{clause[0].upper()}{clause[1:]}, dan {promise}?")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Is het zo dat de kade verzakt?",
        "Klopt het dat de kade te zwak is, dan wel dat zij te laag is?",
        "Al is de kade zwak, toch houd ik haar open.",
        "Al lukt dat niet, dan nog zal ik de pont laten varen.",
        "Hoewel het lukt, zal ik de kade sluiten.",
        "Tot mei mochten de ponten varen en zal ik dat verlengen.",
        "Komt in orde, dan bericht ik u in mei.",
        "De brug is klaar en wordt het komende jaar geverfd, dan zal ik haar openen.",
        "De werven doen hun werk en zijn in mei klaar, dan zal ik komen kijken.",
        "Zet de feiten op een rij, dan zal ik daarnaar kijken.",
    ],
)
def test_other_words_with_a_verb_in_front_are_no_condition(a_sentence, text):
    assert find_condition(a_sentence(text)) is None


def test_a_clause_counts_before_a_fixed_phrase(a_sentence):
    text = "Waar nodig help ik de schippers, tenzij de provincie dat al doet."
    assert find_condition(a_sentence(text)).text == "tenzij de provincie dat al doet"


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_a_condition_stands_in_the_sentence(text):
    found = find_condition(said(text))
    assert found is None or (found.text and found.text in text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("subject_words = []\n[macros]", "condition"),
        ("[[[", "conditions.toml"),
        ("subject_words = []\n[macros]\n[[condition]]\nid = 'a'\npattern = '('\n", "regular expression"),
    ],
)
def test_a_broken_file_is_told(text, told):
    with pytest.raises(InvalidResourceError, match=told):
        parse_conditions(text)


def test_ids_are_used_once(root):
    text = (root / "pipeline" / "resources" / "conditions.toml").read_text(encoding="utf-8")
    with pytest.raises(InvalidResourceError, match="an id is used once"):
        parse_conditions(text.replace('id = "mits"', 'id = "indien"'))


@pytest.mark.corpus
def test_conditions_of_real_commitments(a_sentence, shared):
    files = sorted((shared / "corpus" / "labels").glob("*.jsonl"))
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    commitments = [row for row in rows if "commitment" in (row.get("labels") or ())]
    worded = [row for row in commitments if row["condition"]]
    found = [(find_condition(a_sentence(row["text"])), row["condition"]) for row in worded]
    exact = sum(words is not None and words.text.lower() == gold.lower() for words, gold in found)
    free = [row for row in commitments if not row["condition"] and row["strength"] != "conditional"]
    false = sum(find_condition(a_sentence(row["text"])) is not None for row in free)
    assert len(worded) >= 25
    assert exact >= 0.85 * len(worded)
    assert false <= 0.03 * len(free)
