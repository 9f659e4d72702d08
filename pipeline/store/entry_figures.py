"""Counts of entries that pass a filter: by deadline, by who is bound, and over the months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select

from pipeline.entries import OPEN, EntryFilter, EventKind
from pipeline.store.database import Transaction
from pipeline.store.entry_filter import conditions, urgency
from pipeline.store.tables.documents import labellings
from pipeline.store.tables.ledger import entries, events, proposals, register_entries

Whose = Literal["ministry", "minister"]


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has to do: entries that are open, of those overdue and due soon, and entries that were kept.

    ``name`` is a ministry or a minister, ``None`` where the document says none.
    """

    name: str | None
    open: int
    overdue: int
    soon: int
    fulfilled: int
    total: int


def by_latest(tx: Transaction, wanted: EntryFilter) -> tuple[tuple[dt.date, int], ...]:
    """How many open entries have each day as their last, the earliest first; abstentions and undated are left out."""
    columns = entries.c
    query = (
        select(columns.latest, func.count())
        .where(*conditions(tx, wanted), columns.status.in_(OPEN), columns.polarity != "abstain")
        .where(columns.latest.is_not(None))
        .group_by(columns.latest)
        .order_by(columns.latest)
    )
    return tuple((day, number) for day, number in tx.execute(query))


def loads(tx: Transaction, wanted: EntryFilter, whose: Whose, limit: int = 12) -> tuple[Load, ...]:
    """Who has most to do, the most overdue first, then the most open."""
    columns = entries.c
    name = columns[whose]
    soon = dt.timedelta(days=wanted.soon_days)
    open_ = func.count().filter(columns.status.in_(OPEN)).label("open")
    overdue = _count(urgency("te_laat", wanted.today, soon)).label("overdue")
    query = (
        select(
            name.label("name"),
            open_,
            overdue,
            _count(urgency("binnenkort", wanted.today, soon)).label("soon"),
            _count(columns.status == "afgedaan").label("fulfilled"),
            func.count().label("total"),
        )
        .where(*conditions(tx, wanted))
        .group_by(name)
        .order_by(overdue.desc(), open_.desc(), name.nulls_last())
        .limit(limit)
    )
    return tuple(Load(**row) for row in tx.execute(query).mappings())


def made_by_day(tx: Transaction, wanted: EntryFilter) -> tuple[tuple[dt.date, int], ...]:
    """How many entries were made on each day, the earliest first; those without a date are left out."""
    made = entries.c.made
    query = select(made, func.count()).where(*conditions(tx, wanted), made.is_not(None)).group_by(made).order_by(made)
    return tuple((day, number) for day, number in tx.execute(query))


def happened_by_day(
    tx: Transaction, wanted: EntryFilter, kinds: Sequence[EventKind]
) -> tuple[tuple[dt.date, EventKind, int], ...]:
    """How often something of these kinds happened to the entries on each day; what was taken back is left out."""
    back, again = events.alias("back"), events.alias("again")
    restored = select(again.c.id).where(again.c.retracts == back.c.name).exists()
    retracted = select(back.c.id).where(back.c.retracts == events.c.name, ~restored).exists()
    query = (
        select(events.c.date, events.c.kind, func.count())
        .join(entries, events.c.entry_id == entries.c.id)
        .where(*conditions(tx, wanted), events.c.kind.in_(kinds), events.c.date.is_not(None), ~retracted)
        .group_by(events.c.date, events.c.kind)
        .order_by(events.c.date, events.c.kind)
    )
    return tuple((day, kind, number) for day, kind, number in tx.execute(query))


def names(tx: Transaction, whose: Whose, limit: int = 500) -> tuple[str, ...]:
    """The ministries or ministers of the ledger by name."""
    name = entries.c[whose]
    query = select(name).where(name.is_not(None), entries.c.merged_into.is_(None)).distinct().order_by(name)
    return tuple(tx.execute(query.limit(limit)).scalars())


def stamp(tx: Transaction) -> tuple[int | None, ...]:
    """Changes when something is added to the ledger; figures may be kept as long as it is the same.

    It asks for the greatest number of each table only, so it costs nothing.
    """
    tables: tuple[Any, ...] = (entries, events, proposals, labellings, register_entries)
    return tuple(tx.execute(select(*(select(func.max(one.c.id)).scalar_subquery() for one in tables))).one())


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
