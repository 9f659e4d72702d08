"""The labelled document of the contract with what people said, and back.

The file is the contract's, with one key more at its end: ``reviews``, all of them, whole. The labels of a sentence
stay the machine's; who corrects them in the file says something new about that sentence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import orjson

from pipeline.export.labelled_json import labelled_json, parse_labelled
from pipeline.export.review_fields import InvalidReviewError
from pipeline.export.tasks import Edited, Returned, events, reviews_in
from pipeline.records import LabelledDocument, Statement
from pipeline.reviews import Review

KEY = "reviews"


def reviewed_json(labelled: LabelledDocument, reviews: Iterable[Review]) -> bytes:
    """A labelled document and the reviews of its sentences, in the order in which they were put down."""
    content = orjson.loads(labelled_json(labelled))
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps({**content, KEY: events(reviews)}, option=option)


def parse_reviewed(content: bytes, *, place: str = "") -> tuple[LabelledDocument, tuple[Review, ...]]:
    """The document in such a file, or in one without reviews, and its reviews.

    Raises :class:`InvalidReviewError` or ``InvalidLabelledDocumentError`` naming what is wrong.
    """
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise InvalidReviewError("a labelled document is JSON", value=str(error), place=place) from error
    if not isinstance(whole, dict):
        raise InvalidReviewError("a labelled document is a JSON object", place=place)
    said = reviews_in(whole.pop(KEY, None), place=place)
    return parse_labelled(orjson.dumps(whole), place=place), said


def corrections(corrected: LabelledDocument, machine: LabelledDocument, said: Iterable[Review]) -> Returned:
    """What a corrected file says: its reviews, and a word for each sentence that differs from the machine's.

    ``machine`` is the document as the same run labelled it. A sentence of the file that it does not have is passed on
    as a word all the same, so that whoever keeps it can say that it is not there.
    """
    before = {one.sentence.id: one for one in machine.statements}
    words = tuple(
        Edited(one.sentence.id, None, _said(one, before.get(one.sentence.id)), based_on=corrected.run)
        for one in corrected.statements
        if _differs(one, before.get(one.sentence.id))
    )
    return Returned(tuple(said), words)


def _differs(now: Statement, before: Statement | None) -> bool:
    if before is None:
        return True
    same = dataclasses.replace(before, scores=now.scores, needs_review=now.needs_review, evidence=now.evidence)
    return dataclasses.replace(now, sentence=before.sentence) != same


def _said(now: Statement, before: Statement | None) -> dict[str, object]:
    """A frame that is the machine's is no correction."""
    frames = {
        label: None if before is not None and getattr(now, label) == getattr(before, label) else getattr(now, label)
        for label in ("commitment", "refusal", "claim")
    }
    return {"kind": "decision", "labels": now.labels, "cue": now.cue, "note": "", **frames}
