"""Putting a word down: appended, once however often it is sent, and never over a word that was not seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from pipeline.review import InvalidCorrectionError, is_adjudicable, version
from pipeline.reviews import Review, ReviewKind
from pipeline.store import ConflictError, Transaction, review_queue, reviews
from pipeline.users import User
from pipeline.web.access import Annotator
from pipeline.web.faults import wants_json
from pipeline.web.pages import redirect
from pipeline.web.review.following import following, held_of
from pipeline.web.review.form import Before, WordForm, WordSent, review_of, run_of
from pipeline.web.review.sentence import Trouble, sentence_page
from pipeline.web.review.state import QueueState, State
from pipeline.web.review.view import View, view_of
from pipeline.web.review.wording import set_of
from pipeline.web.site import Here, Site

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PutDown:
    """A review that is in the store; ``turned`` is its sentence when the ledger now takes that for something else."""

    review: Review
    turned: str | None = None


@router.post("/zin/{sentence}")
def decide(request: Request, here: Here, user: Annotator, state: State, *, sentence: str, form: WordSent) -> Response:
    """Put an annotator's word down and go on to the next sentence; JSON for the script of the page."""
    outcome = put_down(here, user, sentence, form, show_proposal=state.voorstel == "toon")
    if isinstance(outcome, Trouble):
        return troubled(request, here, user, state, sentence, form, outcome)
    review = outcome.review
    if wants_json(request):
        return following(here, JSONResponse({"review": review.id, "said": said(review)}), outcome.turned)
    path = f"/zin/{form.volgende}" if form.volgende else ""
    return following(here, redirect(state.address(path), f"Bewaard: {said(review)}.", request=request), outcome.turned)


def put_down(
    here: Site,
    user: User,
    sentence: str,
    form: WordForm,
    *,
    kind: ReviewKind = "decision",
    show_proposal: bool = True,
) -> PutDown | Trouble:
    """Append the review that a form says. What was sent before is found again, and nothing is put down twice."""
    adjudicating = kind == "adjudication"
    with here.store.writing() as tx:
        known = [one.review for one in review_queue.held(tx, sentence)]
        before = reviews.get(tx, form.id)
        if before is not None:
            return PutDown(_again(before.review, user, sentence))
        if version(known, user.name, adjudicating=adjudicating) != form.gezien and not form.toch:
            return Trouble("", conflict=True)
        view = view_of(tx, sentence, user, show_proposal=show_proposal, adjudicating=adjudicating)
        if view is None:
            raise HTTPException(404)
        if adjudicating and (unfit := _unfit(known, view, form)) is not None:
            return unfit
        try:
            review = review_of(form, _seen(view, form), by=user.name, at=here.now(), kind=kind)
        except InvalidCorrectionError as error:
            return Trouble(error.field)
        return _put(tx, here, review)


def troubled(  # noqa: PLR0917 - what every page needs
    request: Request,
    here: Site,
    user: User,
    state: QueueState,
    sentence: str,
    form: WordForm,
    trouble: Trouble,
    *,
    adjudicating: bool = False,
) -> Response:
    """Say why nothing was put down, and keep what the person chose."""
    with here.store.reading() as tx:
        view = _view(tx, user, sentence, show_proposal=state.voorstel == "toon", adjudicating=adjudicating)
        if wants_json(request):
            told = {"text": trouble.text, "field": trouble.field}
            return JSONResponse(told | ({"seen": view.version} if trouble.conflict else {}), trouble.status)
        return sentence_page(
            request, tx, here, user, state, view, form=form, trouble=trouble, adjudicating=adjudicating
        )


def said(review: Review) -> str:
    """A review in a few words."""
    words = {"unsure": "twijfel", "skip": "overgeslagen", "undo": "teruggedraaid"}
    return words.get(review.kind) or set_of(review.labels)


def _unfit(known: Sequence[Review], view: View, form: WordForm) -> Trouble | None:
    """Why nobody, or not this person, adjudicates the sentence."""
    if not is_adjudicable(known):
        return Trouble("few")
    judged_it = view.own is not None and view.own.kind == "decision"
    return Trouble("together") if judged_it and not form.overleg else None


def _put(tx: Transaction, here: Site, review: Review) -> PutDown:
    about = review_queue.current(tx, review.sentence_id) or review.sentence_id
    before_it = held_of(tx, here, about)
    reviews.append(tx, review)
    return PutDown(review, about if held_of(tx, here, about) != before_it else None)


def _seen(view: View, form: WordForm) -> Before:
    """What the person had before them when they chose; the proposal is only there when the page showed it."""
    shown = run_of(form.gebaseerd) if view.shown else None
    return dataclasses.replace(view.before, shown=shown)


def _view(tx: Transaction, user: User, sentence: str, *, show_proposal: bool, adjudicating: bool) -> View:
    now = review_queue.current(tx, sentence) or sentence
    view = view_of(tx, now, user, show_proposal=show_proposal, adjudicating=adjudicating)
    if view is None:
        raise HTTPException(404)
    return view


def _again(before: Review, user: User, sentence: str) -> Review:
    if before.by != user.name or before.sentence_id != sentence:
        raise ConflictError("an id belongs to one review", value=before.id, place=sentence)
    return before
