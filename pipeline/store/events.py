"""Ledger events: put down once, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, Select, insert, select

from pipeline.entries import LedgerEvent
from pipeline.records import Actor, Deadline
from pipeline.store.database import Transaction
from pipeline.store.faults import ConflictError, UnstorableError
from pipeline.store.tables.ledger import entries, events

CHUNK = 500


def append(tx: Transaction, event: LedgerEvent) -> bool:
    """Put an event down; False when this very event is there already.

    The entry is held until the transaction ends. Raises :class:`UnstorableError` for an entry or a retracted event
    that is not there, and :class:`ConflictError` when its id belongs to another event.
    """
    number = _entry(tx, event)
    before = get(tx, event.id)
    if before is not None:
        if before == event:
            return False
        raise ConflictError("an id belongs to one event", value=event.id, place=event.entry_id)
    _check_retracted(tx, event, number)
    tx.execute(insert(events).values(_values(event, number)))
    return True


def get(tx: Transaction, event: str) -> LedgerEvent | None:
    """The event with this id; ``None`` when it is not there."""
    row = tx.execute(_query().where(events.c.name == event)).mappings().first()
    return None if row is None else _event(row)


def of_entries(tx: Transaction, ids: Iterable[str]) -> dict[str, tuple[LedgerEvent, ...]]:
    """The events of entries, by entry, in the order in which they were put down; entries without are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, list[LedgerEvent]] = defaultdict(list)
    for start in range(0, len(wanted), CHUNK):
        query = _query().where(entries.c.name.in_(wanted[start : start + CHUNK]))
        for row in tx.execute(query).mappings():
            found[row["entry"]].append(_event(row))
    return {entry: tuple(happened) for entry, happened in found.items()}


def of_entry(tx: Transaction, entry: str) -> tuple[LedgerEvent, ...]:
    """The events of one entry, in the order in which they were put down."""
    return of_entries(tx, [entry]).get(entry, ())


def of_document(tx: Transaction, document: str) -> tuple[LedgerEvent, ...]:
    """The events that happened in a document, of whatever entries, in the order in which they were put down."""
    query = _query().where(events.c.document == document)
    return tuple(_event(row) for row in tx.execute(query).mappings())


def every(tx: Transaction) -> Iterator[LedgerEvent]:
    """All events in the order in which they were put down, one by one."""
    for row in tx.execute(_query().execution_options(yield_per=1000)).mappings():
        yield _event(row)


def _entry(tx: Transaction, event: LedgerEvent) -> int:
    query = select(entries.c.id).where(entries.c.name == event.entry_id).with_for_update()
    found = tx.execute(query).scalar()
    if found is None:
        raise UnstorableError("an event is about an entry in the store", value=event.entry_id, place=event.id)
    return int(found)


def _check_retracted(tx: Transaction, event: LedgerEvent, number: int) -> None:
    if event.retracts is None:
        return
    query = select(events.c.id).where(events.c.name == event.retracts, events.c.entry_id == number)
    if tx.execute(query).first() is None:
        raise UnstorableError("what is taken back is an event of the same entry", value=event.retracts, place=event.id)


def _query() -> Select[Any]:
    return select(events, entries.c.name.label("entry")).join(entries).order_by(events.c.id)


def _values(event: LedgerEvent, number: int) -> dict[str, Any]:
    return {
        "name": event.id,
        "entry_id": number,
        "kind": event.kind,
        "by": event.by,
        "at": event.at,
        "date": event.date,
        "document": event.document_id,
        "sentence": event.sentence_id,
        "register": event.register_id,
        "proposal": event.proposal_id,
        "quote": event.quote,
        "deadline": event.deadline,
        "actor": event.actor,
        "retracts": event.retracts,
        "note": event.note,
    }


def _event(row: RowMapping) -> LedgerEvent:
    return LedgerEvent(
        id=row["name"],
        entry_id=row["entry"],
        kind=row["kind"],
        by=row["by"],
        at=row["at"],
        date=row["date"],
        document_id=row["document"],
        sentence_id=row["sentence"],
        register_id=row["register"],
        proposal_id=row["proposal"],
        quote=row["quote"],
        deadline=None if row["deadline"] is None else _deadlines().validate_python(row["deadline"]),
        actor=None if row["actor"] is None else Actor(**row["actor"]),
        retracts=row["retracts"],
        note=row["note"],
    )


@cache
def _deadlines() -> TypeAdapter[Deadline]:
    return TypeAdapter(Deadline)
