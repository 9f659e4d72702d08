from __future__ import annotations

import json

import pytest

from pipeline.errors import InvalidLabelError
from pipeline.train.gold import gold_rows, read_gold

ROW = {
    "id": "a#1",
    "document": "a",
    "role": "answer",
    "question": "1",
    "context": "Klopt dat?",
    "text": "Ja.",
    "labels": ["claim"],
}


def line(**changes: object) -> str:
    return json.dumps(ROW | changes)


def test_a_written_row():
    (row,) = gold_rows([line()]).rows
    assert (row.document, row.labels, row.values) == ("a", ("claim",), (0, 0, 1))
    context = row.context
    assert (context.kind, context.role, context.asked, context.first) == ("answer", "government", "Klopt dat?", True)


def test_a_row_of_a_debate():
    (row,) = gold_rows(
        [line(role="government", function="Staatssecretaris van Zee", context="De heer Vis (ABC): Kan dat?", seq=3)]
    ).rows
    assert (row.context.kind, row.context.office, row.context.asked) == ("turn", "staatssecretaris", "Kan dat?")


def test_the_sentence_before_is_that_of_the_row_before():
    rows = gold_rows(
        [
            line(),
            line(id="a#2", text="Dat klopt."),
            line(id="a#4", text="Na een gat."),
            line(id="a#5", text="Andere vraag.", question="2"),
        ]
    ).rows
    assert [row.context.before for row in rows] == ["", "Ja.", "", ""]
    assert [row.context.first for row in rows] == [True, False, True, True]


def test_a_row_may_bring_the_sentence_before_it_and_a_weight():
    (row,) = gold_rows([line(before="Het regent.", weight=0.3)]).rows
    assert (row.context.before, row.context.first, row.weight) == ("Het regent.", False, 0.3)
    assert gold_rows([line()]).rows[0].weight == 1.0


def test_a_letter_was_asked_nothing():
    (row,) = gold_rows([line(role="letter", context="Brief over de sluis.")]).rows
    assert (row.context.kind, row.context.asked) == ("letter", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "a row is one JSON object"),
        ("[1]", "a row is one JSON object"),
        (line(text=" "), "a row has a text"),
        (line(document=None), "a row has a document"),
        (line(labels="claim"), "labels are a list of"),
        (line(labels=["promise"]), "labels are a list of"),
        (line(role="king"), "a role is one of"),
        (line(cue="maybe"), "a cue is"),
        (line(weight=0), "a weight is"),
        (line(weight=1.5), "a weight is"),
        (line(weight=True), "a weight is"),
        (line(before=3), "a row has a before"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_goes_on(text, words):
    gold = gold_rows([text, "", line()], place="g.jsonl")
    assert len(gold.rows) == 1
    (error,) = gold.errors
    assert str(error).startswith(f"g.jsonl, line 1: {words}")


def test_a_file_that_is_no_text_is_an_error(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidLabelError, match="readable UTF-8"):
        read_gold(path)


@pytest.mark.corpus
def test_the_label_files_are_read_whole(shared):
    counts = {}
    for name in ("written", "debates", "debates-2", "written-pdf"):
        gold = read_gold(shared / "corpus" / "labels" / f"{name}.jsonl")
        assert gold.errors == ()
        counts[name] = len(gold.rows)
    assert counts == {"written": 1519, "debates": 1818, "debates-2": 4533, "written-pdf": 788}
