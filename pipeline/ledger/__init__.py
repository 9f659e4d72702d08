"""The ledger (toezeggingenregister): what was promised, by when, and what became of it.

Entries follow from labelled documents (:func:`refresh`), proposals from likeness and references (:func:`propose`);
people accept, reject, link and take back (:mod:`pipeline.ledger.acting`); a state follows from events, a standing
from a state and a day.
"""

from pipeline.ledger.acting import LedgerError, Person, accept, link, reject, retract
from pipeline.ledger.book import Refreshed, refresh, refresh_document
from pipeline.ledger.founding import found_entries
from pipeline.ledger.listing import Listed, as_atom, as_csv, as_ical, as_json, row_of
from pipeline.ledger.page import EntryPage, entry_page
from pipeline.ledger.proposing import Proposed, compare_register, propose, propose_register
from pipeline.ledger.status import standing, state
from pipeline.ledger.updating import Follower, Updated, update

__all__ = [
    "EntryPage",
    "Follower",
    "LedgerError",
    "Listed",
    "Person",
    "Proposed",
    "Refreshed",
    "Updated",
    "accept",
    "as_atom",
    "as_csv",
    "as_ical",
    "as_json",
    "compare_register",
    "entry_page",
    "found_entries",
    "link",
    "propose",
    "propose_register",
    "refresh",
    "refresh_document",
    "reject",
    "retract",
    "row_of",
    "standing",
    "state",
    "update",
]
