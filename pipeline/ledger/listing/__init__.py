"""Lists of entries for people and programs: JSON, CSV, iCalendar and Atom."""

from pipeline.ledger.listing.atom import as_atom
from pipeline.ledger.listing.ical import as_ical
from pipeline.ledger.listing.rows import (
    Listed,
    address_of,
    as_csv,
    as_json,
    row_of,
    slippage,
    standing_words,
    without_controls,
)

__all__ = [
    "Listed",
    "address_of",
    "as_atom",
    "as_csv",
    "as_ical",
    "as_json",
    "row_of",
    "slippage",
    "standing_words",
    "without_controls",
]
