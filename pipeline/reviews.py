"""The words of reviewing (beoordelen): frozen records, standard library only.

A :class:`Review` is what one person said about one sentence at one moment; it is only ever added, and taken back
by another. A :class:`Judgement` follows from reviews: what a person holds of a sentence now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.records import Claim, Commitment, Cue, Label, Refusal, Run

ReviewKind = Literal["decision", "unsure", "skip", "adjudication", "undo"]
"""Labels were decided; the person cannot decide; passes on; decides where others differ; takes a review back."""
REVIEW_KINDS: tuple[ReviewKind, ...] = get_args(ReviewKind)

Attachment = Literal["same", "overlap", "same_text", "alike", "lost"]
"""How a word about a sentence finds it in a newer labelling: the sentence is still there; its boundaries moved; it
stands elsewhere in a changed text; its words changed; it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person said about a sentence (append-only).

    ``id`` is made by who sends it, so that the same review sent twice is one. ``labels`` is sorted and empty for
    "none of them"; it means nothing in ``unsure``, ``skip`` and ``undo``. A frame corrects the machine's.
    ``based_on`` is the run whose proposal was shown, ``None`` when it was hidden. ``undoes`` is the id of the review
    that an ``undo`` takes back. ``at`` is in UTC.
    """

    id: str
    sentence_id: str
    by: str
    at: dt.datetime
    kind: ReviewKind
    labels: tuple[Label, ...] = ()
    cue: Cue | None = None
    commitment: Commitment | None = None
    refusal: Refusal | None = None
    claim: Claim | None = None
    based_on: Run | None = None
    undoes: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A review with the current sentence that it is about, ``None`` when that is gone, and how it was found.

    ``share`` is how much of the two sentences is the same, 0…1.
    """

    review: Review
    sentence_id: str | None
    how: Attachment
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person holds of a current sentence: as :func:`judged` says."""

    sentence_id: str
    by: str
    kind: ReviewKind
    labels: tuple[Label, ...]
    review_id: str
    at: dt.datetime


def standing(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """The reviews that were not taken back, in their order; an undo can itself be taken back.

    ``reviews`` are in the order in which they were put down, of one or more people.
    """
    undone: set[str] = set()
    kept: list[Review] = []
    for review in reversed(reviews):
        if review.id in undone:
            continue
        if review.undoes is not None:
            undone.add(review.undoes)
        else:
            kept.append(review)
    return tuple(reversed(kept))


def judged(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """The last review of each person that stands and is not a skip, by name.

    Who adjudicated stays with that until they adjudicate again or take it back: what they say later as one of those
    who judge reopens nothing.
    """
    last: dict[str, Review] = {}
    for review in standing(reviews):
        settled = review.by in last and last[review.by].kind == "adjudication"
        if review.kind != "skip" and (review.kind == "adjudication" or not settled):
            last[review.by] = review
    return tuple(last[name] for name in sorted(last))


def disputed(last: Iterable[tuple[ReviewKind, tuple[Label, ...]]]) -> bool:
    """Whether people's last words differ and nobody has adjudicated.

    >>> disputed([("decision", ("claim",)), ("decision", ())])
    True
    >>> disputed([("decision", ("claim",)), ("decision", ()), ("adjudication", ("claim",))])
    False
    """
    words = list(last)
    if any(kind == "adjudication" for kind, _ in words):
        return False
    return len({labels for kind, labels in words if kind == "decision"}) > 1
