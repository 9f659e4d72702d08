"""Wording of commitments (toezeggingen) of ``commitments.toml``: how they bind, to what, to whom."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.errors import InvalidResourceError
from pipeline.records import Polarity, Strength
from pipeline.resources.clauses import expanded
from pipeline.resources.validation import validated

FILE = "commitments.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z0-9]+)*$")
    pattern: re.Pattern[str]
    source: str = Field(min_length=5)
    counter_cases: tuple[str, ...] = Field(min_length=1)


class StrengthEntry(_Entry):
    """Wording of the committing verb; ``rank`` 1 goes before 2, 3 and 4, wherever in the sentence they stand."""

    strength: Strength
    rank: int = Field(ge=1, le=4)
    cases: tuple[str, ...] = Field(min_length=1)


class PolarityEntry(_Entry):
    """Wording of keeping from an act (``abstain``), or with a negation that says nothing of it (``act``).

    ``asked``: the question must match too, for an answer of one word. ``anywhere``: side clauses count as well.
    """

    polarity: Polarity
    asked: re.Pattern[str] | None = None
    anywhere: bool = False
    cases: tuple[str | tuple[str, str], ...] = Field(min_length=1)


class RecipientEntry(_Entry):
    """Words to whom something is told, sent or promised: the group ``who``; a case names them after the sentence."""

    cases: tuple[tuple[str, str], ...] = Field(min_length=1)

    @field_validator("pattern")
    @classmethod
    def _names_who(cls, pattern: re.Pattern[str]) -> re.Pattern[str]:
        if "who" not in pattern.groupindex:
            raise ValueError("a recipient is the group `who` of its pattern")
        return pattern


class Surroundings(BaseModel):
    """Where the main part of a sentence ends: side clauses, and those of them that may hold the promise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    side: re.Pattern[str]
    may_promise: re.Pattern[str]
    part: re.Pattern[str]
    passive: re.Pattern[str]


class Commitments(BaseModel):
    """All entries, in the order of the file; patterns are of text in small letters with single blanks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    macros: dict[str, str]
    surroundings: Surroundings
    strength: tuple[StrengthEntry, ...]
    polarity: tuple[PolarityEntry, ...]
    recipient: tuple[RecipientEntry, ...]


def _with_macros(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    around: dict[str, str] = raw.get("surroundings", {})
    raw["surroundings"] = {key: expanded(value, macros, f"{place}, {key}") for key, value in around.items()}
    for table in ("strength", "polarity", "recipient"):
        for entry in raw.get(table, ()):
            where = f"{place}, {entry.get('id', table)}"
            entry.update({key: expanded(entry[key], macros, where) for key in ("pattern", "asked") if key in entry})
    return raw


def parse_commitments(text: str, *, place: str = FILE) -> Commitments:
    """Wording from TOML text; raises InvalidResourceError naming file, entry and rule.

    >>> parse_commitments("macros = 3", place="x.toml")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: x.toml, macros: Input should be a valid dictionary (got 3)
    """
    found = validated(Commitments, text, place=place, prepare=lambda raw: _with_macros(raw, place))
    for table in (found.strength, found.polarity, found.recipient):
        ids = [entry.id for entry in table]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice is not None:
            raise InvalidResourceError("an id is used once in its table", value=twice, place=place)
    return found


@cache
def load_commitments() -> Commitments:
    """The wording that ships with the project, read once."""
    return parse_commitments(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
