"""Words without a subject (``likeness.toml``): read, validated."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "likeness.toml"


class Ignored(BaseModel):
    """A group of words that are left out of a comparison; of ``case`` only the words of ``rest`` remain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    source: str = Field(min_length=10)
    words: tuple[str, ...] = Field(min_length=1)
    case: str = Field(min_length=1)
    rest: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ignored: tuple[Ignored, ...] = Field(min_length=1)


def read_ignored(text: str) -> tuple[Ignored, ...]:
    """The groups in a TOML text, checked; raises InvalidResourceError naming file, entry and rule.

    >>> read_ignored("[[ignored]]")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: likeness.toml, ignored.0.id: Field required (got {})
    """
    groups = validated(_File, text, place=FILE).ignored
    for group in groups:
        for word in group.words:
            if word != word.lower() or not word.isalpha():
                rule = "a word is one word in lower case"
                raise InvalidResourceError(rule, value=word, place=f"{FILE}, {group.id}")
    return groups


@cache
def load_ignored() -> tuple[Ignored, ...]:
    """The groups that ship with the project, read once."""
    return read_ignored((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))
