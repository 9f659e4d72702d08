"""Statements that are current: one by the id of its sentence, lists by filters, and what stands around one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, func, select

from pipeline.records import DocumentKind, Run, Sentence, Statement
from pipeline.store.database import Transaction
from pipeline.store.rows import passage_of, run_of, statement_of
from pipeline.store.statement_filter import StatementFilter, conditions, ordering
from pipeline.store.tables import documents as t

CHUNK = 500
"""Ids in one question to the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement in a list, with what is known of its document and of the run that made it.

    ``ordinal`` is its place among the sentences of its document. ``minister`` and ``ministry`` are who is bound or
    speaks. ``judges`` is how many people judged it, ``disputed`` whether they differ.
    """

    statement: Statement
    ordinal: int
    document: str
    title: str | None
    kind: DocumentKind
    date: dt.date | None
    source: str
    dossiers: tuple[str, ...]
    question_ids: tuple[str, ...]
    minister: str | None
    ministry: str | None
    run: Run
    uncertainty: float
    judges: int
    disputed: bool


def get(tx: Transaction, sentence: str) -> StatementRow | None:
    """The current statement about a sentence; ``None`` when no current labelling has that sentence."""
    found = by_ids(tx, [sentence])
    return found.get(sentence)


def by_ids(tx: Transaction, sentences: Iterable[str]) -> dict[str, StatementRow]:
    """The current statements about these sentences, by id; those that are not there are left out."""
    wanted = list(dict.fromkeys(sentences))
    found: dict[str, StatementRow] = {}
    for start in range(0, len(wanted), CHUNK):
        query = _rows().where(t.statements.c.is_current, t.sentences.c.name.in_(wanted[start : start + CHUNK]))
        found.update((row["name"], _row(row)) for row in tx.execute(query).mappings())
    return found


def listed(tx: Transaction, wanted: StatementFilter) -> tuple[StatementRow, ...]:
    """A page of statements."""
    page = select(t.statements.c.id).where(*conditions(tx, wanted)).order_by(*ordering(wanted.order))
    page = page.limit(wanted.limit).offset(wanted.offset)
    ids = list(tx.execute(page).scalars())
    rows = numbered(tx, ids)
    return tuple(rows[number] for number in ids)


def passing(tx: Transaction, wanted: StatementFilter) -> Iterator[tuple[StatementRow, ...]]:
    """All statements that pass a filter, whatever its limit, some at a time in its order."""
    page = select(t.statements.c.id).where(*conditions(tx, wanted)).order_by(*ordering(wanted.order))
    for ids in tx.execute(page.execution_options(yield_per=CHUNK)).scalars().partitions():
        rows = numbered(tx, ids)
        yield tuple(rows[number] for number in ids if number in rows)


def numbered(tx: Transaction, numbers: Sequence[int]) -> dict[int, StatementRow]:
    """Statements by their numbers in this database, also such as are no longer current; for the store's own use."""
    return {row["id"]: _row(row) for row in tx.execute(_rows().where(t.statements.c.id.in_(numbers))).mappings()}


def count(tx: Transaction, wanted: StatementFilter, *, at_most: int | None = None) -> int:
    """How many statements pass a filter, whatever its limit; with ``at_most`` no more are counted than that."""
    if at_most is None:
        passing = select(func.count()).select_from(t.statements).where(*conditions(tx, wanted))
    else:
        some = select(t.statements.c.id).where(*conditions(tx, wanted)).limit(at_most).subquery()
        passing = select(func.count()).select_from(some)
    return int(tx.execute(passing).scalar_one())


def around(tx: Transaction, sentence: str, *, before: int = 3, after: int = 3) -> tuple[Statement, ...]:
    """A statement with its neighbours in the document, in the order of the text; none when it is not there."""
    row = get(tx, sentence)
    if row is None:
        return ()
    columns = t.statements.c
    query = (
        _rows()
        .where(columns.is_current, t.documents.c.name == row.document)
        .where(columns.ordinal.between(row.ordinal - before, row.ordinal + after))
        .order_by(columns.ordinal)
    )
    return tuple(_row(found).statement for found in tx.execute(query).mappings())


def asked(tx: Transaction, sentence: str) -> tuple[Statement, ...]:
    """The sentences of the questions that a sentence answers, by their numbers; none when it answers none."""
    row = get(tx, sentence)
    if row is None or row.statement.sentence.passage.kind != "answer":
        return ()
    numbers = set(row.statement.sentence.passage.numbers)
    query = (
        _rows()
        .where(t.statements.c.is_current, t.documents.c.name == row.document, t.passages.c.kind == "question")
        .order_by(t.statements.c.ordinal)
    )
    found = (_row(row).statement for row in tx.execute(query).mappings())
    return tuple(statement for statement in found if numbers & set(statement.sentence.passage.numbers))


def of_document(tx: Transaction, document: str) -> tuple[StatementRow, ...]:
    """All current statements of a document, in the order of the text; none when it is not there."""
    query = _rows().where(t.statements.c.is_current, t.documents.c.name == document).order_by(t.statements.c.ordinal)
    return tuple(_row(row) for row in tx.execute(query).mappings())


_VERSION = ("title", "source", "dossiers", "question_ids")
_SENTENCE = ("name", "start", "end", "text")
_PASSAGE = ("start", "end", "kind", "form", "numbers", "turn", "depth", "name", "office", "ministry", "role", "party")


def _rows() -> Select[Any]:
    """Statements with their sentence, passage, document and run."""
    statements = t.statements.c
    return (
        select(
            t.statements,
            t.documents.c.name.label("document"),
            *(t.sentences.c[name] for name in _SENTENCE),
            *(t.passages.c[name].label(f"passage_{name}") for name in _PASSAGE),
            *(t.versions.c[name] for name in _VERSION),
            *(t.runs.c[name] for name in ("pipeline_version", "model", "created_at")),
        )
        .join_from(t.statements, t.sentences, statements.sentence_id == t.sentences.c.id)
        .join(t.passages, statements.passage_id == t.passages.c.id)
        .join(t.documents, statements.document_id == t.documents.c.id)
        .join(t.labellings, statements.labelling_id == t.labellings.c.id)
        .join(t.versions, t.labellings.c.version_id == t.versions.c.id)
        .join(t.runs, t.labellings.c.run_id == t.runs.c.id)
    )


def _row(row: RowMapping) -> StatementRow:
    passage = passage_of({name: row[f"passage_{name}"] for name in _PASSAGE})
    sentence = Sentence(row["name"], row["start"], row["end"], row["text"], passage)
    return StatementRow(
        statement=statement_of(row, sentence),
        ordinal=row["ordinal"],
        document=row["document"],
        title=row["title"],
        kind=row["kind"],
        date=row["date"],
        source=row["source"],
        dossiers=tuple(row["dossiers"]),
        question_ids=tuple(row["question_ids"]),
        minister=row["minister"],
        ministry=row["ministry"],
        run=run_of(row),
        uncertainty=row["uncertainty"],
        judges=row["judges"],
        disputed=row["disputed"],
    )
