"""Dutch calendar dates as parliamentary papers write them; what names no real day gives no date."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_DATE = re.compile(
    r"(?<![\w/.,:-])(?:"
    r"(?P<day>\d{1,2})(?:\s?(?:e|ste|de))?\s*(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")"
    r"(?:\.|\b|(?=\d))\s*,?\s*(?P<year>\d{4})(?!\d)"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})(?![\d-])"
    r"|(?P<num_day>\d{1,2})(?P<sep>[-/.])(?P<num_month>\d{1,2})(?P=sep)(?P<num_year>\d{4})(?![\d/.-]*\d)"
    r")",
    re.IGNORECASE,
)


def in_words(day: dt.date) -> str:
    """A day as papers write it.

    >>> in_words(dt.date(2024, 4, 4))
    '4 april 2024'
    """
    month = next(name for name, number in _MONTHS.items() if number == day.month)
    return f"{day.day} {month} {day.year}"


def find_dates(text: str) -> tuple[tuple[int, int, dt.date], ...]:
    """All full dates of a text as (start, end, date), half-open, in order; without a year it is no date.

    >>> find_dates("Op 1 mei 2024 (en niet op 31 juni 2024)")
    ((3, 13, datetime.date(2024, 5, 1)),)
    """
    found = []
    for match in _DATE.finditer(text):
        date = _date_of(match)
        if date is not None:
            found.append((match.start(), match.end(), date))
    return tuple(found)


def parse_date(text: str) -> dt.date | None:
    """The first full date in a text; ``None`` when there is none or when it names no real day.

    >>> parse_date("14 november 2024"), parse_date("14-11-2024"), parse_date("30 februari 2024")
    (datetime.date(2024, 11, 14), datetime.date(2024, 11, 14), None)
    """
    match = _DATE.search(text)
    return _date_of(match) if match else None


def _date_of(match: re.Match[str]) -> dt.date | None:
    if match["month"]:
        parts = (match["year"], str(_MONTHS[match["month"].lower()]), match["day"])
    elif match["iso_year"]:
        parts = (match["iso_year"], match["iso_month"], match["iso_day"])
    else:
        parts = (match["num_year"], match["num_month"], match["num_day"])
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None


_DATELINE = re.compile(r"(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}\b")
_WANTS_DATE = re.compile(r"\b(?:op|van|vanaf|sinds|tot|met|per|en|of|voor|na|tussen),?$")


def is_dateline(text: str, *, after: str) -> bool:
    """Whether a line is the date under a headline, and not the rest of the line ``after`` which it stands.

    >>> is_dateline("donderdag 13 februari 2031", after="Gemalen blijven in gebruik")
    True
    >>> is_dateline("donderdag 13 februari 2031", after="Dat debat is gehouden op")
    False
    """
    return _DATELINE.match(text) is not None and _WANTS_DATE.search(after) is None
