from __future__ import annotations

import json

from said import speaker
from stored import labelled

from pipeline.train.gold import gold_rows as read
from pipeline.train.reviewed import gold_rows, standoff_rows
from pipeline.train.standoff import LabelledSpan

LETTER = labelled()
FACT, PROMISE, REFUSAL, LAST = (one.sentence for one in LETTER.statements)


def said() -> dict[str, list]:
    an = speaker(FACT.id)
    return {
        FACT.id: [an("an", "claim"), an("bo", "claim"), an("cas", kind="unsure")],
        PROMISE.id: [speaker(PROMISE.id)("an", "commitment")],
        REFUSAL.id: [an("an", "refusal"), an("bo"), an("cas", "refusal", kind="adjudication")],
        LAST.id: [an("an", "claim"), an("bo")],
    }


def test_sentences_with_an_outcome_are_gold_that_training_reads() -> None:
    rows = list(gold_rows(LETTER, said()))
    gold = read([json.dumps(row) for row in rows])
    assert gold.errors == ()
    assert [(row.context.text, row.labels, row.weight) for row in gold.rows] == [
        (FACT.text, ("claim",), 0.6),
        (PROMISE.text, ("commitment",), 1.0),
        (REFUSAL.text, ("refusal",), 1.0),
    ]
    assert gold.rows[1].context.before == FACT.text
    assert gold.rows[1].context.kind == "letter"
    assert rows[1]["strength"] == "firm"
    assert rows[2]["annotators"] == ["an", "bo", "cas"]


def test_stand_off_rows_hold_no_text_and_are_those_of_the_annotations() -> None:
    rows = [LabelledSpan.model_validate(row) for row in standoff_rows(LETTER, said())]
    assert [(row.labels, row.agree, row.unsure, row.polarity) for row in rows] == [
        (("claim",), True, True, None),
        (("commitment",), None, False, "act"),
        (("refusal",), False, False, None),
    ]
    assert LETTER.document.text[rows[1].start : rows[1].end] == PROMISE.text
    assert "onderzoeken" not in json.dumps([row.model_dump(mode="json") for row in rows])


def test_without_reviews_there_is_no_gold() -> None:
    assert list(gold_rows(LETTER, {})) == []
