"""Who can be bound by a commitment, as sentences name them (``actors.toml``)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.errors import InvalidResourceError
from pipeline.resources.clauses import expanded
from pipeline.resources.offices import offices
from pipeline.resources.validation import validated

FILE = "actors.toml"

Means = Literal["speaker", "cabinet", "own", "ministry", "office", "colleague", "body"]
"""What stands behind the words; see the head of ``actors.toml``."""


class ActorEntry(BaseModel):
    """Words for somebody who can be bound; ``ministry`` is an id of ``offices.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z0-9]+)*$")
    pattern: re.Pattern[str]
    means: Means
    office: str | None = None
    ministry: str | None = None
    possessive: bool = False
    source: str = Field(min_length=5)
    cases: tuple[tuple[str, str], ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)

    @field_validator("pattern", mode="before")
    @classmethod
    def _whole_words(cls, pattern: str) -> str:
        return rf"(?<![\w-])(?:{pattern})(?![\w]|-\w)"


class Words(BaseModel):
    """What speaks for or against a mention, each one or more whole words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aside: re.Pattern[str]
    preposition: re.Pattern[str]
    foreign: re.Pattern[str]
    grants: re.Pattern[str]
    aim: re.Pattern[str]
    hands_over: re.Pattern[str]
    common: re.Pattern[str]


class Actors(BaseModel):
    """All entries, in the order of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    macros: dict[str, str]
    words: Words
    actor: tuple[ActorEntry, ...]


def _with_macros(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    for entry in raw.get("actor", ()):
        if "pattern" in entry:
            entry["pattern"] = expanded(entry["pattern"], macros, f"{place}, {entry.get('id', 'actor')}")
    words: dict[str, str] = raw.get("words", {})
    raw["words"] = {key: expanded(value, macros, f"{place}, {key}") for key, value in words.items()}
    return raw


def parse_actors(text: str, *, place: str = FILE) -> Actors:
    """Actors from TOML text; raises InvalidResourceError naming file, entry and rule.

    >>> parse_actors("macros = 3", place="x.toml")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: x.toml, macros: Input should be a valid dictionary (got 3)
    """
    found = validated(Actors, text, place=place, prepare=lambda raw: _with_macros(raw, place))
    ids = [entry.id for entry in found.actor]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidResourceError("an id is used once", value=twice, place=place)
    known = {ministry.id for ministry in offices().ministry}
    for entry in found.actor:
        if entry.ministry is not None and entry.ministry not in known:
            rule = "a ministry is referred to by its id in offices.toml"
            raise InvalidResourceError(rule, value=entry.ministry, place=f"{place}, {entry.id}")
    return found


@cache
def load_actors() -> Actors:
    """The actors that ship with the project, read once."""
    return parse_actors(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
