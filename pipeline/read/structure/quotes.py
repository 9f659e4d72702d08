"""Quoted speech in a paragraph: which marks belong together, and which of them hold whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.resources.attribution import saying_pattern

_PAIRS = {"“": "”", "„": "”", "«": "»", '"': '"', "‘": "’", "'": "'", "”": "”"}
_SINGLE = ("‘", "'")
_FEWEST_WORDS = 3
_LONGEST = 5_000
_NEAR = 80
_DEEPEST = 3
_STARTS = re.compile(r"[A-ZÀ-Þ0-9…]")
_BEFORE = re.compile(r"(?:[.?!:…][\"”’»)]*|\))\s*$")
_ENDS = re.compile(r"[.?!…][\"”’»]*$")
_CLOSES_SENTENCE = re.compile(r"\s*(?:$|[.?!](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words with their marks: ``text[start:end]``."""

    start: int
    end: int


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Quotes that are whole sentences, or a clause that a word of attribution closes.

    A few quoted words inside the reporter's own sentence stay where they are.

    >>> text = '"Dat komt er niet", zegt Proef. Het is "een slecht plan" volgens haar.'
    >>> [text[quote.start : quote.end] for quote in find_quotes(text)]
    ['"Dat komt er niet"']
    """
    found: list[Quote] = []
    for quote in _marked(text):
        inner = text[quote.start + 1 : quote.end - 1].strip()
        if len(inner.split()) < _FEWEST_WORDS:
            continue
        if _is_speech(text, quote, inner) or (found and _goes_on(text, found[-1], quote)):
            found.append(quote)
    return tuple(found)


def _marked(text: str) -> Iterator[Quote]:
    """Everything between marks that belong together, outermost only."""
    position = 0
    while position < len(text):
        close = _PAIRS.get(text[position])
        if close is None or not _may_open(text, position):
            position += 1
            continue
        end = _closing(text, position, close)
        if end is None:
            position += 1
            continue
        yield Quote(position, end + 1)
        position = end + 1


def _may_open(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return not before.isalnum() and not after.isspace()


def _closing(text: str, opening: int, close: str) -> int | None:
    """Where a quote ends; a single mark inside a word, or before a short form ("’s"), is an apostrophe."""
    depth, mark = 0, text[opening]
    for place in range(opening + 1, min(len(text), opening + _LONGEST)):
        if text[place] == mark and mark != close:
            depth += 1
            if depth > _DEEPEST:
                return None
        elif text[place] == close:
            following = text[place + 1] if place + 1 < len(text) else " "
            if following.isalnum() or (mark in _SINGLE and text[place - 1].isspace()):
                continue
            if depth == 0:
                return place
            depth -= 1
    return None


def _is_speech(text: str, quote: Quote, inner: str) -> bool:
    near = text[max(0, quote.start - _NEAR) : quote.start]
    if not _STARTS.match(inner) or not (_BEFORE.search(near) or (not near.strip() and quote.start < _NEAR)):
        return False
    after = text[quote.end : quote.end + _NEAR]
    if attributed(after):
        return True
    single = text[quote.start] in _SINGLE
    return bool(_ENDS.search(inner)) or (not single and bool(_CLOSES_SENTENCE.match(after)))


def attributed(after: str) -> bool:
    """Whether the words behind a quote attribute it.

    >>> attributed(", merkt Proef op."), attributed(" is een titel.")
    (True, False)
    """
    return bool(re.match(rf"\s*,?\s*(?:zo\s+)?{saying_pattern()}", after, re.IGNORECASE))


def _goes_on(text: str, before: Quote, quote: Quote) -> bool:
    """A quote that attribution interrupts ("…", zegt zij, "…") goes on in lower case."""
    between = text[before.end : quote.start]
    return attributed(between) and between.rstrip().endswith((",", ":")) and not re.search(r"[.?!]\s", between)
