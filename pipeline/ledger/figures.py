"""The ledger in figures (cijfers): how much is overdue and how long, what is due when, and the flow over the months."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.entries import EntryFilter, Status, Urgency
from pipeline.store import Transaction, entries, entry_figures
from pipeline.store.entry_figures import Load

AGES: tuple[tuple[str, int, int | None], ...] = (
    ("tot een maand", 1, 30),
    ("1 tot 3 maanden", 31, 90),
    ("3 tot 6 maanden", 91, 180),
    ("6 tot 12 maanden", 181, 365),
    ("langer dan een jaar", 366, None),
)
"""How long something is overdue: in words, and from how many days up to how many, both included."""

BACK = 12
"""Months before today on the time line and in the flow."""
AHEAD = 12
"""Months after today on the time line."""


@dataclass(frozen=True, slots=True)
class Age:
    """Entries that are overdue by ``least`` to ``most`` days; ``due_from`` and ``due_to`` are those deadlines."""

    words: str
    count: int
    due_from: dt.date | None
    due_to: dt.date


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with the last deadline days that fall in it."""

    first: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What was made, kept and postponed in a month."""

    first: dt.date
    made: int
    fulfilled: int
    slipped: int


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """Everything that the front page counts; ``earlier`` and ``later`` are deadlines outside the time line."""

    total: int
    counts: Mapping[Status | Urgency, int]
    overdue: tuple[Age, ...]
    months: tuple[Month, ...]
    earlier: int
    later: int
    ministries: tuple[Load, ...]
    ministers: tuple[Load, ...]
    flow: tuple[Flow, ...]


def ledger_figures(tx: Transaction, wanted: EntryFilter) -> LedgerFigures:
    """The figures of the entries that pass a filter, on its day; without entries every figure is 0."""
    whole = replace(wanted, limit=None, offset=0)
    due = entry_figures.by_latest(tx, whole)
    months = month_counts(due, wanted.today)
    first, last = months[0].first, months[-1].first
    return LedgerFigures(
        total=entries.count(tx, whole),
        counts=entries.counts(tx, whole),
        overdue=ages(due, wanted.today),
        months=months,
        earlier=sum(number for day, number in due if day < first),
        later=sum(number for day, number in due if month_of(day) > last),
        ministries=entry_figures.loads(tx, whole, "ministry"),
        ministers=entry_figures.loads(tx, whole, "minister"),
        flow=_flow(tx, whole),
    )


def ages(due: Iterable[tuple[dt.date, int]], today: dt.date) -> tuple[Age, ...]:
    """Deadlines with their counts by how long they have passed.

    >>> [age.count for age in ages([(dt.date(2031, 1, 1), 2), (dt.date(2030, 1, 1), 1)], dt.date(2031, 1, 31))]
    [2, 0, 0, 0, 1]
    """
    late = [((today - day).days, number) for day, number in due if day < today]
    found = []
    for words, least, most in AGES:
        count = sum(number for days, number in late if days >= least and (most is None or days <= most))
        oldest = today - dt.timedelta(days=most) if most is not None else None
        found.append(Age(words, count, oldest, today - dt.timedelta(days=least)))
    return tuple(found)


def month_counts(due: Iterable[tuple[dt.date, int]], today: dt.date) -> tuple[Month, ...]:
    """Deadlines per month, from :data:`BACK` months before today's to :data:`AHEAD` after; empty months too."""
    counted = Counter[dt.date]()
    for day, number in due:
        counted[month_of(day)] += number
    return tuple(Month(first, counted[first]) for first in span(today, BACK, AHEAD))


def span(today: dt.date, back: int, ahead: int) -> tuple[dt.date, ...]:
    """The first days of the months from ``back`` before today's to ``ahead`` after.

    >>> [str(first) for first in span(dt.date(2031, 1, 31), 1, 1)]
    ['2030-12-01', '2031-01-01', '2031-02-01']
    """
    now = today.year * 12 + today.month - 1
    return tuple(dt.date(month // 12, month % 12 + 1, 1) for month in range(now - back, now + ahead + 1))


def month_of(day: dt.date) -> dt.date:
    """The first day of its month."""
    return day.replace(day=1)


def _flow(tx: Transaction, wanted: EntryFilter) -> tuple[Flow, ...]:
    made, fulfilled, slipped = Counter[dt.date](), Counter[dt.date](), Counter[dt.date]()
    for day, number in entry_figures.made_by_day(tx, wanted):
        made[month_of(day)] += number
    for day, kind, number in entry_figures.happened_by_day(tx, wanted, ("fulfilled", "postponed")):
        (fulfilled if kind == "fulfilled" else slipped)[month_of(day)] += number
    return tuple(
        Flow(first, made[first], fulfilled[first], slipped[first]) for first in span(wanted.today, BACK * 2 - 1, 0)
    )
