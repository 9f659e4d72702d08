"""Blind double review (dubbel blind beoordelen): nobody sees another's word before having given their own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reviews import Review, judged

ENOUGH = 2
"""How many people judge a sentence before they see each other's words."""


def is_revealed(reviews: Sequence[Review], user: str) -> bool:
    """Whether a person may see what others said of a sentence: they decided it, and enough people judged.

    Doubt shows nothing: else it would be a way to look before deciding.
    """
    words = judged(reviews)
    return any(word.by == user and word.kind != "unsure" for word in words) and len(words) >= ENOUGH


def is_adjudicable(reviews: Sequence[Review]) -> bool:
    """Whether enough people judged a sentence for another to decide between them, or somebody did so already."""
    words = judged(reviews)
    return len(words) >= ENOUGH or any(word.kind == "adjudication" for word in words)


def visible(reviews: Sequence[Review], user: str | None, *, adjudicating: bool = False) -> tuple[Review, ...]:
    """The reviews of one sentence that a person may see, in their order.

    Their own always; others' once :func:`is_revealed`, or for who adjudicates once enough people judged.
    ``user`` is ``None`` for somebody who has not signed in.
    """
    enough = len(judged(reviews)) >= ENOUGH
    if user is not None and (is_revealed(reviews, user) or (adjudicating and enough)):
        return tuple(reviews)
    return tuple(review for review in reviews if review.by == user)


def version(reviews: Sequence[Review], user: str, *, adjudicating: bool = False) -> str:
    """Which state of a sentence a person looked at: the id of the last review that bears on their own word.

    Another's word does not change what an annotator says, so that two people never stand in each other's way; who
    adjudicates looks at all of them. Empty when nothing was said.
    """
    bearing = [review.id for review in reviews if adjudicating or review.by == user or review.kind == "adjudication"]
    return bearing[-1] if bearing else ""
