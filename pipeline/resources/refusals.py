"""The wording of refusals (weigeringen) of ``refusals.toml``: read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.clauses import Case, expanded
from pipeline.resources.validation import validated

FILE = "refusals.toml"
_TABLES = ("refused", "request", "reason")


class RefusalRule(BaseModel):
    """Wording with what it finds: the group ``what``, or what begins at the group ``from`` or at the match."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")
    pattern: re.Pattern[str]
    source: str = Field(min_length=5)
    cases: tuple[Case, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)


class ReasonRule(RefusalRule):
    """Wording with which a reason begins."""

    extent: Literal["clause", "phrase"]


class Refusals(BaseModel):
    """All of ``refusals.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pointing: frozenset[str]
    motion: re.Pattern[str]
    macros: dict[str, str]
    refused: tuple[RefusalRule, ...]
    request: tuple[RefusalRule, ...]
    reason: tuple[ReasonRule, ...]


def _prepared(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    for table in _TABLES:
        for entry in raw.get(table, ()):
            if "pattern" in entry:
                entry["pattern"] = expanded(entry["pattern"], macros, f"{place}, {entry.get('id', table)}")
    return raw


def parse_refusals(text: str, *, place: str = FILE) -> Refusals:
    """Refusals from TOML text; raises InvalidResourceError naming file, entry and rule."""
    found = validated(Refusals, text, place=place, prepare=lambda raw: _prepared(raw, place))
    ids = [entry.id for entry in (*found.refused, *found.request, *found.reason)]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidResourceError("an id is used once", value=twice, place=place)
    return found


@cache
def load_refusals() -> Refusals:
    """The wording that ships with the project, read once."""
    return parse_refusals(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
