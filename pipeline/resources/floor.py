"""Wordings that tell in what quality somebody speaks in a debate (``floor.toml``): read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "floor.toml"
House = Literal["TK", "EK"]


class Wording(BaseModel):
    """A wording, where it comes from, and sentences that must and must not match."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+\.[a-z]+(?:-[a-z]+)*$")
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=10)
    cases: tuple[str, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return re.compile(self.pattern)


class OwnWording(Wording):
    """What somebody says of himself; ``house`` limits it to one House, and it counts from ``times`` on."""

    role: Literal["member", "government"]
    house: House | None = None
    times: int = Field(default=1, ge=1)


class Party(BaseModel):
    """A party as the chair speaks its name, and as minutes write it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^party\.[a-z]+(?:-[a-z]+)*$")
    name: str = Field(min_length=2)
    spoken: str = Field(min_length=2)
    source: str = Field(min_length=10)


class Floor(BaseModel):
    """Everything in ``floor.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    given: tuple[Wording, ...] = Field(min_length=1)
    thanked: tuple[Wording, ...] = Field(min_length=1)
    proposed: tuple[Wording, ...] = Field(min_length=1)
    defends: tuple[Wording, ...] = Field(min_length=1)
    stranger: tuple[Wording, ...] = Field(min_length=1)
    own: tuple[OwnWording, ...] = Field(min_length=1)
    party: tuple[Party, ...] = ()

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """All of them, in the order of the file's tables."""
        return (*self.given, *self.thanked, *self.proposed, *self.defends, *self.stranger, *self.own)


_GROUPS = (("given", "office"), ("thanked", "office"), ("proposed", "names"))


def read_floor(text: str) -> Floor:
    """The wordings in a TOML text, checked; raises InvalidResourceError naming file, entry and rule.

    >>> read_floor("[[given]]")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: floor.toml, given.0.id: Field required (got {})
    """
    floor = validated(Floor, text, place=FILE)
    seen: set[str] = set()
    for wording in floor.wordings:
        place = f"{FILE}, {wording.id}"
        if wording.id in seen:
            raise InvalidResourceError("ids of wordings are unique", value=wording.id, place=place)
        seen.add(wording.id)
        try:
            groups = wording.compiled.groupindex
        except re.error as error:
            rule = f"a pattern is a regular expression: {error}"
            raise InvalidResourceError(rule, value=wording.pattern, place=place) from error
        for table, group in _GROUPS:
            if wording in getattr(floor, table) and group not in groups:
                raise InvalidResourceError(f"a pattern has the group {group}", value=wording.pattern, place=place)
    return floor


@cache
def load_floor() -> Floor:
    """The wordings that ship with the project, read once."""
    return read_floor((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))
