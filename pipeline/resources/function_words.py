"""Function words (functiewoorden) that tell a language, as data."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InvalidResourceError

FILE = "function_words.toml"
_WORD = re.compile(r"[^\W\d_]+")


class FunctionWords(BaseModel):
    """The function words of one language; ``share`` of a text's words settles that it is in that language.

    ``open`` are words that no sentence and no heading ends in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    share: float = Field(gt=0, lt=1)
    words: frozenset[str]
    open: frozenset[str] = frozenset()
    case: str
    counter: tuple[str, ...] = ()

    def certain(self, text: str) -> bool:
        """Whether enough words of a text are on the list; false for a text without words."""
        words = _WORD.findall(text.lower())
        return bool(words) and sum(word in self.words for word in words) >= self.share * len(words)


@functools.cache
def load_function_words() -> dict[str, FunctionWords]:
    """Language code → its words, from ``function_words.toml``; raises :class:`InvalidResourceError`."""
    content = resources.files("pipeline.resources").joinpath(FILE).read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(content)
        languages = {code: FunctionWords.model_validate(table) for code, table in tables.items()}
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise InvalidResourceError(str(error), place=FILE) from error
    for code, words in languages.items():
        if not words.certain(words.case):
            raise InvalidResourceError("a language knows its case", value=words.case, place=f"{FILE}, {code}")
        for counter in words.counter:
            if words.certain(counter):
                raise InvalidResourceError(
                    "a language knows no counter-example", value=counter, place=f"{FILE}, {code}"
                )
    return languages
