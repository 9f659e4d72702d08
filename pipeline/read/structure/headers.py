"""Headers of questions and answers: at the head of a paragraph, alone or with the text behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.read.structure.numbers import parse_numbers
from pipeline.resources.structure import structure_rules

HeaderKind = Literal["question", "answer", "notice", "explanation"]
HEADER_KINDS: tuple[HeaderKind, ...] = ("answer", "question", "notice", "explanation")

_BULLET = r"\s*(?:[•·»▪●◦*–-]\s*)?"
_LINE_END = re.compile(r"\s*[:.\-–]?\s*$")
_TEXT_AFTER_NUMBER = re.compile(r"\s*[:.]\s*(?=\S)|\s*(?=[A-ZÀ-Þ«“„\"‘'’(•»])")
_TEXT_AFTER_WORD = re.compile(r"\s*:\s*(?=\S)|\s+(?=[A-ZÀ-Þ«“„\"][\w’',]*[ .,?])")
_LONE_NUMBER = re.compile(r"\s*\(?(?P<number>\d{1,3})(?P<part>[a-z])?\s*[.):]?\s*$")
_LEADING_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})(?P<part>[a-z])?\s*[.)]\s+(?=\S)")
_EMBEDDED = re.compile(
    r"(?<=[.?!»”\"’)\d])\s*(?=(?:Antwoord(?:en)?|Vra(?:ag|gen))(?:\s+op\s+vra(?:ag|gen)|\s+vra(?:ag|gen))?\s+\d)"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: what follows, and for which questions; ``numbers`` is empty when it names none."""

    kind: HeaderKind
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A header at the head of a text: it ends at ``end``, the text behind it begins at ``rest``."""

    header: Header
    end: int
    rest: int


@cache
def _patterns(kind: HeaderKind) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_BULLET + rule.regex.pattern, rule.regex.flags) for rule in structure_rules(kind))


def match_header(text: str) -> HeaderMatch | None:
    """The header of a question, an answer, a notice or an explanation at the head of a text.

    >>> found = match_header("Antwoord op vragen 2 en 3: Ja.")
    >>> found.header, found.end, found.rest
    (Header(kind='answer', numbers=('2', '3')), 25, 27)
    >>> match_header("Vraag 4 is al beantwoord."), match_header("Antwoord van Minister Proef (Financiën)")
    (None, None)
    """
    for kind in HEADER_KINDS:
        for pattern in _patterns(kind):
            match = pattern.match(text)
            if match is None:
                continue
            numbers = parse_numbers(match["numbers"]) if "numbers" in pattern.groupindex else ()
            rest = _rest(text, match.end(), numbered=bool(numbers), kind=kind)
            if rest is not None:
                return HeaderMatch(Header(kind, numbers), match.end(), rest)
    return None


def _rest(text: str, end: int, *, numbered: bool, kind: HeaderKind) -> int | None:
    """Where the text behind a header begins, its length when there is none; ``None``: it was no header."""
    if _LINE_END.match(text, end):
        return len(text)
    if kind in ("notice", "explanation"):
        match = re.compile(r"\s*:\s*(?=\S)").match(text, end)
    else:
        match = (_TEXT_AFTER_NUMBER if numbered else _TEXT_AFTER_WORD).match(text, end)
    return match.end() if match else None


def embedded_headers(text: str) -> tuple[int, ...]:
    """Places inside a text where a numbered header begins after the end of a sentence.

    >>> embedded_headers("Klopt dit? Antwoord 1 Ja. Vraag 2 Waarom niet?")
    (11, 26)
    >>> embedded_headers("Zie het antwoord op vraag 3."), embedded_headers("Dat staat er. Vraag 2 is open.")
    ((), ())
    """
    places = (match.end() for match in _EMBEDDED.finditer(text))
    return tuple(place for place in places if place and match_header(text[place:]))


def lone_number(text: str) -> str | None:
    """The number that is all there is of a text, as some ministries head their questions.

    >>> lone_number("3"), lone_number("3."), lone_number("3 maart")
    ('3', '3', None)
    """
    match = _LONE_NUMBER.match(text)
    return f"{match['number']}{match['part'] or ''}" if match else None


def leading_number(text: str) -> tuple[str, int] | None:
    """The number with a point or bracket at the head of a text, and where the text behind it begins.

    >>> leading_number("2. Klopt dit?"), leading_number("2.500 mensen")
    (('2', 3), None)
    """
    match = _LEADING_NUMBER.match(text)
    return (f"{match['number']}{match['part'] or ''}", match.end()) if match else None
