"""Explicit references (verwijzingen) in a sentence: to a paper, a question, a promise, a letter, a debate."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.classify.wording import plain
from pipeline.resources.references import MONTHS, ReferenceKind, load_references


@dataclass(frozen=True, slots=True)
class Reference:
    """What is referred to: ``value`` is its id, number or ISO date, ``words`` how the sentence says it."""

    kind: ReferenceKind
    value: str
    words: str
    rule: str


def find_references(text: str, today: dt.date | None) -> tuple[Reference, ...]:
    """What a sentence refers to, each thing once, in the order of the rules; none gives ``()``.

    ``today`` is the date of the document: a day without a year is the last such day up to it, and without
    a document's date it is no reference. Rules: ``resources/references.toml``.

    >>> [found.value for found in find_references("Zoals toegezegd in het debat van 2 juni 2031.", None)]
    ['2031-06-02']
    """
    wording = plain(text)
    found: dict[tuple[str, str], Reference] = {}
    for rule in load_references():
        for match in rule.regex.finditer(wording):
            value = _VALUES[rule.kind](match, today)
            if value is not None:
                found.setdefault((rule.kind, value), Reference(rule.kind, value, match.group(), rule.id))
    return tuple(found.values())


def _register(match: re.Match[str], _: dt.date | None) -> str:
    return f"TZ{match['month']}-{int(match['number']):03d}"


def _question(match: re.Match[str], _: dt.date | None) -> str:
    return f"{match['year']}Z{match['number']}"


def _publication(match: re.Match[str], _: dt.date | None) -> str | None:
    groups = match.groupdict()
    if "kind" in groups:
        parts = groups["id"].split("-")
        return "-".join(
            (groups["kind"], *(part if re.fullmatch(r"[a-z]{7,}", part) else part.upper() for part in parts))
        )
    if "from" in groups:
        first = int(groups["from"])
        return f"ah-tk-{first}{first + 1}-{groups['number']}" if int(groups["to"]) % 100 == (first + 1) % 100 else None
    return f"kst-{_dossier_number(groups['dossier'])}-{int(groups['number'])}"


def _dossier(match: re.Match[str], _: dt.date | None) -> str:
    return _dossier_number(match["dossier"])


def _dossier_number(words: str) -> str:
    """A dossier as ids write it.

    >>> _dossier_number("36 200-xii"), _dossier_number("36 045"), _dossier_number("36 200 vii")
    ('36200-XII', '36045', '36200-VII')
    """
    digits = "".join(re.findall(r"\d", words))
    letters = "".join(re.findall(r"[a-z]", words))
    return f"{digits}-{letters.upper()}" if letters else digits


def _day(match: re.Match[str], today: dt.date | None) -> str | None:
    words = match["date"].replace("-", " ").split()
    day = int(words[0])
    month = MONTHS.index(words[1]) + 1 if words[1] in MONTHS else int(words[1])
    if len(words) == 3:
        found = _date(int(words[2]), month, day)
    else:
        found = _last(month, day, today) if today is not None else None
    return found.isoformat() if found else None


def _last(month: int, day: int, today: dt.date) -> dt.date | None:
    """The last such day up to today."""
    years = (_date(year, month, day) for year in range(today.year, max(today.year - 8, dt.MINYEAR), -1))
    return next((date for date in years if date is not None and date <= today), None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_VALUES: Mapping[ReferenceKind, Callable[[re.Match[str], dt.date | None], str | None]] = {
    "register": _register,
    "question": _question,
    "publication": _publication,
    "dossier": _dossier,
    "letter": _day,
    "debate": _day,
}
