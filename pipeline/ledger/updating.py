"""While documents come into the store: their entries, and afterwards what they may say of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.ledger.book import refresh, refresh_document
from pipeline.ledger.proposing import Proposed, propose_in_store
from pipeline.records import LabelledDocument
from pipeline.store import Store, Transaction


@dataclass(slots=True)
class Follower:
    """Makes entries as documents are saved, in the same transaction, and remembers whose links to look for."""

    documents: list[str] = field(default_factory=list)
    judges_needed: int = 1
    """How many people have to say the same before the ledger follows them."""

    def __call__(self, tx: Transaction, labelled: LabelledDocument) -> None:
        """A document was saved."""
        refresh(tx, labelled, judges_needed=self.judges_needed)
        self.documents.append(labelled.document.id)

    def propose(self, store: Store) -> Proposed:
        """Propose links for the documents that were saved since the last time; nothing when there were none."""
        names, self.documents = list(dict.fromkeys(self.documents)), []
        if not names:
            return Proposed()
        return propose_in_store(store, names, judges_needed=self.judges_needed)


@dataclass(frozen=True, slots=True)
class Updated:
    """Documents whose entries were made anew, how many entries they have, how many went, and new proposals."""

    documents: int = 0
    entries: int = 0
    gone: int = 0
    proposals: int = 0


def update(store: Store, documents: Iterable[str], *, judges_needed: int = 1) -> Updated:
    """Make the entries of documents in the store anew, each in a transaction of its own, then propose links for them.

    Documents that are not in the store are passed over; no documents do nothing. Doing it twice changes nothing.
    """
    names = list(dict.fromkeys(documents))
    done = entries = gone = 0
    for name in names:
        with store.writing() as tx:
            found = refresh_document(tx, name, judges_needed=judges_needed)
        if found is not None:
            done, entries, gone = done + 1, entries + found.entries, gone + len(found.gone)
    if not done:
        return Updated()
    proposed = propose_in_store(store, names, judges_needed=judges_needed)
    return Updated(done, entries, gone, proposed.written)
