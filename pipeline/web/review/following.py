"""The ledger follows a word (het register volgt een oordeel): what people decide is what the dashboard shows.

A word that makes a sentence a commitment, or no longer one, or that changes the frame of one, has the entries of its
document made anew. That takes a tenth of a second and more in a long debate, so it happens as soon as the answer is on
its way.
"""

from __future__ import annotations

from fastapi import Response
from starlette.background import BackgroundTask

from pipeline.ledger import refresh_document
from pipeline.ledger.decided import as_decided
from pipeline.records import Commitment
from pipeline.store import Transaction, review_queue, reviews, statements
from pipeline.web.keeping import changed
from pipeline.web.site import Site

Held = tuple[bool, Commitment | None]
"""Whether the ledger takes a sentence for a commitment, and with which frame."""


def held_of(tx: Transaction, here: Site, sentence: str) -> Held:
    """What the ledger takes a current sentence for: as people decided, else as the machine says."""
    row = statements.get(tx, sentence)
    if row is None:
        return False, None
    said = [one.review for one in reviews.of_sentence(tx, sentence)]
    found = as_decided(row.statement, said, judges_needed=here.settings.judges_needed)
    return "commitment" in found.labels, found.commitment


def following(here: Site, response: Response, sentence: str | None) -> Response:
    """The answer, after which the entries of the document of a sentence are made anew; with ``None`` only that."""
    if sentence is not None:
        response.background = BackgroundTask(_follow, here, sentence)
    return response


def _follow(here: Site, sentence: str) -> None:
    with here.store.writing() as tx:
        review_queue.held(tx, sentence)  # of two people at once the second finds what the first decided
        row = statements.get(tx, sentence)
        if row is not None:
            refresh_document(tx, row.document, judges_needed=here.settings.judges_needed)
    changed(here)
