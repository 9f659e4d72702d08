"""Rows of the Kamer's register (Toezegging), as they were last seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select

from pipeline.entries import RegisterEntry
from pipeline.store.database import Transaction
from pipeline.store.sql import insert_of
from pipeline.store.tables.ledger import register_entries as rows

CHUNK = 500


@dataclass(frozen=True, slots=True)
class RegisterChanges:
    """What a delivery of the register changed: rows that are new, changed, gone at the source, or as they were."""

    new: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0

    def __add__(self, other: RegisterChanges) -> RegisterChanges:
        mine, theirs = dataclasses.astuple(self), dataclasses.astuple(other)
        return RegisterChanges(*map(sum, zip(mine, theirs, strict=True)))


def put(tx: Transaction, delivered: Iterable[RegisterEntry]) -> RegisterChanges:
    """Write rows of the register. One that is older than what is here (``changed_at``) is passed over.

    A row that was deleted at the source stays with what was known of it, marked as deleted.
    """
    changes, part = RegisterChanges(), list[RegisterEntry]()
    for entry in delivered:
        part.append(entry)
        if len(part) == CHUNK:
            changes, part = changes + _put(tx, part), []
    return changes + _put(tx, part)


def get(tx: Transaction, entry: str) -> RegisterEntry | None:
    """The row with this id; ``None`` when it is not there."""
    return by_ids(tx, [entry]).get(entry)


def by_ids(tx: Transaction, ids: Iterable[str]) -> dict[str, RegisterEntry]:
    """The rows with these ids; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, RegisterEntry] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(rows.c.name, rows.c.content).where(rows.c.name.in_(wanted[start : start + CHUNK]))
        found.update((row.name, _entry(row.content)) for row in tx.execute(query))
    return found


def by_numbers(tx: Transaction, numbers: Iterable[str]) -> dict[str, RegisterEntry]:
    """The rows with these numbers ("TZ202412-116"), by number."""
    wanted = list(dict.fromkeys(numbers))
    found: dict[str, RegisterEntry] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(rows.c.number, rows.c.content).where(rows.c.number.in_(wanted[start : start + CHUNK]))
        found.update((row.number, _entry(row.content)) for row in tx.execute(query))
    return found


def every(tx: Transaction, *, deleted: bool = False) -> Iterator[RegisterEntry]:
    """All rows, oldest first, one by one; with ``deleted`` also those that are gone from the register."""
    query = select(rows.c.content).order_by(rows.c.created, rows.c.id).execution_options(yield_per=1000)
    if not deleted:
        query = query.where(~rows.c.deleted)
    for content in tx.execute(query).scalars():
        yield _entry(content)


def count(tx: Transaction) -> int:
    """How many rows there are that were not deleted."""
    return int(tx.execute(select(func.count()).select_from(rows).where(~rows.c.deleted)).scalar_one())


def _put(tx: Transaction, delivered: Iterable[RegisterEntry]) -> RegisterChanges:
    newest: dict[str, RegisterEntry] = {}
    for entry in delivered:
        newest[entry.id] = _newest(newest.get(entry.id), entry)
    before = by_ids(tx, newest)
    after = {name: _newest(before.get(name), entry) for name, entry in newest.items()}
    changed = [entry for name, entry in after.items() if entry != before.get(name)]
    if changed:
        query = insert_of(tx, rows)
        columns = [column for column in _values(changed[0]) if column != "name"]
        update = {name: query.excluded[name] for name in columns}
        tx.execute(query.on_conflict_do_update(index_elements=["name"], set_=update), [_values(one) for one in changed])
    gone = [one for one in changed if one.deleted and one.id in before]
    new = sum(one.id not in before for one in changed)
    return RegisterChanges(new, len(changed) - new - len(gone), len(gone), len(after) - len(changed))


def _newest(here: RegisterEntry | None, entry: RegisterEntry) -> RegisterEntry:
    """What is known after a row was delivered again."""
    if here is None:
        return entry
    if here.changed_at is not None and entry.changed_at is not None and entry.changed_at < here.changed_at:
        return here
    if entry.deleted and entry.text is None:
        return dataclasses.replace(here, deleted=True, changed_at=entry.changed_at or here.changed_at)
    return entry


def _values(entry: RegisterEntry) -> dict[str, Any]:
    return {
        "name": entry.id,
        "number": entry.number,
        "created": entry.created,
        "ministry": entry.ministry,
        "status": entry.status,
        "deleted": entry.deleted,
        "changed_at": entry.changed_at,
        "content": entry,
    }


def _entry(content: Any) -> RegisterEntry:  # noqa: ANN401 - JSON
    return _entries().validate_python(content)


@cache
def _entries() -> TypeAdapter[RegisterEntry]:
    return TypeAdapter(RegisterEntry)
