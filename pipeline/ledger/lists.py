"""Lists of entries as they stand on a day."""

from __future__ import annotations

from pipeline.entries import EntryFilter
from pipeline.ledger.listing.rows import Listed
from pipeline.ledger.status import standing
from pipeline.store import EntryOrder, Transaction, entries


def listing(tx: Transaction, wanted: EntryFilter, order: EntryOrder = "deadline") -> tuple[Listed, ...]:
    """The entries that pass a filter, each with how it stands on the filter's day.

    Those that were merged into others are left out. States are those of all accepted events; what happened after a
    day in the past is not undone here, as it is on the page of one entry (:func:`pipeline.ledger.entry_page`).
    """
    return tuple(
        Listed(one.entry, standing(one.entry, one.state, today=wanted.today, soon_days=wanted.soon_days))
        for one in entries.listed(tx, wanted, order)
    )
