"""The addresses of the API."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request

from pipeline.ledger.listing import Listed, row_of
from pipeline.ledger.page import EntryPage, entry_page
from pipeline.records import Label
from pipeline.store import figures, statements
from pipeline.web.access import Reader
from pipeline.web.api.shapes import Commitment, Counted, Event, Listing, Problem, Proposed, Said, Whole
from pipeline.web.asked import IDENTIFIER, EntryQuery, Page, StatementQuery
from pipeline.web.dashboard import figures_of, listed, total_of
from pipeline.web.exports import statement_row
from pipeline.web.gone import SAID, moved
from pipeline.web.keeping import kept
from pipeline.web.site import Here, Site
from pipeline.web.totals import Total, counted

_FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"description": said, "content": {"application/problem+json": {"schema": Problem.model_json_schema()}}}
    for code, said in ((401, "reading needs an account here"), (422, "a parameter breaks its rule"))
}
_MISSING: dict[int | str, dict[str, Any]] = {404: {**_FAULTS[422], "description": "there is none with this id"}}
_GONE = {**_MISSING, 410: {**_FAULTS[422], "description": "its sentence is no commitment any more, or another's"}}
router = APIRouter(prefix="/api/v1", responses=_FAULTS)

Entries = Annotated[EntryQuery, Query()]
Statements = Annotated[StatementQuery, Query()]
Id = Annotated[str, Path(pattern=IDENTIFIER, description="id")]


@router.get("/toezeggingen", tags=["toezeggingen"], summary="Toezeggingen, per bladzijde")
def commitments(here: Here, asked: Entries, _user: Reader) -> Listing[Commitment]:
    """Commitments that pass the filters, as they stand today."""
    with here.store.reading() as tx:
        rows = listed(here, tx, asked)
        total = Total(total_of(here, tx, asked))
    items = tuple(Commitment.model_validate(row_of(one)) for one in rows)
    return Listing[Commitment](items=items, **_paging(asked, "/api/v1/toezeggingen", total, len(rows)))


@router.get("/toezeggingen/{id}", tags=["toezeggingen"], summary="Eén toezegging met alles erover", responses=_GONE)
def commitment(here: Here, id: Id, _user: Reader) -> Whole:  # noqa: A002 - the name in the address
    """One commitment with its history and the proposals for it."""
    with here.store.reading() as tx:
        found = entry_page(tx, id, today=here.today, soon_days=here.settings.soon_days)
        if found is None:
            row, held = moved(tx, id)
            now = held or row.statement.sentence.id
            raise HTTPException(410, f"{SAID} Zie {now}.")
    return _whole(found)


@router.get("/weigeringen", tags=["uitspraken"], summary="Weigeringen, per bladzijde")
def refusals(here: Here, asked: Statements, _user: Reader) -> Listing[Said]:
    """Refusals that pass the filters."""
    return _said(here, asked, "refusal", "/api/v1/weigeringen")


@router.get("/beweringen", tags=["uitspraken"], summary="Beweringen, per bladzijde")
def claims(here: Here, asked: Statements, _user: Reader) -> Listing[Said]:
    """Claims that pass the filters."""
    return _said(here, asked, "claim", "/api/v1/beweringen")


@router.get("/uitspraken/{id}", tags=["uitspraken"], summary="Eén zin", responses=_MISSING)
def statement(here: Here, id: Id, _user: Reader) -> Said:  # noqa: A002 - the name in the address
    """One sentence with the machine's proposal for it."""
    with here.store.reading() as tx:
        row = statements.get(tx, id)
    if row is None:
        raise HTTPException(404)
    return Said.model_validate(statement_row(row))


@router.get("/cijfers", tags=["cijfers"], summary="Hoeveel open, te laat, nagekomen")
def numbers(here: Here, asked: Entries, user: Reader) -> Counted:
    """Counts of the commitments that pass the filters."""
    with here.store.reading() as tx:
        exact = user is not None
        found = figures_of(here, tx, asked, exact=exact)
        fresh = kept(here, tx, ("store",), lambda: figures(tx), exact=exact)
    return Counted(
        today=here.today,
        total=found.total,
        counts={str(name): number for name, number in found.counts.items()},
        overdue={age.words: age.count for age in found.overdue},
        labelled_at=fresh.labelled_at,
    )


def _said(here: Site, asked: StatementQuery, label: Label, path: str) -> Listing[Said]:
    with here.store.reading() as tx:
        rows = statements.listed(tx, asked.wanted(label))
        total = counted(tx, asked.wanted(label)).seen(asked, len(rows))
    items = tuple(Said.model_validate(statement_row(row)) for row in rows)
    return Listing[Said](items=items, **_paging(asked, path, total, len(rows)))


def _paging(asked: Page, path: str, total: Total, rows: int) -> dict[str, Any]:
    pager = total.pager(asked, path, rows)
    around = {"next": pager.next, "previous": pager.previous}
    about = {"total": total.number, "total_is_least": total.least}
    return {**about, "page": asked.pagina, "per_page": asked.aantal, **around}


def _whole(found: EntryPage) -> Whole:
    row = row_of(Listed(found.entry, found.standing))
    shown = ("id", "kind", "date", "at", "by", "quote", "note", "document_id", "sentence_id", "register_id", "deadline")
    history = tuple(
        Event(**{name: getattr(one.event, name) for name in shown}, counts=one.counts) for one in found.history
    )
    return Whole(
        **row,
        history=history,
        proposals=tuple(Proposed.model_validate(one) for one in found.proposals),
        repeats=tuple(one.id for one in found.repeats),
        merged_into=found.merged_into,
    )


def routes(request: Request) -> list[dict[str, Any]]:
    """The addresses of the API with their parameters, for the page that tells of them."""
    described = request.app.openapi()
    found = []
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            parameters = [
                {
                    "name": one["name"],
                    "required": one.get("required", False),
                    "said": one.get("description") or one["schema"].get("description", ""),
                }
                for one in told.get("parameters", ())
            ]
            found.append({"path": path, "method": method.upper(), "summary": told["summary"], "parameters": parameters})
    return found
