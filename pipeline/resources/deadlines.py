"""The wording of deadlines (termijnen) of ``deadlines.toml``: read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "deadlines.toml"
_MACRO = re.compile(r"(?<!\?P)<([a-z_]+)>")
_PATTERNS = ("pattern", "before", "after", "within")

Relation = Literal[
    "at", "by", "per", "before", "voor", "until", "after", "from", "around", "towards", "with", "between", "none"
]
"""On which side a preposition bounds a period; "voor" is before or for, "none": no preposition."""

Case = tuple[str, str, str, str]
"""Date of the document, sentence, words found, interval ("2025-07-02..2025-07-16", ".." without a date)."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")
    source: str = Field(min_length=5)


class _Found(_Entry):
    pattern: re.Pattern[str]
    cases: tuple[Case, ...] = Field(min_length=1)
    counter_cases: tuple[tuple[str, str], ...] = Field(min_length=1)


class PeriodEntry(_Found):
    """Wording that names a stretch of time, and how it is reckoned."""

    means: str
    rule: str = ""
    offset: int = 0
    bare: bool = False
    self_bound: bool = False
    plain_for: Literal["before", "for"] = "before"

    @field_validator("pattern", mode="before")
    @classmethod
    def _whole_words(cls, pattern: str) -> str:
        return rf"(?<![\w-])(?:{pattern})(?:(?<=[0-9])(?![0-9])|(?!\w))"


class BoundEntry(_Entry):
    """A preposition in front of a period."""

    pattern: re.Pattern[str]
    relation: Relation
    strong: bool = False

    @field_validator("pattern", mode="before")
    @classmethod
    def _before_the_period(cls, pattern: str) -> str:
        return rf"(?<![\w-])(?:{pattern}) $"


class WordsEntry(_Found):
    """Wording of a deadline that names no date."""

    rank: int = Field(ge=0, le=2)

    @field_validator("pattern", mode="before")
    @classmethod
    def _whole_words(cls, pattern: str) -> str:
        return rf"(?<![\w-])(?:{pattern})"


class ExcludeEntry(_Entry):
    """Surroundings in which a time expression bounds something else."""

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    within: re.Pattern[str] | None = None
    bounds: tuple[Relation, ...] = ()
    only: tuple[str, ...] = ()
    cases: tuple[tuple[str, str], ...] = Field(min_length=1)
    counter_cases: tuple[tuple[str, str], ...] = Field(min_length=1)


class Surroundings(BaseModel):
    """Words round a time expression that say what it belongs to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    planned: re.Pattern[str]
    planned_near: re.Pattern[str]
    done: re.Pattern[str]
    is_done: re.Pattern[str]
    participle: re.Pattern[str]
    result: re.Pattern[str]
    told: re.Pattern[str]
    coming: re.Pattern[str]
    condition: re.Pattern[str]
    no_condition: re.Pattern[str]
    condition_ends: re.Pattern[str]
    relative: re.Pattern[str]
    delivery: re.Pattern[str]
    open_end: re.Pattern[str]
    reports: re.Pattern[str]
    subordinate: re.Pattern[str]
    question: re.Pattern[str]
    forefield_verb: re.Pattern[str]
    any_verb: re.Pattern[str]
    forefield_free: re.Pattern[str]
    document: re.Pattern[str]
    counted: re.Pattern[str]
    sequel: re.Pattern[str]
    follows: re.Pattern[str]
    own: re.Pattern[str]
    lead: re.Pattern[str]
    cue: re.Pattern[str]
    both: re.Pattern[str]
    restated: re.Pattern[str]
    range: re.Pattern[str]


class Wording(BaseModel):
    """All entries, in the order of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    macros: dict[str, str]
    numbers: dict[str, float]
    surroundings: Surroundings
    period: tuple[PeriodEntry, ...]
    bound: tuple[BoundEntry, ...]
    words: tuple[WordsEntry, ...]
    exclude: tuple[ExcludeEntry, ...]


def _expanded(pattern: str, macros: dict[str, str], place: str) -> str:
    """The pattern with its macros filled in (macros may use macros)."""
    for _ in range(5):
        unknown = [name for name in _MACRO.findall(pattern) if name not in macros]
        if unknown:
            raise InvalidResourceError("a macro is defined in [macros]", value=unknown[0], place=place)
        pattern = _MACRO.sub(lambda match: macros[match[1]], pattern)
    try:
        re.compile(pattern)
    except re.error as error:
        raise InvalidResourceError(f"a pattern is a regular expression: {error}", value=pattern, place=place) from error
    return pattern


def _with_macros(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    around: dict[str, str] = raw.get("surroundings", {})
    raw["surroundings"] = {key: _expanded(value, macros, f"{place}, {key}") for key, value in around.items()}
    for table in ("period", "bound", "words", "exclude"):
        for entry in raw.get(table, ()):
            where = f"{place}, {entry.get('id', table)}"
            entry.update({key: _expanded(entry[key], macros, where) for key in _PATTERNS if key in entry})
    return raw


def parse_wording(text: str, *, place: str = FILE) -> Wording:
    """Wording from TOML text; raises InvalidResourceError naming file, entry and rule.

    >>> parse_wording("[macros]", place="x.toml")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: x.toml, numbers: Field required (got {'macros': {}, 'surroundings': {}})
    """
    wording = validated(Wording, text, place=place, prepare=lambda raw: _with_macros(raw, place))
    ids = [entry.id for entry in (*wording.period, *wording.bound, *wording.words, *wording.exclude)]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidResourceError("an id is used once", value=twice, place=place)
    return wording


@cache
def load_wording() -> Wording:
    """The wording that ships with the project, read once."""
    return parse_wording(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
