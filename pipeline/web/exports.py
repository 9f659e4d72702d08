"""Lists to take along: CSV, JSON, iCalendar and Atom, with the filters of the page.

CSV and JSON hold every row that passes; a calendar and a feed the first :data:`~pipeline.web.asked.FED`, and they say
so when there are more.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Query, Request, Response

from pipeline.export.spreadsheet import cell
from pipeline.ledger.listing import Listed, address_of, as_atom, as_csv, as_ical, as_json
from pipeline.records import Label
from pipeline.store import StatementRow, Transaction, entries, statements
from pipeline.web.access import Reader
from pipeline.web.asked import FED, EntryQuery, StatementQuery
from pipeline.web.dashboard import listed, standing, total_of
from pipeline.web.notation import number
from pipeline.web.site import Here, Site
from pipeline.web.spooling import array, spooled, table

router = APIRouter(include_in_schema=False)
EntriesAsked = Annotated[EntryQuery, Query()]
StatementsAsked = Annotated[StatementQuery, Query()]


@router.get("/toezeggingen.csv")
def entries_csv(here: Here, asked: EntriesAsked, _user: Reader) -> Response:
    """Commitments as CSV."""
    with here.store.reading() as tx:
        pieces = (as_csv(rows) for rows in _pieces(here, tx, asked))
        return _named(spooled(table(as_csv(()), pieces), "text/csv; charset=utf-8"), "toezeggingen.csv")


@router.get("/toezeggingen.json")
def entries_json(here: Here, asked: EntriesAsked, _user: Reader) -> Response:
    """Commitments as JSON."""
    with here.store.reading() as tx:
        return _named(spooled(array(as_json(rows) for rows in _pieces(here, tx, asked)), "application/json"))


@router.get("/toezeggingen.ics")
def entries_ical(here: Here, asked: EntriesAsked, _user: Reader) -> Response:
    """Commitments as tasks in a calendar."""
    rows, note = _fed(here, asked)
    made = Response(as_ical(rows, now=here.now(), note=note), media_type="text/calendar; charset=utf-8")
    return _named(made, "toezeggingen.ics")


@router.get("/toezeggingen.atom")
def entries_atom(request: Request, here: Here, asked: EntriesAsked, _user: Reader) -> Response:
    """Commitments as a feed; unless an order is asked for, the newest first."""
    ordered = asked if "volgorde" in asked.model_fields_set else asked.model_copy(update={"volgorde": "newest"})
    own = here.settings.base_url.rstrip("/") + str(request.url.path) if here.settings.base_url else str(request.url)
    rows, note = _fed(here, ordered)
    return _named(Response(as_atom(rows, address=own, note=note), media_type="application/atom+xml; charset=utf-8"))


@router.get("/weigeringen.{form}")
def refusals(here: Here, asked: StatementsAsked, _user: Reader, form: Literal["csv", "json"]) -> Response:
    """Refusals as CSV or JSON."""
    return _statements(here, asked, "refusal", form)


@router.get("/beweringen.{form}")
def claims(here: Here, asked: StatementsAsked, _user: Reader, form: Literal["csv", "json"]) -> Response:
    """Claims as CSV or JSON."""
    return _statements(here, asked, "claim", form)


def statement_row(row: StatementRow) -> dict[str, Any]:
    """The fields of a statement in a list."""
    statement = row.statement
    return {
        "id": statement.sentence.id,
        "text": statement.sentence.text,
        "labels": statement.labels,
        "commitment_score": round(statement.scores.commitment, 4),
        "refusal_score": round(statement.scores.refusal, 4),
        "claim_score": round(statement.scores.claim, 4),
        "needs_review": statement.needs_review,
        "judges": row.judges,
        "refused": _text(statement.refusal and statement.refusal.refused),
        "reason": _text(statement.refusal and statement.refusal.reason),
        "attribution": _text(statement.claim and statement.claim.attribution),
        "minister": row.minister,
        "ministry": row.ministry,
        "date": row.date,
        "document": row.document,
        "kind": row.kind,
        "title": row.title,
        "dossiers": row.dossiers,
        "questions": row.question_ids,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
        "address": address_of(row.document) or (row.source if row.source.startswith("https://") else None),
        "model": row.run.model,
    }


def _pieces(here: Site, tx: Transaction, asked: EntryQuery) -> Iterator[list[Listed]]:
    """All entries that pass, some at a time."""
    for some in entries.passing(tx, asked.wanted(here.today, here.settings.soon_days), asked.volgorde):
        yield [standing(here, one) for one in some]


def _fed(here: Site, asked: EntryQuery) -> tuple[tuple[Listed, ...], str]:
    """The first entries, and what the list says when there are more."""
    first = asked.model_copy(update={"pagina": 1, "aantal": FED})
    with here.store.reading() as tx:
        rows = listed(here, tx, first)
        total = total_of(here, tx, asked) if len(rows) == FED else len(rows)
    return rows, f"De eerste {number(FED)} van {number(total)}." if total > FED else ""


def _statements(here: Site, asked: StatementQuery, label: Label, form: str) -> Response:
    with here.store.reading() as tx:
        pieces = ([statement_row(row) for row in some] for some in statements.passing(tx, asked.wanted(label)))
        if form == "json":
            option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
            return _named(spooled(array(orjson.dumps(rows, option=option) for rows in pieces), "application/json"))
        name = "weigeringen.csv" if label == "refusal" else "beweringen.csv"
        return _named(spooled(table(_csv(()), (_csv(rows) for rows in pieces)), "text/csv; charset=utf-8"), name)


COLUMNS = (
    "id", "text", "labels", "commitment_score", "refusal_score", "claim_score", "needs_review", "judges", "refused",
    "reason", "attribution", "minister", "ministry", "date", "document", "kind", "title", "dossiers", "questions",
    "start", "end", "address", "model",
)  # fmt: skip


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})
    return out.getvalue()


def _text(words: Any) -> str | None:  # noqa: ANN401 - words of a frame, or nothing
    return words.text if words else None


def _named(response: Response, name: str | None = None) -> Response:
    response.headers["Cache-Control"] = "private, no-cache"
    if name is not None:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
