"""Writing a labelled document: the same twice changes nothing, and nothing is ever written by halves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, insert, select, update

from pipeline.export.labelled_json import as_file
from pipeline.records import LabelledDocument, Passage, Run, Sentence, Statement
from pipeline.store import judgements, runs, successions
from pipeline.store.faults import UnstorableError
from pipeline.store.rows import document_values, passage_values, statement_values
from pipeline.store.sql import insert_or_pass
from pipeline.store.tables import documents as t
from pipeline.store.words import add_words

Outcome = Literal["added", "relabelled", "unchanged", "older"]
"""A document that is new; one with a new version or new labels; one that was here like this; one that is older than
what is here and was added to the history only."""

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""U+0000 in JSON; PostgreSQL cannot keep it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a labelled document that was given to the store.

    ``moved`` sentences that people spoke about now have other boundaries or words, ``lost`` ones are gone; what was
    said about them is kept, and ``reviews.lost`` lists it.
    """

    document: str
    outcome: Outcome
    sentences: int
    moved: int = 0
    lost: int = 0


def save(tx: Connection, labelled: LabelledDocument) -> Saved:
    """Write a labelled document. Within one transaction; see :meth:`Store.writing`.

    A labelling is the same when document, versions, model and every statement are, whenever it was made; then
    nothing is written. The newest run's labelling is the current one, the others stay.
    Raises :class:`UnstorableError` when it breaks the contract of the labelled JSON.
    """
    name = labelled.document.id
    digests = _checked(labelled)
    document_id = _document(tx, name)
    before = _current(tx, document_id)
    version_id = _version(tx, document_id, labelled, digests[0])
    if _is_here(tx, before, version_id, labelled.run, digests[1]):
        return Saved(name, "unchanged", 0)
    labelling = {
        "document_id": document_id,
        "version_id": version_id,
        "run_id": runs.number_of(tx, labelled.run),
        "digest": digests[1],
        "sentences": len(labelled.statements),
    }
    labelling_id = _one(tx, insert(t.labellings).values(labelling).returning(t.labellings.c.id))
    _statements(tx, document_id, labelling_id, labelled)
    if before is not None and labelled.run.created_at < before["created_at"]:
        return Saved(name, "older", len(labelled.statements))
    _make_current(tx, document_id, labelling_id)
    moved = successions.renew(tx, document_id, labelling_id)
    judgements.renew_document(tx, document_id)
    return Saved(
        name,
        "added" if before is None else "relabelled",
        len(labelled.statements),
        moved=sum(one.successor is not None for one in moved.values()),
        lost=sum(one.successor is None for one in moved.values()),
    )


def _checked(labelled: LabelledDocument) -> tuple[str, str]:
    """Digests of the document and of its sentences as their file says them."""
    name = labelled.document.id
    try:
        file = as_file(labelled)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UnstorableError("a labelled document follows its schema", value=first["msg"], place=name) from error
    text = file.document.text
    for sentence in file.sentences:
        if text[sentence.start : sentence.end] != sentence.text:
            rule = "a sentence is what stands in the text between its offsets"
            raise UnstorableError(rule, value=sentence.text[:80], place=f"{name}, {sentence.id}")
    try:
        content = orjson.dumps(file.document), orjson.dumps(file.sentences)
    except orjson.JSONEncodeError as error:
        raise UnstorableError("a text can be written as UTF-8", value=str(error), place=name) from error
    if any(b"\\u0000" in part and _NUL.search(part) for part in content):
        raise UnstorableError("a text holds no character U+0000", place=name)
    return hashlib.sha256(content[0]).hexdigest(), hashlib.sha256(content[1]).hexdigest()


def _document(tx: Connection, name: str) -> int:
    """The number of a document, held until the transaction ends: one writer for each document."""
    query = select(t.documents.c.id).where(t.documents.c.name == name).with_for_update()
    found = tx.execute(query).scalar()
    if found is None:
        tx.execute(insert_or_pass(tx, t.documents, "name").values(name=name))
        found = tx.execute(query).scalar_one()
    return int(found)


def _current(tx: Connection, document_id: int) -> RowMapping | None:
    query = (
        select(t.labellings, t.runs.c.pipeline_version, t.runs.c.model, t.runs.c.created_at)
        .join(t.runs)
        .where(t.labellings.c.document_id == document_id, t.labellings.c.is_current)
    )
    return tx.execute(query).mappings().first()


def _version(tx: Connection, document_id: int, labelled: LabelledDocument, digest: str) -> int:
    columns = t.versions.c
    query = select(columns.id).where(columns.document_id == document_id, columns.digest == digest)
    found = tx.execute(query).scalar()
    if found is not None:
        return int(found)
    document = labelled.document
    values = {"document_id": document_id, "digest": digest, **document_values(document)}
    version_id = _one(tx, insert(t.versions).values(values).returning(columns.id))
    numbers = dict.fromkeys((*document.dossiers, *document.question_ids))
    _insert(tx, t.version_numbers, [{"version_id": version_id, "number": number} for number in numbers])
    return version_id


def _is_here(tx: Connection, before: RowMapping | None, version_id: int, run: Run, digest: str) -> bool:
    """Whether the current labelling says the same, or this very run's labelling is here."""
    if before is None:
        return False
    ours = (version_id, digest, run.pipeline_version, run.model)
    if ours == (before["version_id"], before["digest"], before["pipeline_version"], before["model"]):
        return True
    columns = t.labellings.c
    query = (
        select(columns.id)
        .join(t.runs)
        .where(columns.version_id == version_id, columns.digest == digest)
        .where(t.runs.c.pipeline_version == run.pipeline_version, t.runs.c.model == run.model)
        .where(t.runs.c.created_at == run.created_at)
    )
    return tx.execute(query).first() is not None


def _statements(tx: Connection, document_id: int, labelling_id: int, labelled: LabelledDocument) -> None:
    """Passages, sentences that are new, and a statement for each sentence."""
    said_in = dict.fromkeys(statement.sentence.passage for statement in labelled.statements)
    places = _passages(tx, labelling_id, list(said_in))
    names = _sentences(tx, document_id, [statement.sentence for statement in labelled.statements])
    hangs_on = {"labelling_id": labelling_id, "document_id": document_id}

    def values(ordinal: int, statement: Statement) -> dict[str, Any]:
        sentence = statement.sentence
        own = {"sentence_id": names[sentence.id], "passage_id": places[sentence.passage], "ordinal": ordinal}
        return {**hangs_on, **own, **statement_values(statement, labelled.document)}

    _insert(tx, t.statements, [values(*numbered) for numbered in enumerate(labelled.statements)])


def _passages(tx: Connection, labelling_id: int, passages: Sequence[Passage]) -> dict[Passage, int]:
    if not passages:
        return {}
    rows = [
        {"labelling_id": labelling_id, "ordinal": ordinal, **passage_values(passage)}
        for ordinal, passage in enumerate(passages)
    ]
    query = insert(t.passages).returning(t.passages.c.id, sort_by_parameter_order=True)
    return dict(zip(passages, tx.execute(query, rows).scalars(), strict=True))


def _sentences(tx: Connection, document_id: int, sentences: Sequence[Sentence]) -> dict[str, int]:
    """The numbers of sentences by id; those that are new are written and made findable."""
    columns = t.sentences.c
    rows = tx.execute(select(columns.name, columns.id).where(columns.document_id == document_id))
    numbers: dict[str, int] = {name: number for name, number in rows}  # noqa: C416 - rows are tuples
    new = [sentence for sentence in dict.fromkeys(sentences) if sentence.id not in numbers]
    if new:
        query = insert(t.sentences).returning(columns.id, sort_by_parameter_order=True)
        values = [
            {"document_id": document_id, "name": one.id, "start": one.start, "end": one.end, "text": one.text}
            for one in new
        ]
        made = list(tx.execute(query, values).scalars())
        numbers.update(zip((sentence.id for sentence in new), made, strict=True))
        add_words(tx, "sentence_words", ((number, one.text) for number, one in zip(made, new, strict=True)))
    return numbers


def _make_current(tx: Connection, document_id: int, labelling_id: int) -> None:
    """One labelling of the document is current, and so are its statements."""
    for table in (t.labellings, t.statements):
        old = table.c.document_id == document_id
        tx.execute(update(table).where(old, table.c.is_current).values(is_current=False))
    tx.execute(update(t.labellings).where(t.labellings.c.id == labelling_id).values(is_current=True))
    tx.execute(update(t.statements).where(t.statements.c.labelling_id == labelling_id).values(is_current=True))


def _one(tx: Connection, query: Any) -> int:  # noqa: ANN401 - an insert that returns a number
    return int(tx.execute(query).scalar_one())


def _insert(tx: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:  # noqa: ANN401
    values = list(rows)
    if values:
        tx.execute(insert(table), values)
