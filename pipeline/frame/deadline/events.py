"""What the wording of recesses, the budget year and other dated events means, by the parliamentary calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.frame.deadline.days import day
from pipeline.frame.deadline.reckon import Reckoned, Reckoner
from pipeline.frame.deadline.spans import DAY, Period, Without, period
from pipeline.resources.calendar import Recess

_KINDS = {"voorjaars": "voorjaar", "krokus": "voorjaar", "verkiezings": "verkiezing"}
_ABOUT_TO_BEGIN = 35
_JUST_PAST = 45


def _around(recess: Recess) -> Period:
    latest = dt.date(recess.begins.year, 12, 31) if recess.kind == "zomer" else None
    return Period(recess.begins, recess.ends, "event", recess.opens, recess.closes, after_latest=latest)


def recess(reckon: Reckoner) -> Reckoned:
    """Of "voor het zomerreces"; a recess that is not sure or not listed names no date."""
    words = reckon.groups["recess"] or ""
    kind = _KINDS.get(words, words)

    def make(year: int) -> Period | None:
        entry = reckon.calendar.recess_of(kind, year)
        return _around(entry) if entry else None

    found = _sure_recess(reckon, kind, reckon.in_year(make))
    during = reckon.relation not in ("before", "voor", "until", "after")
    return Without.DATE if during and isinstance(found, Period) and not (found.opens and found.closes) else found


def _sure_recess(reckon: Reckoner, kind: str, found: Reckoned) -> Reckoned:
    """In the first weeks of a year the recess meant may be last year's: then it must be known that it is over."""
    anchor = reckon.anchor
    if anchor is None or anchor.month > 1 or kind != "kerst" or reckon.has("year"):
        return found
    return found if reckon.calendar.recess_of(kind, anchor.year - 1) else Without.DATE


def next_recess(reckon: Reckoner) -> Reckoned:
    """Of "voor het reces": the recess that is about to begin, if it is sure which."""
    anchor = reckon.anchor
    if anchor is None or reckon.relation not in ("before", "voor"):
        return Without.DATE
    soon = [
        entry
        for entry in reckon.calendar.recess
        if anchor <= entry.begins + DAY and (entry.begins - anchor).days <= _ABOUT_TO_BEGIN
    ]
    first = min(soon, key=lambda entry: entry.begins, default=None)
    return _around(first) if first and first.opens and first.opens > anchor else Without.DATE


def rule(reckon: Reckoner) -> Reckoned:
    """A day that a rule sets; said in the weeks after it, it is ambiguous.

    "In het jaarverslag" without a year may be the one that lies there.
    """
    entry = reckon.calendar.rule_of(reckon.entry.rule)
    if entry is None:
        return Without.DATE
    offset = reckon.entry.offset if reckon.has("year") else 0

    def make(year: int) -> Period | None:
        on = entry.on(year + offset)
        return replace(period(on, on, "event"), latest_only=entry.latest_only)

    if reckon.relation == "at" and reckon.entry.id == "event.jaarverslag" and not reckon.has("year"):
        return Without.DATE
    return reckon.in_year(make, guard=0 if reckon.relation in ("before", "voor", "by") else _JUST_PAST)


def turn_of_year(reckon: Reckoner) -> Reckoned:
    """The turn of the year: before it is up to 31 December, after it counts from 1 January."""
    found = rule(reckon)
    if isinstance(found, Without) or reckon.relation == "around":
        return Without.DATE
    return replace(found, closes=found.first)


def budget(reckon: Reckoner) -> Reckoned:
    """Of "voor de begrotingsbehandeling": before the Christmas recess; said in the first months it is ambiguous."""
    named = reckon.has("year")
    if reckon.anchor is None or (not named and reckon.anchor.month <= 3):
        return Without.DATE
    entry = reckon.calendar.recess_of("kerst", int(named) - 1 if named else reckon.anchor.year)
    if entry is None or entry.opens is None:
        return Without.DATE
    last = entry.opens - DAY
    return reckon.unless_past(Period(last, last, "event", opens=entry.opens, by=True, latest_only=True))


def event(reckon: Reckoner) -> Reckoned:
    """An event that the calendar names."""
    found = reckon.calendar.event_of((reckon.groups["name"] or "").replace(" ", ""))
    if found is None:
        return Without.DATE
    return reckon.unless_past(replace(period(found.begins, found.ends, "event"), by=True))


def dated_event(reckon: Reckoner) -> Reckoned:
    """Of "het debat van 2 juli": its day; what is due before an event of the same day is due that day."""
    ahead = reckon.relation in ("before", "voor", "by", "until")
    found = day(replace(reckon, relation="by" if ahead else "at"))
    if isinstance(found, Without):
        return found
    today = found.first == reckon.anchor
    return replace(found, precision="event", opens=found.first + DAY if today else found.first, by=True)
