"""Entries of the ledger with the state that their events come to: kept, replaced per document, listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, delete, func, insert, select, update

from pipeline.entries import Entry, EntryFilter, State, Status, Urgency
from pipeline.store.database import Transaction
from pipeline.store.entry_filter import EntryOrder, conditions, ordering, urgency
from pipeline.store.tables.ledger import entries, entry_numbers, events, mentions
from pipeline.store.words import add_words, folded, remove_words

CHUNK = 500
WORDS = "entry_words"


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry and its state as they stand in the store."""

    entry: Entry
    state: State


def put(tx: Transaction, kept: Iterable[Kept]) -> None:
    """Write entries, each in the place of the one with its id."""
    rows = list(kept)
    before = _contents(tx, [one.entry.id for one in rows])
    new = [one for one in rows if one.entry.id not in before]
    if new:
        made = tx.execute(
            insert(entries).returning(entries.c.id, sort_by_parameter_order=True), [_values(one) for one in new]
        ).scalars()
        _hang_on(tx, list(zip(made, (one.entry for one in new), strict=True)))
    for one in rows:
        if (earlier := before.get(one.entry.id)) is not None:
            _replace(tx, earlier, one)


def put_document(tx: Transaction, document: str, kept: Sequence[Kept]) -> tuple[str, ...]:
    """Write the entries of a document and remove the others that it had; gives the ids of those.

    What a person put down an event about is never removed: such an entry stays as it was.
    """
    put(tx, kept)
    columns = entries.c
    has_event = select(events.c.id).where(events.c.entry_id == columns.id).exists()
    query = select(columns.id, columns.name, columns.content).where(columns.document == document, ~has_event)
    stays = {one.entry.id for one in kept}
    gone = [row for row in tx.execute(query) if row.name not in stays]
    remove_words(tx, WORDS, ((row.id, _searched(_entry(row.content))) for row in gone))
    for start in range(0, len(gone), CHUNK):
        tx.execute(delete(entries).where(columns.id.in_([row.id for row in gone[start : start + CHUNK]])))
    return tuple(row.name for row in gone)


def set_state(tx: Transaction, entry: str, state: State) -> None:
    """Write what the events of an entry come to now; nothing happens when the entry is not there."""
    tx.execute(update(entries).where(entries.c.name == entry).values(_state_values(state)))


def get(tx: Transaction, entry: str) -> Kept | None:
    """The entry with this id; ``None`` when it is not there."""
    return by_ids(tx, [entry]).get(entry)


def by_ids(tx: Transaction, ids: Iterable[str]) -> dict[str, Kept]:
    """The entries with these ids; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Kept] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(entries).where(entries.c.name.in_(wanted[start : start + CHUNK]))
        found.update((row["name"], _kept(row)) for row in tx.execute(query).mappings())
    return found


def of_document(tx: Transaction, document: str) -> tuple[Kept, ...]:
    """The entries that were made in a document, also those that were merged into others."""
    query = select(entries).where(entries.c.document == document).order_by(entries.c.id)
    return tuple(_kept(row) for row in tx.execute(query).mappings())


def merged_into(tx: Transaction, entry: str) -> tuple[Kept, ...]:
    """The entries that turned out to repeat this one."""
    query = select(entries).where(entries.c.merged_into == entry).order_by(entries.c.made, entries.c.id)
    return tuple(_kept(row) for row in tx.execute(query).mappings())


def by_sentences(tx: Transaction, sentences: Iterable[str]) -> dict[str, str]:
    """The id of the entry that mentions a sentence, by sentence; those without are left out."""
    wanted = list(dict.fromkeys(sentences))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(mentions.c.sentence, entries.c.name)
            .join(entries)
            .where(mentions.c.sentence.in_(wanted[start : start + CHUNK]))
            .order_by(entries.c.id.desc())
        )
        found.update((row.sentence, row.name) for row in tx.execute(query))
    return found


def listed(tx: Transaction, wanted: EntryFilter, order: EntryOrder = "deadline") -> tuple[Kept, ...]:
    """A page of entries; those that were merged into others are left out."""
    query = select(entries).where(*conditions(tx, wanted)).order_by(*ordering(order))
    query = query.limit(wanted.limit).offset(wanted.offset)
    return tuple(_kept(row) for row in tx.execute(query).mappings())


def passing(tx: Transaction, wanted: EntryFilter, order: EntryOrder = "deadline") -> Iterator[tuple[Kept, ...]]:
    """All entries that pass a filter, whatever its limit, some at a time in this order."""
    page = select(entries.c.id).where(*conditions(tx, wanted)).order_by(*ordering(order))
    for ids in tx.execute(page.execution_options(yield_per=CHUNK)).scalars().partitions():
        found = tx.execute(select(entries).where(entries.c.id.in_(ids))).mappings()
        rows = {row["id"]: _kept(row) for row in found}
        yield tuple(rows[number] for number in ids if number in rows)


def count(tx: Transaction, wanted: EntryFilter) -> int:
    """How many entries pass a filter, whatever its limit."""
    return int(tx.execute(select(func.count()).select_from(entries).where(*conditions(tx, wanted))).scalar_one())


def counts(tx: Transaction, wanted: EntryFilter) -> dict[Status | Urgency, int]:
    """How many entries that pass a filter have each status and each urgency; those that none has are left out."""
    passing = conditions(tx, wanted)
    by_status = select(entries.c.status, func.count()).where(*passing).group_by(entries.c.status)
    found: dict[Status | Urgency, int] = {status: number for status, number in tx.execute(by_status)}  # noqa: C416
    names: tuple[Urgency, ...] = ("te_laat", "binnenkort", "zonder_termijn")
    filters = [
        func.count().filter(urgency(name, wanted.today, dt.timedelta(days=wanted.soon_days))).label(name)
        for name in names
    ]
    row = tx.execute(select(*filters).select_from(entries).where(*passing)).one()
    return {name: number for name, number in [*found.items(), *zip(names, row, strict=True)] if number}


def every(tx: Transaction) -> Iterator[Kept]:
    """All entries in the order in which they came, one by one, also those that were merged into others."""
    query = select(entries).order_by(entries.c.id).execution_options(yield_per=1000)
    for row in tx.execute(query).mappings():
        yield _kept(row)


def _contents(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[int, Any]]:
    """Number and content of the entries that are there."""
    found: dict[str, tuple[int, Any]] = {}
    columns = entries.c
    for start in range(0, len(ids), CHUNK):
        query = select(columns.name, columns.id, columns.content).where(columns.name.in_(ids[start : start + CHUNK]))
        found.update((row.name, (row.id, row.content)) for row in tx.execute(query))
    return found


def _replace(tx: Transaction, earlier: tuple[int, Any], kept: Kept) -> None:
    number, content = earlier
    values = _values(kept)
    tx.execute(update(entries).where(entries.c.id == number).values(values))
    before = _entry(content)
    if before == kept.entry:
        return
    for table in (entry_numbers, mentions):
        tx.execute(delete(table).where(table.c.entry_id == number))
    remove_words(tx, WORDS, [(number, _searched(before))])
    _hang_on(tx, [(number, kept.entry)])


def _hang_on(tx: Transaction, numbered: Sequence[tuple[int, Entry]]) -> None:
    """What is searched by and stands in tables of its own."""
    numbers = [
        {"entry_id": number, "number": one}
        for number, entry in numbered
        for one in dict.fromkeys((*entry.dossiers, *entry.question_ids))
    ]
    said = [
        {"entry_id": number, "ordinal": ordinal, "sentence": mention.sentence_id, "document": mention.document_id}
        for number, entry in numbered
        for ordinal, mention in enumerate(entry.mentions)
    ]
    for table, rows in ((entry_numbers, numbers), (mentions, said)):
        if rows:
            tx.execute(insert(table), rows)
    add_words(tx, WORDS, ((number, _searched(entry)) for number, entry in numbered))


def _searched(entry: Entry) -> str:
    """The words by which an entry is found."""
    said = dict.fromkeys(mention.text for mention in entry.mentions)
    parts = [*said, entry.action, entry.recipient, entry.condition, entry.title]
    return "\n".join(part for part in parts if part)


def _values(kept: Kept) -> dict[str, Any]:
    entry = kept.entry
    return {
        "name": entry.id,
        "document": entry.document_id,
        "content": entry,
        "made": entry.made,
        "minister": entry.minister,
        "minister_words": " ".join(folded(entry.minister or "")),
        "strength": entry.strength,
        "polarity": entry.polarity,
        **_state_values(kept.state),
    }


def _state_values(state: State) -> dict[str, Any]:
    return {
        "state": state,
        "status": state.status,
        "earliest": state.earliest,
        "latest": state.latest,
        "ministry": state.ministry,
        "ministry_words": " ".join(folded(state.ministry or "")),
        "slipped_days": state.slipped_days,
        "touched": state.touched,
        "registered": state.registered,
        "merged_into": state.merged_into,
    }


def _kept(row: RowMapping) -> Kept:
    return Kept(_entry(row["content"]), _states().validate_python(row["state"]))


def _entry(content: Any) -> Entry:  # noqa: ANN401 - JSON
    return _entries().validate_python(content)


@cache
def _entries() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


@cache
def _states() -> TypeAdapter[State]:
    return TypeAdapter(State)
