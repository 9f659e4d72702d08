"""Keeping what people said attached to its sentence when a document gets another labelling.

The sentences that somebody spoke about are those of reviews, and those that the ledger names. Where the current
labelling does not have such a sentence, a row says which sentence took its place, or that it is lost. Rows of older
labellings stay; each is found anew from the sentence that the person saw, never from another row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Connection, func, insert, select, union

from pipeline.store.succession import LOST, Place, Succession, Successors
from pipeline.store.tables import documents as t
from pipeline.store.tables.ledger import events, mentions, proposals
from pipeline.store.tables.reviews import reviews, successions

CHUNK = 500


def renew(tx: Connection, document_id: int, labelling_id: int) -> dict[int, Succession]:
    """Find the successors of all sentences of a document that people spoke about and the labelling does not have.

    The labelling is the current one. Gives what was found, by number of the sentence.
    """
    here = select(t.statements.c.sentence_id).where(t.statements.c.labelling_id == labelling_id)
    done = select(successions.c.sentence_id).where(successions.c.labelling_id == labelling_id)
    spoken_of = _spoken_of(document_id).subquery()
    wanted = spoken_of.c.sentence_id
    missing = list(tx.execute(select(wanted).where(wanted.not_in(here), wanted.not_in(done))).scalars())
    if not missing:
        return {}
    finder = Successors(_places(tx, labelling_id))
    found: dict[int, Succession] = {}
    for old_labelling, numbers in _last_seen(tx, missing).items():
        same_text = _same_text(tx, old_labelling, labelling_id)
        for place in _places(tx, old_labelling):
            if place.id in numbers:
                found[place.id] = finder.in_same_text(place) if same_text else finder.in_other_text(place)
    found = {number: found.get(number, LOST) for number in missing}
    rows = [
        {"labelling_id": labelling_id, "sentence_id": number, "successor_id": one.successor, "how": one.how}
        | {"share": one.share}
        for number, one in found.items()
    ]
    tx.execute(insert(successions), rows)
    return found


def current_labelling(tx: Connection, document_id: int) -> int | None:
    """The number of the current labelling of a document."""
    columns = t.labellings.c
    query = select(columns.id).where(columns.document_id == document_id, columns.is_current)
    found = tx.execute(query).scalar()
    return None if found is None else int(found)


def current_sentences(tx: Connection, names: Iterable[str]) -> dict[str, tuple[str | None, Succession]]:
    """For each sentence the one that stands for it now, ``None`` when it is lost; unknown ones are left out."""
    wanted = list(dict.fromkeys(names))
    found: dict[str, tuple[str | None, Succession]] = {}
    for start in range(0, len(wanted), CHUNK):
        found |= _current_sentences(tx, wanted[start : start + CHUNK])
    return found


def _current_sentences(tx: Connection, names: Sequence[str]) -> dict[str, tuple[str | None, Succession]]:
    old, new = t.sentences.alias("old"), t.sentences.alias("new")
    here = select(t.statements.c.sentence_id).where(t.statements.c.is_current, t.statements.c.sentence_id == old.c.id)
    query = (
        select(
            old.c.id,
            old.c.name,
            here.exists().label("is_here"),
            successions.c.successor_id,
            new.c.name.label("successor"),
            successions.c.how,
            successions.c.share,
        )
        .outerjoin(t.labellings, (t.labellings.c.document_id == old.c.document_id) & t.labellings.c.is_current)
        .outerjoin(
            successions,
            (successions.c.sentence_id == old.c.id) & (successions.c.labelling_id == t.labellings.c.id),
        )
        .outerjoin(new, new.c.id == successions.c.successor_id)
        .where(old.c.name.in_(names))
    )
    found: dict[str, tuple[str | None, Succession]] = {}
    for row in tx.execute(query).mappings():
        if row["is_here"]:
            found[row["name"]] = row["name"], Succession(row["id"], "same", 1.0)
        elif row["how"] is None:
            found[row["name"]] = None, LOST
        else:
            found[row["name"]] = row["successor"], Succession(row["successor_id"], row["how"], row["share"])
    return found


def _spoken_of(document_id: int) -> CompoundSelect[Any]:
    """The numbers of the sentences of a document that people spoke about."""
    document = select(t.documents.c.name).where(t.documents.c.id == document_id).scalar_subquery()
    named = [select(table.c.sentence).where(table.c.document == document) for table in (mentions, events, proposals)]
    return union(
        select(reviews.c.sentence_id).where(reviews.c.document_id == document_id),
        *(select(t.sentences.c.id).where(t.sentences.c.name.in_(names)) for names in named),
    )


def _last_seen(tx: Connection, numbers: Sequence[int]) -> Mapping[int, set[int]]:
    """Sentences by the newest labelling that has them."""
    found: dict[int, set[int]] = {}
    columns = t.statements.c
    for start in range(0, len(numbers), CHUNK):
        query = (
            select(columns.sentence_id, func.max(columns.labelling_id))
            .where(columns.sentence_id.in_(numbers[start : start + CHUNK]))
            .group_by(columns.sentence_id)
        )
        for sentence, labelling in tx.execute(query):
            found.setdefault(labelling, set()).add(sentence)
    return found


def _same_text(tx: Connection, one: int, other: int) -> bool:
    """Whether two labellings are of the same text, character for character."""
    columns = t.labellings.c
    first = select(t.versions.c.text).join(t.labellings).where(columns.id == one).scalar_subquery()
    second = select(t.versions.c.text).join(t.labellings).where(columns.id == other).scalar_subquery()
    return bool(tx.execute(select(first == second)).scalar_one())


def _places(tx: Connection, labelling_id: int) -> list[Place]:
    """The sentences of a labelling in the order of the text, with their neighbours."""
    columns = t.sentences.c
    query = (
        select(columns.id, columns.start, columns.end, columns.text)
        .join(t.statements)
        .where(t.statements.c.labelling_id == labelling_id)
        .order_by(t.statements.c.ordinal)
    )
    rows = list(tx.execute(query))
    texts = ["", *(row.text for row in rows), ""]
    length = max((row.end for row in rows), default=1) or 1
    around = zip(texts, texts[2:], strict=False)
    return [
        Place(row.id, row.start, row.end, row.text, before, after, row.start / length)
        for row, (before, after) in zip(rows, around, strict=False)
    ]
