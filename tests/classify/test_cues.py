from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.classify import Context, detect_cue, likely_strength
from pipeline.classify.cues import fired, fired_in_all
from pipeline.classify.wording import plain
from pipeline.resources.cues import Case, CueRule, Notice, load_cues

RULES = load_cues().rules
NOTICES = load_cues().notices
WORDS = sorted(
    {
        word
        for rule in RULES
        for case in rule.cases
        for word in " ".join([case] if isinstance(case, str) else case).split()
    }
)


def sentence_of(case: Case) -> tuple[str, str]:
    return ("", case) if isinstance(case, str) else case


def stands(rule: CueRule | Notice, case: Case) -> bool:
    asked, text = sentence_of(case)
    if rule.pattern.search(plain(text)) is None:
        return False
    question = getattr(rule, "asked", None)
    return question is None or question.search(plain(asked)) is not None


@pytest.mark.parametrize("rule", [*RULES, *NOTICES], ids=lambda rule: rule.id)
def test_a_cue_stands_in_its_cases_and_in_no_counter_case(rule):
    assert [case for case in rule.cases if not stands(rule, case)] == []
    assert [case for case in rule.counter_cases if stands(rule, case)] == []


def test_cues_cover_every_label_both_ways():
    assert {(rule.label, rule.speaks_for) for rule in RULES} == {
        (label, way) for label in ("commitment", "refusal", "claim") for way in (True, False)
    }


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["turn", "answer"]))
def test_the_quick_look_hides_no_cue(words, kind):
    context = Context(" ".join(words), kind, asked="Bent u bereid dit te doen?")
    slow = [
        rule.id
        for rule in RULES
        if (not rule.kinds or kind in rule.kinds) and stands(rule, (context.asked, context.text))
    ]
    assert [rule.id for rule in fired(context)] == slow


def test_many_sentences_give_what_each_gives():
    contexts = [Context(sentence_of(rule.cases[0])[1], "turn") for rule in RULES]
    assert fired_in_all(contexts) == [fired(context) for context in contexts]


@pytest.mark.parametrize(
    ("text", "labels", "cue"),
    [
        ("Hiermee doe ik mijn toezegging aan het lid Bakker gestand.", ("claim",), "fulfilment"),
        ("Met deze brief voldoe ik aan de toezegging uit het debat van 4 mei.", ("claim",), "fulfilment"),
        ("Zoals toegezegd is de monitor in maart gepubliceerd.", ("claim",), "reminder"),
        ("Ik zal u, zoals toegezegd, in mei informeren.", ("commitment",), None),
        ("De monitor is in maart gepubliceerd.", ("claim",), None),
    ],
)
def test_a_sentence_that_looks_back(text, labels, cue):
    assert detect_cue(Context(text, "letter"), labels) == cue


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Ik zal de Kamer voor het reces informeren.", "firm"),
        ("Het kabinet streeft naar een akkoord.", "weak"),
        ("Mocht dat nodig blijken, dan zal ik ingrijpen.", "conditional"),
        ("De vergadering is gesloten.", None),
    ],
)
def test_how_firmly_a_commitment_binds(text, strength):
    assert likely_strength(Context(text, "letter")) == strength
