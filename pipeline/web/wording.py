"""Dutch words for what records say, and filters for templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
STATUSES: Mapping[str, str] = {
    "openstaand": "Openstaand",
    "deels_afgedaan": "Deels nagekomen",
    "afgedaan": "Nagekomen",
    "vervallen": "Vervallen",
    "te_laat": "Te laat",
    "binnenkort": "Binnenkort",
    "zonder_termijn": "Zonder termijn",
}
EVENTS: Mapping[str, str] = {
    "repeated": "Herhaald",
    "reminded": "Aan herinnerd",
    "sharpened": "Aangescherpt",
    "postponed": "Uitgesteld",
    "partly_fulfilled": "Deels nagekomen",
    "fulfilled": "Nagekomen",
    "withdrawn": "Ingetrokken",
    "taken_over": "Overgenomen",
    "registered": "In het register van de Kamer",
    "retracted": "Teruggedraaid",
}
KINDS: Mapping[str, str] = {
    "written_questions": "Kamervragen",
    "written_answers": "Antwoorden op Kamervragen",
    "letter": "Kamerbrief",
    "paper": "Kamerstuk",
    "debate": "Debat",
    "news": "Nieuwsbericht",
    "other": "Ander document",
}
STRENGTHS: Mapping[str, str] = {"firm": "stellig", "weak": "voorzichtig", "conditional": "voorwaardelijk"}
POLARITIES: Mapping[str, str] = {"act": "iets doen", "abstain": "iets nalaten"}
LABELS: Mapping[str, str] = {"commitment": "toezegging", "refusal": "weigering", "claim": "bewering"}
EVIDENCE: Mapping[str, str] = {
    "reference": "verwijzing",
    "dossier": "zelfde dossier",
    "question": "zelfde vraag",
    "date": "datum",
    "likeness": "gelijkenis",
    "wording": "bewoording",
    "speaker": "zelfde bewindspersoon",
    "deadline": "termijn",
    "status": "status in het register",
}


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


def days(value: int) -> str:
    """A number of days.

    >>> days(1), days(1200)
    ('1 dag', '1.200 dagen')
    """
    return f"{number(value)} {'dag' if abs(value) == 1 else 'dagen'}"


def capital(text: str) -> str:
    """With a capital, and the rest as it is.

    >>> capital("minister van LNV")
    'Minister van LNV'
    """
    return text[:1].upper() + text[1:]


def shorten(text: str, most: int) -> str:
    """A text of at most ``most`` characters, cut between words.

    >>> shorten("De minister stuurt een brief.", 15)
    'De minister…'
    """
    whole = " ".join(text.split())
    return whole if len(whole) <= most else f"{whole[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def with_value(options: Iterable[str], value: str | None) -> list[tuple[str, str]]:
    """Choices of a list, with the one that is chosen even when it is none of them."""
    found = list(options)
    return [(one, one) for one in (found if not value or value in found else [value, *found])]


def said(words: Mapping[str, str]) -> Callable[[Any], str]:
    """A filter that looks a word up, and shows an unknown one as it came."""
    return lambda value: words.get(value, str(value))


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "moment": moment,
    "number": number,
    "percent": percent,
    "days": days,
    "capital": capital,
    "shorten": shorten,
    "score": getattr,
    "status": said(STATUSES),
    "event": said(EVENTS),
    "kind": said(KINDS),
    "strength": said(STRENGTHS),
    "polarity": said(POLARITIES),
    "label": said(LABELS),
    "evidence": said(EVIDENCE),
}

GLOBALS: dict[str, Any] = {
    "with_value": with_value,
    "statuses": tuple(STATUSES.items()),
    "kinds": tuple(KINDS.items()),
    "strengths": tuple(STRENGTHS.items()),
}
