"""The wording by which documents mark their parts (``structure.toml``), typed and compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "structure.toml"

StructureRole = Literal[
    "question",
    "answer",
    "notice",
    "explanation",
    "explanation_text",
    "footnote",
    "kind_answers",
    "kind_questions",
    "kind_letter",
    "kind_paper",
    "asked",
    "answered",
    "dated",
    "askers",
    "answerers",
    "answerers_also",
    "full_title",
    "title",
    "last_title",
    "salutation",
    "closing",
    "signing",
    "reference",
    "turn",
    "foot",
    "annex_number",
    "paper_number",
]
"""What the words say about the paragraph that they stand in."""

NUMBER = r"\d{1,3}(?:[A-Za-z](?![A-Za-z]))?(?-i:(?![\da-z]))"
"""A question's number, perhaps with the letter of a part: "3", "11a"."""
SEPARATOR = (
    r"(?:\s*(?:,\s*en\b|,|;|&|/|en\b|t/m|t/|tot\s+en\s+met|tot|-|–|—)\s*(?:(?:vra(?:ag|gen)|antwoord)\s+)?|\s+(?=\d))"
)
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "{numbers}": rf"(?P<numbers>{NUMBER}(?:{SEPARATOR}{NUMBER})*)",
        "{people}": r"(?P<people>(?!de leden der kamer)\S.{0,600}?)",
        "{subject}": r"(?P<subject>[^\s|][^\n]*)",
    }
)


class StructureRule(BaseModel):
    """One wording: its pattern, where it comes from, and examples for and against."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    role: StructureRole
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=1)
    cases: tuple[str, ...] = Field(min_length=1)
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its regular expression, placeholders filled in."""

    id: str
    role: StructureRole
    regex: re.Pattern[str]


def read_structure_rules(text: str) -> tuple[StructureRule, ...]:
    """The rules in a TOML text, checked; :exc:`InvalidResourceError` names the entry that breaks which rule."""
    try:
        entries = tomllib.loads(text).get("rule", [])
        rules = tuple(StructureRule.model_validate(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidResourceError("a structure rule follows the schema", value=str(error), place=FILE) from error
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise InvalidResourceError("ids of structure rules are unique", value=rule_id, place=FILE)
    return rules


def compile_rule(rule: StructureRule) -> CompiledRule:
    """The rule with its regular expression; :exc:`InvalidResourceError` when it is none."""
    pattern = rule.pattern
    for placeholder, regex in PLACEHOLDERS.items():
        pattern = pattern.replace(placeholder, regex)
    try:
        return CompiledRule(rule.id, rule.role, re.compile(pattern, re.IGNORECASE | re.MULTILINE | re.DOTALL))
    except re.error as error:
        raise InvalidResourceError("a pattern is a regular expression", value=rule.pattern, place=rule.id) from error


@cache
def load_structure_rules() -> tuple[StructureRule, ...]:
    """All rules as they stand in the file."""
    return read_structure_rules(files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))


@cache
def structure_rules(role: StructureRole) -> tuple[CompiledRule, ...]:
    """The compiled rules of one role, in the order of the file.

    >>> [rule.id for rule in structure_rules("asked")]
    ['asked']
    """
    return tuple(compile_rule(rule) for rule in load_structure_rules() if rule.role == role)


ROLES: tuple[StructureRole, ...] = get_args(StructureRole)
