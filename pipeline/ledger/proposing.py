"""Making proposals for the ledger: from documents, and from the register."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.entries import Proposal, State
from pipeline.ledger.decided import followed
from pipeline.ledger.linking import Known, Linker
from pipeline.ledger.register.matching import Comparison, Match, compare, match, status_proposal, tie_proposal
from pipeline.ledger.sequels import sequels
from pipeline.records import LabelledDocument
from pipeline.store import (
    DocumentFilter,
    Kept,
    ProposalFilter,
    Store,
    Transaction,
    documents,
    entries,
    proposals,
    register,
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many sentences were looked at, proposals were written, and earlier ones were taken away."""

    looked_at: int = 0
    written: int = 0
    removed: int = 0

    def __add__(self, other: Proposed) -> Proposed:
        return Proposed(self.looked_at + other.looked_at, self.written + other.written, self.removed + other.removed)


def known_entries(tx: Transaction) -> tuple[tuple[Known, State], ...]:
    """All entries that repeat no other, as linking sees them, with their states."""
    kept = [one for one in entries.every(tx) if one.state.merged_into is None]
    tied = [one.state.registered for one in kept if one.state.registered]
    numbers = {name: row.number for name, row in register.by_ids(tx, tied).items()}
    return tuple((_known(one, numbers.get(one.state.registered or "")), one.state) for one in kept)


def propose(tx: Transaction, names: Iterable[str] | None = None, *, judges_needed: int = 1) -> Proposed:
    """Propose what the sentences of these documents, or of all, may do to the entries of the ledger.

    Sentences have the labels and frames that people decided, as for :func:`pipeline.ledger.refresh`. What the machine
    proposed before about a document and proposes no longer is taken away, unless a person answered it. One document
    is in memory at a time.
    """
    linker = _linker(tx)
    done = Proposed()
    for name in names if names is not None else _all(tx):
        looked_at, made = _proposals(tx, linker, name, judges_needed)
        done += _put(tx, name, looked_at, made)
    return done


def propose_in_store(store: Store, names: Iterable[str] | None = None, *, judges_needed: int = 1) -> Proposed:
    """The same in a transaction for each document, so that nobody who writes has to wait long."""
    with store.reading() as tx:
        linker = _linker(tx)
        wanted = list(names) if names is not None else _all(tx)
    done = Proposed()
    for name in wanted:
        with store.reading() as tx:
            looked_at, made = _proposals(tx, linker, name, judges_needed)
        with store.writing() as tx:
            there = entries.by_ids(tx, {one.entry_id for one in made})
            done += _put(tx, name, looked_at, [one for one in made if one.entry_id in there])
    return done


def _linker(tx: Transaction) -> Linker:
    return Linker([known for known, _ in known_entries(tx)])


def _all(tx: Transaction) -> list[str]:
    return [row.id for row in documents.listed(tx, DocumentFilter())]


def _proposals(tx: Transaction, linker: Linker, name: str, judges_needed: int) -> tuple[int, tuple[Proposal, ...]]:
    """How many sentences of a document were looked at, and what is proposed about them."""
    labelled = documents.labelled(tx, name)
    if labelled is None:
        return 0, ()
    decided = followed(tx, labelled, judges_needed=judges_needed).labelled
    found = sequels(_with_cues(decided, labelled), [one.entry for one in entries.of_document(tx, name)])
    return len(found), linker.propose(found)


def _with_cues(decided: LabelledDocument, machine: LabelledDocument) -> LabelledDocument:
    """What people decided; where they name no cue, that of the machine still leads to a proposal."""
    pairs = zip(decided.statements, machine.statements, strict=True)
    found = tuple(one if one.cue else dataclasses.replace(one, cue=other.cue) for one, other in pairs)
    return dataclasses.replace(decided, statements=found)


def _put(tx: Transaction, name: str, looked_at: int, made: Sequence[Proposal]) -> Proposed:
    before = {one.id for one in proposals.waiting(tx, ProposalFilter(document=name))}
    written = proposals.put(tx, made)
    return Proposed(looked_at, written, proposals.remove(tx, before - {one.id for one in made}))


def compare_register(tx: Transaction) -> Comparison:
    """The register in the store beside the entries: in both, said only, registered only."""
    rows = tuple(register.every(tx))
    known = known_entries(tx)
    confirmed = {state.registered: one.entry.id for one, state in known if state.registered is not None}
    alone = [one for one, _ in known]
    matches = match(rows, alone, confirmed=confirmed, decided=proposals.rejected(tx))
    return compare(rows, alone, matches)


def propose_register(tx: Transaction) -> Proposed:
    """Propose to tie entries to rows of the register, and what the register says became of those that are tied."""
    found = compare_register(tx)
    made = []
    for one in found.both:
        if not one.confirmed:
            made.append(tie_proposal(one))
        elif (change := _change(tx, one)) is not None:
            made.append(change)
    return Proposed(len(found.both) + len(found.registered), proposals.put(tx, made))


def _change(tx: Transaction, found: Match) -> Proposal | None:
    kept = entries.get(tx, found.entry.id)
    return status_proposal(found, kept.state) if kept is not None else None


def _known(kept: Kept, number: str | None) -> Known:
    return Known(kept.entry, kept.state.latest, number)
