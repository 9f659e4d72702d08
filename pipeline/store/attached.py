"""Reading reviews with the current sentences that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, case, func, or_, select

from pipeline.records import Run
from pipeline.reviews import Attached, Review
from pipeline.store.rows import frames_of
from pipeline.store.tables import documents as t
from pipeline.store.tables.reviews import reviews, successions

CHUNK = 500

_NOW = t.sentences.alias("now")
_UNDONE = reviews.alias("undone")
_HERE = t.statements.alias("here")


def of_numbers(tx: Connection, numbers: Sequence[int]) -> dict[int, tuple[Attached, ...]]:
    """What was said about current sentences, by number, in the order of saying; the others are left out."""
    found: dict[int, list[Attached]] = defaultdict(list)
    for start in range(0, len(numbers), CHUNK):
        for row in _rows(tx, _about(numbers[start : start + CHUNK])):
            found[row["now_id"]].append(_attached(row))
    return {number: tuple(said) for number, said in found.items()}


def of_document(tx: Connection, document_id: int) -> dict[int | None, tuple[Attached, ...]]:
    """All that was said about a document, by number of the current sentence; what is lost stands under ``None``."""
    found: dict[int | None, list[Attached]] = defaultdict(list)
    for row in _rows(tx, reviews.c.document_id == document_id):
        found[row["now_id"]].append(_attached(row))
    return {number: tuple(said) for number, said in found.items()}


def every(tx: Connection, *conditions: ColumnElement[bool]) -> Iterator[Attached]:
    """Reviews that pass, in the order of saying."""
    for row in _rows(tx, *conditions):
        yield _attached(row)


def is_lost() -> ColumnElement[bool]:
    """The condition that no current sentence stands for the one that a review is about."""
    return _NOW.c.id.is_(None)


def named(review: str) -> ColumnElement[bool]:
    """The condition that a review has this id."""
    return reviews.c.name == review


def _about(numbers: Sequence[int]) -> ColumnElement[bool]:
    """The reviews of these sentences and of those that they took the place of."""
    current = select(t.labellings.c.id).where(t.labellings.c.is_current)
    earlier = select(successions.c.sentence_id).where(
        successions.c.successor_id.in_(numbers), successions.c.labelling_id.in_(current)
    )
    return and_(
        or_(reviews.c.sentence_id.in_(numbers), reviews.c.sentence_id.in_(earlier)),
        _NOW.c.id.in_(numbers),
    )


def _rows(tx: Connection, *conditions: ColumnElement[bool]) -> Iterator[RowMapping]:
    yield from tx.execute(_query().where(*conditions).order_by(reviews.c.id)).mappings()


def _query() -> Select[Any]:
    """Reviews with what they are about, then and now; what they are based on; and what they undo."""
    then = t.sentences
    shown, shown_in = t.statements.alias("shown"), t.labellings.alias("shown_in")
    now_id = case((_HERE.c.id.is_not(None), then.c.id), else_=successions.c.successor_id)
    return (
        select(
            reviews,
            then.c.name.label("sentence"),
            _UNDONE.c.name.label("undoes"),
            *(t.runs.c[name] for name in ("pipeline_version", "model", "created_at")),
            _NOW.c.id.label("now_id"),
            _NOW.c.name.label("now"),
            case((_HERE.c.id.is_not(None), "same"), else_=func.coalesce(successions.c.how, "lost")).label("how"),
            case((_HERE.c.id.is_not(None), 1.0), else_=func.coalesce(successions.c.share, 0.0)).label("share"),
        )
        .join_from(reviews, then, reviews.c.sentence_id == then.c.id)
        .outerjoin(_UNDONE, reviews.c.undoes_id == _UNDONE.c.id)
        .outerjoin(shown, reviews.c.statement_id == shown.c.id)
        .outerjoin(shown_in, shown.c.labelling_id == shown_in.c.id)
        .outerjoin(t.runs, shown_in.c.run_id == t.runs.c.id)
        .outerjoin(t.labellings, and_(t.labellings.c.document_id == reviews.c.document_id, t.labellings.c.is_current))
        .outerjoin(_HERE, and_(_HERE.c.sentence_id == then.c.id, _HERE.c.is_current))
        .outerjoin(
            successions,
            and_(successions.c.sentence_id == then.c.id, successions.c.labelling_id == t.labellings.c.id),
        )
        .outerjoin(_NOW, _NOW.c.id == now_id)
    )


def _attached(row: RowMapping) -> Attached:
    run = None if row["model"] is None else Run(row["pipeline_version"], row["model"], row["created_at"])
    review = Review(
        id=row["name"],
        sentence_id=row["sentence"],
        by=row["by"],
        at=row["at"],
        kind=row["kind"],
        labels=tuple(row["labels"]),
        cue=row["cue"],
        based_on=run,
        undoes=row["undoes"],
        note=row["note"],
        **frames_of(row["frame"]),
    )
    return Attached(review, row["now"], row["how"], row["share"])
