"""What the people who review need of the store: what is theirs to do, and holding a sentence while they speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from pipeline.records import LABELS, Label
from pipeline.reviews import Attached
from pipeline.store import attached, reviews, statements, successions
from pipeline.store.database import Transaction
from pipeline.store.statement_filter import StatementFilter, conditions, ordering
from pipeline.store.statements import StatementRow
from pipeline.store.succession import Place, Successors
from pipeline.store.tables import documents as t
from pipeline.store.tables import reviews as r

_UNDOING = r.reviews.alias("undoing")


def ids(
    tx: Transaction, wanted: StatementFilter, *, skipped_by: str | None = None, since: dt.datetime | None = None
) -> tuple[str, ...]:
    """The sentences of a page of statements, without those that a person skipped since a moment."""
    columns = t.statements.c
    query = (
        select(t.sentences.c.name)
        .join_from(t.statements, t.sentences, columns.sentence_id == t.sentences.c.id)
        .where(*conditions(tx, wanted), *_spoken_of(wanted))
    )
    if skipped_by is not None and since is not None:
        query = query.where(~_skipped(skipped_by, since))
    order = _unindexed(wanted) if _is_narrow(wanted) else []
    query = query.order_by(*order, *ordering(wanted.order)).limit(wanted.limit).offset(wanted.offset)
    return tuple(tx.execute(query).scalars())


def count(tx: Transaction, wanted: StatementFilter) -> int:
    """How many statements pass a filter, whatever its limit."""
    query = select(func.count()).select_from(t.statements).where(*conditions(tx, wanted), *_spoken_of(wanted))
    return int(tx.execute(query).scalar_one())


def rows(tx: Transaction, sentences: Sequence[str]) -> tuple[StatementRow, ...]:
    """The current statements about these sentences, in this order; those that are not there are left out."""
    found = statements.by_ids(tx, sentences)
    return tuple(found[one] for one in sentences if one in found)


def label_counts(tx: Transaction) -> tuple[dict[Label, int], int]:
    """How many current statements have each label, by the machine, and how many there are."""
    columns = t.statements.c
    counted = (func.count().filter(columns[label]).label(label) for label in LABELS)
    row = tx.execute(select(func.count().label("total"), *counted).where(columns.is_current)).mappings().one()
    return {label: int(row[label]) for label in LABELS}, int(row["total"])


def held(tx: Transaction, sentence: str) -> tuple[Attached, ...]:
    """What was said about a sentence; nobody else speaks of its document until the transaction ends.

    ``sentence`` may have had other boundaries than the current one. None when it is not there.
    """
    document = select(t.sentences.c.document_id).where(t.sentences.c.name == sentence).scalar_subquery()
    tx.execute(select(t.documents.c.id).where(t.documents.c.id == document).with_for_update())
    now = current(tx, sentence)
    return reviews.of_sentence(tx, now) if now is not None else ()


def current(tx: Transaction, sentence: str) -> str | None:
    """The sentence that stands for this one now; ``None`` when it is not there or gone.

    Where nobody spoke of it, so that the store keeps no successor, it is looked for by its place and its words.
    """
    found = successions.current_sentences(tx, [sentence]).get(sentence)
    if found is None or found[0] is not None:
        return found[0] if found else None
    old = last_seen(tx, sentence)
    return None if old is None else _successor(tx, old)


def last_seen(tx: Transaction, sentence: str) -> StatementRow | None:
    """The newest statement about a sentence, also when its document has another labelling now."""
    columns = t.statements.c
    numbers = select(columns.id).join_from(t.statements, t.sentences, columns.sentence_id == t.sentences.c.id)
    number = tx.execute(numbers.where(t.sentences.c.name == sentence).order_by(columns.id.desc()).limit(1)).scalar()
    return None if number is None else statements.numbered(tx, [number]).get(number)


def last_by(tx: Transaction, user: str) -> Attached | None:
    """The last review of a person that is no undo and was not taken back; ``None`` without one."""
    undone = select(r.reviews.c.undoes_id).where(r.reviews.c.undoes_id.is_not(None), r.reviews.c.by == user)
    columns = r.reviews.c
    query = select(columns.name).where(columns.by == user, columns.kind != "undo", columns.id.not_in(undone))
    name = tx.execute(query.order_by(columns.id.desc()).limit(1)).scalar()
    return None if name is None else next(attached.every(tx, attached.named(name)), None)


def stands(tx: Transaction, review: str) -> bool:
    """Whether a review was not taken back, or the undoing was itself; also when its sentence is gone."""
    columns, undone = r.reviews.c, r.reviews.alias("undone")
    document = select(columns.document_id).where(columns.name == review).scalar_subquery()
    query = (
        select(columns.name, undone.c.name.label("undoes"))
        .join(undone, columns.undoes_id == undone.c.id)
        .where(columns.document_id == document)
        .order_by(columns.id.desc())
    )
    taken_back: set[str] = set()
    for row in tx.execute(query):
        if row.name not in taken_back:
            taken_back.add(row.undoes)
    return review not in taken_back


def mark(tx: Transaction) -> int:
    """A number that grows with every review; 0 without any."""
    return int(tx.execute(select(func.coalesce(func.max(r.reviews.c.id), 0))).scalar_one())


def _is_narrow(wanted: StatementFilter) -> bool:
    """Whether only statements pass that somebody spoke of: few, and found from what was said."""
    return bool(wanted.judged_by or wanted.decided_by or wanted.judges or wanted.disputed)


def _unindexed(wanted: StatementFilter) -> list[ColumnElement[Any]]:
    """The same order first in a way that keeps SQLite from walking through an index of all statements for it."""
    columns = t.statements.c
    by: dict[str, list[ColumnElement[Any]]] = {
        "uncertain": [(columns.uncertainty + 0).desc()],
        "document": [columns.document_id + 0],
    }
    return by.get(wanted.order, [])


def _spoken_of(wanted: StatementFilter) -> list[ColumnElement[bool]]:
    """Says once more what a narrow filter implies, so that the database begins with the few."""
    return [t.statements.c.sentence_id.in_(select(r.judgements.c.sentence_id))] if _is_narrow(wanted) else []


def _successor(tx: Transaction, old: StatementRow) -> str | None:
    now = statements.of_document(tx, old.document)
    found = [one.statement.sentence for one in now]
    places = [Place(number, one.start, one.end, one.text) for number, one in enumerate(found)]
    gone = old.statement.sentence
    finder, place = Successors(places), Place(-1, gone.start, gone.end, gone.text)
    same_text = bool(now) and _texts(tx, now[0].statement.sentence.id) == _texts(tx, gone.id)
    successor = (finder.in_same_text(place) if same_text else finder.in_other_text(place)).successor
    return None if successor is None else found[successor].id


def _texts(tx: Transaction, sentence: str) -> str | None:
    """The text of the newest version of a document that has a sentence."""
    query = (
        select(t.versions.c.text)
        .join_from(t.statements, t.sentences, t.statements.c.sentence_id == t.sentences.c.id)
        .join(t.labellings, t.statements.c.labelling_id == t.labellings.c.id)
        .join(t.versions, t.labellings.c.version_id == t.versions.c.id)
        .where(t.sentences.c.name == sentence)
    )
    return tx.execute(query.order_by(t.statements.c.id.desc()).limit(1)).scalar()


def _skipped(user: str, since: dt.datetime) -> ColumnElement[bool]:
    """A person skipped the sentence and did not take that back."""
    columns = r.reviews.c
    taken_back = select(_UNDOING.c.id).where(_UNDOING.c.undoes_id == columns.id).exists()
    return (
        select(columns.id)
        .where(columns.sentence_id == t.statements.c.sentence_id, columns.by == user)
        .where(columns.kind == "skip", columns.at >= since, ~taken_back)
        .exists()
    )
