"""What people hold of current sentences: follows from reviews, and is kept so that lists can filter by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.reviews import Attached, Judgement, disputed, judged
from pipeline.store import attached
from pipeline.store.tables import documents as t
from pipeline.store.tables.reviews import judgements, reviews

CHUNK = 500


def of_sentences(tx: Connection, sentences: Iterable[str]) -> dict[str, tuple[Judgement, ...]]:
    """What people hold of these sentences now, by id and then by name; sentences without any are left out."""
    wanted = list(dict.fromkeys(sentences))
    found: dict[str, list[Judgement]] = defaultdict(list)
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(judgements, t.sentences.c.name.label("sentence"), reviews.c.name.label("review"))
            .join_from(judgements, t.sentences)
            .join(reviews, judgements.c.review_id == reviews.c.id)
            .where(t.sentences.c.name.in_(wanted[start : start + CHUNK]))
            .order_by(judgements.c.by)
        )
        for row in tx.execute(query).mappings():
            judgement = Judgement(
                sentence_id=row["sentence"],
                by=row["by"],
                kind=row["kind"],
                labels=tuple(row["labels"]),
                review_id=row["review"],
                at=row["at"],
            )
            found[row["sentence"]].append(judgement)
    return {sentence: tuple(held) for sentence, held in found.items()}


def renew_document(tx: Connection, document_id: int) -> None:
    """Work out what people hold of all sentences of a document, after it got another labelling."""
    ours = select(reviews.c.sentence_id).where(reviews.c.document_id == document_id)
    if tx.execute(ours.limit(1)).first() is None:
        return
    sentences = select(t.sentences.c.id).where(t.sentences.c.document_id == document_id)
    tx.execute(delete(judgements).where(judgements.c.sentence_id.in_(sentences)))
    for number, said in attached.of_document(tx, document_id).items():
        if number is not None:
            _write(tx, number, said)


def renew(tx: Connection, number: int) -> None:
    """Work out what people hold of one current sentence."""
    tx.execute(delete(judgements).where(judgements.c.sentence_id == number))
    _write(tx, number, attached.of_numbers(tx, [number]).get(number, ()))


def _write(tx: Connection, number: int, said: Sequence[Attached]) -> None:
    last = judged([one.review for one in said])
    names = [review.id for review in last]
    numbers = {
        row.name: row.id for row in tx.execute(select(reviews.c.name, reviews.c.id).where(reviews.c.name.in_(names)))
    }
    if last:
        rows = [
            {"sentence_id": number, "by": review.by, "review_id": numbers[review.id], "kind": review.kind}
            | {"labels": review.labels, "at": review.at}
            for review in last
        ]
        tx.execute(insert(judgements), rows)
    words = [(review.kind, review.labels) for review in last]
    values = {"judges": sum(kind != "unsure" for kind, _ in words), "disputed": disputed(words)}
    here = (t.statements.c.sentence_id == number) & t.statements.c.is_current
    tx.execute(update(t.statements).where(here).values(values))
