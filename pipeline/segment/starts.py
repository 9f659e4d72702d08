"""How the text after a possible end begins: capital, number or small letter, opener or name."""

from __future__ import annotations

import re
from enum import Enum

from pipeline.resources.boundaries import pattern, words
from pipeline.segment.tokens import LONGEST_RUN, first_word, run_after

OPENING = re.compile(r"(?:[\"'‘’“”„«»(\[`´\s]|,,|[-–—•·*▪●]\s?|\.\.\.|…)+")
NOT_A_START = ",;:.?!)]/"


class Start(Enum):
    """How the text after a candidate begins."""

    CAPITAL = "capital"
    NUMBER = "number"
    SMALL = "small"


def start_at(text: str, offset: int) -> Start:
    """How a sentence that began at ``offset`` would begin; small letters that open sentences count as a capital.

    >>> [start_at(text, 0).value for text in ("«Het", "(zie", "15 procent", "'s Ochtends", "iPhones", "van Dijk")]
    ['capital', 'small', 'number', 'capital', 'capital', 'small']
    """
    if _small_start(text, offset):
        return Start.CAPITAL
    at = _first_letter(text, offset)
    if at >= len(text):
        return Start.SMALL
    if text[at].isupper() or text[at].istitle() or _small_start(text, at):
        return Start.CAPITAL
    return Start.SMALL if text[at].islower() or text[at] in NOT_A_START else Start.NUMBER


def opens_sentence(text: str, offset: int) -> bool:
    """Whether the words at ``offset`` open a sentence and are no name.

    >>> [opens_sentence(text, 0) for text in ("Het is", "De leden", "De Vries", "Van der Laan", "Verhoeven")]
    [True, True, False, False, False]
    """
    if _small_start(text, offset):
        return True
    at = _first_letter(text, offset)
    first, *following = text[at : at + LONGEST_RUN].split()[:3] or [""]
    word = first_word(first).lower()
    if word not in words("openers"):
        return False
    return len(word) < len(first) or word not in words("particles") or not _name_follows(following)


def word_at(text: str, offset: int) -> str:
    """The first word after the quotes and brackets at ``offset``.

    >>> word_at("«Kamer,» zei hij", 0)
    'Kamer'
    """
    return first_word(run_after(text, _first_letter(text, offset)))


def _name_follows(following: list[str]) -> bool:
    """A capital comes next, after at most one more particle."""
    if following and following[0] in words("particles"):
        following = following[1:]
    return bool(following) and following[0][0].isupper()


def _first_letter(text: str, offset: int) -> int:
    opening = OPENING.match(text, offset, offset + LONGEST_RUN)
    return opening.end() if opening else offset


def _small_start(text: str, offset: int) -> bool:
    return pattern("small-start").matches(text[offset : offset + LONGEST_RUN])
