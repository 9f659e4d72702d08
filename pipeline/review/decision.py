"""What was decided about a sentence (besluit): follows from the reviews of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.records import Label, Statement
from pipeline.reviews import Review, judged, standing

State = Literal["open", "unsure", "single", "agreed", "disputed", "adjudicated"]
"""Nobody decided; people only doubt; one person decided; two or more say the same; they differ; that was settled."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What people together hold of a sentence.

    ``labels`` are ``None`` while it is open, in doubt or disputed. ``by`` are those whose word it is, sorted;
    ``unsure`` those who cannot decide. ``reviews`` are the words that it follows from.
    """

    state: State
    labels: tuple[Label, ...] | None
    by: tuple[str, ...]
    unsure: tuple[str, ...]
    reviews: tuple[Review, ...]

    @property
    def settled(self) -> bool:
        """Whether there is an outcome."""
        return self.labels is not None


def decide(reviews: Sequence[Review]) -> Decision:
    """The decision that follows from the reviews of one sentence, in the order in which they were put down.

    The last adjudication that stands decides; without one the last words of all who judged, if they are the same.
    """
    adjudications = [review for review in standing(reviews) if review.kind == "adjudication"]
    words = judged(reviews)
    unsure = tuple(review.by for review in words if review.kind == "unsure")
    if adjudications:
        last = adjudications[-1]
        return Decision("adjudicated", last.labels, (last.by,), unsure, (last,))
    decisions = tuple(review for review in words if review.kind == "decision")
    by = tuple(review.by for review in decisions)
    if not decisions:
        return Decision("unsure" if unsure else "open", None, (), unsure, ())
    if len({review.labels for review in decisions}) > 1:
        return Decision("disputed", None, by, unsure, decisions)
    state: State = "single" if len(decisions) == 1 else "agreed"
    return Decision(state, decisions[0].labels, by, unsure, decisions)


def decided(statement: Statement, decision: Decision) -> Statement | None:
    """The statement as people decided it: their labels, cue and frames; ``None`` while there is no outcome.

    A frame that nobody corrected stays the machine's, as long as its label does.
    """
    if decision.labels is None:
        return None
    last = max(decision.reviews, key=lambda review: review.at)
    frames = {label: _frame(statement, decision, label) for label in ("commitment", "refusal", "claim")}
    fields: dict[str, object] = {"labels": decision.labels, "cue": last.cue, "needs_review": False, **frames}
    return dataclasses.replace(statement, **fields)  # type: ignore[arg-type]


def _frame(statement: Statement, decision: Decision, label: Label) -> object:
    if decision.labels is None or label not in decision.labels:
        return None
    given = [getattr(review, label) for review in sorted(decision.reviews, key=lambda review: review.at)]
    return next((frame for frame in reversed(given) if frame is not None), getattr(statement, label))
