"""Hyphens that stay at a line's end (koppeltekens), as data."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "hyphenation.toml"


class HyphenCase(BaseModel):
    """Two halves of a word at a line end and what stands between them afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: str
    right: str
    between: str


class WordGroup(BaseModel):
    """Words of one rule, with an example that must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    words: tuple[str, ...]
    case: HyphenCase


class Hyphenation(BaseModel):
    """``linking`` words follow a hyphen and a space; ``prefixes`` and ``compounds`` keep theirs.

    ``endings`` are syllables that are no words: a hyphen before them is the printer's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    linking: WordGroup
    prefixes: WordGroup
    compounds: WordGroup
    endings: WordGroup


@functools.cache
def load_hyphenation() -> Hyphenation:
    """Read and check ``hyphenation.toml``; raises :class:`InvalidResourceError`."""
    content = resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8")
    try:
        return Hyphenation.model_validate(tomllib.loads(content))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise InvalidResourceError(str(error), place=FILE) from error
