"""All that the page of one sentence shows to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.records import Statement
from pipeline.review import Correction, Decision, decide, is_adjudicable, is_revealed, version, visible
from pipeline.reviews import Attached, Review, judged, standing
from pipeline.store import StatementRow, Transaction, review_queue, reviews, statements
from pipeline.users import User
from pipeline.web.review.form import Before, WordForm, run_text

AROUND = 5
"""Sentences shown on either side."""


@dataclass(frozen=True, slots=True)
class Said:
    """A review in the history: ``stands`` is false when it was taken back, ``own`` when it may be by this person."""

    attached: Attached
    stands: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One sentence for one person. ``shown``: the machine's proposal may be seen; ``adjudicable``: two judged it."""

    row: StatementRow
    context: tuple[tuple[Statement, ...], ...]
    asked: tuple[tuple[Statement, ...], ...]
    said: tuple[Said, ...]
    others: int
    own: Review | None
    decision: Decision | None
    version: str
    shown: bool
    adjudicable: bool

    @property
    def before(self) -> Before:
        """What the person has before them."""
        return Before(self.row.statement, self.row.run, self.row.run if self.shown else None, self.own)

    @property
    def based_on(self) -> str:
        """The run whose proposal is shown, for a hidden field."""
        return run_text(self.before.shown)


def view_of(
    tx: Transaction, sentence: str, user: User, *, show_proposal: bool, adjudicating: bool = False
) -> View | None:
    """The view of a sentence, as it last stood when it no longer does; ``None`` when it is not there."""
    row = statements.get(tx, sentence) or review_queue.last_seen(tx, sentence)
    if row is None:
        return None
    attached = reviews.of_sentence(tx, sentence)
    said = [one.review for one in attached]
    shown = visible(said, user.name, adjudicating=adjudicating)
    seen = {one.id for one in shown}
    own = next((one for one in judged(said) if one.by == user.name), None)
    judges = {one.by for one in judged(said)}
    open_ = adjudicating or is_revealed(said, user.name)
    return View(
        row=row,
        context=_paragraphs(statements.around(tx, sentence, before=AROUND, after=AROUND)),
        asked=_paragraphs(statements.asked(tx, sentence)),
        said=_history([one for one in attached if one.review.id in seen], said, user.name),
        others=len(judges - {user.name}),
        own=own,
        decision=decide(shown) if open_ else None,
        version=version(said, user.name, adjudicating=adjudicating),
        shown=show_proposal or own is not None or adjudicating,
        adjudicable=is_adjudicable(said),
    )


def filled(view: View) -> WordForm:
    """The form as it opens: the person's own last word, else empty; frames as they saw or left them."""
    own, statement = view.own, view.row.statement
    frame = (own.commitment if own else None) or (statement.commitment if view.shown else None)
    refusal = (own.refusal if own else None) or (statement.refusal if view.shown else None)
    claim = (own.claim if own else None) or (statement.claim if view.shown else None)
    correction = Correction.of(frame) if frame else Correction()
    return WordForm(
        label=list(own.labels) if own and own.kind != "unsure" else [],
        cue=(own.cue or "") if own else "",
        **{name: getattr(correction, name) for name in Correction.__dataclass_fields__},
        refused=refusal.refused.text if refusal and refusal.refused else "",
        reason=refusal.reason.text if refusal and refusal.reason else "",
        attribution=claim.attribution.text if claim and claim.attribution else "",
        opmerking=own.note if own else "",
        gezien=view.version,
        gebaseerd=view.based_on,
    )


def _history(seen: Sequence[Attached], said: Sequence[Review], user: str) -> tuple[Said, ...]:
    stands = {one.id for one in standing(said)}
    undone = {one.undoes for one in said if one.kind == "undo"} - {None}
    return tuple(
        Said(one, one.review.id in stands or (one.review.kind == "undo" and one.review.id not in undone), own)
        for one in reversed(seen)
        for own in [one.review.by == user]
    )


def _paragraphs(found: Sequence[Statement]) -> tuple[tuple[Statement, ...], ...]:
    return tuple(tuple(group) for _, group in groupby(found, key=lambda one: one.sentence.passage))
