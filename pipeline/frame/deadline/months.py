"""What the wording of months, quarters, halves, seasons and years means."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.frame.deadline.days import month_number
from pipeline.frame.deadline.reckon import Reckoned, Reckoner, sensible
from pipeline.frame.deadline.spans import DAY, Period, Without, month_span, months_of, period

_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4, "laatste": 4}
_SEASONS = {"voorjaar": (3, 21, 6, 20), "zomer": (6, 21, 9, 22), "najaar": (9, 23, 12, 20), "winter": (12, 21, 3, 20)}
_SAME_SEASON = {"lente": "voorjaar", "herfst": "najaar"}
_GUARD = 31


def _part_of_month(year: int, number: int, part: str) -> Period:
    """Days 1-10, 11-20, 21-end; before the end of a month is up to its last day."""
    first, last = month_span(year, number)
    if part == "begin":
        return period(first, first.replace(day=10), "month")
    if part.startswith("eind"):
        return replace(period(first.replace(day=21), last, "month"), opens=last + DAY)
    if part and part != "later":
        return period(first.replace(day=11), first.replace(day=20), "month")
    return period(first, last, "month")


def month(reckon: Reckoner) -> Reckoned:
    """Of "in maart", "eind maart", "oktober of november"."""
    last = month_number(reckon.groups["month"] or "")
    first = month_number(reckon.has("first_month") or reckon.groups["month"] or "")
    if reckon.lists and (last - first) % 12 > 1:
        return Without.DATE

    def make(year: int) -> Period | None:
        begin = _part_of_month(year if first <= last else year - 1, first, reckon.has("part") or "")
        end = _part_of_month(year, last, reckon.has("part") or "")
        return end if first == last else period(begin.first, end.last, "month")

    return reckon.in_year(make, guard=_GUARD)


def half_month(reckon: Reckoner) -> Reckoned:
    """Of "de tweede helft van oktober": days 1-15, 16-end."""
    number = month_number(reckon.groups["month"] or "")

    def make(year: int) -> Period | None:
        first, last = month_span(year, number)
        if reckon.has("ordinal") == "eerste":
            return period(first, first.replace(day=15), "month")
        return period(first.replace(day=16), last, "month")

    return reckon.in_year(make, guard=_GUARD)


def near_month(reckon: Reckoner) -> Reckoned:
    """Of "deze maand", "eind volgende maand"; "komende maand" is ambiguous."""
    which = reckon.has("which") or ("deze" if reckon.has("same") else "")
    if reckon.anchor is None or which not in ("deze", "volgende"):
        return Without.DATE
    start = month_span(reckon.anchor.year, reckon.anchor.month + (which == "volgende"))[0]
    part = reckon.has("part") or reckon.has("part_of") or ""
    return reckon.unless_past(_part_of_month(start.year, start.month, part))


def quarter(reckon: Reckoner) -> Reckoned:
    """Of "het eerste kwartaal van 2025", "Q3 of Q4"; before its end is up to its last day, other parts name no date."""
    last = _quarter_number(reckon.groups["ordinal"] or "")
    first = _quarter_number(reckon.has("first") or reckon.groups["ordinal"] or "")
    part = reckon.has("part") or ""
    ends = "eind" in part and reckon.relation in ("before", "voor", "by", "until")
    if part and not ends:
        return Without.DATE

    def make(year: int) -> Period | None:
        if first > last:
            return None
        made = months_of(year, 3 * first - 2, 3 * last, "quarter")
        return replace(made, opens=made.last + DAY) if ends else made

    return reckon.in_year(make)


def _quarter_number(words: str) -> int:
    return int(words) if words.isdigit() else _ORDINALS[words]


def near_quarter(reckon: Reckoner) -> Reckoned:
    """Of "dit kwartaal", "volgend kwartaal"."""
    which = reckon.has("which") or ""
    if reckon.anchor is None or "komend" in which:
        return Without.DATE
    number = (reckon.anchor.month + 2) // 3 + ("volgend" in which)
    return months_of(reckon.anchor.year, 3 * number - 2, 3 * number, "quarter")


def half_year(reckon: Reckoner) -> Reckoned:
    """Of "de tweede helft van 2025"."""
    second = (reckon.has("ordinal") or reckon.has("ordinal2")) != "eerste"
    return reckon.in_year(lambda year: months_of(year, 7 if second else 1, 12 if second else 6, "half_year"))


def _season(reckon: Reckoner, name: str, year: int) -> Period:
    """A season by its fixed days; "voor" and "na de zomer" go by the summer recess."""
    begin_month, begin_day, end_month, end_day = _SEASONS[name]
    last = dt.date(year + (end_month < begin_month), end_month, end_day)
    made = period(dt.date(year, begin_month, begin_day), last, "season")
    if name != "zomer" or reckon.has("which") or reckon.relation not in ("before", "voor", "until", "after"):
        return made
    recess = reckon.calendar.recess_of("zomer", year)
    return replace(
        made,
        opens=recess.opens if recess else None,
        closes=recess.closes if recess else None,
        after_latest=dt.date(year, 12, 31),
    )


def season(reckon: Reckoner) -> Reckoned:
    """Of "dit najaar", "in het voorjaar van 2026", "komende zomer"; a part of a season names no date."""
    words = reckon.groups["season"] or ""
    name, which = _SAME_SEASON.get(words, words), (reckon.has("which") or "").rstrip("e")
    if which in ("afgelop", "afgelopen", "vorig"):
        return Without.FUTURE
    if reckon.has("part") or (name == "winter" and (reckon.has("year") or reckon.has("rel"))):
        return Without.DATE
    if reckon.has("second_year"):
        return _double_season(reckon, name)
    if not which:
        return reckon.in_year(lambda year: _season(reckon, name, year))
    return _near_season(reckon, name, which)


def _double_season(reckon: Reckoner, name: str) -> Reckoned:
    year = int((reckon.has("second_year") or "")[1:5])
    return reckon.unless_past(_season(reckon, name, year)) if name == "winter" else Without.DATE


def _near_season(reckon: Reckoner, name: str, which: str) -> Reckoned:
    anchor = reckon.anchor
    if anchor is None:
        return Without.DATE
    here = _season(reckon, name, anchor.year)
    before = _season(reckon, name, anchor.year - 1)
    runs = before if before.last >= anchor else here if here.first <= anchor <= here.last else None
    if which in ("dit", "dez"):
        if runs or name != "winter":
            return runs or reckon.unless_past(here)
        return here if anchor.month >= 9 else Without.DATE
    if which == "volgend":
        return _season(reckon, name, anchor.year + 1) if here.last < anchor else Without.DATE
    if runs:
        return Without.DATE
    return here if here.first > anchor else _season(reckon, name, anchor.year + 1)


def year(reckon: Reckoner) -> Reckoned:
    """Of "in 2026", "begin 2025", "dit jaar", "voor eind 2026"; "het komende jaar" by itself is ambiguous."""
    part = reckon.has("part") or ""
    if not part and "komend" in (reckon.has("rel") or ""):
        return Without.DATE
    first_year = reckon.has("first_year")

    def make(number: int) -> Period | None:
        first = int(first_year) if first_year else number
        if not (sensible(number) and first <= number):
            return None
        whole = period(dt.date(first, 1, 1), dt.date(number, 12, 31), "year")
        return _part_of_year(number, part) if part else whole

    return reckon.in_year(make)


def _part_of_year(number: int, part: str) -> Period:
    """Begin is the first quarter, medio May to August, eind the fourth quarter, up to the year's last day."""
    if part == "begin":
        return months_of(number, 1, 3, "quarter")
    if part.startswith("eind"):
        made = months_of(number, 10, 12, "quarter")
        return replace(made, opens=made.last + DAY)
    return months_of(number, 5, 8, "quarter")
