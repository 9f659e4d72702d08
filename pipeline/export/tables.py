"""Labelled sentences as rows: JSON Lines, and CSV as Dutch Excel opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

import orjson

from pipeline.export.labelled_json import DIGITS
from pipeline.export.spreadsheet import is_formula
from pipeline.records import LabelledDocument, Statement

TableFormat = Literal["jsonl", "csv"]
TABLE_FORMATS: tuple[TableFormat, ...] = get_args(TableFormat)

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "document",
    "document_kind",
    "date",
    "title",
    "sentence",
    "start",
    "end",
    "text",
    "passage",
    "numbers",
    "speaker",
    "office",
    "ministry",
    "role",
    "labels",
    "commitment",
    "refusal",
    "claim",
    "needs_review",
    "cue",
    "evidence",
    "source",
)
"""Columns of a row, in order; the same names are the keys of a JSON line."""

_LINE_BREAKS = str.maketrans({"\r": " ", "\n": " ", "\v": " ", "\f": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})


def table(format_: TableFormat, documents: Iterable[LabelledDocument]) -> Iterator[bytes]:
    """The sentences of documents as a file in one of the :data:`TABLE_FORMATS`, part by part."""
    if format_ == "csv":
        return sentences_csv(documents)
    return sentences_jsonl(documents)


def sentences_jsonl(documents: Iterable[LabelledDocument]) -> Iterator[bytes]:
    """One sentence a line, as a JSON object with the keys of :data:`COLUMNS`."""
    for labelled in documents:
        for statement in labelled.statements:
            yield orjson.dumps(_row(labelled, statement), option=orjson.OPT_APPEND_NEWLINE)


def sentences_csv(documents: Iterable[LabelledDocument]) -> Iterator[bytes]:
    """One sentence a row: ``;`` between cells, a byte order mark, decimal comma, no cell that Excel would run."""
    yield (BYTE_ORDER_MARK + _csv_line(COLUMNS)).encode()
    for labelled in documents:
        lines = (_csv_line(_row(labelled, statement).values()) for statement in labelled.statements)
        yield "".join(lines).encode()


def _row(labelled: LabelledDocument, statement: Statement) -> dict[str, object]:
    document, sentence, passage = labelled.document, statement.sentence, statement.sentence.passage
    speaker = passage.speaker
    values = (
        document.id,
        document.kind,
        document.date.isoformat() if document.date else None,
        document.title,
        sentence.id,
        sentence.start,
        sentence.end,
        sentence.text,
        passage.kind,
        list(passage.numbers),
        speaker.name if speaker else None,
        speaker.office if speaker else None,
        speaker.ministry if speaker else None,
        speaker.role if speaker else None,
        list(statement.labels),
        round(float(statement.scores.commitment), DIGITS),
        round(float(statement.scores.refusal), DIGITS),
        round(float(statement.scores.claim), DIGITS),
        statement.needs_review,
        statement.cue,
        list(statement.evidence),
        document.source,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _csv_line(values: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow([_cell(value) for value in values])
    return buffer.getvalue()


def _cell(value: object) -> str:
    r"""A value as Excel may show it, and never run it.

    >>> _cell("=HYPERLINK(1)"), _cell("een\nregel"), _cell(0.5), _cell(["2", "3"]), _cell(None), _cell(False)
    ("'=HYPERLINK(1)", 'een regel', '0,5000', '2, 3', '', 'nee')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.{DIGITS}f}".replace(".", ",")
    if isinstance(value, list):
        value = ", ".join(value)
    text = str(value)
    if is_formula(text):
        text = f"'{text}"
    return text.translate(_LINE_BREAKS)
