"""A review as flat fields of text: what people correct in tables and in other tools, and back without a loss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pipeline.errors import GestandError
from pipeline.records import (
    LABELS,
    Actor,
    Claim,
    Commitment,
    Cue,
    Deadline,
    Label,
    Polarity,
    Precision,
    Refusal,
    Span,
    Strength,
    Words,
)
from pipeline.reviews import REVIEW_KINDS, Review

Fields = dict[str, str]
_Value = TypeVar("_Value", bound=str)

NAMES = (
    "kind",
    "labels",
    "cue",
    "frames",
    "actor",
    "office",
    "ministry",
    "action",
    "action_start",
    "action_end",
    "strength",
    "polarity",
    "recipient",
    "deadline",
    "deadline_start",
    "deadline_end",
    "earliest",
    "latest",
    "precision",
    "condition",
    "refused",
    "reason",
    "attribution",
    "note",
)
"""The fields in their order; each is text, ``""`` where nothing was said. ``labels`` and ``frames`` are joined by
commas, offsets are those of the document, dates are ISO. ``frames`` names the labels whose frame was corrected."""


class InvalidReviewError(GestandError):
    """A review in a file that cannot be read."""


def fields_of(review: Review) -> Fields:
    """What a review says, as fields."""
    frames = [label for label in LABELS if getattr(review, label) is not None]
    said: dict[str, object] = {
        "kind": review.kind,
        "labels": ",".join(review.labels),
        "cue": review.cue,
        "frames": ",".join(frames),
        "note": review.note,
        **_commitment_fields(review.commitment),
        "refused": _text(review.refusal.refused if review.refusal else None),
        "reason": _text(review.refusal.reason if review.refusal else None),
        "attribution": _text(review.claim.attribution if review.claim else None),
    }
    return {name: "" if said.get(name) is None else str(said[name]) for name in NAMES}


def said_in(fields: Mapping[str, str], *, place: str = "") -> dict[str, Any]:
    """The arguments of :class:`Review` that fields hold; those that are absent count as empty.

    A frame is taken when ``frames`` names it. Raises :class:`InvalidReviewError` naming the field.
    """
    given = {name: fields.get(name, "") for name in NAMES}
    frames = _set(given, "frames", place)
    return {
        "kind": _one_of(given, "kind", REVIEW_KINDS, place),
        "labels": _set(given, "labels", place),
        "cue": _one_of(given, "cue", get_args(Cue), place) if given["cue"] else None,
        "note": given["note"],
        "commitment": _commitment(given, place) if "commitment" in frames else None,
        "refusal": Refusal(_words(given["refused"]), _words(given["reason"])) if "refusal" in frames else None,
        "claim": Claim(_words(given["attribution"])) if "claim" in frames else None,
    }


def _commitment_fields(frame: Commitment | None) -> dict[str, object]:
    if frame is None:
        return {}
    deadline = frame.deadline
    found: dict[str, object] = {
        "actor": frame.actor.text,
        "office": frame.actor.office,
        "ministry": frame.actor.ministry,
        "action": frame.action.text,
        "action_start": frame.action.start,
        "action_end": frame.action.end,
        "strength": frame.strength,
        "polarity": frame.polarity,
        "recipient": _text(frame.recipient),
        "condition": _text(frame.condition),
    }
    if deadline is not None:
        found |= {"deadline": deadline.text, "deadline_start": deadline.start, "deadline_end": deadline.end}
        found |= {"earliest": deadline.earliest, "latest": deadline.latest, "precision": deadline.precision}
    return found


def _commitment(given: Fields, place: str) -> Commitment:
    return Commitment(
        actor=Actor(given["actor"], given["office"] or None, given["ministry"] or None),
        action=Span(given["action"], _number(given, "action_start", place), _number(given, "action_end", place)),
        strength=_one_of(given, "strength", get_args(Strength), place),
        polarity=_one_of(given, "polarity", get_args(Polarity), place),
        recipient=_words(given["recipient"]),
        deadline=_deadline(given, place) if given["precision"] else None,
        condition=_words(given["condition"]),
    )


def _deadline(given: Fields, place: str) -> Deadline:
    return Deadline(
        given["deadline"],
        _number(given, "deadline_start", place),
        _number(given, "deadline_end", place),
        _date(given, "earliest", place),
        _date(given, "latest", place),
        _one_of(given, "precision", get_args(Precision), place),
    )


def _set(given: Fields, name: str, place: str) -> tuple[Label, ...]:
    words = [one.strip() for one in given[name].split(",") if one.strip()]
    for word in words:
        _one_of({name: word}, name, LABELS, place)
    return tuple(label for label in sorted(LABELS) if label in words)


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[_Value, ...], place: str) -> _Value:
    for one in allowed:
        if one == given[name]:
            return one
    rule = f"{name} is one of {', '.join(allowed)}"
    raise InvalidReviewError(rule, value=given[name], place=place)


def _number(given: Fields, name: str, place: str) -> int:
    if not given[name].isascii() or not given[name].isdigit():
        raise InvalidReviewError(f"{name} is a number of characters", value=given[name], place=place)
    return int(given[name])


def _date(given: Fields, name: str, place: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given[name]) if given[name] else None
    except ValueError as error:
        raise InvalidReviewError(f"{name} is a date, JJJJ-MM-DD", value=given[name], place=place) from error


def _text(words: Words | None) -> str | None:
    return words.text if words else None


def _words(text: str) -> Words | None:
    return Words(text) if text else None
