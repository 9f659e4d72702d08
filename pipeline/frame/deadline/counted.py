"""What counted wording means: "binnen zes weken", "de komende maanden", "over drie weken"."""

from __future__ import annotations

import datetime as dt
import math

from pipeline.frame.deadline.reckon import Reckoned, Reckoner
from pipeline.frame.deadline.spans import DAY, Without, month_span, months_later, period, week_of
from pipeline.records import Precision

_UNCOUNTED = {"weken": 42, "maanden": 183}
_UNITS: dict[str, Precision] = {
    "dag": "day",
    "uur": "day",
    "wee": "week",
    "wek": "week",
    "maa": "month",
    "kwa": "quarter",
    "hal": "half_year",
    "jaa": "year",
    "jar": "year",
}


def _later(anchor: dt.date, number: float, unit: str) -> dt.date | None:
    """The date so many units after the anchor; ``None`` for what cannot be counted in whole days."""
    if unit == "uur":
        return anchor + math.ceil(number / 24) * DAY
    if unit.startswith("dag"):
        return anchor + math.floor(number) * DAY
    if unit.startswith("we"):
        return None if unit.startswith("werk") else anchor + math.floor(7 * number) * DAY
    months = number * {"maa": 1, "kwa": 3, "hal": 6, "jaa": 12, "jar": 12}.get(unit[:3], math.nan)
    return months_later(anchor, int(months)) if months.is_integer() and months < 1200 else None


def within(reckon: Reckoner) -> Reckoned:
    """From the document's date, that many days; after another event it names no date."""
    unit = reckon.groups["unit"] or ""
    number = reckon.number("more") or reckon.number()
    if reckon.anchor is None or reckon.has("elsewhere"):
        return Without.DATE
    if number is None and unit in _UNCOUNTED:
        return period(reckon.anchor, reckon.anchor + _UNCOUNTED[unit] * DAY, _UNITS[unit[:3]])
    if number is None and reckon.has("number") is None and unit in ("week", "maand", "halfjaar"):
        number = 1.0
    if number is None or number > 1000:
        return Without.DATE
    last = _later(reckon.anchor, number, unit)
    return period(reckon.anchor, last, _UNITS[unit[:3]]) if last else Without.DATE


def over(reckon: Reckoner) -> Reckoned:
    """Of "over drie weken" is that week, "over twee maanden" that month; "over een jaar" names no date."""
    unit, number = reckon.groups["unit"] or "", reckon.number()
    if reckon.anchor is None or number is None or reckon.has("more") or reckon.has("elsewhere"):
        return Without.DATE
    if not number.is_integer() or number > 1000:
        return Without.DATE
    later = _later(reckon.anchor, number, unit)
    if later is None:
        return Without.DATE
    if unit.startswith("dag"):
        return period(later, later, "day")
    if unit.startswith("we"):
        return period(*week_of(later), "week")
    return period(*month_span(later.year, later.month), "month") if unit.startswith("maand") else Without.DATE
