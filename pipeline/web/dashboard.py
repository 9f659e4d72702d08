"""The front page (dashboard): figures of the ledger, charts, and the table of commitments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.entries import Status, Urgency
from pipeline.ledger import status
from pipeline.ledger.figures import LedgerFigures, ledger_figures
from pipeline.ledger.listing import Listed
from pipeline.store import DocumentFilter, Kept, Transaction, documents, entries, entry_figures
from pipeline.web import wording
from pipeline.web.access import Reader
from pipeline.web.asked import EntryQuery
from pipeline.web.keeping import kept
from pipeline.web.pages import page
from pipeline.web.paging import Pager, settled
from pipeline.web.pictures import charts
from pipeline.web.quoting import confirmed
from pipeline.web.site import Here, Site

router = APIRouter(include_in_schema=False)
Asked = Annotated[EntryQuery, Query()]

TILES: tuple[tuple[Status | Urgency, str], ...] = (
    ("openstaand", "open"),
    ("te_laat", "late"),
    ("binnenkort", "soon"),
    ("zonder_termijn", "undated"),
    ("deels_afgedaan", "partly"),
    ("afgedaan", "done"),
)
ORDERS = {
    "deadline": "termijn, eerste boven",
    "newest": "nieuwste boven",
    "oldest": "oudste boven",
    "ministry": "ministerie",
    "minister": "bewindspersoon",
    "status": "stand",
    "slipped": "meest verschoven",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A count that is a filter; ``on`` when it is set, and then its address takes it off."""

    name: str
    words: str
    tone: str
    count: int
    on: bool
    address: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What everything rests on: how many documents were read, and the day of the newest."""

    documents: int
    newest: dt.date | None


@router.get("/")
def front(request: Request, here: Here, asked: Asked, user: Reader) -> Response:
    """Everything that the government promised, and what became of it."""
    with here.store.reading() as tx:
        exact = user is not None
        figures = figures_of(here, tx, asked, exact=exact)
        unstated = asked.model_copy(update={"status": [], "pagina": 1})
        over_all = figures if not asked.status else figures_of(here, tx, unstated, exact=exact)
        rows = listed(here, tx, asked)
        choices = names(here, tx, exact=exact)
        sure = confirmed(tx, (one.entry for one in rows), judges_needed=here.settings.judges_needed)
        basis = basis_of(here, tx, exact=exact)
    return page(
        request,
        "dashboard.html",
        asked=asked,
        figures=figures,
        tiles=tiles(asked, over_all),
        charts=charts(asked, figures),
        rows=rows,
        pager=Pager(asked, "/", settled(asked, figures.total, len(rows))),
        choices=choices,
        orders=ORDERS,
        confirmed=sure,
        basis=basis,
    )


def listed(here: Site, tx: Transaction, asked: EntryQuery) -> tuple[Listed, ...]:
    """A page of entries as they stand today."""
    found = entries.listed(tx, asked.wanted(here.today, here.settings.soon_days), asked.volgorde)
    return tuple(standing(here, one) for one in found)


def standing(here: Site, one: Kept) -> Listed:
    """An entry as it stands today."""
    return Listed(one.entry, status.standing(one.entry, one.state, today=here.today, soon_days=here.settings.soon_days))


def figures_of(here: Site, tx: Transaction, asked: EntryQuery, *, exact: bool) -> LedgerFigures:
    """The figures of a list; see :func:`pipeline.web.keeping.kept`."""
    key = ("figures", here.today, asked.filters)
    return kept(
        here, tx, key, lambda: ledger_figures(tx, asked.wanted(here.today, here.settings.soon_days)), exact=exact
    )


def total_of(here: Site, tx: Transaction, asked: EntryQuery) -> int:
    """How many entries a list has."""
    wanted = asked.wanted(here.today, here.settings.soon_days)
    key = ("total", here.today, asked.filters)
    return kept(here, tx, key, lambda: entries.count(tx, wanted))


def names(here: Site, tx: Transaction, *, exact: bool) -> dict[str, tuple[str, ...]]:
    """What the filters can be set to."""
    return kept(
        here,
        tx,
        ("names",),
        lambda: {
            "ministries": entry_figures.names(tx, "ministry"),
            "ministers": entry_figures.names(tx, "minister"),
        },
        exact=exact,
    )


def basis_of(here: Site, tx: Transaction, *, exact: bool) -> Basis:
    """What the figures rest on."""

    def found() -> Basis:
        newest = documents.listed(tx, DocumentFilter(limit=1))
        return Basis(documents.count(tx), newest[0].date if newest else None)

    return kept(here, tx, ("basis",), found, exact=exact)


def tiles(asked: EntryQuery, figures: LedgerFigures) -> list[Tile]:
    """The counts at the top."""
    found = []
    for name, tone in TILES:
        on = name in asked.status
        others = [one for one in asked.status if one != name]
        address = asked.address("/", status=others if on else [*others, name], pagina=1)
        found.append(Tile(name, wording.STATUSES[name], tone, figures.counts.get(name, 0), on, address))
    return found
