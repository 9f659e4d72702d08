"""How far people agree (overeenstemming), per label, pair of people and month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.review import Word, agreements, independent
from pipeline.reviews import Review
from pipeline.store import Transaction, review_queue, reviews
from pipeline.web.access import Annotator
from pipeline.web.pages import page
from pipeline.web.site import Here, Site
from pipeline.web.wording import AMSTERDAM

router = APIRouter()
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


@router.get("/overeenstemming")
def show(request: Request, here: Here, user: Annotator, van: Day = "", tot: Day = "") -> Response:  # noqa: ARG001
    """Three tables; ``van`` and ``tot`` bound the day of a word, both included."""
    first, last = _day(van), _day(tot)
    with here.store.reading() as tx:
        words = [word for word in _words(tx, here) if _within(word.at, first, last)]
    return page(
        request,
        "review/agreement.html",
        everybody=agreements(words),
        pairs=agreements(words, by_pair=True),
        months=agreements(words, by_month=True),
        van=van if first else "",
        tot=tot if last else "",
        people=len({word.by for word in words}),
    )


def _words(tx: Transaction, here: Site) -> Sequence[Word]:
    """What people decided blind; worked out anew when somebody has said something since."""
    mark = review_queue.mark(tx)
    kept: tuple[int, Sequence[Word]] | None = here.kept.get("review.words")
    if kept is None or kept[0] != mark:
        kept = here.kept["review.words"] = (mark, _said_blind(tx))
    return kept[1]


def _said_blind(tx: Transaction) -> list[Word]:
    by_sentence: dict[str, list[Review]] = defaultdict(list)
    for one in reviews.every(tx):
        by_sentence[one.sentence_id or one.review.sentence_id].append(one.review)
    return [
        Word(sentence, review.by, review.at.astimezone(AMSTERDAM), review.labels)
        for sentence, said in by_sentence.items()
        for review in independent(said).values()
    ]


def _within(at: dt.datetime, first: dt.date | None, last: dt.date | None) -> bool:
    day = at.astimezone(AMSTERDAM).date()
    return (first is None or day >= first) and (last is None or day <= last)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
