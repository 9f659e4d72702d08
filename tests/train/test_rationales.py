from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.classify import Context
from pipeline.errors import InvalidLabelError
from pipeline.train.commands import Material, gather
from pipeline.train.gold import GoldRow, gold_rows
from pipeline.train.rationales import Rationale, marks, read_rationales, with_rationales
from pipeline.train.standoff import text_hash

TEXT = "Ik zal de Kamer informeren."
LINE = f'{{"id": "d#1", "document": "d", "role": "answer", "text": "{TEXT}", "labels": ["commitment"]}}'
MARKED = Rationale(id="d#1", sha256=text_hash(TEXT), label="commitment", spans=((0, 6), (16, 26)))


def test_a_rationale_reaches_its_row_and_no_other():
    rows = gold_rows([LINE, LINE.replace("d#1", "d#2")]).rows
    done = with_rationales(rows, [MARKED])
    assert [dict(row.rationales) for row in done.rows] == [{"commitment": ((0, 6), (16, 26))}, {}]
    assert done.errors == ()
    assert replace(done.rows[0], rationales={}) == rows[0]


def test_of_a_label_that_was_mended_away_nothing_is_left():
    rows = gold_rows([LINE.replace('["commitment"]', '["claim"]')]).rows
    assert with_rationales(rows, [MARKED]) == with_rationales(rows, [])


@pytest.mark.parametrize(
    "other",
    [MARKED.model_copy(update={"sha256": text_hash("Iets anders.")}), MARKED.model_copy(update={"spans": ((0, 99),)})],
)
def test_a_rationale_of_another_sentence_is_named_and_left_out(other):
    done = with_rationales(gold_rows([LINE]).rows, [other])
    assert done.rows[0].rationales == {}
    assert str(done.errors[0]).startswith("d#1, commitment: a rationale belongs to the sentence")


@pytest.mark.parametrize(
    "spans", ["[]", "[[3, 3]]", "[[5, 2]]", "[[4, 8], [6, 9]]", "[[6, 9], [0, 2]]", "[[-1, 2]]", "[[0, 1, 2]]"]
)
def test_broken_places_are_an_error(tmp_path, spans):
    line = f'{{"id": "d#1", "sha256": "{text_hash(TEXT)}", "label": "commitment", "spans": {spans}}}'
    (tmp_path / "rationales.jsonl").write_text(MARKED.model_dump_json() + "\n" + line)
    with pytest.raises(InvalidLabelError, match=r"rationales\.jsonl, line 2"):
        read_rationales(tmp_path / "rationales.jsonl")


def test_a_claim_has_no_rationale(tmp_path):
    (tmp_path / "rationales.jsonl").write_text(MARKED.model_dump_json().replace("commitment", "claim"))
    with pytest.raises(InvalidLabelError, match="label"):
        read_rationales(tmp_path / "rationales.jsonl")


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(InvalidLabelError, match="readable"):
        read_rationales(tmp_path / "none.jsonl")


def test_rationales_reach_what_is_gathered(tmp_path):
    (tmp_path / "set.jsonl").write_text(LINE)
    stale = MARKED.model_copy(update={"sha256": text_hash("x")})
    (tmp_path / "rationales.jsonl").write_text(MARKED.model_dump_json() + "\n" + stale.model_dump_json())
    found = gather(Material((tmp_path / "set.jsonl",), rationales=tmp_path / "rationales.jsonl"))
    assert found.rows[0].rationales == {"commitment": MARKED.spans}
    assert len(found.errors) == 1


def test_a_piece_carries_a_label_where_it_touches_what_was_marked():
    row = GoldRow("d#1", "d", Context(TEXT, "answer"), ("commitment",), rationales={"commitment": MARKED.spans})
    places = [(0, 0), (0, 2), (2, 6), (6, 9), (15, 20), (20, 26), (26, 27)]
    assert [mark for mark, _ in marks(row, places)] == [0, 1, 1, 0, 1, 1, 0]
    assert {mark for _, mark in marks(row, places)} == {0}
    unmarked = replace(row, labels=("commitment", "refusal"))
    assert [mark for _, mark in marks(unmarked, places)] == [-1] * len(places)
