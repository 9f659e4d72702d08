"""Refusals and claims (weigeringen, beweringen): lists with the same filters as commitments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from pipeline.ledger.listing import address_of
from pipeline.records import Label
from pipeline.store import statement_names, statements
from pipeline.web.access import Reader
from pipeline.web.asked import StatementQuery
from pipeline.web.keeping import kept
from pipeline.web.pages import page
from pipeline.web.site import Here, Site
from pipeline.web.totals import counted

router = APIRouter(include_in_schema=False)
Asked = Annotated[StatementQuery, Query()]

LISTS: dict[Label, tuple[str, str, str]] = {
    "refusal": ("weigeringen", "Weigeringen", "Waarin bewindspersonen een verzoek, motie of voorstel afwezen."),
    "claim": ("beweringen", "Beweringen", "Wat bewindspersonen als feit stelden; niet of het klopt."),
}
ORDERS = {"newest": "nieuwste boven", "document": "per document", "uncertain": "minst zeker boven"}


@router.get("/weigeringen")
def refusals(request: Request, here: Here, asked: Asked, user: Reader) -> Response:
    """What the government refused."""
    return _list(request, here, asked, "refusal", exact=user is not None)


@router.get("/beweringen")
def claims(request: Request, here: Here, asked: Asked, user: Reader) -> Response:
    """What the government stated as a fact."""
    return _list(request, here, asked, "claim", exact=user is not None)


def _list(request: Request, here: Site, asked: StatementQuery, label: Label, *, exact: bool) -> Response:
    path, title, lead = LISTS[label]
    wanted = asked.wanted(label)
    with here.store.reading() as tx:
        rows = statements.listed(tx, wanted)
        whole = kept(here, tx, ("count", label, asked.filters), lambda: counted(tx, wanted), exact=exact)
        total = whole.seen(asked, len(rows))
        ministries = kept(here, tx, ("ministries", label), lambda: statement_names.ministries(tx, label), exact=exact)
    return page(
        request,
        "statements.html",
        asked=asked,
        label=label,
        rows=rows,
        name=path,
        title=title,
        lead=lead,
        total=total,
        pager=total.pager(asked, f"/{path}", len(rows)),
        ministries=ministries,
        orders=ORDERS,
        address_of=address_of,
    )
