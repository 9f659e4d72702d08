"""Reviews: put down once, never changed, and read back with the current sentences that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import RowMapping, insert, select

from pipeline.reviews import Attached, Review
from pipeline.store import attached, judgements, successions
from pipeline.store.database import Transaction
from pipeline.store.faults import ConflictError, UnstorableError
from pipeline.store.rows import frame_of
from pipeline.store.tables import documents as t
from pipeline.store.tables import reviews as r

CHUNK = 500


def append(tx: Transaction, review: Review) -> bool:
    """Put a review down; False when this very review is there already (it was sent twice).

    Raises :class:`UnstorableError` for a sentence, a run or an undone review that is not there, and
    :class:`ConflictError` when its id belongs to another review.
    """
    sentence = _sentence(tx, review)
    before = get(tx, review.id)
    if before is not None:
        if before.review == review:
            return False
        raise ConflictError("an id belongs to one review", value=review.id, place=review.sentence_id)
    tx.execute(insert(r.reviews).values(_values(tx, review, sentence)))
    labelling = successions.current_labelling(tx, sentence["document_id"])
    if labelling is not None:
        successions.renew(tx, sentence["document_id"], labelling)
    now, found = successions.current_sentences(tx, [review.sentence_id])[review.sentence_id]
    if now is not None and found.successor is not None:
        judgements.renew(tx, found.successor)
    return True


def get(tx: Transaction, review: str) -> Attached | None:
    """The review with this id; ``None`` when it is not there."""
    return next(attached.every(tx, attached.named(review)), None)


def of_sentences(tx: Transaction, sentences: Iterable[str]) -> dict[str, tuple[Attached, ...]]:
    """All that was said about current sentences, also when they had other boundaries then, in the order of saying.

    By id of the current sentence; sentences about which nothing was said are left out.
    """
    wanted = list(dict.fromkeys(sentences))
    names: dict[int, str] = {}
    for start in range(0, len(wanted), CHUNK):
        columns = t.sentences.c
        query = select(columns.id, columns.name).where(columns.name.in_(wanted[start : start + CHUNK]))
        names.update((row.id, row.name) for row in tx.execute(query))
    return {names[number]: said for number, said in attached.of_numbers(tx, list(names)).items()}


def of_sentence(tx: Transaction, sentence: str) -> tuple[Attached, ...]:
    """The same for one sentence."""
    return of_sentences(tx, [sentence]).get(sentence, ())


def of_document(tx: Transaction, document: str) -> tuple[Attached, ...]:
    """All that was said about a document, in the order of saying, also about sentences that are gone."""
    number = select(t.documents.c.id).where(t.documents.c.name == document).scalar_subquery()
    return tuple(attached.every(tx, r.reviews.c.document_id == number))


def every(tx: Transaction) -> Iterator[Attached]:
    """All reviews, in the order of saying, one by one."""
    return attached.every(tx)


def lost(tx: Transaction) -> tuple[Attached, ...]:
    """Reviews of sentences that the current labelling of their document has nothing for."""
    return tuple(attached.every(tx, attached.is_lost()))


def _sentence(tx: Transaction, review: Review) -> RowMapping:
    """The sentence of a review; its document is held until the transaction ends."""
    columns = t.sentences.c
    query = select(columns.id, columns.document_id).where(columns.name == review.sentence_id)
    row = tx.execute(query).mappings().first()
    if row is None:
        raise UnstorableError("a review is about a sentence in the store", value=review.sentence_id, place=review.id)
    tx.execute(select(t.documents.c.id).where(t.documents.c.id == row["document_id"]).with_for_update())
    return row


def _values(tx: Transaction, review: Review, sentence: RowMapping) -> dict[str, Any]:
    return {
        "name": review.id,
        "document_id": sentence["document_id"],
        "sentence_id": sentence["id"],
        "statement_id": _shown(tx, review, sentence["id"]),
        "undoes_id": _undone(tx, review, sentence["document_id"]),
        "by": review.by,
        "at": review.at,
        "kind": review.kind,
        "labels": review.labels,
        "cue": review.cue,
        "frame": frame_of(review),
        "note": review.note,
    }


def _shown(tx: Transaction, review: Review, sentence_id: int) -> int | None:
    """The statement that the person saw."""
    run = review.based_on
    if run is None:
        return None
    query = (
        select(t.statements.c.id)
        .join(t.labellings, t.statements.c.labelling_id == t.labellings.c.id)
        .join(t.runs)
        .where(t.statements.c.sentence_id == sentence_id, t.runs.c.created_at == run.created_at)
        .where(t.runs.c.model == run.model, t.runs.c.pipeline_version == run.pipeline_version)
        .order_by(t.statements.c.id.desc())
    )
    found = tx.execute(query).scalar()
    if found is None:
        raise UnstorableError("a review is based on a run that labelled its sentence", value=run.model, place=review.id)
    return int(found)


def _undone(tx: Transaction, review: Review, document_id: int) -> int | None:
    """The review that this one takes back."""
    if (review.kind == "undo") != (review.undoes is not None):
        raise UnstorableError("an undo names what it takes back, and nothing else does", place=review.id)
    if review.undoes is None:
        return None
    columns = r.reviews.c
    query = select(columns.id).where(columns.name == review.undoes, columns.by == review.by)
    found = tx.execute(query.where(columns.document_id == document_id)).scalar()
    if found is None:
        rule = "people take back their own reviews of that document"
        raise UnstorableError(rule, value=review.undoes, place=review.id)
    return int(found)
