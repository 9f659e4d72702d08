"""Expressions that stand side by side and bound one act together: "in oktober of november", "vanaf mei tot juli"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.frame.deadline.bounds import Interval
from pipeline.frame.deadline.candidates import Candidate
from pipeline.frame.deadline.reckon import BEFORE
from pipeline.resources.deadlines import Surroundings

_UP_TO = (*BEFORE, "by", "per")


def join(text: str, candidates: Sequence[Candidate], around: Surroundings) -> list[Candidate]:
    """The candidates, with neighbours that say one thing made one."""
    joined: list[Candidate] = []
    for candidate in candidates:
        one = _joined(text, joined[-1], candidate, around) if joined else None
        if one is None:
            joined.append(candidate)
        else:
            joined[-1] = one
    return joined


def _joined(text: str, first: Candidate, second: Candidate, around: Surroundings) -> Candidate | None:
    """The two as one, or ``None`` when they stand apart."""
    gap = text[first.end : second.start]
    both = around.both.fullmatch(gap.rstrip()) is not None
    restated = around.restated.fullmatch(gap.rstrip()) is not None
    if 2 in (first.rank, second.rank) or not (both or restated or gap == " ") or second.rank < 3:
        return None
    whole = replace(second, start=first.start, strong=first.strong or second.strong)
    if first.rank < 3 or restated:
        return whole if first.rank in (0, 3) else None
    if first.interval is None or second.interval is None:
        return None if gap == " " else replace(whole, interval=None)
    if first.relation in ("after", "from") and second.relation in _UP_TO:
        return replace(whole, interval=_from_to(first.interval, second.interval))
    if gap.strip() in ("", ",") and first.relation in ("at", "none") and second.relation in (*_UP_TO, "after", "from"):
        return replace(whole, interval=_inside(first.interval, second.interval))
    return _together(gap.strip(" ,"), first.interval, second, whole, bounds=_how_many(first, second)) if both else None


def _how_many(first: Candidate, second: Candidate) -> int:
    """How many of two expressions bound one side only."""
    return (first.relation in _UP_TO) + (second.relation in _UP_TO)


def _inside(one: Interval, other: Interval) -> Interval | None:
    """What two intervals share; ``None``: nothing."""
    earliest = max((day for day in (one.earliest, other.earliest) if day), default=None)
    latest = min((day for day in (one.latest, other.latest) if day), default=None)
    shared = earliest is None or latest is None or earliest <= latest
    return Interval(earliest, latest, other.precision) if shared else None


def _from_to(first: Interval, second: Interval) -> Interval | None:
    if first.earliest and second.latest and first.earliest <= second.latest:
        return Interval(first.earliest, second.latest, second.precision)
    return None


def _together(link: str, one: Interval, second: Candidate, whole: Candidate, *, bounds: int) -> Candidate | None:
    """Of two periods: the narrower when one holds the other after a comma, else from the first to the second.

    Two bounds ("voor 1 mei en voor 1 juli") are two dates for two acts, and name none for this one.
    """
    other = second.interval
    if other is None or None in (one.earliest, one.latest, other.earliest, other.latest):
        return None
    narrower = other if _holds(one, other) else one if _holds(other, one) else None
    if link == "" and narrower:
        return replace(whole, interval=narrower)
    apart = one.latest is not None and other.earliest is not None and (other.earliest - one.latest).days > 1
    if link in ("en", "maar ook", "en ook") and apart and not bounds:
        return replace(whole, interval=None)
    if bounds:
        return replace(whole, interval=None) if bounds == 2 and link in ("en", "of") else None
    return replace(whole, interval=_from_to(one, other) if not _inverted(one, other) else None)


def _holds(outer: Interval, inner: Interval) -> bool:
    if not (outer.earliest and outer.latest and inner.earliest and inner.latest):
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _inverted(one: Interval, other: Interval) -> bool:
    return bool(one.latest and other.latest and one.latest > other.latest)
