"""The front page (dashboard): figures of the ledger, charts, and the table of commitments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.entries import Status, Urgency
from pipeline.ledger import status
from pipeline.ledger.figures import BACK, LedgerFigures, ledger_figures
from pipeline.ledger.listing import Listed
from pipeline.store import DocumentFilter, Kept, Transaction, documents, entries, entry_figures
from pipeline.web import wording
from pipeline.web.access import Reader
from pipeline.web.asked import EntryQuery
from pipeline.web.charts import Chart, Series
from pipeline.web.keeping import kept
from pipeline.web.pages import page
from pipeline.web.paging import Pager
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
def front(request: Request, here: Here, asked: Asked, _user: Reader) -> Response:
    """Everything that the government promised, and what became of it."""
    with here.store.reading() as tx:
        figures = figures_of(here, tx, asked)
        unstated = asked.model_copy(update={"status": [], "pagina": 1})
        over_all = figures if not asked.status else figures_of(here, tx, unstated)
        rows = listed(here, tx, asked)
        choices = names(here, tx)
        sure = confirmed(tx, (one.entry for one in rows), judges_needed=here.settings.judges_needed)
        basis = basis_of(here, tx)
    return page(
        request,
        "dashboard.html",
        asked=asked,
        figures=figures,
        tiles=tiles(asked, over_all),
        charts=charts(asked, figures),
        rows=rows,
        pager=Pager(asked, "/", figures.total),
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


def figures_of(here: Site, tx: Transaction, asked: EntryQuery) -> LedgerFigures:
    """The figures of a list, kept as long as nothing was added to the ledger."""
    wanted = asked.model_copy(update={"pagina": 1, "aantal": 25, "volgorde": "deadline"})
    key = ("figures", here.today, wanted.model_dump_json())
    return kept(here, tx, key, lambda: ledger_figures(tx, asked.wanted(here.today, here.settings.soon_days)))


def names(here: Site, tx: Transaction) -> dict[str, tuple[str, ...]]:
    """What the filters can be set to."""
    return kept(
        here,
        tx,
        ("names",),
        lambda: {
            "ministries": entry_figures.names(tx, "ministry"),
            "ministers": entry_figures.names(tx, "minister"),
        },
    )


def basis_of(here: Site, tx: Transaction) -> Basis:
    """What the figures rest on."""

    def found() -> Basis:
        newest = documents.listed(tx, DocumentFilter(limit=1))
        return Basis(documents.count(tx), newest[0].date if newest else None)

    return kept(here, tx, ("basis",), found)


def tiles(asked: EntryQuery, figures: LedgerFigures) -> list[Tile]:
    """The counts at the top."""
    found = []
    for name, tone in TILES:
        on = name in asked.status
        others = [one for one in asked.status if one != name]
        address = asked.address("/", status=others if on else [*others, name], pagina=1)
        found.append(Tile(name, wording.STATUSES[name], tone, figures.counts.get(name, 0), on, address))
    return found


def charts(asked: EntryQuery, figures: LedgerFigures) -> dict[str, Chart]:
    """The pictures, by name."""
    return {
        "overdue": _overdue(asked, figures),
        "months": _months(asked, figures),
        "ministries": _loads(asked, figures, "ministerie"),
        "ministers": _loads(asked, figures, "bewindspersoon"),
        "flow": _flow(figures),
    }


def _overdue(asked: EntryQuery, figures: LedgerFigures) -> Chart:
    total = sum(age.count for age in figures.overdue)
    return Chart(
        name="Hoe lang te laat",
        said=f"{wording.number(total)} toezeggingen zijn te laat.",
        labels=tuple(age.words for age in figures.overdue),
        series=(Series("Te laat", tuple(age.count for age in figures.overdue), "tone-late"),),
        across=True,
        addresses=tuple(
            asked.address("/", status=["te_laat"], van=age.due_from, tot=age.due_to, pagina=1)
            for age in figures.overdue
        ),
    )


def _months(asked: EntryQuery, figures: LedgerFigures) -> Chart:
    now = BACK
    counts = [one.count for one in figures.months]
    earlier, later = wording.number(figures.earlier), wording.number(figures.later)
    return Chart(
        name="Termijnen op de tijdlijn",
        said=f"Termijnen van wat openstaat, per maand; {earlier} liggen eerder en {later} later.",
        labels=tuple(_month(month.first) for month in figures.months),
        series=(
            Series("Eerdere maanden", (*counts[:now], *(0 for _ in counts[now:])), "tone-late"),
            Series("Deze maand en later", (*(0 for _ in counts[:now]), *counts[now:]), "tone-open"),
        ),
        every=6,
        marked=now,
        addresses=tuple(
            asked.address("/", van=month.first, tot=_last_day(month.first), pagina=1) for month in figures.months
        ),
    )


def _loads(asked: EntryQuery, figures: LedgerFigures, whose: str) -> Chart:
    loads = figures.ministries if whose == "ministerie" else figures.ministers
    return Chart(
        name=f"Per {whose}",
        said="Openstaande toezeggingen, met apart wat te laat is.",
        labels=tuple(one.name or "onbekend" for one in loads),
        series=(
            Series("Te laat", tuple(one.overdue for one in loads), "tone-late"),
            Series("Overig open", tuple(one.open - one.overdue for one in loads), "tone-open"),
        ),
        across=True,
        addresses=tuple(asked.address("/", **{whose: one.name}, pagina=1) if one.name else "" for one in loads),
    )


def _flow(figures: LedgerFigures) -> Chart:
    return Chart(
        name="Toegezegd, nagekomen, uitgesteld",
        said="Per maand hoeveel toezeggingen er bij kwamen, hoeveel er zijn nagekomen en hoeveel er zijn uitgesteld.",
        labels=tuple(_month(one.first) for one in figures.flow),
        series=(
            Series("Toegezegd", tuple(one.made for one in figures.flow), "tone-open"),
            Series("Nagekomen", tuple(one.fulfilled for one in figures.flow), "tone-done"),
            Series("Uitgesteld", tuple(one.slipped for one in figures.flow), "tone-soon"),
        ),
        wide=True,
        stacked=False,
        every=2,
    )


def _month(first: dt.date) -> str:
    return wording.short_day(first).split(" ", 1)[1]


def _last_day(first: dt.date) -> dt.date:
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return following - dt.timedelta(days=1)
