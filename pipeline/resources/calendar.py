"""The parliamentary calendar of ``calendar.toml``: recesses, days set by a rule, named events."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "calendar.toml"

RecessKind = Literal["zomer", "herfst", "kerst", "voorjaar", "mei", "verkiezing"]
"""Summer, autumn, Christmas, spring, May, elections; the krokusreces is the spring recess."""

_SATURDAY = 5


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    source: str = Field(min_length=5)


class _Span(_Entry):
    begins: dt.date
    ends: dt.date

    @model_validator(mode="after")
    def _ordered(self) -> _Span:
        if self.begins > self.ends:
            message = "an entry begins before it ends"
            raise ValueError(message)
        return self


class Recess(_Span):
    """A recess (reces) as the Kamer lists it, both days included."""

    kind: RecessKind
    uncertain: tuple[Literal["begins", "ends"], ...] = ()

    @property
    def opens(self) -> dt.date | None:
        """The day that ends "voor het reces": the Saturday of its first week; ``None`` when that is not sure."""
        if "begins" in self.uncertain:
            return None
        return self.begins + dt.timedelta(days=(_SATURDAY - self.begins.weekday()) % 7)

    @property
    def closes(self) -> dt.date | None:
        """The day from which "na het reces" counts, its last; ``None`` when that is not sure."""
        return None if "ends" in self.uncertain else self.ends


class Event(_Span):
    """An event with a known date, under the names that documents use (small letters)."""

    names: tuple[str, ...] = Field(min_length=1)


class Rule(_Entry):
    """A day that a rule sets in every year: a fixed day, or the nth weekday (1 is Monday) of a month."""

    month: int = Field(ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    weekday: int | None = Field(default=None, ge=1, le=7)
    nth: int | None = Field(default=None, ge=1, le=4)
    latest_only: bool = False
    """The rule sets the last day on which it may come, not the day."""
    case: dt.date

    @model_validator(mode="after")
    def _whole(self) -> Rule:
        if (self.day is None) == (self.weekday is None) or (self.weekday is None) != (self.nth is None):
            message = "a rule has a day, or a weekday and which one"
            raise ValueError(message)
        if self.on(self.case.year) != self.case:
            message = "a rule gives the day of its case"
            raise ValueError(message)
        return self

    def on(self, year: int) -> dt.date:
        """The day in that year."""
        if self.weekday is None or self.nth is None:
            return dt.date(year, self.month, self.day or 1)
        first = dt.date(year, self.month, 1)
        return first + dt.timedelta(days=(self.weekday - 1 - first.weekday()) % 7 + 7 * (self.nth - 1))


class Calendar(BaseModel):
    """Everything that a deadline may count from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recess: tuple[Recess, ...] = ()
    rule: tuple[Rule, ...] = ()
    event: tuple[Event, ...] = ()

    def recess_of(self, kind: str, year: int) -> Recess | None:
        """The recess of that kind that begins in that year; ``None``: not listed. The last entry wins.

        >>> load_calendar().recess_of("zomer", 2024).opens
        datetime.date(2024, 7, 6)
        """
        found = [entry for entry in self.recess if entry.kind == kind and entry.begins.year == year]
        return found[-1] if found else None

    def rule_of(self, name: str) -> Rule | None:
        """The rule with that id; ``None``: no such rule.

        >>> load_calendar().rule_of("prinsjesdag").on(2026)
        datetime.date(2026, 9, 15)
        """
        return next((entry for entry in reversed(self.rule) if entry.id == name), None)

    def event_of(self, name: str) -> Event | None:
        """The event with that name in small letters; ``None``: not listed."""
        return next((entry for entry in reversed(self.event) if name in entry.names), None)

    def extended(self, other: Calendar) -> Calendar:
        """This calendar with the entries of another after it, which win where they say something else."""
        return Calendar(recess=self.recess + other.recess, rule=self.rule + other.rule, event=self.event + other.event)


def parse_calendar(text: str, *, place: str = FILE) -> Calendar:
    """A calendar from TOML text; raises InvalidResourceError naming file, entry and rule.

    >>> parse_calendar("[[event]]", place="eigen.toml")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: eigen.toml, event.0.id: Field required (got {})
    """
    calendar = validated(Calendar, text, place=place, rule="a calendar is valid TOML")
    for entries in (calendar.recess, calendar.rule, calendar.event):
        ids = [entry.id for entry in entries]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice is not None:
            raise InvalidResourceError("an id stands once in its table", value=twice, place=place)
    return calendar


@cache
def load_calendar() -> Calendar:
    """The calendar that ships with the project, read once."""
    return parse_calendar(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))


def read_calendar(path: Path) -> Calendar:
    """The calendar that ships with the project, extended by a file; raises InvalidResourceError, OSError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidResourceError("a calendar is UTF-8", value=str(error), place=str(path)) from error
    return load_calendar().extended(parse_calendar(text, place=str(path)))
