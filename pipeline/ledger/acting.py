"""What people do with the ledger: accept or reject a proposal, put down an event themselves, take one back."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from pipeline.entries import Entry, EventKind, LedgerEvent, LinkKind, Proposal, Rejection, event_id
from pipeline.errors import GestandError
from pipeline.ledger.book import head_of, merge, renew_state
from pipeline.ledger.decided import followed_sentence
from pipeline.ledger.founding import deadline_of
from pipeline.ledger.status import BINDS_ANEW, in_force
from pipeline.records import Actor, Deadline, Document, Statement
from pipeline.store import Transaction, entries, events, proposals


class LedgerError(GestandError):
    """Something that cannot be done in the ledger."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who does it, and when (UTC)."""

    name: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise LedgerError("who changes the ledger gives a name", value=self.name)
        if self.at.tzinfo is None:
            raise LedgerError("a moment has a time zone", value=self.at)


def accept(
    tx: Transaction,
    proposal: str,
    person: Person,
    *,
    kind: EventKind | None = None,
    until: dt.date | None = None,
    note: str = "",
    judges_needed: int = 1,
) -> LedgerEvent:
    """Make a proposal a fact, with ``kind`` as something else than was proposed, with ``until`` to another day.

    Its deadline, and who takes over, are those of its sentence as people decided it by now; of a sentence that is gone,
    those that were proposed. ``judges_needed`` is how many people have to say the same. Raises :class:`LedgerError`
    when it is not there, was answered before, or takes a kind that does not fit.
    """
    found = _open(tx, proposal)
    chosen = kind or found.kind
    if (chosen == "registered") != (found.register_id is not None and found.kind == "registered"):
        raise LedgerError("only a row of the register is tied, and it is only tied", value=chosen, place=proposal)
    if chosen == "retracted":
        raise LedgerError("an event is taken back by its own id", value=chosen, place=proposal)
    head = head_of(tx, found.entry_id)
    before = [one for one in events.of_entry(tx, head) if one.proposal_id == proposal]
    bound = _bound_by(tx, found, chosen, judges_needed)
    return _put_down(
        tx,
        LedgerEvent(
            id=_accepted_id(proposal, len(before)),
            entry_id=head,
            kind=chosen,
            by=person.name,
            at=person.at,
            date=found.date,
            document_id=found.document_id,
            sentence_id=found.sentence_id,
            register_id=found.register_id,
            proposal_id=proposal,
            quote=found.quote,
            deadline=_until(until) if until else bound.deadline,
            actor=bound.actor,
            note=note,
        ),
    )


def reject(tx: Transaction, proposal: str, person: Person, *, reason: str = "") -> Rejection:
    """Say that a proposal is wrong; it never returns. Raises :class:`LedgerError` as :func:`accept` does."""
    _open(tx, proposal)
    rejection = Rejection(proposal_id=proposal, by=person.name, at=person.at, reason=reason)
    proposals.reject(tx, rejection)
    return rejection


def link(
    tx: Transaction,
    entry: str,
    kind: LinkKind,
    person: Person,
    *,
    sentence: str | None = None,
    date: dt.date | None = None,
    until: dt.date | None = None,
    note: str = "",
    judges_needed: int = 1,
) -> LedgerEvent:
    """Put down what happened to an entry, with or without a sentence that says it.

    Without ``date`` it is the day of the sentence's document, without ``until`` the deadline of the sentence as people
    decided it, as in :func:`accept`. Raises :class:`LedgerError` for an entry or sentence that is not there, or when
    neither a sentence nor a note says why.
    """
    head = _entry(tx, head_of(tx, entry)).id
    if sentence is None and not note.strip():
        raise LedgerError("an event has a sentence, or a note that says why", place=entry)
    event = LedgerEvent(
        id=event_id(head, kind, sentence or note, person.at),
        entry_id=head,
        kind=kind,
        by=person.name,
        at=person.at,
        date=date,
        deadline=_until(until) if until else None,
        note=note,
    )
    if sentence is None:
        return _put_down(tx, event)
    said = followed_sentence(tx, sentence, judges_needed=judges_needed)
    if said is None:
        raise LedgerError("a sentence is in the store", value=sentence, place=entry)
    return _put_down(tx, _said(event, *said))


def retract(tx: Transaction, event: str, person: Person, *, note: str = "") -> LedgerEvent:
    """Take an event back; it stays in the history. Raises :class:`LedgerError` when it does not count any more."""
    found = events.get(tx, event)
    if found is None:
        raise LedgerError("an event that is taken back is in the ledger", value=event)
    happened = events.of_entry(tx, found.entry_id)
    if found.kind == "retracted" or all(one.id != event for one in in_force(happened)):
        raise LedgerError("an event is taken back once", value=event, place=found.entry_id)
    back = LedgerEvent(
        id=event_id(found.entry_id, "retracted", event, person.at),
        entry_id=found.entry_id,
        kind="retracted",
        by=person.name,
        at=person.at,
        retracts=event,
        note=note,
    )
    events.append(tx, back)
    if found.kind in BINDS_ANEW and (repeat := _repeat(tx, found)) is not None:
        merge(tx, repeat, None)
    for changed in dict.fromkeys((found.entry_id, head_of(tx, found.entry_id))):
        renew_state(tx, changed)
    return back


def _put_down(tx: Transaction, event: LedgerEvent) -> LedgerEvent:
    events.append(tx, event)
    if event.kind in BINDS_ANEW and (repeat := _repeat(tx, event)) is not None:
        merge(tx, repeat, event.entry_id)
    renew_state(tx, event.entry_id)
    return event


def _repeat(tx: Transaction, event: LedgerEvent) -> str | None:
    """The other entry in which the sentence of an event is a mention."""
    if event.sentence_id is None:
        return None
    other = entries.by_sentences(tx, [event.sentence_id]).get(event.sentence_id)
    return other if other != event.entry_id else None


def _open(tx: Transaction, proposal: str) -> Proposal:
    found = proposals.get(tx, proposal)
    if found is None:
        raise LedgerError("a proposal that is answered is in the ledger", value=proposal)
    if proposal in proposals.rejected(tx, [proposal]):
        raise LedgerError("a proposal is answered once; this one was rejected", value=proposal)
    if any(one.proposal_id == proposal for one in in_force(events.of_entry(tx, head_of(tx, found.entry_id)))):
        raise LedgerError("a proposal is answered once; this one was accepted", value=proposal)
    return found


def _entry(tx: Transaction, entry: str) -> Entry:
    kept = entries.get(tx, entry)
    if kept is None:
        raise LedgerError("an entry is in the ledger", value=entry)
    return kept.entry


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a sentence says of until when, and of who takes over, when it is taken for some kind of event."""

    deadline: Deadline | None
    actor: Actor | None


def _bound_by(tx: Transaction, proposal: Proposal, kind: EventKind, judges_needed: int) -> _Bound:
    """What the sentence of a proposal says by now; of one that is gone, what was proposed."""
    named = proposal.sentence_id
    said = followed_sentence(tx, named, judges_needed=judges_needed) if named is not None else None
    return _bound(kind, *said) if said is not None else _as(kind, proposal.deadline, proposal.actor)


def _bound(kind: EventKind, statement: Statement, document: Document) -> _Bound:
    frame = statement.commitment
    return _as(kind, deadline_of(statement, document), frame.actor if frame is not None else None)


def _as(kind: EventKind, deadline: Deadline | None, actor: Actor | None) -> _Bound:
    return _Bound(deadline if kind in BINDS_ANEW else None, actor if kind == "taken_over" else None)


def _said(event: LedgerEvent, statement: Statement, document: Document) -> LedgerEvent:
    """The event with what its sentence says: its words, its document, its day, its deadline."""
    bound = _bound(event.kind, statement, document)
    return LedgerEvent(
        id=event.id,
        entry_id=event.entry_id,
        kind=event.kind,
        by=event.by,
        at=event.at,
        date=event.date or document.date,
        document_id=document.id,
        sentence_id=statement.sentence.id,
        quote=statement.sentence.text,
        deadline=event.deadline or bound.deadline,
        actor=bound.actor,
        note=event.note,
    )


def _until(day: dt.date) -> Deadline:
    """A day that a person gave; it stands nowhere in the text."""
    return Deadline(day.isoformat(), 0, 0, day, day, "day")


def _accepted_id(proposal: str, before: int) -> str:
    """One for each time that a proposal is accepted: two people at once make one event, not two."""
    digest = hashlib.sha256(f"{proposal}\x1f{before}".encode())
    return f"v-{digest.hexdigest()[:16]}"
