"""The make-up of Dutch clauses of ``clauses.toml``: verbs, subjects, edges; read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "clauses.toml"
_MACRO = re.compile(r"(?<!\?P)<([a-z_]+)>")

Case = tuple[str, str]
"""A sentence, and the words that come out of it."""


class VerbClass(BaseModel):
    """Verbs that say alike much about a promise; ``stems`` are pairs "informeer informeren"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    weight: float
    empty: bool = False
    forms: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    def every_form(self) -> set[str]:
        """All finite forms of the present tense, infinitives included."""
        pairs = [pair.split() for pair in self.stems]
        inflected = {stem if stem.endswith("t") else f"{stem}t" for stem, _ in pairs}
        return {*self.forms, *inflected, *(form for pair in pairs for form in pair)}


class Words(BaseModel):
    """Lists of single words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    light: frozenset[str]
    lead: frozenset[str]
    before_noun: frozenset[str]
    nouns: frozenset[str]
    split: frozenset[str]


class Patterns(BaseModel):
    """Expressions over the masked sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wie: re.Pattern[str]
    finite: re.Pattern[str]
    aside: re.Pattern[str]
    bracket: re.Pattern[str]
    scene: re.Pattern[str]
    with_whom: re.Pattern[str]
    side: re.Pattern[str]
    reason_side: re.Pattern[str]
    stop_comma: re.Pattern[str]
    stop_bare: re.Pattern[str]
    participle: re.Pattern[str]


class Announcement(BaseModel):
    """Wording that announces a promise and is no part of what is done."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")
    pattern: re.Pattern[str]
    needs: re.Pattern[str]
    source: str = Field(min_length=5)
    cases: tuple[Case, ...] = Field(min_length=1)


class ActionCases(BaseModel):
    """What a rule of word order makes of sentences."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)*$")
    source: str = Field(min_length=5)
    cases: tuple[Case, ...] = Field(min_length=1)


class Clauses(BaseModel):
    """All of ``clauses.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    macros: dict[str, str]
    verb: tuple[VerbClass, ...]
    words: Words
    patterns: Patterns
    announcement: tuple[Announcement, ...]
    action: tuple[ActionCases, ...]

    @cached_property
    def verbs(self) -> dict[str, VerbClass]:
        """Every finite form with its class; a form in two classes belongs to the first."""
        found: dict[str, VerbClass] = {}
        for entry in self.verb:
            for form in entry.every_form():
                found.setdefault(form, entry)
        return found

    @cached_property
    def infinitives(self) -> frozenset[str]:
        """Infinitives of the verbs with ``stems``, and of those that split ("terugkomen")."""
        plain = {pair.split()[1] for entry in self.verb for pair in entry.stems}
        return frozenset(plain | {part + verb for part in self.words.split for verb in plain})


def expanded(pattern: str, macros: dict[str, str], place: str) -> str:
    """A pattern with its macros filled in (macros may use macros); raises InvalidResourceError.

    >>> expanded("<a>c", {"a": "<b>|", "b": "x"}, "x.toml")
    'x|c'
    """
    for _ in range(6):
        unknown = [name for name in _MACRO.findall(pattern) if name not in macros]
        if unknown:
            raise InvalidResourceError("a macro is defined in [macros]", value=unknown[0], place=place)
        pattern = _MACRO.sub(lambda match: macros[match[1]], pattern)
    try:
        re.compile(pattern)
    except re.error as error:
        raise InvalidResourceError(f"a pattern is a regular expression: {error}", value=pattern, place=place) from error
    return pattern


def _prepared(raw: dict[str, Any], place: str) -> dict[str, Any]:
    macros: dict[str, str] = raw.get("macros", {})
    patterns: dict[str, str] = raw.get("patterns", {})
    raw["patterns"] = {name: expanded(value, macros, f"{place}, {name}") for name, value in patterns.items()}
    for entry in raw.get("announcement", ()):
        where = f"{place}, {entry.get('id', 'announcement')}"
        entry.update({key: expanded(entry[key], macros, where) for key in ("pattern", "needs") if key in entry})
    return raw


def parse_clauses(text: str, *, place: str = FILE) -> Clauses:
    """The make-up of clauses from TOML text; raises InvalidResourceError naming file, entry and rule."""
    found = validated(Clauses, text, place=place, prepare=lambda raw: _prepared(raw, place))
    ids = [*(entry.id for entry in found.verb), *(entry.id for entry in found.announcement)]
    ids += [entry.id for entry in found.action]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise InvalidResourceError("an id is used once", value=twice, place=place)
    return found


@cache
def load_clauses() -> Clauses:
    """What ships with the project, read once.

    >>> load_clauses().verbs["informeer"].id
    'act'
    """
    return parse_clauses(resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
