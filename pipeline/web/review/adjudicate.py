"""Adjudication (beslissen over verschillen): a third person decides, or both together do."""

from __future__ import annotations

import dataclasses
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse

from pipeline.store import StatementFilter, review_queue
from pipeline.web.access import Adjudicator
from pipeline.web.faults import wants_json
from pipeline.web.pages import page, redirect
from pipeline.web.review import wording
from pipeline.web.review.decide import put_down, said, troubled
from pipeline.web.review.following import following
from pipeline.web.review.form import WordSent
from pipeline.web.review.sentence import Trouble, sentence_page
from pipeline.web.review.state import State
from pipeline.web.review.view import view_of
from pipeline.web.site import Here

router = APIRouter()
PER_PAGE = 25


@router.get("/geschillen")
def disputes(
    request: Request, here: Here, user: Adjudicator, state: State, pagina: Annotated[int, Query(ge=1, le=1000)] = 1
) -> Response:
    """The sentences on which people differ, by document."""
    wanted = dataclasses.replace(state.filter(user), not_judged_by=None, disputed=True, order="document")
    wanted = dataclasses.replace(wanted, limit=PER_PAGE, offset=(pagina - 1) * PER_PAGE)
    with here.store.reading() as tx:
        rows = review_queue.rows(tx, review_queue.ids(tx, wanted))
        total = review_queue.count(tx, wanted)
    pages = max(1, -(-total // PER_PAGE))
    return page(request, "review/disputes.html", rows=rows, total=total, number=pagina, pages=pages, state=state)


@router.get("/geschillen/{sentence}")
def show(request: Request, here: Here, user: Adjudicator, state: State, sentence: str) -> Response:
    """What each person said of one sentence, side by side, and the form to decide."""
    with here.store.reading() as tx:
        now = review_queue.current(tx, sentence)
        if now is not None and now != sentence:
            return redirect(state.address(f"/geschillen/{now}"))
        view = view_of(tx, sentence, user, show_proposal=True, adjudicating=True)
        if view is None or view.decision is None:
            raise HTTPException(404)
        return sentence_page(request, tx, here, user, state, view, adjudicating=True)


@router.post("/geschillen/{sentence}")
def settle(request: Request, here: Here, user: Adjudicator, state: State, *, sentence: str, form: WordSent) -> Response:
    """Put the decision down and go on to the next dispute."""
    if form.besluit in {"twijfel", "overslaan"}:
        return redirect(state.address("/geschillen"))
    outcome = put_down(here, user, sentence, form, kind="adjudication")
    if isinstance(outcome, Trouble):
        return troubled(request, here, user, state, sentence, form, outcome, adjudicating=True)
    review = outcome.review
    if wants_json(request):
        return following(here, JSONResponse({"review": review.id, "said": said(review)}), outcome.turned)
    with here.store.reading() as tx:
        left = review_queue.ids(tx, StatementFilter(disputed=True, order="document", limit=1))
    path = f"/geschillen/{left[0]}" if left else "/geschillen"
    answer = redirect(state.address(path), f"Beslist: {wording.set_of(review.labels)}.", request=request)
    return following(here, answer, outcome.turned)
