"""Days and numbers as Dutch writes them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def day(value: dt.date | dt.datetime | None) -> str:
    """A day in full; ``""`` for none.

    >>> day(dt.date(2031, 3, 1)), day(None)
    ('1 maart 2031', '')
    """
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = value.astimezone(AMSTERDAM).date()
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: dt.date | None) -> str:
    """A day in a table.

    >>> short_day(dt.date(2031, 3, 1))
    '1 mrt 2031'
    """
    if value is None:
        return ""
    month = "mrt" if value.month == 3 else MONTHS[value.month - 1][:3]
    return f"{value.day} {month} {value.year}"


def moment(value: dt.datetime) -> str:
    """A moment as clocks in the Netherlands show it.

    >>> moment(dt.datetime(2031, 3, 1, 11, 5, tzinfo=dt.UTC))
    '1 maart 2031, 12.05 uur'
    """
    local = value.astimezone(AMSTERDAM)
    return f"{day(local)}, {local:%H.%M} uur"


def month(value: str) -> str:
    """A month out of its digits.

    >>> month("2031-03")
    'maart 2031'
    """
    year, _, number_ = value.partition("-")
    return f"{MONTHS[int(number_) - 1]} {year}"


def number(value: float, decimals: int = 0) -> str:
    """A number as Dutch writes it.

    >>> number(12345), number(0.834, 2)
    ('12.345', '0,83')
    """
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(value: float) -> str:
    r"""A share as whole per cents.

    >>> percent(0.834) == "83\N{NO-BREAK SPACE}%"
    True
    """
    return f"{value * 100:.0f}\N{NO-BREAK SPACE}%"


def chance(value: float) -> str:
    r"""A probability of the machine, which is never certain.

    >>> chance(0.834) == "83\N{NO-BREAK SPACE}%", chance(0.998) == ">\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}%"
    (True, True)
    """
    if value > 0.99:
        return f">\N{NO-BREAK SPACE}{percent(0.99)}"
    return f"<\N{NO-BREAK SPACE}{percent(0.01)}" if value < 0.01 else percent(value)


def days(value: int) -> str:
    """A number of days.

    >>> days(1), days(1200)
    ('1 dag', '1.200 dagen')
    """
    return f"{number(value)} {'dag' if abs(value) == 1 else 'dagen'}"
