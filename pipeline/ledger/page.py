"""One entry with everything about it: mentions in their context, history, open proposals, the register, addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.entries import Entry, LedgerEvent, Mention, Proposal, RegisterEntry, Standing
from pipeline.ledger.book import repeats_of
from pipeline.ledger.listing.rows import address_of
from pipeline.ledger.status import in_force, standing, state
from pipeline.store import (
    Kept,
    ProposalFilter,
    Transaction,
    entries,
    events,
    proposals,
    register,
    statements,
)

BEFORE = 2
AFTER = 1


@dataclass(frozen=True, slots=True)
class InContext:
    """A sentence with the texts around it, from its document; ``title`` and ``address`` are the document's.

    ``before`` and ``after`` are empty when the sentence is no longer in the store.
    """

    sentence_id: str
    document_id: str
    title: str | None
    address: str | None
    before: tuple[str, ...]
    text: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something in the history of an entry; ``counts`` is false when it was taken back or takes something back.

    ``entry_id`` is the entry that it was put down for: this one, or one that turned out to repeat it.
    """

    event: LedgerEvent
    counts: bool
    said: InContext | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry, how it stands on a day, and all that is known of it; ``history`` is in the order of the days."""

    entry: Entry
    standing: Standing
    mentions: tuple[InContext, ...]
    history: tuple[Happened, ...]
    proposals: tuple[Proposal, ...]
    repeats: tuple[Entry, ...]
    register: RegisterEntry | None
    merged_into: str | None


def entry_page(tx: Transaction, entry: str, *, today: dt.date, soon_days: int) -> EntryPage | None:
    """The page of an entry as it stands on ``today``: what happened later does not count. ``None``: no such entry."""
    kept = entries.get(tx, entry)
    if kept is None:
        return None
    repeats = repeats_of(tx, entry)
    happened = _happened(tx, kept, repeats, today)
    counting = in_force(happened)
    now = state(kept.entry, happened, merged_into=kept.state.merged_into)
    ids = {one.id for one in counting}
    ordered = [*counting, *(one for one in happened if one.id not in ids)]
    ordered.sort(key=lambda one: (one.date or one.at.date(), one.at))
    return EntryPage(
        entry=kept.entry,
        standing=standing(kept.entry, now, today=today, soon_days=soon_days),
        mentions=tuple(_mention(tx, one) for one in kept.entry.mentions),
        history=tuple(Happened(one, one.id in ids, _said(tx, one)) for one in ordered),
        proposals=proposals.waiting(tx, ProposalFilter(entry=entry)),
        repeats=repeats,
        register=register.get(tx, now.registered) if now.registered else None,
        merged_into=kept.state.merged_into,
    )


def _happened(tx: Transaction, kept: Kept, repeats: tuple[Entry, ...], today: dt.date) -> list[LedgerEvent]:
    found = events.of_entries(tx, [kept.entry.id, *(one.id for one in repeats)])
    every = [event for happened in found.values() for event in happened]
    return [event for event in every if (event.date or event.at.date()) <= today or event.kind == "retracted"]


def _mention(tx: Transaction, mention: Mention) -> InContext:
    return _in_context(tx, mention.sentence_id, mention.document_id, mention.text)


def _said(tx: Transaction, event: LedgerEvent) -> InContext | None:
    if event.sentence_id is None or event.document_id is None:
        return None
    return _in_context(tx, event.sentence_id, event.document_id, event.quote)


def _in_context(tx: Transaction, sentence: str, document: str, text: str) -> InContext:
    around = [one.sentence for one in statements.around(tx, sentence, before=BEFORE, after=AFTER)]
    place = next((number for number, one in enumerate(around) if one.id == sentence), 0)
    found = statements.get(tx, sentence) if around else None
    return InContext(
        sentence_id=sentence,
        document_id=document,
        title=found.title if found else None,
        address=address_of(document) or (found.source if found else None),
        before=tuple(one.text for one in around[:place]),
        text=around[place].text if around else text,
        after=tuple(one.text for one in around[place + 1 :]),
    )
