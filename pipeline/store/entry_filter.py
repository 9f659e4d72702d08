"""Which entries of the ledger to list, and in what order."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, false, or_, select

from pipeline.entries import OPEN, STATUSES, URGENCIES, EntryFilter, Urgency
from pipeline.records import DocumentKind
from pipeline.store.database import Transaction
from pipeline.store.tables.documents import documents, labellings, versions
from pipeline.store.tables.ledger import entries, entry_numbers
from pipeline.store.words import folded, matching

EntryOrder = Literal["deadline", "newest", "oldest", "ministry", "minister", "status", "slipped"]
"""Nearest deadline first; by the day on which they were made; by name; most slippage first."""


def conditions(tx: Transaction, wanted: EntryFilter) -> list[ColumnElement[bool]]:
    """What an entry must fulfil."""
    columns = entries.c
    found: list[ColumnElement[bool] | None] = [
        columns.merged_into.is_(None),
        _statuses(wanted),
        _holds(columns.ministry_words, wanted.ministry),
        _holds(columns.minister_words, wanted.minister),
    ]
    if wanted.document is not None:
        found.append(columns.document == wanted.document)
    if wanted.dossier is not None:
        numbers = select(entry_numbers.c.entry_id).where(entry_numbers.c.number == wanted.dossier)
        found.append(columns.id.in_(numbers))
    if wanted.due_from is not None:
        found.append(columns.latest >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(columns.latest <= wanted.due_to)
    if wanted.strength is not None:
        found.append(columns.strength == wanted.strength)
    if wanted.kind is not None:
        found.append(columns.document.in_(_documents_of(wanted.kind)))
    if wanted.text is not None:
        found.append(matching(tx, "entry_words", columns.id, wanted.text))
    return [condition for condition in found if condition is not None]


def ordering(order: EntryOrder) -> list[ColumnElement[Any]]:
    """The columns to sort by; the last makes the order whole."""
    columns = entries.c
    by: dict[EntryOrder, list[ColumnElement[Any]]] = {
        "deadline": [columns.latest.nulls_last()],
        "newest": [columns.made.desc().nulls_last()],
        "oldest": [columns.made.nulls_last()],
        "ministry": [columns.ministry.nulls_last(), columns.latest.nulls_last()],
        "minister": [columns.minister.nulls_last(), columns.latest.nulls_last()],
        "status": [columns.status, columns.latest.nulls_last()],
        "slipped": [columns.slipped_days.desc()],
    }
    return [*by[order], columns.id]


def urgency(name: Urgency, today: dt.date, soon: dt.timedelta) -> ColumnElement[bool]:
    """The condition that an entry is overdue, due soon or without a day; as ``pipeline.ledger`` says it."""
    columns = entries.c
    binds = columns.status.in_(OPEN) & (columns.polarity != "abstain")
    if name == "te_laat":
        return binds & (columns.latest < today)
    if name == "binnenkort":
        return binds & columns.latest.between(today, today + soon)
    return binds & columns.latest.is_(None)


def _statuses(wanted: EntryFilter) -> ColumnElement[bool] | None:
    if not wanted.statuses:
        return None
    soon = dt.timedelta(days=wanted.soon_days)
    statuses = [status for status in STATUSES if status in wanted.statuses]
    named = [urgency(name, wanted.today, soon) for name in URGENCIES if name in wanted.statuses]
    return or_(false(), *([entries.c.status.in_(statuses)] if statuses else []), *named)


def _documents_of(kind: DocumentKind) -> Select[Any]:
    query = select(documents.c.name).join_from(labellings, documents, labellings.c.document_id == documents.c.id)
    query = query.join(versions, labellings.c.version_id == versions.c.id)
    return query.where(labellings.c.is_current, versions.c.kind == kind)


def _holds(column: ColumnElement[str], words: str | None) -> ColumnElement[bool] | None:
    asked = " ".join(folded(words or ""))
    return column.contains(asked, autoescape=True) if asked else None
