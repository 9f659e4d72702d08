"""What a preposition makes of a period: the interval in which the act is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.frame.deadline.spans import DAY, Period, Without, week_of
from pipeline.records import Precision
from pipeline.resources.deadlines import Relation


@dataclass(frozen=True, slots=True)
class Interval:
    """The days between which an act is due, both included; ``None``: that side is open."""

    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision


def interval(relation: Relation, period: Period, anchor: dt.date | None) -> Interval | Without:
    """The interval that the words bound, from the document's date on; raises nothing.

    ``Without.FUTURE``: it has passed. ``Without.DATE``: the preposition and the period name no date together.
    """
    if relation in ("before", "voor", "until"):
        return _before(period, anchor)
    if relation in ("by", "per") or (relation == "with" and period.by) or period.latest_only:
        return _up_to(relation, period, anchor)
    if relation in ("after", "from"):
        return _counted_from(relation, period, anchor)
    if relation == "around":
        return _week_around(period, anchor)
    if relation == "towards" or (relation == "with" and period.precision != "event"):
        return Without.DATE
    return _during(period.first, period.last, period.precision, anchor)


def _before(period: Period, anchor: dt.date | None) -> Interval | Without:
    """To the day before it opens; where that lies behind the document, another reading is likely."""
    if period.opens is None:
        return Without.DATE
    latest = period.opens - DAY
    return Without.DATE if anchor is not None and latest < anchor else Interval(anchor, latest, period.precision)


def _up_to(relation: Relation, period: Period, anchor: dt.date | None) -> Interval | Without:
    if relation in ("after", "from", "around", "towards"):
        return Without.DATE
    if relation == "per" and period.first != period.last:
        return Without.DATE
    if anchor is not None and period.last < anchor:
        return Without.FUTURE
    return Interval(anchor, period.last, period.precision)


def _counted_from(relation: Relation, period: Period, anchor: dt.date | None) -> Interval | Without:
    earliest = period.closes if relation == "after" else period.first
    if earliest is None:
        return Without.DATE
    if anchor is not None and earliest <= anchor:
        if relation == "after" or period.last < anchor:
            return Without.DATE if period.last >= anchor else Without.FUTURE
        earliest = anchor
    return Interval(earliest, period.after_latest if relation == "after" else None, period.precision)


def _week_around(period: Period, anchor: dt.date | None) -> Interval | Without:
    if period.first != period.last:
        return Without.DATE
    return _during(*week_of(period.first), "week", anchor)


def _during(first: dt.date, last: dt.date, precision: Precision, anchor: dt.date | None) -> Interval | Without:
    """A period that runs already counts from the document's date."""
    if anchor is None:
        return Interval(first, last, precision)
    return Without.FUTURE if last < anchor else Interval(max(first, anchor), last, precision)
