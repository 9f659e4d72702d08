"""The wording of sources that a claim names (``citations.toml``): read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.clauses import Case, expanded
from pipeline.resources.validation import validated

FILE = "citations.toml"


class CitationRule(BaseModel):
    """Wording that names a source in the group ``what`` (or ``what2``); ``preposed``: with its preposition."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")
    pattern: re.Pattern[str]
    source: str = Field(min_length=5)
    preposed: bool = False
    cases: tuple[Case, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)


class Citations(BaseModel):
    """All of ``citations.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    no_source: re.Pattern[str]
    own_government: re.Pattern[str]
    no_standard: re.Pattern[str]
    determiners: frozenset[str]
    links: frozenset[str]
    no_beginning: frozenset[str]
    macros: dict[str, str]
    citation: tuple[CitationRule, ...]


def _prepared(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    for entry in raw.get("citation", ()):
        if "pattern" in entry:
            entry["pattern"] = expanded(entry["pattern"], macros, f"{place}, {entry.get('id', 'citation')}")
    return raw


def parse_citations(text: str, *, place: str = FILE) -> Citations:
    """Citations from TOML text; raises InvalidResourceError naming file, entry and rule."""
    found = validated(Citations, text, place=place, prepare=lambda raw: _prepared(raw, place))
    ids = [entry.id for entry in found.citation]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidResourceError("an id is used once", value=twice, place=place)
    return found


@cache
def load_citations() -> Citations:
    """The wording that ships with the project, read once."""
    return parse_citations(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
