"""Stretches of time, and the arithmetic of calendars."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum

from pipeline.records import Precision

DAY = dt.timedelta(days=1)


class Without(Enum):
    """Why a time expression has no period."""

    DATE = "it names no date, or more than one reading is likely"
    FUTURE = "it lies behind the document"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both ends included, and what prepositions make of it.

    ``opens``: "voor" is up to the day before it; ``closes``: "na" counts from it, at most to ``after_latest``.
    ``None``: not known. ``by``: "bij" and "met" are up to ``last`` and not that period itself.
    ``latest_only``: nothing but ``last`` is known.
    """

    first: dt.date
    last: dt.date
    precision: Precision
    opens: dt.date | None = None
    closes: dt.date | None = None
    after_latest: dt.date | None = None
    by: bool = False
    latest_only: bool = False


def period(first: dt.date, last: dt.date, precision: Precision) -> Period:
    """A period that opens with its first day and closes with the day after its last."""
    return Period(first, last, precision, opens=first, closes=last + DAY)


def month_span(year: int, month: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month; months beyond December run on into the next year.

    >>> month_span(2025, 14)[1]
    datetime.date(2026, 2, 28)
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the last of a shorter month.

    >>> months_later(dt.date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    first, last = month_span(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + 6 * DAY


def months_of(year: int, first: int, last: int, precision: Precision) -> Period:
    """The period from the first day of one month to the last day of another.

    >>> months_of(2025, 4, 6, "quarter").last
    datetime.date(2025, 6, 30)
    """
    return period(month_span(year, first)[0], month_span(year, last)[1], precision)
