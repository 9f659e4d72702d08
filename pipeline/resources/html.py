"""What on a web page is text and what is not (``html.toml``), typed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "html.toml"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)


class Boilerplate(_Section):
    """Elements that are left out: by tag, by ARIA role, by a word of class or id."""

    tags: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]


class Main(_Section):
    """Where the text stands: XPath expressions in the order of trying."""

    paths: tuple[str, ...] = Field(min_length=1)


class Footnote(_Section):
    """Elements that hold notes: by a word of class or id, by ARIA role."""

    words: frozenset[str]
    roles: frozenset[str]


class Blocks(_Section):
    """Elements that stand on lines of their own."""

    tags: frozenset[str]


class Meta(_Section):
    """Names of ``meta`` elements, lower case, the best first."""

    title: tuple[str, ...]
    published: tuple[str, ...]
    type: tuple[str, ...]
    identifier: tuple[str, ...]


class PageRules(BaseModel):
    """All of ``html.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    boilerplate: Boilerplate
    main: Main
    footnote: Footnote
    blocks: Blocks
    meta: Meta


def read_page_rules(text: str) -> PageRules:
    """The rules in a TOML text, checked; :exc:`InvalidResourceError` says what is wrong."""
    try:
        return PageRules.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InvalidResourceError("the rules for web pages follow the schema", value=str(error), place=FILE) from error


@cache
def load_page_rules() -> PageRules:
    """All rules of the file."""
    return read_page_rules(files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8"))
