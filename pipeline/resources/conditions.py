"""The wording of conditions (voorwaarden) of ``conditions.toml``: read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.clauses import Case, expanded
from pipeline.resources.validation import validated

FILE = "conditions.toml"

Extent = Literal["match", "clause", "phrase"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")
    pattern: re.Pattern[str]
    source: str = Field(min_length=5)


class ConditionRule(_Entry):
    """Wording with which a condition begins, and what makes it something else.

    A ``light`` one says how far something is done, and not whether ("waar nodig").
    """

    extent: Extent
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    light: bool = False
    cases: tuple[Case, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)


class EdgeRule(_Entry):
    """Where a clause of condition ends: at the beginning of the match."""


class Conditions(BaseModel):
    """All of ``conditions.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject_words: frozenset[str]
    macros: dict[str, str]
    condition: tuple[ConditionRule, ...]
    edge: tuple[EdgeRule, ...]


def _prepared(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    for table in ("condition", "edge"):
        for entry in raw.get(table, ()):
            where = f"{place}, {entry.get('id', table)}"
            keys = [key for key in ("pattern", "after", "unless") if key in entry]
            entry.update({key: expanded(entry[key], macros, where) for key in keys})
    return raw


def parse_conditions(text: str, *, place: str = FILE) -> Conditions:
    """Conditions from TOML text; raises InvalidResourceError naming file, entry and rule."""
    found = validated(Conditions, text, place=place, prepare=lambda raw: _prepared(raw, place))
    ids = [entry.id for entry in (*found.condition, *found.edge)]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidResourceError("an id is used once", value=twice, place=place)
    return found


@cache
def load_conditions() -> Conditions:
    """The wording that ships with the project, read once."""
    return parse_conditions(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
