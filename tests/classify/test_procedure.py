from __future__ import annotations

import datetime as dt

import pytest

from pipeline.classify.wording import plain
from pipeline.errors import InvalidResourceError
from pipeline.label import Labeller
from pipeline.read import Hints
from pipeline.resources.procedure import load_procedures, read_procedures

ENTRY = """
[[notice]]
id = "{id}"
pattern = '{pattern}'
source = "ruling"
cases = ["a"]
counter_cases = ["b"]
"""
QUESTIONS = """Kamervraag 2025Z90871

Het bericht 'Brug bij Oudevecht al maanden dicht'

Ingediend 3 maart 2025
Indieners Sietske Tjalma (DvT)
 • Vraag 1
  Bent u bekend met het bericht dat de brug bij Oudevecht dicht is?
 • Vraag 2
  Bent u bereid de brug voor de zomer te openen?
 • Mededeling - 24 maart 2025

  De vragen van het lid Tjalma (DvT) over de brug bij Oudevecht (ingezonden 3 maart 2025) kunnen nog niet worden beantwoord, omdat de provincie om gegevens is gevraagd. Ik streef ernaar de Kamer de antwoorden zo spoedig mogelijk te doen toekomen.
"""  # noqa: E501 - a paragraph is one line


@pytest.mark.parametrize("entry", load_procedures(), ids=lambda entry: entry.id)
def test_an_entry_matches_its_cases_and_no_counter_case(entry):
    assert [case for case in entry.cases if not entry.pattern.search(plain(case))] == []
    assert [case for case in entry.counter_cases if entry.pattern.search(plain(case))] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[[notice]", "a procedure follows the schema"),
        (ENTRY.format(id="Upper", pattern="a"), "a procedure follows the schema"),
        (ENTRY.format(id="one", pattern="("), "a pattern is a regular expression"),
        (ENTRY.format(id="one", pattern="a") * 2, "ids of procedures are unique"),
    ],
)
def test_a_broken_entry_is_named(text, rule):
    with pytest.raises(InvalidResourceError, match=rule):
        read_procedures(text)


def test_questions_with_a_notice_of_delay_give_no_commitment(shipped):
    labelled = Labeller(shipped).label(
        QUESTIONS.encode(), source="kv.txt", hints=Hints(), created_at=dt.datetime(2025, 4, 1, tzinfo=dt.UTC)
    )
    assert labelled.document.kind == "written_questions"
    (last,) = [one for one in labelled.statements if "streef" in one.sentence.text]
    assert last.sentence.passage.kind == "letter"
    assert {label for one in labelled.statements for label in one.labels} <= {"claim"}
    assert "rule:extension-notice" in last.evidence or last.labels == ()
