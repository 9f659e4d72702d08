"""Page furniture (kop- en voetregels): which lines a printer put on the page, as data."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "furniture.toml"


class Piece(BaseModel):
    """One kind of furniture; ``pattern`` matches it whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    pattern: str
    source: str
    case: str
    counter: tuple[str, ...] = ()


class Furniture(BaseModel):
    """``piece``: furniture wherever it stands; ``repeated``: only when it stood in the document before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    piece: tuple[Piece, ...]
    repeated: tuple[Piece, ...]


@functools.cache
def load_furniture() -> Furniture:
    """Read and check ``furniture.toml``; raises :class:`InvalidResourceError`."""
    content = resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8")
    try:
        furniture = Furniture.model_validate(tomllib.loads(content))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise InvalidResourceError(str(error), place=FILE) from error
    for entry in (*furniture.piece, *furniture.repeated):
        _check(entry)
    return furniture


def any_of(entries: Sequence[Piece]) -> str:
    """One pattern that matches any of the entries."""
    return "|".join(f"(?:{entry.pattern})" for entry in entries)


def _check(entry: Piece) -> None:
    place = f"{FILE}, {entry.id}"
    try:
        pattern = re.compile(entry.pattern)
    except re.error as error:
        raise InvalidResourceError("a pattern is a regular expression", value=entry.pattern, place=place) from error
    if not pattern.fullmatch(entry.case):
        raise InvalidResourceError("a pattern matches its case whole", value=entry.case, place=place)
    for counter in entry.counter:
        if pattern.fullmatch(counter):
            raise InvalidResourceError("a pattern matches no counter-example", value=counter, place=place)
