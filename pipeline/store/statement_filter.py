"""Which statements to list, and in what order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select

from pipeline.records import Cue, DocumentKind, Label, Strength
from pipeline.store.database import Transaction
from pipeline.store.tables import documents as t
from pipeline.store.tables.reviews import judgements
from pipeline.store.words import is_frequent, matching

Order = Literal["newest", "document", "uncertain", "deadline"]
"""By date of the document, newest first; by document and place; least sure first; nearest deadline first."""

WORDS = "sentence_words"
FREQUENT = 4
"""Words are frequent when more than one in so many sentences holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter:
    """Which statements to list; ``None`` does not filter. Bounds are included.

    ``labels``: has one of these, by the machine; ``labelled`` False: has none. ``band``: the score of
    ``band_label``, or of any label, lies in it. ``ministry`` and ``minister`` are as written in the document.
    ``number`` is a dossier or the id of questions. ``text`` is searched as :mod:`pipeline.store.words` says.
    ``judged``: somebody judged it; ``judges``: how many people did, at least; ``disputed``: they differ.
    ``judged_by``, ``decided_by`` and ``not_judged_by`` are names of users; who doubts judged, but decided nothing.
    """

    document: str | None = None
    kind: DocumentKind | None = None
    ministry: str | None = None
    minister: str | None = None
    number: str | None = None
    labels: tuple[Label, ...] = ()
    labelled: bool | None = None
    cue: Cue | None = None
    strength: Strength | None = None
    needs_review: bool | None = None
    band: tuple[float, float] | None = None
    band_label: Label | None = None
    text: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    model: str | None = None
    judged: bool | None = None
    judges: int | None = None
    disputed: bool | None = None
    judged_by: str | None = None
    decided_by: str | None = None
    not_judged_by: str | None = None
    order: Order = "newest"
    limit: int = 50
    offset: int = 0


def conditions(tx: Transaction, wanted: StatementFilter) -> list[ColumnElement[bool]]:
    """What a current statement must fulfil."""
    columns = t.statements.c
    found: list[ColumnElement[bool] | None] = [
        columns.is_current,
        *_same(wanted),
        *_bounds(wanted),
        _labels(wanted),
        _band(wanted),
        _judged(wanted),
        *_judged_by(wanted),
    ]
    if wanted.document is not None:
        found.append(columns.document_id == _document(wanted.document))
    if wanted.number is not None:
        found.append(columns.labelling_id.in_(_labellings_about(wanted.number)))
    if wanted.model is not None:
        found.append(columns.labelling_id.in_(_labellings_by(wanted.model)))
    if wanted.text is not None:
        found.append(_words(tx, wanted.text))
    return [condition for condition in found if condition is not None]


def ordering(order: Order) -> list[ColumnElement[Any]]:
    """The columns to sort by; the last makes the order whole."""
    columns = t.statements.c
    by: dict[Order, list[ColumnElement[Any]]] = {
        "newest": [columns.day.desc(), columns.id.desc()],
        "document": [columns.document_id, columns.ordinal],
        "uncertain": [columns.uncertainty.desc(), columns.id.desc()],
        "deadline": [columns.latest.nulls_last(), columns.id],
    }
    return by[order]


def _same(wanted: StatementFilter) -> list[ColumnElement[bool]]:
    names = ("kind", "ministry", "minister", "cue", "strength", "needs_review", "disputed")
    values = {name: getattr(wanted, name) for name in names}
    return [t.statements.c[name] == value for name, value in values.items() if value is not None]


def _bounds(wanted: StatementFilter) -> list[ColumnElement[bool]]:
    columns = t.statements.c
    found = []
    if wanted.date_from is not None:
        found.append(columns.day >= wanted.date_from)
    if wanted.date_to is not None:
        found += [columns.day <= wanted.date_to, columns.date.is_not(None)]
    if wanted.due_from is not None:
        found.append(columns.latest >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(columns.latest <= wanted.due_to)
    if wanted.judges is not None:
        found.append(columns.judges >= wanted.judges)
    return found


def _labels(wanted: StatementFilter) -> ColumnElement[bool] | None:
    columns = t.statements.c
    if wanted.labels:
        return or_(*(columns[label] for label in wanted.labels))
    if wanted.labelled is None:
        return None
    one = or_(columns.commitment, columns.refusal, columns.claim)
    return one if wanted.labelled else ~one


def _band(wanted: StatementFilter) -> ColumnElement[bool] | None:
    if wanted.band is None:
        return None
    labels: tuple[Label, ...] = (wanted.band_label,) if wanted.band_label else ("commitment", "refusal", "claim")
    return or_(*(t.statements.c[f"{label}_score"].between(*wanted.band) for label in labels))


def _judged(wanted: StatementFilter) -> ColumnElement[bool] | None:
    if wanted.judged is None:
        return None
    return t.statements.c.judges > 0 if wanted.judged else t.statements.c.judges == 0


def _judged_by(wanted: StatementFilter) -> list[ColumnElement[bool]]:
    columns, sentence = judgements.c, t.statements.c.sentence_id
    found: list[ColumnElement[bool]] = []
    if wanted.judged_by is not None:
        found.append(sentence.in_(select(columns.sentence_id).where(columns.by == wanted.judged_by)))
    if wanted.decided_by is not None:
        theirs = select(columns.sentence_id).where(columns.by == wanted.decided_by, columns.kind != "unsure")
        found.append(sentence.in_(theirs))
    if wanted.not_judged_by is not None:
        about = select(columns.sentence_id).where(columns.sentence_id == sentence)
        found.append(~about.where(columns.by == wanted.not_judged_by).exists())
    return found


def _words(tx: Transaction, text: str) -> ColumnElement[bool] | None:
    """The condition that a sentence holds all words of a question; ``None`` for one without words.

    Of words that many sentences hold SQLite would look up every statement and sort them to show a page. The key as a
    sum has no index, so that it goes through statements in their order and stops when the page is full.
    """
    key: ColumnElement[int] = t.statements.c.sentence_id
    if tx.dialect.name == "sqlite" and is_frequent(tx, WORDS, text, _sentences(tx) // FREQUENT):
        key = key + 0
    return matching(tx, WORDS, key, text)


def _sentences(tx: Transaction) -> int:
    """About how many sentences there are: the highest number of one."""
    return tx.execute(select(func.max(t.sentences.c.id))).scalar() or 0


def _document(name: str) -> ScalarSelect[Any]:
    return select(t.documents.c.id).where(t.documents.c.name == name).scalar_subquery()


def _labellings_about(number: str) -> Select[Any]:
    versions = select(t.version_numbers.c.version_id).where(t.version_numbers.c.number == number)
    return select(t.labellings.c.id).where(t.labellings.c.is_current, t.labellings.c.version_id.in_(versions))


def _labellings_by(model: str) -> Select[Any]:
    runs = select(t.runs.c.id).where(t.runs.c.model == model)
    return select(t.labellings.c.id).where(t.labellings.c.is_current, t.labellings.c.run_id.in_(runs))
