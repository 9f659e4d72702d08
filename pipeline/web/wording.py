"""Dutch words for what records say, and filters for templates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.entries import Evidence

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_LIKENESS = re.compile(r"(\d(?:\.\d+)?)(?:: (.+))?", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

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

FIGURES: Mapping[str, str] = {
    "added": "nieuw",
    "relabelled": "opnieuw gelabeld",
    "unchanged": "ongewijzigd",
    "older": "ouder dan wat er staat",
    "sentences": "zinnen",
    "moved": "beoordeelde zinnen verplaatst",
    "lost": "beoordeelde zinnen kwijt",
}
JOBS: Mapping[str, str] = {"import": "opnemen", "label": "labelen en opnemen", "run": "uitvoering"}


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


def chance(value: float) -> str:
    r"""A probability of the machine, which is never certain.

    >>> chance(0.834) == "83\N{NO-BREAK SPACE}%", chance(0.998) == ">\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}%"
    (True, True)
    """
    if value > 0.99:
        return f">\N{NO-BREAK SPACE}{percent(0.99)}"
    return f"<\N{NO-BREAK SPACE}{percent(0.01)}" if value < 0.01 else percent(value)


def reason(why: Evidence) -> str:
    """One reason for a proposal, for people; ``""`` when it says nothing.

    >>> reason(Evidence("dossier", "99101"))
    'zelfde dossier: 99101'
    >>> reason(Evidence("wording", "", "closing-list"))
    'uit de lijst met toezeggingen waarmee de voorzitter afsluit'
    """
    if why.kind == "likeness" and (found := _LIKENESS.fullmatch(why.matched)):
        return f"gelijkenis {percent(float(found[1]))}" + (f"; in beide: {found[2]}" if found[2] else "")
    if why.kind == "wording":
        if why.rule == "closing-list":
            return "uit de lijst met toezeggingen waarmee de voorzitter afsluit"
        return f"bewoording: {why.matched}" if why.matched else ""
    matched = why.matched
    if why.kind == "date" and _DAY.fullmatch(matched):
        matched = day(dt.date.fromisoformat(matched))
    return f"{EVIDENCE[why.kind]}: {matched}" if matched else EVIDENCE[why.kind]


def month(value: str) -> str:
    """A month out of its digits.

    >>> month("2031-03")
    'maart 2031'
    """
    year, _, number_ = value.partition("-")
    return f"{MONTHS[int(number_) - 1]} {year}"


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
    "chance": chance,
    "reason": reason,
    "month": month,
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
    "figure": said(FIGURES),
    "job": said(JOBS),
}

GLOBALS: dict[str, Any] = {
    "with_value": with_value,
    "statuses": tuple(STATUSES.items()),
    "kinds": tuple(KINDS.items()),
    "strengths": tuple(STRENGTHS.items()),
}
