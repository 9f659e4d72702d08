"""What the wording of days and weeks means. Sources stand with the wording, in ``resources/deadlines.toml``."""

from __future__ import annotations

import datetime as dt

from pipeline.frame.deadline.reckon import Reckoned, Reckoner
from pipeline.frame.deadline.spans import DAY, Period, Without, period, week_of

MONTHS = ("jan", "feb", "m", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_NEAR = {"vandaag": 0, "vanochtend": 0, "vanmiddag": 0, "vanavond": 0, "vannacht": 0, "overmorgen": 2}
_GUARD, _LONG_GUARD = 14, 95


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation.

    >>> month_number("maart"), month_number("mei"), month_number("sept.")
    (3, 5, 9)
    """
    if name.startswith("mei"):
        return 5
    return next(number for number, start in enumerate(MONTHS, start=1) if name.startswith(start))


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` when there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day(reckon: Reckoner) -> Reckoned:
    """Of "16 juli", "10 en 11 juli", "3 juni a.s."; a day not long past that nothing points ahead to is ambiguous."""
    month = month_number(reckon.groups["month"] or "")
    last = int(reckon.groups["day"] or 0)
    first = int(reckon.has("first_day") or last)

    def make(year: int) -> Period | None:
        begin, end = real_day(year, month, first), real_day(year, month, last)
        return period(begin, end, "day") if begin and end and begin <= end else None

    if reckon.lists and last - first > 1:
        return Without.DATE
    looks_back = reckon.relation in ("at", "with", "none") and not reckon.has("soon")
    return reckon.in_year(make, guard=_LONG_GUARD if looks_back else _GUARD)


def numeric(reckon: Reckoner) -> Reckoned:
    """Of "01-10-2025", "2025-10-01"."""
    iso = reckon.has("iso_year")
    parts = ("iso_year", "iso_month", "iso_day") if iso else ("year", "month_number", "day")
    found = real_day(*(int(reckon.has(part) or 0) for part in parts))
    return reckon.unless_past(period(found, found, "day")) if found else Without.DATE


def near_day(reckon: Reckoner) -> Reckoned:
    """Of "vandaag", "morgen", "overmorgen"."""
    if reckon.anchor is None:
        return Without.DATE
    found = reckon.anchor + _NEAR.get(reckon.has("near") or "", 1) * DAY
    return period(found, found, "day")


def weekday(reckon: Reckoner) -> Reckoned:
    """Of "vrijdag", "volgende week dinsdag": forwards; the weekday of the document itself is ambiguous."""
    which = reckon.has("which") or reckon.has("which2") or ""
    if which in ("afgelopen", "vorige", "vorige week", "jl."):
        return Without.FUTURE
    if reckon.anchor is None or which in ("volgende", "over een week"):
        return Without.DATE
    number = next(place for place, name in enumerate(_WEEKDAYS) if name in (reckon.has("weekday") or ""))
    if which.endswith("week"):
        monday = week_of(reckon.anchor)[0] + (7 if which.startswith("volgende") else 0) * DAY
        found = monday + number * DAY
        return reckon.unless_past(period(found, found, "day"))
    ahead = (number - reckon.anchor.weekday()) % 7
    found = reckon.anchor + ahead * DAY
    return period(found, found, "day") if ahead else Without.DATE


def near_week(reckon: Reckoner) -> Reckoned:
    """Of "deze week", "volgende week"; "komende week" may be the seven days to come or the next calendar week."""
    which = reckon.has("which")
    if reckon.anchor is None or which not in ("deze", "volgende"):
        return Without.DATE
    monday, sunday = week_of(reckon.anchor + (7 if which == "volgende" else 0) * DAY)
    return period(monday, sunday, "week")


def numbered_week(reckon: Reckoner) -> Reckoned:
    """Of "week 40", by ISO 8601."""
    first = int(reckon.has("number") or 0)
    last = int(reckon.has("number2") or first)

    def make(year: int) -> Period | None:
        try:
            monday, sunday = dt.date.fromisocalendar(year, first, 1), dt.date.fromisocalendar(year, last, 7)
        except ValueError:
            return None
        return period(monday, sunday, "week") if monday < sunday else None

    return reckon.in_year(make, guard=_GUARD)


def week_of_day(reckon: Reckoner) -> Reckoned:
    """Of "de week van 7 juli"."""
    month = month_number(reckon.groups["month"] or "")

    def make(year: int) -> Period | None:
        found = real_day(year, month, int(reckon.groups["day"] or 0))
        return period(*week_of(found), "week") if found else None

    return reckon.in_year(make, guard=_GUARD)
