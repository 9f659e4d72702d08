"""How Dutch points at earlier papers, promises and debates (``references.toml``): read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "references.toml"

ReferenceKind = Literal["register", "question", "publication", "dossier", "letter", "debate"]

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = rf"\d{{1,2}}(?: (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|-\d{{1,2}}-\d{{4}}\b)"


class ReferenceCase(BaseModel):
    """A sentence, and what it refers to by this rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    found: tuple[str, ...]


class ReferenceRule(BaseModel):
    """One way of pointing; ``regex`` is searched in plain wording."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    kind: ReferenceKind
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=10)
    cases: tuple[ReferenceCase, ...] = Field(min_length=1)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern with ``@date`` filled in."""
        return re.compile(self.pattern.replace("@date", _DATE))


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reference: tuple[ReferenceRule, ...] = Field(min_length=1)


def read_references(text: str) -> tuple[ReferenceRule, ...]:
    """The rules in a TOML text, checked; raises InvalidResourceError naming file, entry and rule.

    >>> read_references("[[reference]]")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: references.toml, reference.0.id: Field required (got {})
    """
    rules = validated(_File, text, place=FILE).reference
    for rule in rules:
        try:
            _ = rule.regex
        except re.error as error:
            message = f"a pattern is a regular expression: {error}"
            raise InvalidResourceError(message, value=rule.pattern, place=f"{FILE}, {rule.id}") from error
    return rules


@cache
def load_references() -> tuple[ReferenceRule, ...]:
    """The rules that ship with the project, read once."""
    return read_references((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))
