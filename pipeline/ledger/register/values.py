"""Values of register rows that OData and the SyncFeed write alike."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from pipeline.errors import GestandError

KAMER = ZoneInfo("Europe/Amsterdam")
_NONE_YEARS = frozenset({1, 1900})


class InvalidRowError(GestandError):
    """A row of the register that breaks its format."""


def text_of(value: object) -> str | None:
    """Text with single spaces at its ends removed; empty and null are ``None``. Lines inside stay.

    >>> text_of("  Openstaand "), text_of(""), text_of(None)
    ('Openstaand', None, None)
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidRowError("a text is a string", value=value)
    return value.strip() or None


def moment_of(value: object) -> dt.datetime | None:
    """A moment in UTC; one without a zone is in Dutch time. ``0001-01-01`` means none.

    >>> moment_of("2025-03-31T22:30:00Z").isoformat(), moment_of("0001-01-01T00:00:00Z")
    ('2025-03-31T22:30:00+00:00', None)
    """
    text = text_of(value)
    if text is None or text.startswith("0001-01-01"):
        return None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidRowError("a moment is an ISO date or date with time", value=text) from error
    zoned = found if found.tzinfo is not None else found.replace(tzinfo=KAMER)
    return zoned.astimezone(dt.UTC)


def day_of(value: object) -> dt.date | None:
    """The day in the Netherlands; ``0001-01-01`` means none.

    >>> day_of("2025-03-31T22:30:00Z").isoformat(), day_of("2025-03-31").isoformat(), day_of("0001-01-01T00:00:00")
    ('2025-04-01', '2025-03-31', None)
    """
    found = moment_of(value)
    return found.astimezone(KAMER).date() if found is not None and found.year not in _NONE_YEARS else None


def flag_of(value: object) -> bool:
    """A truth value of JSON or XML; null is false.

    >>> flag_of("true"), flag_of(False), flag_of(None)
    (True, False, False)
    """
    if isinstance(value, bool):
        return value
    text = text_of(value)
    if text not in {None, "true", "false", "1", "0"}:
        raise InvalidRowError("a flag is true or false", value=text)
    return text in {"true", "1"}
