"""Kinds of sentences that look as if they had a label (``hard_negatives.toml``): read, validated, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.errors import InvalidResourceError
from pipeline.records import Cue, Label, Role
from pipeline.resources.validation import validated

FILE = "hard_negatives.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    dutch: str = Field(min_length=1)
    lacks: Label
    rulings: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    cues: tuple[Cue, ...] = ()
    patterns: tuple[str, ...] = ()
    source: str = Field(min_length=1)
    cases: tuple[str, ...] = ()
    counter_cases: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if not (self.rulings or self.roles or self.cues or self.patterns):
            raise ValueError("a class says by what a sentence belongs to it")
        if len({bool(self.patterns), bool(self.cases), bool(self.counter_cases)}) > 1:
            raise ValueError("patterns have cases and counter-cases, and only they")
        return self


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: tuple[_Entry, ...] = Field(min_length=1, alias="class")


@dataclass(frozen=True, slots=True)
class HardNegative:
    """A kind of sentence that lacks the label ``lacks`` and is easily given it.

    A sentence belongs to it by what it was written for (``rulings``), who speaks, its cue, or its wording.
    """

    id: str
    dutch: str
    lacks: Label
    rulings: frozenset[str]
    roles: frozenset[Role]
    cues: frozenset[Cue]
    patterns: tuple[re.Pattern[str], ...]
    source: str
    cases: tuple[str, ...]
    counter_cases: tuple[str, ...]

    def worded(self, wording: str) -> bool:
        """Whether one of the patterns stands in the plain wording of a sentence."""
        return any(pattern.search(wording) for pattern in self.patterns)


def read_hard_negatives(text: str) -> tuple[HardNegative, ...]:
    """The classes in a TOML text, checked; raises InvalidResourceError naming file, entry and rule."""
    file = validated(_File, text, place=FILE)
    ids = [entry.id for entry in file.classes]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise InvalidResourceError("an id is used once", value=twice[0], place=FILE)
    return tuple(_class(entry) for entry in file.classes)


def _class(entry: _Entry) -> HardNegative:
    return HardNegative(
        id=entry.id,
        dutch=entry.dutch,
        lacks=entry.lacks,
        rulings=frozenset(entry.rulings),
        roles=frozenset(entry.roles),
        cues=frozenset(entry.cues),
        patterns=tuple(_compiled(entry.patterns, f"{FILE}, {entry.id}")),
        source=entry.source,
        cases=entry.cases,
        counter_cases=entry.counter_cases,
    )


def _compiled(patterns: Iterable[str], place: str) -> Iterable[re.Pattern[str]]:
    for pattern in patterns:
        try:
            yield re.compile(pattern)
        except re.error as error:
            rule = f"a pattern is a regular expression: {error}"
            raise InvalidResourceError(rule, value=pattern, place=place) from error


@cache
def load_hard_negatives() -> tuple[HardNegative, ...]:
    """The classes that ship with the project, read once.

    >>> [found.id for found in load_hard_negatives()][:2]
    ['procedure', 'third-party']
    """
    return read_hard_negatives(files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
