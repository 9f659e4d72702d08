"""Dutch words for what records say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.entries import Evidence
from pipeline.web.notation import day, percent

_LIKENESS = re.compile(r"(\d(?:\.\d+)?)(?:: (.+))?", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

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


def said(words: Mapping[str, str]) -> Callable[[Any], str]:
    """A filter that looks a word up, and shows an unknown one as it came."""
    return lambda value: words.get(value, str(value))
