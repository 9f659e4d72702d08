"""Sentence boundaries (zinsgrenzen) as data: abbreviations, initials, numbering, quotes and list markers."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError

ABBREVIATIONS = "abbreviations.toml"
BOUNDARIES = "boundaries.toml"

Ends = Literal["never", "number", "sometimes"]
"""What the full stop of an abbreviation may end; see the head of ``abbreviations.toml``."""

WordList = Literal["openers", "particles", "extensions", "bullets"]
PatternName = Literal[
    "initials",
    "letter",
    "letter-pair",
    "dotted",
    "vowelless",
    "list-marker",
    "section-number",
    "roman",
    "small-start",
    "address",
]


class Entry(BaseModel):
    """What every entry has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    source: str = Field(min_length=1)


class Abbreviation(Entry):
    """A form with its full stop; ``case`` is one sentence, ``ends_case`` two that come apart."""

    form: str = Field(pattern=r"^\S+\.$")
    ends: Ends
    case: str
    ends_case: tuple[str, str] | None = None


class Words(Entry):
    """A list of words in lower case."""

    id: WordList
    case: str
    words: frozenset[str]


class Pattern(Entry):
    """A regular expression that matches its cases whole, and neither a counter-example nor an exception."""

    id: PatternName
    pattern: str
    case: tuple[str, ...] = Field(min_length=1)
    counter: tuple[str, ...] = ()
    exceptions: frozenset[str] = Field(default=frozenset(), alias="except")

    def matches(self, text: str) -> bool:
        """Whether the whole of ``text`` is meant."""
        return text not in self.exceptions and _compiled(self.pattern).fullmatch(text) is not None


class Mark(Entry):
    """A pair of quotation marks or brackets; the two are the same for straight quotes."""

    open: str = Field(min_length=1, max_length=2)
    close: str = Field(min_length=1, max_length=2)


class Boundaries(BaseModel):
    """Everything in ``boundaries.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[Words, ...]
    pattern: tuple[Pattern, ...]
    mark: tuple[Mark, ...]


class _AbbreviationFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, str]
    abbreviation: tuple[Abbreviation, ...]


@functools.cache
def load_abbreviations() -> tuple[Abbreviation, ...]:
    """Read and check ``abbreviations.toml``; raises :class:`InvalidResourceError`.

    >>> {entry.form: entry.ends for entry in load_abbreviations()}["jl."]
    'sometimes'
    """
    return parse_abbreviations(_read(ABBREVIATIONS))


@functools.cache
def load_boundaries() -> Boundaries:
    """Read and check ``boundaries.toml``; raises :class:`InvalidResourceError`.

    >>> [mark.id for mark in load_boundaries().mark][:2]
    ['guillemets', 'double-curly']
    """
    return parse_boundaries(_read(BOUNDARIES))


def words(name: WordList) -> frozenset[str]:
    """One list of words.

    >>> "het" in words("openers")
    True
    """
    return next(entry.words for entry in load_boundaries().words if entry.id == name)


def pattern(name: PatternName) -> Pattern:
    """One pattern.

    >>> pattern("initials").matches("W.B.")
    True
    """
    return next(entry for entry in load_boundaries().pattern if entry.id == name)


def parse_abbreviations(content: str) -> tuple[Abbreviation, ...]:
    """Check the text of an abbreviation file; raises :class:`InvalidResourceError` with file, entry and rule."""
    try:
        file = _AbbreviationFile.model_validate(tomllib.loads(content))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise InvalidResourceError(str(error), place=ABBREVIATIONS) from error
    _unique([entry.id for entry in file.abbreviation], "an id stands once", ABBREVIATIONS)
    _unique([entry.form for entry in file.abbreviation], "a form stands once", ABBREVIATIONS)
    for entry in file.abbreviation:
        _check_abbreviation(entry, file.sources)
    return file.abbreviation


def parse_boundaries(content: str) -> Boundaries:
    """Check the text of a boundary file; raises :class:`InvalidResourceError` with file, entry and rule."""
    try:
        boundaries = Boundaries.model_validate(tomllib.loads(content))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise InvalidResourceError(str(error), place=BOUNDARIES) from error
    entries: list[Entry] = [*boundaries.words, *boundaries.pattern, *boundaries.mark]
    _unique([entry.id for entry in entries], "an id stands once", BOUNDARIES)
    for item in boundaries.pattern:
        _check_pattern(item)
    for wordlist in boundaries.words:
        if wordlist.case not in wordlist.words:
            raise InvalidResourceError(
                "a list holds its case", value=wordlist.case, place=f"{BOUNDARIES}, {wordlist.id}"
            )
    return boundaries


def _check_abbreviation(entry: Abbreviation, sources: dict[str, str]) -> None:
    place = f"{ABBREVIATIONS}, {entry.id}"
    if entry.source not in sources:
        raise InvalidResourceError("a source is described under [sources]", value=entry.source, place=place)
    if entry.form not in entry.case:
        raise InvalidResourceError("a case holds its form", value=entry.case, place=place)
    if (entry.ends == "sometimes") != (entry.ends_case is not None):
        raise InvalidResourceError('ends_case stands with ends = "sometimes" and only there', place=place)
    if entry.ends_case and not entry.ends_case[0].endswith(entry.form):
        raise InvalidResourceError("the first half of ends_case ends in the form", value=entry.ends_case, place=place)


def _check_pattern(entry: Pattern) -> None:
    place = f"{BOUNDARIES}, {entry.id}"
    try:
        _compiled(entry.pattern)
    except re.error as error:
        raise InvalidResourceError(f"a pattern is valid: {error}", value=entry.pattern, place=place) from error
    for case in entry.case:
        if not entry.matches(case):
            raise InvalidResourceError("a pattern matches its case", value=case, place=place)
    for case in entry.counter:
        if entry.matches(case):
            raise InvalidResourceError("a pattern matches no counter-example", value=case, place=place)


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.DOTALL)


def _unique(values: list[str], rule: str, place: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise InvalidResourceError(rule, value=value, place=place)
        seen.add(value)


def _read(name: str) -> str:
    return resources.files("pipeline.resources").joinpath(name).read_text(encoding="utf-8")
