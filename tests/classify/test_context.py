from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.classify import contexts
from pipeline.classify.context import PREVIOUS_TURN_CHARACTERS
from pipeline.records import Speaker

MINISTER = Speaker("De Graaf", "minister", "Financiën", "government")
MEMBER = Speaker("Bakker", "Kamerlid", None, "member")


def test_an_answer_knows_its_question(build):
    document, sentences = build(
        ("question", ("1",), None, None, "Bent u bereid te meten?"),
        ("question", ("2",), None, None, "Hoe duur is dat?"),
        ("answer", ("1",), MINISTER, None, "Ja."),
        ("answer", ("1",), MINISTER, None, "Dat begint in mei."),
    )
    found = contexts(document, sentences)
    assert [context.asked for context in found] == ["", "", "Bent u bereid te meten?", "Bent u bereid te meten?"]
    assert [context.before for context in found[2:]] == ["", "Ja."]
    assert [context.first for context in found[2:]] == [True, False]
    assert (found[2].role, found[2].office) == ("government", "minister")


def test_a_joint_answer_knows_all_its_questions(build):
    document, sentences = build(
        ("question", ("2",), None, None, "Vindt u dat wenselijk?"),
        ("question", ("3",), None, None, "En dit?"),
        ("question", ("4",), None, None, "En dat?"),
        ("answer", ("2", "3"), MINISTER, None, "Nee."),
    )
    assert contexts(document, sentences)[-1].asked == "Vindt u dat wenselijk? En dit?"


def test_a_question_that_is_asked_jointly_is_there_once(build):
    document, sentences = build(
        ("question", ("1", "2"), None, None, "Klopt dat?"),
        ("answer", ("1", "2"), MINISTER, None, "Ja."),
    )
    assert contexts(document, sentences)[-1].asked == "Klopt dat?"


def test_numbers_that_come_back_mean_the_last_question_before_the_answer(build):
    document, sentences = build(
        ("question", ("1",), None, None, "Eerste reeks?"),
        ("answer", ("1",), None, None, "Ja."),
        ("question", ("1",), None, None, "Tweede reeks?"),
        ("answer", ("1",), None, None, "Nee."),
    )
    found = contexts(document, sentences)
    assert (found[1].asked, found[3].asked) == ("Eerste reeks?", "Tweede reeks?")


def test_an_answer_without_a_question_at_hand_has_none(build):
    document, sentences = build(("answer", ("9",), MINISTER, None, "Ja."))
    assert contexts(document, sentences)[0].asked == ""


def test_a_turn_knows_what_another_said_before_it(build):
    long = "Wij wachten al jaren op deze cijfers. " * 40 + "Kan de minister die toezeggen?"
    document, sentences = build(
        ("turn", (), MEMBER, 0, long),
        ("turn", (), MINISTER, 1, "Dat kan ik."),
        ("turn", (), MINISTER, 2, "En ook snel."),
    )
    found = contexts(document, sentences)
    assert found[0].asked == ""
    assert found[1].asked == long[-PREVIOUS_TURN_CHARACTERS:]
    assert found[2].asked == found[1].asked
    assert found[2].first


def test_headings_and_notes_are_before_nothing(build):
    document, sentences = build(
        ("letter", (), MINISTER, None, "Ik start een proef."),
        ("letter", (), None, None, "1 Kamerstuk 99 999, nr. 1."),
        ("letter", (), MINISTER, None, "Die duurt een jaar."),
        forms={1: "footnote"},
    )
    found = contexts(document, sentences)
    assert found[1].before == ""
    assert found[2].before == "Ik start een proef."


def test_no_sentences_have_no_contexts(build):
    document, _ = build(("letter", (), None, None, "Tekst."))
    assert contexts(document, ()) == ()


@pytest.mark.parametrize(
    ("document_kind", "kind", "unanswered"),
    [
        ("written_questions", "letter", True),
        ("written_answers", "letter", True),
        ("written_answers", "answer", False),
        ("letter", "letter", False),
    ],
)
def test_a_paper_of_questions_without_an_answer_is_unanswered(build, document_kind, kind, unanswered):
    document, sentences = build(
        ("question", ("1",), None, None, "Klopt dat?"),
        (kind, ("1",) if kind == "answer" else (), None, None, "De vragen worden binnenkort beantwoord."),
    )
    found = contexts(replace(document, kind=document_kind), sentences)
    assert [one.unanswered for one in found] == [unanswered, unanswered]
