"""What other tools get to see of a sentence, and what comes back from them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.export.review_fields import InvalidReviewError, fields_of
from pipeline.records import Document, Run, Speaker, Statement
from pipeline.reviews import Review, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A sentence to judge: what it stands in, what the machine says of it, and what people said.

    ``asked`` is the question that it answers, ``before`` and ``after`` the sentences round it. ``reviews`` are all
    of them, in the order in which they were put down.
    """

    document: Document
    statement: Statement
    run: Run
    asked: str = ""
    before: str = ""
    after: str = ""
    reviews: tuple[Review, ...] = ()

    @property
    def last(self) -> tuple[Review, ...]:
        """The last word of each person that stands, by name."""
        return judged(self.reviews)

    @property
    def speaker(self) -> Speaker | None:
        """Who says the sentence, else who signs the document first."""
        passage = self.statement.sentence.passage
        if passage.speaker is not None:
            return passage.speaker
        return self.document.answerers[0] if passage.kind in {"answer", "letter"} and self.document.answerers else None


@dataclass(frozen=True, slots=True)
class Edited:
    """A word that somebody gave in another tool.

    ``of`` is the id of the review that was shown there, ``None`` for a word that is new. ``said`` are arguments of
    :class:`Review`. ``by`` and ``at`` are what the tool says of it, ``based_on`` the run whose proposal it showed.
    """

    sentence_id: str
    of: str | None
    said: Mapping[str, Any]
    by: str | None = None
    at: dt.datetime | None = None
    based_on: Run | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file holds: the reviews that it was made with, and the words that may differ from them."""

    reviews: tuple[Review, ...]
    edited: tuple[Edited, ...]


def new_reviews(returned: Returned, *, by: str | None, at: dt.datetime, place: str = "") -> tuple[Review, ...]:
    """The reviews to put down: those of the file, then one for each word that is not what was shown.

    The id of such a review follows from what it says, so that a file that is read twice says everything once.
    ``by`` says whose words they are where the file does not, ``at`` when. Raises :class:`InvalidReviewError` for a
    word of nobody.
    """
    known = {review.id: review for review in returned.reviews}
    found = list(returned.reviews)
    for word in returned.edited:
        shown = known.get(word.of) if word.of else None
        if shown is not None and fields_of(shown) == fields_of(dataclasses.replace(shown, **word.said)):
            continue
        who = by or word.by or (shown.by if shown else None)
        if who is None:
            raise InvalidReviewError(
                "a word belongs to somebody: say who with --by", value=word.sentence_id, place=place
            )
        found.append(_review(word, who, word.at or at))
    return tuple({review.id: review for review in found}.values())


def events(reviews: Iterable[Review]) -> list[dict[str, Any]]:
    """Reviews as JSON, whole."""
    found: list[dict[str, Any]] = _reviews().dump_python(list(reviews), mode="json")
    return found


def reviews_in(content: object, *, place: str = "") -> tuple[Review, ...]:
    """Reviews from such JSON; raises :class:`InvalidReviewError` naming what is wrong."""
    try:
        return tuple(_reviews().validate_python(content or [], strict=False))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InvalidReviewError(f"a review is whole: {first['msg']}", value=key, place=place) from error


def run_in(content: object, *, place: str = "") -> Run | None:
    """A run from its JSON; raises :class:`InvalidReviewError`."""
    if content is None:
        return None
    try:
        return _runs().validate_python(content)
    except ValidationError as error:
        raise InvalidReviewError("a run has a version, a model and a moment", place=place) from error


def moment_in(content: object, *, place: str = "") -> dt.datetime | None:
    """A moment from ISO text, in UTC when it has no zone; raises :class:`InvalidReviewError`."""
    if not content:
        return None
    try:
        found = dt.datetime.fromisoformat(str(content))
    except ValueError as error:
        raise InvalidReviewError("a moment is written as ISO 8601", value=content, place=place) from error
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)


def _review(word: Edited, by: str, at: dt.datetime) -> Review:
    base = Review(id="", sentence_id=word.sentence_id, by=by, at=at, **_kind(word.said), based_on=word.based_on)
    content = orjson.dumps([word.sentence_id, word.of, by, sorted(fields_of(base).items())])
    return dataclasses.replace(base, id=f"i-{hashlib.sha256(content).hexdigest()[:24]}")


def _kind(said: Mapping[str, Any]) -> dict[str, Any]:
    """An undoing cannot be made by hand: what somebody changed is a decision."""
    return {**said, "kind": "decision" if said.get("kind") in {None, "undo"} else said["kind"]}


@cache
def _reviews() -> TypeAdapter[list[Review]]:
    return TypeAdapter(list[Review])


@cache
def _runs() -> TypeAdapter[Run]:
    return TypeAdapter(Run)
