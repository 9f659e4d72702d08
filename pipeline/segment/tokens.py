"""Tokens round a possible sentence end, by spaCy's Dutch tokenizer.

spaCy tokenizes each run without white space by itself, so the tokens of the run that holds a full stop are
those that the whole text would give there. Only these runs are tokenized: most text holds no possible end.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import spacy
from spacy.language import Language

LONGEST_RUN = 64
"""Characters of a run that are looked at on each side; longer runs are addresses, not words."""

LAST_PART = re.compile(r"^.*[-–/](?=[^-–/])|^\d+(?=[^\W\d_]{2})")


class Token(NamedTuple):
    """A token, and where it begins in its run."""

    text: str
    start: int


@functools.cache
def dutch() -> Language:
    """The blank Dutch pipeline of spaCy: a tokenizer, no model."""
    return spacy.blank("nl")


@functools.lru_cache(maxsize=1 << 15)
def tokens(run: str) -> tuple[Token, ...]:
    """The tokens of a run without white space; empty for an empty run.

    >>> [token.text for token in tokens("(Kamerstuk")]
    ['(', 'Kamerstuk']
    """
    return tuple(Token(token.text, token.idx) for token in dutch().tokenizer(run))


def run_before(text: str, end: int, begin: int = 0) -> str:
    """The run without white space that ends at ``end``, from ``begin`` on, at most :data:`LONGEST_RUN` characters.

    >>> run_before("Zie nr. 5", 7)
    'nr.'
    """
    start = max(begin, end - LONGEST_RUN)
    pieces = text[start:end].rsplit(maxsplit=1)
    return pieces[-1] if pieces and not text[end - 1].isspace() else ""


def run_after(text: str, start: int) -> str:
    """The run without white space that begins at ``start``, at most :data:`LONGEST_RUN` characters of it.

    >>> run_after("Zie nr. 5", 4)
    'nr.'
    """
    pieces = text[start : start + LONGEST_RUN].split(maxsplit=1)
    return pieces[0] if pieces and not text[start].isspace() else ""


def last_form(run: str) -> str:
    """The last word of a run with the full stops inside and after it, free of brackets, quotes, numbers and hyphens.

    >>> last_form("(m.b.t."), last_form("«Ja."), last_form("en/of"), last_form("motie-Verhoeven"), last_form("€25mln.")
    ('m.b.t.', 'Ja.', 'of', 'Verhoeven', 'mln.')
    """
    form = run
    for token in reversed(tokens(run)):
        if not any(character.isalnum() or character == "." for character in token.text):
            form = run[token.start + len(token.text) :]
            break
    return LAST_PART.sub("", form)


def first_word(run: str) -> str:
    """The first token of a run.

    >>> first_word("Kamer,"), first_word("Zie:")
    ('Kamer', 'Zie')
    """
    found = tokens(run)
    return found[0].text if found else ""
