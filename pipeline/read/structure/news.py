"""News articles: the reporter's words, and quoted words with the person whom they are attributed to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.read.blocks import Block
from pipeline.read.structure.cast import Cast
from pipeline.read.structure.drafts import Draft
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.quotes import Quote, attributed, find_quotes
from pipeline.read.structure.words import is_prose
from pipeline.records import Speaker
from pipeline.resources.attribution import load_attributions, saying_pattern

_ARTICLE_TYPES = ("article", "newsarticle", "nieuwsbericht", "news")
_FEWEST_ATTRIBUTIONS = 2
_LONGEST_CLAUSE = 400
_LAST_SENTENCE = re.compile(r"(?:^|(?<=[.?!])\s+)([^.?!]*(?:\.(?=\S)[^.?!]*)*)$")


def tells_news(pieces: Sequence[Piece], properties: Mapping[str, str]) -> bool:
    """Whether a text reports what others said, or calls itself an article."""
    if properties.get("type", "").lower() in _ARTICLE_TYPES:
        return True
    texts = [piece.text for piece in pieces]
    if any(_is_attributed(text, quote) for text in texts for quote in find_quotes(text)):
        return True
    cast = Cast()
    for text in texts:
        cast.mention(text)
    return bool(cast.people) and sum(len(_reported().findall(text)) for text in texts) >= _FEWEST_ATTRIBUTIONS


def _is_attributed(text: str, quote: Quote) -> bool:
    before = text[max(0, quote.start - _LONGEST_CLAUSE) : quote.start]
    return attributed(text[quote.end : quote.end + _LONGEST_CLAUSE]) or bool(
        re.search(rf"{saying_pattern()}[^.?!:]*:\s*$", before, re.IGNORECASE)
    )


@cache
def _reported() -> re.Pattern[str]:
    """Indirect speech: a clause that ends in ", stelt De Vries."."""
    return re.compile(rf",\s+(?:zo\s+)?{saying_pattern()}\s+(?:de\s+|het\s+)?[^.,;]{{2,60}}[.,]")


@cache
def _behind() -> re.Pattern[str]:
    """Attribution behind a quote: verb, speaker, perhaps the split-off part of the verb."""
    particles = "|".join(load_attributions().particles)
    return re.compile(
        rf"\s*,?\s*(?:zo\s+)?{saying_pattern()}\s+(?P<who>.+?)(?=\s+(?:{particles})\b|[.,;:(\"“«]|\s+(?:over|aan|in|tegen|op)\s|$)",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    """Attribution before a quote: speaker and verb in the clause that a colon ends."""
    return re.compile(
        rf"(?:\b(?:volgens|aldus)\s+(?P<after>[^:]+)|(?P<who>.+?)\s+{saying_pattern()}[^:]*|(?P<bare>[^:]+)):\s*$",
        re.IGNORECASE,
    )


def read_news(pieces: Sequence[Piece]) -> Iterator[Draft]:
    """Passages of an article: headings, the reporter's paragraphs, and quotes as passages of their own."""
    cast = Cast()
    last: Speaker | None = None
    for place, piece in enumerate(pieces):
        if piece.block.form == "footnote":
            yield Draft(piece.block, "other", "footnote")
        elif piece.block.form == "heading" or (place == 0 and len(pieces) > 1 and not is_prose(piece.text)):
            cast.mention(piece.text)
            yield Draft(piece.block, "heading")
        else:
            for draft in _paragraph(piece.block, cast, last):
                last = draft.speaker if draft.kind == "quote" else None
                yield draft


def _paragraph(block: Block, cast: Cast, last: Speaker | None) -> Iterator[Draft]:
    quotes = find_quotes(block.text)
    position = 0
    speaker: Speaker | None = None
    for place, quote in enumerate(quotes):
        cast.mention(block.text[position : quote.start])
        end = quotes[place + 1].start if place + 1 < len(quotes) else len(block.text)
        named = name_speaker(block.text, quote, position, end, cast)
        speaker = named or speaker or _carried(block.text, quote, last)
        yield from _stretch(block, position, quote.start)
        yield Draft(block.cut(quote.start, quote.end), "quote", speaker=speaker)
        position = quote.end
    cast.mention(block.text[position:])
    yield from _stretch(block, position, len(block.text))


def _carried(text: str, quote: Quote, last: Speaker | None) -> Speaker | None:
    """A paragraph that is a quote as a whole goes on with the speaker of the quote right before it."""
    return last if quote.start == 0 and quote.end >= len(text.rstrip(" .")) else None


def _stretch(block: Block, start: int, end: int) -> Iterator[Draft]:
    words = block.text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    if left < right:
        yield Draft(block.cut(left, right), "other")


def name_speaker(text: str, quote: Quote, start: int, end: int, cast: Cast) -> Speaker | None:
    """The person to whom the words around a quote attribute it; ``None`` when they name nobody."""
    behind = _behind().match(text[quote.end : min(end, quote.end + _LONGEST_CLAUSE)])
    if behind:
        return cast.resolve(behind["who"])
    clause = _LAST_SENTENCE.search(text[max(start, quote.start - _LONGEST_CLAUSE) : quote.start])
    before = _before().search(clause[1]) if clause else None
    if before:
        return cast.resolve(before["who"] or before["after"] or before["bare"] or "")
    return None
