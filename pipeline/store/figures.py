"""How much stands in the store, and how fresh it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, Table, func, select

from pipeline.store.database import Transaction
from pipeline.store.tables import documents as t
from pipeline.store.tables import ledger
from pipeline.store.tables.reviews import reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts; statements are the current ones. ``labelled_at`` is when the newest current labels were made (UTC)."""

    documents: int
    statements: int
    runs: int
    reviews: int
    entries: int
    events: int
    proposals: int
    rejections: int
    register_entries: int
    labelled_at: dt.datetime | None


def figures(tx: Transaction) -> Figures:
    """The store in figures."""
    current = t.labellings.c.is_current
    newest = select(func.max(t.runs.c.created_at)).join(t.labellings).where(current)
    row = tx.execute(
        select(
            _count(t.documents).label("documents"),
            select(func.coalesce(func.sum(t.labellings.c.sentences), 0))
            .where(current)
            .scalar_subquery()
            .label("statements"),
            *(_count(table).label(table.name) for table in (t.runs, reviews, ledger.entries, ledger.events)),
            *(_count(table).label(table.name) for table in (ledger.proposals, ledger.rejections)),
            _count(ledger.register_entries).label("register_entries"),
            newest.scalar_subquery().label("labelled_at"),
        )
    ).mappings()
    return Figures(**row.one())


def _count(table: Table) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).scalar_subquery()
