"""Taking a word back (terugdraaien): another review, after which the word no longer stands."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from pipeline.reviews import Review
from pipeline.store import Transaction, review_queue, reviews
from pipeline.web.access import Annotator
from pipeline.web.faults import wants_json
from pipeline.web.pages import redirect
from pipeline.web.review.following import following, held_of
from pipeline.web.review.state import State
from pipeline.web.site import Here

router = APIRouter()
_ID = r"^[0-9A-Za-z-]{1,80}$"


@router.post("/terug")
def undo(
    request: Request,
    here: Here,
    user: Annotator,
    state: State,
    *,
    review: Annotated[str, Form(pattern=_ID)],
    id: Annotated[str, Form(pattern=_ID)] = "",  # noqa: A002 - the name in the form
) -> Response:
    """Take back a word of one's own, or take such an undoing back; sent twice it is done once.

    409 when it was taken back already, or when the id is that of another review.
    """
    with here.store.writing() as tx:
        found = reviews.get(tx, review)
        if found is None or found.review.by != user.name:
            raise HTTPException(404)
        sentence = found.sentence_id or found.review.sentence_id
        word = Review(
            id=id or str(uuid.uuid4()),
            sentence_id=found.review.sentence_id,
            by=user.name,
            at=here.now(),
            kind="undo",
            undoes=review,
        )
        review_queue.held(tx, word.sentence_id)
        before = held_of(tx, here, sentence)
        if _is_new(tx, word):
            reviews.append(tx, word)
        turned = sentence if held_of(tx, here, sentence) != before else None
    if wants_json(request):
        answer = {"review": word.id, "said": "teruggedraaid", "sentence": sentence}
        return following(here, JSONResponse(answer), turned)
    return following(here, redirect(state.address(f"/zin/{sentence}"), "Teruggedraaid.", request=request), turned)


def _is_new(tx: Transaction, word: Review) -> bool:
    """Whether an undoing was not yet sent and has something to take back."""
    before = reviews.get(tx, word.id)
    if before is not None:
        if (before.review.by, before.review.undoes) != (word.by, word.undoes):
            raise HTTPException(409, "Dit nummer hoort al bij een ander oordeel; er is niets teruggedraaid.")
        return False
    if not review_queue.stands(tx, word.undoes or ""):
        raise HTTPException(409, "Dit was al teruggedraaid.")
    return True
