"""JSON Lines, and CSV that Dutch Excel opens and never runs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export import table
from pipeline.export.tables import COLUMNS, _cell


def rows(content: bytes):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_json_lines_hold_one_sentence_each(labelled):
    lines = b"".join(table("jsonl", [labelled])).splitlines()
    first, second, _ = (json.loads(line) for line in lines)
    assert list(second) == list(COLUMNS)
    assert second["document"] == "ah-tk-1"
    assert second["document_kind"] == "written_answers"
    assert second["date"] == "2025-03-04"
    assert second["text"] == "Ik zal de Kamer vóór 1 juni informeren."
    assert second["labels"] == ["commitment"]
    assert second["commitment"] == 0.9877
    assert first["speaker"] is None


def test_csv_is_as_dutch_excel_wants_it(labelled):
    content = b"".join(table("csv", [labelled]))
    assert content.startswith(b"\xef\xbb\xbfdocument;document_kind;date;title;")
    assert content.count(b"\r\n") == 4
    header, _, second, third = rows(content)
    row = dict(zip(header, second, strict=True))
    assert row["title"] == "Antwoord over de brug"
    assert row["commitment"] == "0,9877"
    assert row["numbers"] == "2, 3"
    assert row["needs_review"] == "nee"
    assert dict(zip(header, third, strict=True))["text"] == "'=Dat doe ik niet; de brug is «dicht»."


def test_without_documents_there_is_a_header_only():
    assert b"".join(table("csv", [])).decode("utf-8-sig").rstrip() == ";".join(COLUMNS)
    assert b"".join(table("jsonl", [])) == b""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n-", "\u00a0+"])
def test_no_cell_starts_a_formula(start):
    assert _cell(f"{start}SUM(A1)").startswith("'")


@given(st.text())
def test_no_cell_breaks_a_line_or_runs(text):
    cell = _cell(text)
    assert not set(cell) & set("\r\n\u2028\u2029\x85\v\f")
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@"}
