"""The ledger in the store: entries follow from documents, their states from what people put down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.entries import Entry, LedgerEvent, State
from pipeline.ledger.decided import followed
from pipeline.ledger.founding import found_entries
from pipeline.ledger.identity import keep_ids
from pipeline.ledger.status import BINDS_ANEW, in_force, state
from pipeline.records import LabelledDocument
from pipeline.store import Kept, Transaction, documents, entries, events


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the entries of a document: how many it has now, and the ids of those that went."""

    document: str
    entries: int
    gone: tuple[str, ...]


def refresh(tx: Transaction, labelled: LabelledDocument, *, judges_needed: int = 1) -> Refreshed:
    """Make the entries of a document anew from its statements and from what people decided about them.

    ``judges_needed`` is how many people have to say the same before the ledger follows them.

    Entries keep the ids of their sentences. What a person put down an event about stays, whatever the model says
    now. The same document twice changes nothing.
    """
    document = labelled.document.id
    stored = entries.of_document(tx, document)
    as_people_say = followed(tx, labelled, judges_needed=judges_needed)
    found = found_entries(as_people_say.labelled, corrected=as_people_say.corrected)
    fresh = keep_ids(found, [one.entry for one in stored])
    merged = _merged(tx, document, fresh)
    kept = [Kept(entry, _state(tx, entry, merged.get(entry.id))) for entry in fresh]
    gone = entries.put_document(tx, document, kept)
    return Refreshed(document, len(kept), gone)


def refresh_document(tx: Transaction, document: str, *, judges_needed: int = 1) -> Refreshed | None:
    """The same for a document in the store; ``None`` when it is not there."""
    labelled = documents.labelled(tx, document)
    return refresh(tx, labelled, judges_needed=judges_needed) if labelled is not None else None


def renew_state(tx: Transaction, entry: str) -> State | None:
    """Work out what the events of an entry, and of the entries that repeat it, come to; ``None``: no such entry."""
    kept = entries.get(tx, entry)
    if kept is None:
        return None
    found = _state(tx, kept.entry, kept.state.merged_into)
    entries.set_state(tx, entry, found)
    return found


def head_of(tx: Transaction, entry: str) -> str:
    """The id of the entry that an entry is part of in the end; its own when it repeats none."""
    seen: set[str] = set()
    while (kept := entries.get(tx, entry)) is not None and kept.state.merged_into is not None and entry not in seen:
        seen.add(entry)
        entry = kept.state.merged_into
    return entry


def repeats_of(tx: Transaction, entry: str) -> tuple[Entry, ...]:
    """The entries that turned out to repeat an entry, and those that repeat these; none for most."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    while waiting:
        for one in entries.merged_into(tx, waiting.pop()):
            if one.entry.id not in found and one.entry.id != entry:
                found[one.entry.id] = one.entry
                waiting.append(one.entry.id)
    return tuple(found.values())


def merge(tx: Transaction, entry: str, into: str | None) -> None:
    """Make an entry part of another, or with ``None`` an entry of its own again; the states of both follow."""
    kept = entries.get(tx, entry)
    if kept is None or into in {kept.state.merged_into, entry}:
        return
    before = kept.state.merged_into
    entries.set_state(tx, entry, _state(tx, kept.entry, into))
    for other in (before, into):
        if other is not None:
            renew_state(tx, head_of(tx, other))


def _state(tx: Transaction, entry: Entry, merged_into: str | None) -> State:
    happened = events.of_entries(tx, [entry.id, *(one.id for one in repeats_of(tx, entry.id))])
    return state(entry, (event for found in happened.values() for event in found), merged_into=merged_into)


def _merged(tx: Transaction, document: str, fresh: Iterable[Entry]) -> Mapping[str, str]:
    """The entries of a document whose sentence a person took as a promise of another entry, with that entry."""
    said = events.of_document(tx, document)
    if not said:
        return {}
    of_entries = events.of_entries(tx, {event.entry_id for event in said})
    counting = {event.id for found in of_entries.values() for event in in_force(found)}
    mentioned = {mention.sentence_id: entry.id for entry in fresh for mention in entry.mentions}
    found: dict[str, str] = {}
    for event in said:
        repeat = mentioned.get(event.sentence_id or "")
        if event.id in counting and _joins(event) and repeat is not None:
            head = head_of(tx, event.entry_id)
            if head != repeat:
                found.setdefault(repeat, head)
    return found


def _joins(event: LedgerEvent) -> bool:
    return event.kind in BINDS_ANEW
