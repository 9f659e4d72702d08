"""One sentence in its context (zin), and the form to judge it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from pipeline.records import LABELS
from pipeline.store import StatementFilter, Transaction, review_queue
from pipeline.users import User
from pipeline.web.access import Annotator
from pipeline.web.pages import page, redirect
from pipeline.web.review import wording
from pipeline.web.review.form import WordForm
from pipeline.web.review.state import QueueState, State
from pipeline.web.review.todo import beside, walked
from pipeline.web.review.view import View, filled, view_of
from pipeline.web.site import Here, Site

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a word was not put down: the field that cannot be, or ``conflict`` when something was said in between."""

    field: str
    conflict: bool = False

    @property
    def status(self) -> int:
        """What it is answered with."""
        return 409 if self.conflict or self.field == "few" else 422

    @property
    def text(self) -> str:
        """What the person reads."""
        if self.conflict:
            return "Over deze zin is intussen iets vastgelegd, in een ander venster of door de scheidsrechter."
        return wording.FAULTS.get(self.field, "Dit kan zo niet worden bewaard.")


@router.get("/zin/{sentence}")
def show(request: Request, here: Here, user: Annotator, state: State, sentence: str) -> Response:
    """The page of one sentence; of one that has other boundaries now, off to that."""
    with here.store.reading() as tx:
        now = review_queue.current(tx, sentence)
        if now is None:
            raise HTTPException(404)
        if now != sentence:
            return redirect(state.address(f"/zin/{now}"))
        view = view_of(tx, sentence, user, show_proposal=state.voorstel == "toon")
        if view is None:
            raise HTTPException(404)
        return sentence_page(request, tx, here, user, state, view)


def sentence_page(  # noqa: PLR0917 - what every page needs
    request: Request,
    tx: Transaction,
    here: Site,
    user: User,
    state: QueueState,
    view: View,
    *,
    form: WordForm | None = None,
    trouble: Trouble | None = None,
    adjudicating: bool = False,
) -> Response:
    """The page; with a form that could not be put down, as it was sent."""
    sentence = view.row.statement.sentence.id
    before, after = _beside(tx, here, user, state, sentence, adjudicating=adjudicating)
    status = 200 if trouble is None else trouble.status
    return page(
        request,
        "review/adjudicate.html" if adjudicating else "review/sentence.html",
        status,
        view=view,
        row=view.row,
        statement=view.row.statement,
        form=filled(view) if form is None else form,
        fresh=WordForm().id,
        trouble=trouble,
        state=state,
        previous=before,
        next=after,
        last=review_queue.last_by(tx, user.name),
        words=wording,
        labels=LABELS,
        adjudicating=adjudicating,
    )


def _beside(
    tx: Transaction, here: Site, user: User, state: QueueState, sentence: str, *, adjudicating: bool
) -> tuple[str | None, str | None]:
    """The sentences before and after this one: in the queue, or among the disputes."""
    if not adjudicating:
        return beside(walked(tx, here, state, user), sentence)
    left = review_queue.ids(tx, StatementFilter(disputed=True, order="document", limit=2))
    return None, next((one for one in left if one != sentence), None)
