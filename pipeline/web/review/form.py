"""The form of a word about a sentence, and the review that it becomes."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, get_args

from fastapi import Form
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.records import Claim, Commitment, Cue, Label, Refusal, Run, Statement, Words
from pipeline.review import Correction, InvalidCorrectionError, corrected_commitment
from pipeline.reviews import Review, ReviewKind

Choice = Literal["kies", "geen", "overnemen", "twijfel", "overslaan"]
"""The labels chosen; none of them; the machine's; in doubt; not now."""

_LONG = Annotated[str, Field(max_length=2000)]
_SHORT = Annotated[str, Field(max_length=100)]
TOGETHER = "In overleg beslist."


class WordForm(BaseModel):
    """What the form sends; ``id`` is the review's, so that sending twice is saying once.

    ``gezien`` is the version that was looked at, ``gebaseerd`` the run whose proposal was shown, ``toch`` says that
    the person saw what came in between.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{8,64}$")] = Field(default_factory=lambda: str(uuid.uuid4()))
    besluit: Choice = "kies"
    label: list[Label] = Field(default_factory=list, max_length=3)
    cue: Literal["", "fulfilment", "reminder"] = ""
    actor: _LONG = ""
    action: _LONG = ""
    strength: _SHORT = "firm"
    polarity: _SHORT = "act"
    recipient: _LONG = ""
    condition: _LONG = ""
    deadline: _LONG = ""
    earliest: _SHORT = ""
    latest: _SHORT = ""
    precision: _SHORT = ""
    refused: _LONG = ""
    reason: _LONG = ""
    attribution: _LONG = ""
    opmerking: _LONG = ""
    gezien: _SHORT = ""
    gebaseerd: _LONG = ""
    volgende: _SHORT = ""
    toch: bool = False
    overleg: bool = False

    def correction(self) -> Correction:
        """The fields of the commitment's frame."""
        return Correction(**{name: getattr(self, name) for name in Correction.__dataclass_fields__})


WordSent = Annotated[WordForm, Form()]


@dataclass(frozen=True, slots=True)
class Before:
    """What the person had before them: the run whose proposal they were shown, and their own last word.

    ``statement`` is the current proposal, of the run ``made_by``; ``shown`` is an earlier run when the document was
    labelled anew while the page was open.
    """

    statement: Statement
    made_by: Run
    shown: Run | None
    own: Review | None


def review_of(form: WordForm, before: Before, *, by: str, at: dt.datetime, kind: ReviewKind = "decision") -> Review:
    """The review that a form says; ``kind`` is what a choice of labels is.

    Raises :class:`InvalidCorrectionError` naming the field that cannot be.
    """
    base = {"id": form.id, "sentence_id": before.statement.sentence.id, "by": by, "at": at, "note": _note(form)}
    if form.besluit == "twijfel":
        return Review(**base, kind="unsure", based_on=before.shown)  # type: ignore[arg-type]
    if form.besluit == "overslaan":
        return Review(**base, kind="skip", based_on=before.shown)  # type: ignore[arg-type]
    if form.besluit == "overnemen":
        if before.shown is None:
            raise InvalidCorrectionError("labels", "only a proposal that was shown can be taken over")
        if before.shown != before.made_by:
            raise InvalidCorrectionError("proposal", "a proposal is taken over as it was shown")
        statement = before.statement
        return Review(**base, kind=kind, labels=statement.labels, cue=statement.cue, based_on=before.shown)  # type: ignore[arg-type]
    labels: tuple[Label, ...] = tuple(sorted(set(form.label))) if form.besluit == "kies" else ()
    if form.besluit == "kies" and not labels:
        raise InvalidCorrectionError("labels", "a choice has labels, or says that there are none")
    return Review(
        **base,  # type: ignore[arg-type]
        kind=kind,
        labels=labels,
        cue=_cue(form.cue),
        commitment=_commitment(form, before) if "commitment" in labels else None,
        refusal=_refusal(form, before) if "refusal" in labels else None,
        claim=_claim(form, before) if "claim" in labels else None,
        based_on=before.shown,
    )


def run_text(run: Run | None) -> str:
    """A run for a hidden field; ``""`` for none."""
    return _runs().dump_json(run).decode() if run else ""


def run_of(text: str) -> Run | None:
    """The run in a hidden field; raises :class:`InvalidCorrectionError`."""
    if not text:
        return None
    try:
        return _runs().validate_json(text)
    except ValidationError as error:
        raise InvalidCorrectionError("gebaseerd", "a proposal names the run that made it") from error


@cache
def _runs() -> TypeAdapter[Run]:
    return TypeAdapter(Run)


def _note(form: WordForm) -> str:
    note = form.opmerking.strip()
    return f"{TOGETHER} {note}".strip() if form.overleg else note


def _cue(value: str) -> Cue | None:
    return next((cue for cue in get_args(Cue) if cue == value), None)


def _commitment(form: WordForm, before: Before) -> Commitment | None:
    given, own = form.correction(), before.own.commitment if before.own else None
    if own is not None and given == Correction.of(own):
        return own
    machine = before.statement.commitment if before.shown else None
    return corrected_commitment(given, before.statement.sentence, machine)


def _refusal(form: WordForm, before: Before) -> Refusal | None:
    given = Refusal(_words(form.refused), _words(form.reason))
    machine = (before.statement.refusal if before.shown else None) or Refusal()
    return None if given == machine else given


def _claim(form: WordForm, before: Before) -> Claim | None:
    given = Claim(_words(form.attribution))
    machine = (before.statement.claim if before.shown else None) or Claim()
    return None if given == machine else given


def _words(text: str) -> Words | None:
    return Words(text.strip()) if text.strip() else None
