"""Wordings of procedure (``procedure.toml``): read, validated, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "procedure.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:[.-][a-z]+)*$")
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=1)
    cases: tuple[str, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    notice: tuple[_Entry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Procedure:
    """A wording that says only when, or that not yet, the questions of a document are answered."""

    id: str
    pattern: re.Pattern[str]
    source: str
    cases: tuple[str, ...]
    counter_cases: tuple[str, ...]


def read_procedures(text: str) -> tuple[Procedure, ...]:
    """The entries in a TOML text, checked; raises InvalidResourceError naming file, entry and rule."""
    try:
        file = _File.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidResourceError("a procedure follows the schema", value=str(error), place=FILE) from error
    ids = [entry.id for entry in file.notice]
    if len(set(ids)) < len(ids):
        raise InvalidResourceError("ids of procedures are unique", value=ids, place=FILE)
    return tuple(_compiled(entry) for entry in file.notice)


def _compiled(entry: _Entry) -> Procedure:
    try:
        pattern = re.compile(entry.pattern)
    except re.error as error:
        rule = f"a pattern is a regular expression: {error}"
        raise InvalidResourceError(rule, value=entry.pattern, place=f"{FILE}, {entry.id}") from error
    return Procedure(entry.id, pattern, entry.source, entry.cases, entry.counter_cases)


@cache
def load_procedures() -> tuple[Procedure, ...]:
    """The wordings that ship with the project, read once."""
    return read_procedures((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))


def extension_notice(wording: str) -> str | None:
    """The id of the first entry that stands in the plain wording of a sentence.

    >>> extension_notice("ik streef ernaar de vragen zo spoedig mogelijk te beantwoorden.")
    'extension-notice'
    >>> extension_notice("de brug is open.") is None
    True
    """
    return next((entry.id for entry in load_procedures() if entry.pattern.search(wording)), None)
