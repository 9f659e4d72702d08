"""Commitments that stood in the ledger and do so no longer: an address that somebody kept never leads to nothing.

An entry has the id of the sentence that it was made of, so that sentence can still be shown, or the entry that it
belongs to now.
"""

from __future__ import annotations

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from pipeline.ledger.listing import address_of
from pipeline.store import StatementRow, Transaction, entries, review_queue
from pipeline.web.pages import page

SAID = (
    "Deze zin staat niet in het overzicht van toezeggingen. Stond hij er eerder wel, dan is hij sindsdien anders "
    "beoordeeld, of leest een nieuwer model hem anders."
)


def moved(tx: Transaction, entry: str) -> tuple[StatementRow, str | None]:
    """The sentence that an entry was made of, as last seen, and the entry that has that sentence now.

    Raises HTTPException (404) when there never was such a sentence.
    """
    sentence = f"s-{entry.removeprefix('e-')}"
    row = review_queue.last_seen(tx, sentence)
    if row is None:
        raise HTTPException(404)
    now = review_queue.current(tx, sentence) or sentence
    held = entries.by_sentences(tx, [now])
    return row, held.get(now)


def answer_gone(request: Request, tx: Transaction, entry: str) -> Response:
    """Off to the entry that has the sentence now, else a page (410) with the sentence; see :func:`moved`."""
    row, held = moved(tx, entry)
    if held is not None and held != entry:
        return RedirectResponse(f"/toezeggingen/{held}", 303)
    return page(request, "gone.html", 410, row=row, said=SAID, address_of=address_of)
