"""One paragraph to the spans of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segment.candidates import Candidate, candidates
from pipeline.segment.decide import is_end
from pipeline.segment.enclosed import Enclosed

MAX_SENTENCE_CHARACTERS = 10_000
"""The default of ``settings.ReadLimits.max_sentence_characters``."""

WORD = re.compile(r"\w")
"""What a sentence has at least: "(…)" or "»" by itself goes with the sentence that follows."""

Span = tuple[int, int]


def split_spans(text: str, *, max_sentence_characters: int = MAX_SENTENCE_CHARACTERS) -> tuple[Span, ...]:
    """The sentences of one paragraph as half-open spans in code points, in order.

    Spans hold no white space at their edges, and only white space lies outside them. A run of more than
    ``max_sentence_characters`` without an end is cut at white space, or where there is none, at the limit.
    A text without visible characters gives no spans.

    >>> text = "Zie Kamerstuk 36 045, nr. 145. Zo nee, waarom niet?"
    >>> [text[start:end] for start, end in split_spans(text)]
    ['Zie Kamerstuk 36 045, nr. 145.', 'Zo nee, waarom niet?']
    """
    spans: list[Span] = []
    begin = 0
    for end in (*_ends(text), len(text)):
        start, stop = trimmed(text, begin, end)
        spans.extend(_cut(text, start, stop, max_sentence_characters))
        begin = end
    return tuple(spans)


def _ends(text: str) -> Iterator[int]:
    enclosed = Enclosed(text)
    begin, seen, says_something = trimmed(text, 0, len(text))[0], 0, False
    for candidate in candidates(text):
        says_something = says_something or WORD.search(text, seen, candidate.end) is not None
        seen = candidate.end
        if candidate.forced or (says_something and _ends_here(text, begin, candidate, enclosed)):
            yield candidate.end
            begin, says_something = candidate.next, False


def _ends_here(text: str, begin: int, candidate: Candidate, enclosed: Enclosed) -> bool:
    return not enclosed.holds(candidate.stop) and is_end(text, begin, candidate)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    """The span in pieces of at most ``longest`` characters; nothing for an empty span."""
    while end - start > longest:
        at = next((i for i in range(start + longest, start, -1) if text[i].isspace()), start + longest)
        yield trimmed(text, start, at)
        start = trimmed(text, at, end)[0]
    if start < end:
        yield start, end
