"""Correcting a frame in place: words that a person typed become spans, dates and a checked frame."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar, get_args

from pipeline.errors import GestandError
from pipeline.records import (
    Actor,
    Commitment,
    Deadline,
    Polarity,
    Precision,
    Sentence,
    Span,
    Strength,
    Words,
)

_Value = TypeVar("_Value", bound=str)

MAX_CHARACTERS = 2_000
"""The longest text of one field."""


class InvalidCorrectionError(GestandError):
    """A field of a frame that cannot be what was typed; ``field`` names it."""

    def __init__(self, field: str, rule: str, *, value: object = None) -> None:
        super().__init__(rule, value=value, place=field)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields of a commitment's frame as a person leaves them; an empty text: not said.

    ``action`` and ``deadline`` are words of the sentence, ``earliest`` and ``latest`` ISO dates.
    """

    actor: str = ""
    action: str = ""
    strength: str = "firm"
    polarity: str = "act"
    recipient: str = ""
    condition: str = ""
    deadline: str = ""
    earliest: str = ""
    latest: str = ""
    precision: str = ""

    @classmethod
    def of(cls, frame: Commitment) -> Correction:
        """The fields as a frame fills them."""
        deadline = frame.deadline
        return cls(
            actor=frame.actor.text,
            action=frame.action.text,
            strength=frame.strength,
            polarity=frame.polarity,
            recipient=frame.recipient.text if frame.recipient else "",
            condition=frame.condition.text if frame.condition else "",
            deadline=deadline.text if deadline else "",
            earliest=_iso(deadline.earliest if deadline else None),
            latest=_iso(deadline.latest if deadline else None),
            precision=deadline.precision if deadline else "",
        )


def corrected_commitment(given: Correction, sentence: Sentence, before: Commitment | None) -> Commitment | None:
    """The frame that a person made of the machine's; ``None`` when they left that as it was.

    Raises :class:`InvalidCorrectionError` naming the first field that cannot be.
    """
    if before is None and given == Correction():
        return None
    if before is not None and given == Correction.of(before):
        return None
    _check_lengths(given)
    if not given.actor.strip():
        raise InvalidCorrectionError("actor", "a commitment has an actor")
    return Commitment(
        actor=_actor(given.actor.strip(), before),
        action=_action(given.action, sentence, before),
        strength=_one_of("strength", given.strength, get_args(Strength)),
        polarity=_one_of("polarity", given.polarity, get_args(Polarity)),
        recipient=_words(given.recipient),
        deadline=_deadline(given, sentence, before),
        condition=_words(given.condition),
    )


def span_in(sentence: Sentence, words: str, *, near: int | None = None) -> Span | None:
    """Where words stand in a sentence, in characters of the document; ``None`` when they do not.

    Spaces may differ in number. Where the words stand more than once, the place nearest to ``near``, else the first.
    """
    wanted = words.split()
    if not wanted:
        return None
    found = list(_places(sentence.text, wanted))
    if not found:
        return None
    aim = sentence.start if near is None else near
    start, end = min(found, key=lambda place: abs(sentence.start + place[0] - aim))
    return Span(sentence.text[start:end], sentence.start + start, sentence.start + end)


def _places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where these words follow each other with only white space between."""
    found = []
    start = text.find(wanted[0])
    while start >= 0:
        end = _end_of(text, start, wanted)
        if end is not None:
            found.append((start, end))
        start = text.find(wanted[0], start + 1)
    return found


def _end_of(text: str, start: int, wanted: list[str]) -> int | None:
    at = start
    for number, word in enumerate(wanted):
        if number:
            gap = len(text[at:]) - len(text[at:].lstrip())
            if gap == 0:
                return None
            at += gap
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def _action(words: str, sentence: Sentence, before: Commitment | None) -> Span:
    if before is not None and words == before.action.text:
        return before.action
    span = span_in(sentence, words, near=before.action.start if before else None)
    if span is None:
        raise InvalidCorrectionError("action", "the action is words of the sentence", value=words)
    return span


def _actor(text: str, before: Commitment | None) -> Actor:
    """The office and ministry that the machine found stay with the words that it found them for."""
    return before.actor if before is not None and before.actor.text == text else Actor(text)


def _deadline(given: Correction, sentence: Sentence, before: Commitment | None) -> Deadline | None:
    old = before.deadline if before else None
    words = given.deadline.strip()
    if not words:
        if given.earliest or given.latest:
            raise InvalidCorrectionError("deadline", "a deadline with dates has words", value=given.latest)
        return None
    span = Span(old.text, old.start, old.end) if old is not None and words == old.text else None
    span = span or span_in(sentence, words, near=old.start if old else None)
    if span is None:
        raise InvalidCorrectionError("deadline", "the deadline is words of the sentence", value=words)
    earliest, latest = _date("earliest", given.earliest), _date("latest", given.latest)
    if earliest and latest and latest < earliest:
        raise InvalidCorrectionError("latest", "a deadline ends after it begins", value=given.latest)
    precision = _precision(given.precision, dated=earliest is not None or latest is not None)
    return Deadline(span.text, span.start, span.end, earliest, latest, precision)


def _precision(value: str, *, dated: bool) -> Precision:
    """``unresolved`` is for words without dates and for nothing else."""
    chosen: Precision = _one_of("precision", value, get_args(Precision)) if value else "day" if dated else "unresolved"
    if dated == (chosen == "unresolved"):
        rule = "a deadline is unresolved when it has no dates, and only then"
        raise InvalidCorrectionError("precision", rule, value=value)
    return chosen


def _date(field: str, value: str) -> dt.date | None:
    if not value.strip():
        return None
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError as error:
        raise InvalidCorrectionError(field, "a date is written as JJJJ-MM-DD", value=value) from error


def _words(text: str) -> Words | None:
    return Words(text.strip()) if text.strip() else None


def _one_of(field: str, value: str, allowed: tuple[_Value, ...]) -> _Value:
    for one in allowed:
        if one == value:
            return one
    raise InvalidCorrectionError(field, f"a value is one of {', '.join(allowed)}", value=value)


def _check_lengths(given: Correction) -> None:
    for field in Correction.__dataclass_fields__:
        if len(getattr(given, field)) > MAX_CHARACTERS:
            raise InvalidCorrectionError(field, f"a field has at most {MAX_CHARACTERS} characters")


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
