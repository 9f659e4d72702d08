"""How a sentence takes up a commitment made just before it (``mentions.toml``): read, validated, compiled."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "mentions.toml"


class MentionRule(BaseModel):
    """One wording; ``regex`` is matched at the beginning of plain wording."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    pattern: str = Field(min_length=1)
    source: str = Field(min_length=10)
    cases: tuple[str, ...] = Field(min_length=1)
    counter_cases: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mention: tuple[MentionRule, ...] = Field(min_length=1)


def read_mentions(text: str) -> tuple[MentionRule, ...]:
    """The rules in a TOML text, checked; raises InvalidResourceError naming file, entry and rule.

    >>> read_mentions("[[mention]]")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: mentions.toml, mention.0.id: Field required (got {})
    """
    rules = validated(_File, text, place=FILE).mention
    for rule in rules:
        try:
            _ = rule.regex
        except re.error as error:
            message = f"a pattern is a regular expression: {error}"
            raise InvalidResourceError(message, value=rule.pattern, place=f"{FILE}, {rule.id}") from error
    return rules


@cache
def load_mentions() -> tuple[MentionRule, ...]:
    """The rules that ship with the project, read once."""
    return read_mentions((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))
