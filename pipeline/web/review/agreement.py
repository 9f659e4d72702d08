"""How far people agree (overeenstemming), per label, pair of people and month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.review import Word, agreements, independent
from pipeline.reviews import Review, judged
from pipeline.store import Transaction, review_queue, reviews
from pipeline.web.access import Annotator
from pipeline.web.keeping import unchanged
from pipeline.web.notation import AMSTERDAM
from pipeline.web.pages import page
from pipeline.web.review.state import sees_disputes
from pipeline.web.site import Here, Site

router = APIRouter()
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said blind of one sentence, and who decided it by now."""

    decided: frozenset[str]
    words: tuple[Word, ...]


@router.get("/overeenstemming")
def show(request: Request, here: Here, user: Annotator, van: Day = "", tot: Day = "") -> Response:
    """Three tables; ``van`` and ``tot`` bound the day of a word, both included.

    Who may not see disputes gets figures of the sentences that they decided themselves: those of one day and one pair
    can be about a single sentence.
    """
    first, last = _day(van), _day(tot)
    with here.store.reading() as tx:
        told = [one for one in _told(tx, here) if sees_disputes(user) or user.name in one.decided]
    words = [word for one in told for word in one.words if _within(word.at, first, last)]
    return page(
        request,
        "review/agreement.html",
        everybody=agreements(words),
        pairs=agreements(words, by_pair=True),
        months=agreements(words, by_month=True),
        van=van if first else "",
        tot=tot if last else "",
        people=len({word.by for word in words}),
        own=not sees_disputes(user),
    )


def _told(tx: Transaction, here: Site) -> Sequence[_Told]:
    """What people decided blind; worked out anew when somebody has said something since."""
    return unchanged(here, "review.words", review_queue.mark(tx), lambda: _said_blind(tx))


def _said_blind(tx: Transaction) -> list[_Told]:
    by_sentence: dict[str, list[Review]] = defaultdict(list)
    for one in reviews.every(tx):
        by_sentence[one.sentence_id or one.review.sentence_id].append(one.review)
    return [
        _Told(
            frozenset(word.by for word in judged(said) if word.kind != "unsure"),
            tuple(
                Word(sentence, review.by, review.at.astimezone(AMSTERDAM), review.labels)
                for review in independent(said).values()
            ),
        )
        for sentence, said in by_sentence.items()
    ]


def _within(at: dt.datetime, first: dt.date | None, last: dt.date | None) -> bool:
    day = at.astimezone(AMSTERDAM).date()
    return (first is None or day >= first) and (last is None or day <= last)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
