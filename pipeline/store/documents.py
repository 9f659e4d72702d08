"""Reading documents back: one with its text, as it was labelled, its history, and lists of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, exists, func, select

from pipeline.records import Document, DocumentKind, LabelledDocument, Passage, Run, Sentence, Statement
from pipeline.store.database import Transaction
from pipeline.store.rows import document_of, passage_of, run_of, statement_of
from pipeline.store.tables import documents as t


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in a list, without its text: what its front says, and the run of its current labelling."""

    id: str
    kind: DocumentKind
    title: str | None
    date: dt.date | None
    source: str
    sha256: str
    dossiers: tuple[str, ...]
    question_ids: tuple[str, ...]
    sentences: int
    run: Run


@dataclass(frozen=True, slots=True)
class Labelling:
    """One version of a document, labelled by one run; ``current`` is the one that lists show."""

    run: Run
    sha256: str
    current: bool
    sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents to list; ``number`` is a dossier ("36045") or the id of questions ("2024Z01911")."""

    kind: DocumentKind | None = None
    number: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    limit: int | None = None
    offset: int = 0


def get(tx: Transaction, document: str) -> Document | None:
    """The current version of a document, with its text; ``None`` when it is not there."""
    found = labelled(tx, document)
    return found.document if found else None


def labelled(tx: Transaction, document: str) -> LabelledDocument | None:
    """A document as its newest run labelled it, as it stands in its JSON file; ``None`` when it is not there."""
    columns = t.labellings.c
    query = (
        select(columns.id.label("labelling_id"), t.documents.c.name.label("document"), t.versions, *_run_columns())
        .join_from(t.labellings, t.versions, columns.version_id == t.versions.c.id)
        .join(t.documents, columns.document_id == t.documents.c.id)
        .join(t.runs, columns.run_id == t.runs.c.id)
        .where(t.documents.c.name == document, columns.is_current)
    )
    row = tx.execute(query).mappings().first()
    if row is None:
        return None
    passages = _passages(tx, row["labelling_id"])
    statements = _statements(tx, row["labelling_id"], passages)
    return LabelledDocument(document_of(row, tuple(passages.values())), run_of(row), statements)


def listed(tx: Transaction, wanted: DocumentFilter | None = None) -> tuple[DocumentRow, ...]:
    """Documents, newest first; those without a date come last."""
    wanted = wanted or DocumentFilter()
    query = _filtered(
        select(
            t.documents.c.name.label("document"),
            *(t.versions.c[name] for name in ("kind", "title", "date", "source", "sha256", "dossiers", "question_ids")),
            t.labellings.c.sentences,
            *_run_columns(),
        ),
        wanted,
    )
    query = query.order_by(t.versions.c.date.desc().nulls_last(), t.documents.c.name)
    query = query.limit(wanted.limit).offset(wanted.offset)
    return tuple(_document_row(row) for row in tx.execute(query).mappings())


def count(tx: Transaction, wanted: DocumentFilter | None = None) -> int:
    """How many documents pass a filter, whatever its limit."""
    return int(tx.execute(_filtered(select(func.count()), wanted or DocumentFilter())).scalar_one())


def history(tx: Transaction, document: str) -> tuple[Labelling, ...]:
    """All labellings of a document, newest run first; none when it is not there."""
    columns = t.labellings.c
    query = (
        select(columns.is_current, columns.sentences, t.versions.c.sha256, *_run_columns())
        .join_from(t.labellings, t.versions, columns.version_id == t.versions.c.id)
        .join(t.documents, columns.document_id == t.documents.c.id)
        .join(t.runs, columns.run_id == t.runs.c.id)
        .where(t.documents.c.name == document)
        .order_by(t.runs.c.created_at.desc(), columns.id.desc())
    )
    return tuple(
        Labelling(run_of(row), row["sha256"], row["is_current"], row["sentences"])
        for row in tx.execute(query).mappings()
    )


def _filtered(query: Select[Any], wanted: DocumentFilter) -> Select[Any]:
    columns = t.labellings.c
    query = (
        query.join_from(t.labellings, t.versions, columns.version_id == t.versions.c.id)
        .join(t.documents, columns.document_id == t.documents.c.id)
        .join(t.runs, columns.run_id == t.runs.c.id)
        .where(columns.is_current)
    )
    if wanted.kind is not None:
        query = query.where(t.versions.c.kind == wanted.kind)
    if wanted.date_from is not None:
        query = query.where(t.versions.c.date >= wanted.date_from)
    if wanted.date_to is not None:
        query = query.where(t.versions.c.date <= wanted.date_to)
    if wanted.number is not None:
        numbers = t.version_numbers.c
        query = query.where(exists().where(numbers.version_id == t.versions.c.id, numbers.number == wanted.number))
    return query


def _run_columns() -> tuple[Any, ...]:
    return (t.runs.c.pipeline_version, t.runs.c.model, t.runs.c.created_at)


def _document_row(row: RowMapping) -> DocumentRow:
    return DocumentRow(
        id=row["document"],
        kind=row["kind"],
        title=row["title"],
        date=row["date"],
        source=row["source"],
        sha256=row["sha256"],
        dossiers=tuple(row["dossiers"]),
        question_ids=tuple(row["question_ids"]),
        sentences=row["sentences"],
        run=run_of(row),
    )


def _passages(tx: Transaction, labelling_id: int) -> dict[int, Passage]:
    columns = t.passages.c
    query = select(t.passages).where(columns.labelling_id == labelling_id).order_by(columns.ordinal)
    return {row["id"]: passage_of(row) for row in tx.execute(query).mappings()}


def _statements(tx: Transaction, labelling_id: int, passages: dict[int, Passage]) -> tuple[Statement, ...]:
    columns = t.sentences.c
    query = (
        select(t.statements, columns.name, columns.start, columns.end, columns.text)
        .join(t.sentences)
        .where(t.statements.c.labelling_id == labelling_id)
        .order_by(t.statements.c.ordinal)
    )
    return tuple(
        statement_of(row, Sentence(row["name"], row["start"], row["end"], row["text"], passages[row["passage_id"]]))
        for row in tx.execute(query).mappings()
    )
