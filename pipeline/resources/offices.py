"""Ministries, portfolios and government bodies: who governs, and under which ministry (``offices.toml``)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "offices.toml"
_WORD_END = re.compile(r"(?!\w)|(?=[A-Z])|(?=(?:over|en|aan|inzake)\b)")

BodyForm = Literal["dienst", "agentschap", "zbo", "inspectie", "krijgsmacht", "staatsbedrijf", "zelfstandig"]
"""How a body stands to its minister; ``zbo`` and what follows ``inspectie`` decide partly by themselves."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=2)
    abbreviations: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    source: str = Field(min_length=5)
    case: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its other spellings, without abbreviations."""
        return (self.name, *self.spellings)


class Period(BaseModel):
    """Years in which a name was in use, both ends included; an open end has no bound.

    ``begins`` and ``ends`` are the first and the last day, where they are known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: int = Field(default=1798, ge=1798, le=2100)
    until: int = Field(default=9999)
    begins: dt.date | None = None
    ends: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in the period; where no day is given, the whole year counts."""
        after_start = day >= self.begins if self.begins else day.year >= self.since
        return after_start and (day <= self.ends if self.ends else day.year <= self.until)


class Ministry(_Entry):
    """A ministry under one name (ministerie); a renamed ministry has an entry for each name."""

    periods: tuple[Period, ...] = (Period(),)
    successor: str | None = None
    predecessor: str | None = None

    def existed(self, year: int) -> bool:
        """Whether the ministry bore this name in some part of the year."""
        return any(period.since <= year <= period.until for period in self.periods)

    def in_use(self, day: dt.date) -> bool:
        """Whether the ministry bore this name on a day."""
        return any(period.holds(day) for period in self.periods)


class Portfolio(_Entry):
    """What a minister without portfolio or a state secretary is named after (ambtsgebied)."""

    office: Literal["minister", "staatssecretaris"]
    ministry: str | None = None


class Body(_Entry):
    """A body that acts for the government under a ministry (uitvoeringsorganisatie)."""

    ministry: str
    form: BodyForm


class Offices(BaseModel):
    """Everything in ``offices.toml``; names are looked up by their letters alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ministry: tuple[Ministry, ...]
    portfolio: tuple[Portfolio, ...]
    body: tuple[Body, ...]

    @cached_property
    def _ministries(self) -> dict[str, Ministry]:
        return {entry.id: entry for entry in self.ministry}

    @cached_property
    def _by_name(self) -> dict[str, Ministry]:
        return {entry.name: entry for entry in self.ministry}

    @cached_property
    def _territories(self) -> dict[str, tuple[str, str | None]]:
        """Letters of every name → canonical name of the territory, name of its ministry."""
        found: dict[str, tuple[str, str | None]] = {}
        for portfolio in self.portfolio:
            home = self._ministries[portfolio.ministry].name if portfolio.ministry else None
            found |= {letters(name): (portfolio.name, home) for name in (*portfolio.names, *portfolio.abbreviations)}
        for ministry in self.ministry:
            names = (*ministry.names, *ministry.abbreviations)
            found |= {letters(name): (ministry.name, ministry.name) for name in names}
        return found

    @cached_property
    def _bodies(self) -> dict[str, Body]:
        return {letters(name): body for body in self.body for name in body.names}

    @cached_property
    def _body_abbreviations(self) -> dict[str, Body]:
        return {name: body for body in self.body for name in body.abbreviations}

    @cached_property
    def _longest(self) -> int:
        return max(len(key) for key in self._territories)

    def resolve(self, name: str) -> str | None:
        """The ministry behind the name, spelling or abbreviation of a ministry or portfolio; ``None``: unknown.

        >>> offices().resolve("Volksgezondheid, Welzijn & Sport")
        'Volksgezondheid, Welzijn en Sport'
        >>> offices().resolve("Rechtsbescherming")
        'Justitie en Veiligheid'
        """
        found = self._territories.get(letters(name))
        return found[1] if found else None

    def knows(self, name: str) -> bool:
        """Whether a name is that of a ministry or a portfolio.

        >>> offices().knows("Milieu en Wonen"), offices().knows("Rare Zaken")
        (True, False)
        """
        return letters(name) in self._territories

    def longest_prefix(self, text: str) -> tuple[int, str, str | None] | None:
        """The longest known territory at the start of a text: length in characters, its name, its ministry.

        Letters alone count, so that glued words are found too. ``None`` when the text starts otherwise.

        >>> offices().longest_prefix("Economische Zaken enKlimaat over wind")
        (27, 'Economische Zaken en Klimaat', 'Economische Zaken en Klimaat')
        """
        key, best = "", None
        for position, character in enumerate(text):
            key += letters(character)
            if len(key) > self._longest:
                break
            if key in self._territories and letters(character) and _WORD_END.match(text, position + 1):
                best = (position + 1, *self._territories[key])
        return best

    def find_body(self, name: str) -> Body | None:
        """The body with this name; abbreviations count in their own capitals only, ``None``: no such body.

        >>> offices().find_body("belastingdienst").ministry, offices().find_body("om")
        ('fin', None)
        """
        return self._body_abbreviations.get(name) or self._bodies.get(letters(name))

    def ministry_on(self, name: str, day: dt.date | None) -> str | None:
        """The ministry that had on a day the tasks of the one with this name (or id); ``None``: not known, or two.

        >>> offices().ministry_on("Asiel en Migratie", dt.date(2023, 5, 1))
        'Justitie en Veiligheid'
        >>> offices().ministry_on("Economische Zaken", dt.date(2023, 8, 14))
        'Economische Zaken en Klimaat'
        """
        start = self._ministries.get(name) or self._by_name.get(name)
        if start is None or day is None:
            return start.name if start else None
        level, seen = [start], {start.id}
        while level:
            there = [ministry.name for ministry in level if ministry.in_use(day)]
            if there:
                return there[0] if len(there) == 1 else None
            kin = {other.id: other for ministry in level for other in self._kin(ministry)}
            level = [other for key, other in kin.items() if key not in seen]
            seen |= {ministry.id for ministry in level}
        return None

    def _kin(self, ministry: Ministry) -> list[Ministry]:
        """The ministries that a ministry came from or went into."""
        named = [self._ministries[key] for key in (ministry.successor, ministry.predecessor) if key is not None]
        return [*named, *(other for other in self.ministry if other.successor == ministry.id)]

    def beginning_with(self, word: str, day: dt.date | None) -> str | None:
        """The one ministry whose name begins with a word ("Landbouw"), on a day; ``None``: none, or more.

        >>> offices().beginning_with("Landbouw", dt.date(2025, 3, 1))
        'Landbouw, Visserij, Voedselzekerheid en Natuur'
        """
        pattern = re.compile(rf"{re.escape(word)}(?![\w-])")
        found = {entry.name for entry in self.ministry if pattern.match(entry.name) and (not day or entry.in_use(day))}
        return found.pop() if len(found) == 1 else None

    def ministry_name(self, entry_id: str) -> str:
        """The name of the ministry with this id; raises KeyError for an id that is not in the file."""
        return self._ministries[entry_id].name


def letters(name: str) -> str:
    """What counts of a name: its letters, without case or accents; ``&`` reads as "en".

    >>> letters("Financiën"), letters("I&W")
    ('financien', 'ienw')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", "en").casefold())
    return "".join(character for character in plain if character.isalpha())


def parse_offices(text: str, file: str = FILE) -> Offices:
    """Read and check the rules; raises InvalidResourceError with file, entry and rule.

    >>> parse_offices("[[ministry]]", file="x.toml")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: x.toml, ministry.0.id: Field required (got {})
    """
    found = validated(Offices, text, place=file)
    _check(found, file)
    return found


def _check(found: Offices, file: str) -> None:
    entries: Iterable[_Entry] = (*found.ministry, *found.portfolio, *found.body)
    known = {entry.id for entry in found.ministry}
    for kind in (found.ministry, found.portfolio, found.body):
        for twice in _repeated(entry.id for entry in kind):
            raise InvalidResourceError("an id stands once in its table", value=twice, place=file)
    for place, reference in _references(found):
        if reference is not None and reference not in known:
            raise InvalidResourceError("a ministry is referred to by its id", value=reference, place=f"{file}, {place}")
    for entry in entries:
        if not any(_mentions(entry.case, name) for name in entry.names):
            raise InvalidResourceError("a case names its entry", value=entry.case, place=f"{file}, {entry.id}")


def _mentions(case: str, name: str) -> bool:
    compare: Callable[[str], str] = letters
    return compare(name) in compare(case)


def _repeated(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for entry_id in ids:
        if entry_id in seen:
            yield entry_id
        seen.add(entry_id)


def _references(found: Offices) -> Iterator[tuple[str, str | None]]:
    yield from ((entry.id, entry.successor) for entry in found.ministry)
    yield from ((entry.id, entry.predecessor) for entry in found.ministry)
    yield from ((entry.id, entry.ministry) for entry in found.portfolio)
    yield from ((entry.id, entry.ministry) for entry in found.body)


@cache
def offices() -> Offices:
    """The rules that ship with the package, read once."""
    return parse_offices(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
