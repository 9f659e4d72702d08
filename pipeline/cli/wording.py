"""What the command line calls things, in Dutch."""

from __future__ import annotations

import datetime as dt

from pipeline.errors import Reason
from pipeline.records import DocumentKind

KINDS: dict[DocumentKind, str] = {
    "written_questions": "vragen",
    "written_answers": "antwoorden",
    "letter": "Kamerbrief",
    "paper": "Kamerstuk",
    "debate": "debat",
    "news": "nieuws",
    "other": "overig",
}

REASONS: dict[Reason, str] = {
    "empty": "het bestand is leeg",
    "too_large": "het bestand is te groot",
    "truncated": "het bestand is afgebroken",
    "encrypted": "het bestand is versleuteld",
    "no_text": "er staat geen tekst in (een scan?)",
    "damaged": "het bestand is beschadigd",
    "unsafe_xml": "de XML is onveilig",
    "unknown_format": "het formaat is onbekend",
    "unknown_encoding": "de tekencodering is onbekend",
    "unknown_language": "de taal wordt niet gelezen",
    "limit_exceeded": "een grens is overschreden",
    "unreadable_file": "het bestand is niet te lezen",
    "internal_error": "het programma liep erop vast",
}


def number(value: float, digits: int = 0) -> str:
    """A number as Dutch writes it.

    >>> number(12345), number(0.5, 1)
    ('12.345', '0,5')
    """
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def amount(count: int, one: str, many: str) -> str:
    """A number of things.

    >>> amount(1, "document", "documenten"), amount(0, "document", "documenten")
    ('1 document', '0 documenten')
    """
    return f"{number(count)} {one if count == 1 else many}"


def duration(seconds: float) -> str:
    """A length of time.

    >>> duration(2.345), duration(75)
    ('2,3 s', '1 min 15 s')
    """
    if seconds < 60:
        return f"{number(seconds, 1)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def date(value: str) -> dt.date:
    """A date as the command line takes it, JJJJ-MM-DD; raises ``ValueError``."""
    return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no time zone
