"""A sentence as the rules of word order read it: known fields and asides masked, the way back kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.frame.deadline.plain import Plain, plain
from pipeline.frame.given import Given
from pipeline.records import Deadline
from pipeline.resources.clauses import load_clauses

ACTOR, DEADLINE, CONDITION, ASIDE = "\ue000", "\ue001", "\ue002", "\ue003"
_PRONOUNS = frozenset({"ik", "wij", "we", ""})
GAPS = DEADLINE + CONDITION + ASIDE
_MARKS = dict.fromkeys(map(ord, ACTOR + GAPS), " ")
_TOKEN = re.compile(r"[\ue000-\ue003]+|[\w€%$][\w'’./%-]*(?<![.])|[^\w\s]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a masked stretch, at ``start:end`` of the masked text."""

    text: str
    start: int
    end: int

    @property
    def is_gap(self) -> bool:
        """Whether it is masked and no actor."""
        return self.text[0] in GAPS

    @property
    def is_word(self) -> bool:
        """Whether it is a word in sight."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` is ``small.text`` with masks; both have the same length."""

    text: str
    small: Plain
    tokens: tuple[Token, ...]


def masked(given: Given, *, actor: str | None, deadline: Deadline | None, condition: Place | None) -> Masked:
    """The sentence with actor, deadline, condition and asides masked; ``condition`` is a place in the plain text."""
    small = plain(given.text)
    text = small.text.translate(_MARKS)
    patterns = load_clauses().patterns
    if condition is not None:
        text = _covered(text, condition, CONDITION)
    place = None if deadline is None else _deadline_place(given, small, deadline)
    if place is not None:
        text = _covered(text, place, DEADLINE)
    for pattern in (patterns.bracket, patterns.aside):
        text = pattern.sub(lambda match: ASIDE * len(match[0]), text)
    text = _with_actor(text, plain(actor or "").text.strip())
    tokens = tuple(Token(match[0], *match.span()) for match in _TOKEN.finditer(text))
    return Masked(text, small, tokens)


def words_place(small: Plain, start: int, end: int) -> Place | None:
    """The place in the plain text of ``start:end`` of the sentence; ``None`` when nothing of it is left.

    >>> words_place(plain("Op  1 juli"), 4, 10)
    (3, 9)
    """
    inside = [number for number, place in enumerate(small.places[:-1]) if start <= place < end]
    return (inside[0], inside[-1] + 1) if inside else None


def _covered(text: str, place: Place, mark: str) -> str:
    start, end = place
    return text[:start] + mark * (end - start) + text[end:]


def _deadline_place(given: Given, small: Plain, deadline: Deadline) -> Place | None:
    """Where the deadline stands, whether its offsets count from the sentence or from the document."""
    for base in (0, given.start):
        start, end = deadline.start - base, deadline.end - base
        if deadline.text and start >= 0 and given.text[start:end] == deadline.text:
            return words_place(small, start, end)
    found = given.text.find(deadline.text) if deadline.text else -1
    return None if found < 0 else words_place(small, found, found + len(deadline.text))


def _with_actor(text: str, actor: str) -> str:
    """Every whole mention of the actor masked; pronouns are found without it."""
    if actor in _PRONOUNS:
        return text
    pattern = re.compile(rf"(?<![\w-]){re.escape(actor)}(?![\w-])")
    return pattern.sub(lambda match: ACTOR * len(match[0]), text)
