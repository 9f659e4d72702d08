"""The cues (signaalwoorden) of ``cues.toml``: read, validated, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError
from pipeline.records import Cue, Label, PassageKind, Strength
from pipeline.resources.literals import LiteralIndex

FILE = "cues.toml"
_MACRO = re.compile(r"<([a-z_]+)>")

Case = str | tuple[str, str]
"""A sentence, or a question with the sentence that answers it."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:\.[a-z0-9-]+)+$")
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=1)
    cases: tuple[Case, ...] = Field(min_length=1)
    counter_cases: tuple[Case, ...] = Field(min_length=1)


class _CueEntry(_Entry):
    label: Label
    effect: Literal["for", "against"] = "for"
    asked: str | None = None
    kinds: tuple[PassageKind, ...] = ()
    strength: Strength | None = None


class _NoticeEntry(_Entry):
    cue: Cue


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    macros: dict[str, str]
    traits: dict[str, str]
    cue: tuple[_CueEntry, ...]
    notice: tuple[_NoticeEntry, ...]


@dataclass(frozen=True, slots=True)
class CueRule:
    """A wording that speaks for or against a label, in the plain wording of a sentence."""

    id: str
    label: Label
    speaks_for: bool
    pattern: re.Pattern[str]
    asked: re.Pattern[str] | None
    kinds: frozenset[PassageKind]
    strength: Strength | None
    source: str
    cases: tuple[Case, ...]
    counter_cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A wording that looks back at an earlier commitment: met (fulfilment) or brought up (reminder)."""

    id: str
    cue: Cue
    pattern: re.Pattern[str]
    source: str
    cases: tuple[Case, ...]
    counter_cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """All rules in the order of the file; ``traits`` are names with patterns for one whole word each."""

    rules: tuple[CueRule, ...]
    traits: tuple[tuple[str, re.Pattern[str]], ...]
    notices: tuple[Notice, ...]
    index: LiteralIndex
    """Of the patterns of the rules."""


def _expanded(pattern: str, macros: dict[str, str], place: str) -> re.Pattern[str]:
    """The pattern with its macros filled in (macros may use macros that stand above them)."""
    for _ in range(4):
        unknown = [name for name in _MACRO.findall(pattern) if name not in macros]
        if unknown:
            raise InvalidResourceError("a macro is defined in [macros]", value=unknown[0], place=place)
        pattern = _MACRO.sub(lambda match: macros[match[1]], pattern)
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InvalidResourceError(f"a pattern is a regular expression: {error}", value=pattern, place=place) from error


def parse_cues(text: str, *, place: str = FILE) -> Cues:
    """Cues from TOML text; raises InvalidResourceError naming file, entry and rule."""
    try:
        raw: dict[str, Any] = tomllib.loads(text)
        file = _File.model_validate(raw)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidResourceError("cues follow their schema", value=str(error), place=place) from error
    ids = [entry.id for entry in (*file.cue, *file.notice)]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise InvalidResourceError("an id is used once", value=twice[0], place=place)
    rules = tuple(_rule(entry, file.macros, f"{place}, {entry.id}") for entry in file.cue)
    traits = tuple((name, _expanded(pattern, file.macros, f"{place}, {name}")) for name, pattern in file.traits.items())
    return Cues(
        rules,
        traits,
        tuple(_notice(entry, file.macros, f"{place}, {entry.id}") for entry in file.notice),
        LiteralIndex.of([rule.pattern.pattern for rule in rules]),
    )


def _notice(entry: _NoticeEntry, macros: dict[str, str], place: str) -> Notice:
    pattern = _expanded(entry.pattern, macros, place)
    return Notice(entry.id, entry.cue, pattern, entry.source, entry.cases, entry.counter_cases)


def _rule(entry: _CueEntry, macros: dict[str, str], place: str) -> CueRule:
    return CueRule(
        id=entry.id,
        label=entry.label,
        speaks_for=entry.effect == "for",
        pattern=_expanded(entry.pattern, macros, place),
        asked=_expanded(entry.asked, macros, place) if entry.asked else None,
        kinds=frozenset(entry.kinds),
        strength=entry.strength,
        source=entry.source,
        cases=entry.cases,
        counter_cases=entry.counter_cases,
    )


@cache
def load_cues() -> Cues:
    """The cues that ship with the project, read once."""
    return parse_cues(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))


@lru_cache(maxsize=50_000)
def word_traits(word: str) -> tuple[str, ...]:
    """The names of the traits that a word has, in the order of the file.

    >>> word_traits("zullen")
    ('shall',)
    """
    return tuple(name for name, pattern in load_cues().traits if pattern.fullmatch(word))
