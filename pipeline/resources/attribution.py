"""The words with which reporters attribute speech (``attribution.toml``), typed and compiled."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "attribution.toml"


class Attribution(BaseModel):
    """One verb of saying, or one word that introduces a speaker."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    forms: tuple[str, ...] = Field(min_length=1)
    particle: str = ""
    source: str = Field(min_length=1)
    case: str = Field(min_length=1)


class Attributions(BaseModel):
    """All of ``attribution.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verb: tuple[Attribution, ...] = Field(min_length=1)
    introducer: tuple[Attribution, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every word that may stand beside the speaker, longest first."""
        words = {form for entry in (*self.verb, *self.introducer) for form in entry.forms}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    @property
    def particles(self) -> tuple[str, ...]:
        """Every split-off part that may stand behind the speaker."""
        return tuple(sorted({entry.particle for entry in self.verb if entry.particle}))


def read_attributions(text: str) -> Attributions:
    """The entries in a TOML text, checked; :exc:`InvalidResourceError` says what is wrong."""
    try:
        found = Attributions.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidResourceError("an attribution follows the schema", value=str(error), place=FILE) from error
    ids = [entry.id for entry in (*found.verb, *found.introducer)]
    if len(set(ids)) < len(ids):
        raise InvalidResourceError("ids of attributions are unique", value=ids, place=FILE)
    return found


@cache
def load_attributions() -> Attributions:
    """All entries of the file."""
    return read_attributions(files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))


@cache
def saying_pattern() -> str:
    """A regular expression for any word of attribution.

    >>> bool(re.fullmatch(saying_pattern(), "merkt")), bool(re.fullmatch(saying_pattern(), "loopt"))
    (True, False)
    """
    return rf"\b(?:{'|'.join(re.escape(form) for form in load_attributions().forms)})\b"
