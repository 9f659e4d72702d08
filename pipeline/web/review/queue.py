"""The queue (werkvoorraad): what is most worth a person's time, filtered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.store import review_queue
from pipeline.web.access import Annotator
from pipeline.web.pages import page, redirect
from pipeline.web.review import wording
from pipeline.web.review.state import LABELS, State, sees_disputes, usual_proposal
from pipeline.web.review.todo import queued, total
from pipeline.web.site import Here
from pipeline.web.wording import KINDS

router = APIRouter()
PER_PAGE = 25


@router.get("")
def show(
    request: Request, here: Here, user: Annotator, state: State, pagina: Annotated[int, Query(ge=1, le=100)] = 1
) -> Response:
    """The queue, a page at a time."""
    with here.store.reading() as tx:
        found = queued(tx, here, state, user)
        passing = total(tx, here, state, user)
        last = review_queue.last_by(tx, user.name)
    start = (pagina - 1) * PER_PAGE
    return page(
        request,
        "review/queue.html",
        state=state,
        found=found[start : start + PER_PAGE],
        first=found[0].row.statement.sentence.id if found else None,
        listed=len(found),
        total=passing,
        number=pagina,
        pages=max(1, -(-len(found) // PER_PAGE)),
        last=last,
        words=wording,
        whose=wording.WHOSE if sees_disputes(user) else {**wording.WHOSE, "oneens": wording.OWN_DISPUTES},
        kinds=KINDS,
        labels=LABELS,
        shown=state.voorstel == "toon",
        usual=usual_proposal(here.settings),
    )


@router.get("/begin")
def begin(here: Here, user: Annotator, state: State) -> Response:
    """Off to the first sentence of the queue."""
    with here.store.reading() as tx:
        found = queued(tx, here, state, user)
    first = found[0].row.statement.sentence.id if found else None
    return redirect(state.address(f"/zin/{first}" if first else ""))


@router.get("/ga")
def jump(request: Request, here: Here, user: Annotator, state: State, naar: str = "") -> Response:  # noqa: ARG001
    """Off to the sentence with an id, as it stands now."""
    wanted = naar.strip()[:64]
    with here.store.reading() as tx:
        found = review_queue.current(tx, wanted)
    if found is None:
        return redirect(state.address(), f"Er is geen zin met id {wanted or '(leeg)'}.", "error", request=request)
    return redirect(state.address(f"/zin/{found}"))
