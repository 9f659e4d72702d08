"""Wordings that say what became of a commitment (``links.toml``): read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from pipeline.entries import LinkKind
from pipeline.errors import InvalidResourceError
from pipeline.records import Role
from pipeline.resources.validation import validated

FILE = "links.toml"


class LinkRule(BaseModel):
    """One wording; ``regex`` is searched in plain wording, ``roles`` empty means anybody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    kind: LinkKind
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=10)
    roles: tuple[Role, ...] = ()
    cases: tuple[str, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    link: tuple[LinkRule, ...] = Field(min_length=1)


def read_links(text: str) -> tuple[LinkRule, ...]:
    """The rules in a TOML text, checked; raises InvalidResourceError naming file, entry and rule.

    >>> read_links("[[link]]")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: links.toml, link.0.id: Field required (got {})
    """
    rules = validated(_File, text, place=FILE).link
    for rule in rules:
        try:
            _ = rule.regex
        except re.error as error:
            message = f"a pattern is a regular expression: {error}"
            raise InvalidResourceError(message, value=rule.pattern, place=f"{FILE}, {rule.id}") from error
    return rules


@cache
def load_links() -> tuple[LinkRule, ...]:
    """The rules that ship with the project, read once."""
    return read_links((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))
