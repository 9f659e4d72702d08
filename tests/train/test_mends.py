from __future__ import annotations

import pytest

from pipeline.errors import InvalidLabelError
from pipeline.train.commands import Material, gather
from pipeline.train.gold import gold_rows
from pipeline.train.mends import Mend, mend, read_mends

LINE = '{"id": "d#1", "document": "d", "role": "answer", "text": "Ja.", "labels": ["claim"]}'
TO_REFUSAL = Mend(file="set", id="d#1", old=("claim",), new=("refusal",))


def test_a_mend_changes_its_row_in_its_file_alone():
    rows = gold_rows([LINE]).rows
    done = mend(rows, [TO_REFUSAL], file="set")
    assert ([row.labels for row in done.rows], done.changed, done.errors) == ([("refusal",)], 1, ())
    assert mend(rows, [TO_REFUSAL], file="other").rows == rows


def test_a_mend_that_was_made_already_is_no_change():
    rows = gold_rows([LINE.replace("claim", "refusal")]).rows
    done = mend(rows, [TO_REFUSAL], file="set")
    assert (done.rows, done.changed, done.errors) == (rows, 0, ())


def test_a_mend_that_no_longer_fits_is_named_and_not_made():
    rows = gold_rows([LINE.replace("claim", "commitment")]).rows
    done = mend(rows, [TO_REFUSAL], file="set")
    assert (done.rows, done.changed) == (rows, 0)
    assert str(done.errors[0]) == "set, d#1: a mend changes claim (got ('commitment',))"


@pytest.mark.parametrize("line", ["{", '{"file": "a"}', '{"file": "a", "id": "b", "old": [], "new": ["promise"]}'])
def test_a_broken_file_of_mends_is_an_error(tmp_path, line):
    (tmp_path / "mended.jsonl").write_text(line)
    with pytest.raises(InvalidLabelError, match=r"mended\.jsonl, line 1"):
        read_mends(tmp_path / "mended.jsonl")


def test_mends_reach_what_is_gathered_and_a_file_counts_once(tmp_path):
    (tmp_path / "set.jsonl").write_text(LINE)
    (tmp_path / "mended.jsonl").write_text(TO_REFUSAL.model_dump_json())
    path = tmp_path / "set.jsonl"
    found = gather(Material((path, path), mended=tmp_path / "mended.jsonl"))
    assert [row.labels for row in found.rows] == [("refusal",)]
    assert (found.mended, found.joins, found.errors) == (1, (), ())
