"""``gestand ledger list``: entries by filters, as a table or for other programs."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from pipeline.cli.faults import wrong_usage
from pipeline.cli.ledger.options import Address, Today, day, reading, today_or
from pipeline.cli.store import settings
from pipeline.cli.wording import amount

if TYPE_CHECKING:
    from pipeline.entries import EntryFilter, Status, Urgency
    from pipeline.ledger import Listed

Format = Literal["table", "json", "csv", "ical", "atom"]
Order = Literal["deadline", "newest", "oldest", "ministry", "minister", "status", "slipped"]

PAGE = 50
_RATIOS = {"stand": 1, "toezegging": 2}


def list_(
    *,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STAND",
            help="openstaand, deels_afgedaan, afgedaan, vervallen, te_laat, binnenkort, zonder_termijn; mag vaker.",
        ),
    ] = None,
    ministry: Annotated[str | None, typer.Option(metavar="WOORDEN", help="Ministerie.")] = None,
    minister: Annotated[str | None, typer.Option(metavar="WOORDEN", help="Naam van de bewindspersoon.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Document waarin is toegezegd.")] = None,
    dossier: Annotated[str | None, typer.Option(metavar="NUMMER", help="Dossier of kenmerk van vragen.")] = None,
    due_from: Annotated[dt.date | None, typer.Option(parser=day, metavar="JJJJ-MM-DD", help="Termijn vanaf.")] = None,
    due_to: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="JJJJ-MM-DD", help="Termijn tot en met.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WOORDEN", help='Woorden; "tussen aanhalingstekens" samen.')
    ] = None,
    order: Annotated[Order, typer.Option(help="Volgorde.")] = "deadline",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=f"Hoogstens zoveel; een tabel toont er anders {PAGE}.")
    ] = None,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="Sla de eerste N over.")] = 0,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Tabel, of voor andere programma's.")] = "table",
    today: Today = None,
    soon_days: Annotated[int | None, typer.Option(min=0, metavar="N", help="Wat binnenkort is, in dagen.")] = None,
    store: Address = None,
) -> None:
    """Toon toezeggingen: openstaand, te laat, binnenkort, afgedaan."""
    names = _statuses(status or [])
    with reading(store) as tx:
        from pipeline.entries import EntryFilter  # noqa: PLC0415 - start-up is quick
        from pipeline.ledger.lists import listing  # noqa: PLC0415
        from pipeline.store import entries  # noqa: PLC0415

        wanted = EntryFilter(
            today=today_or(today),
            soon_days=settings().soon_days if soon_days is None else soon_days,
            statuses=names,
            ministry=ministry,
            minister=minister,
            document=document,
            dossier=dossier,
            due_from=due_from,
            due_to=due_to,
            text=text,
            limit=limit or (PAGE if format_ == "table" else None),
            offset=offset,
        )
        found = listing(tx, wanted, order)
        if format_ == "table":
            _table(found, wanted, entries.count(tx, wanted))
        else:
            sys.stdout.buffer.write(_formatted(found, format_))
            sys.stdout.buffer.flush()


def _statuses(names: Sequence[str]) -> tuple[Status | Urgency, ...]:
    from pipeline.entries import STATUSES, URGENCIES  # noqa: PLC0415 - start-up is quick

    known = (*STATUSES, *URGENCIES)
    for name in names:
        if name not in known:
            raise wrong_usage(f"--status {name}: geen stand; kies uit: {', '.join(known)}")
    return cast("tuple[Status | Urgency, ...]", tuple(names))


def _formatted(found: Sequence[Listed], format_: Format) -> bytes:
    from pipeline.ledger import as_atom, as_csv, as_ical, as_json  # noqa: PLC0415 - start-up is quick

    if format_ == "json":
        return as_json(found)
    if format_ == "csv":
        return as_csv(found).encode()
    if format_ == "ical":
        return as_ical(found, now=dt.datetime.now(dt.UTC).replace(microsecond=0))
    return as_atom(found).encode()


def _table(found: Sequence[Listed], wanted: EntryFilter, total: int) -> None:
    from rich import box  # noqa: PLC0415 - start-up is quick
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from pipeline.ledger.listing import slippage, standing_words  # noqa: PLC0415

    console = Console()
    table = Table(box=box.SIMPLE, show_edge=False)
    for title in ("id", "termijn", "stand", "toezegging"):
        table.add_column(title, overflow="fold", no_wrap=title in {"id", "termijn"}, ratio=_RATIOS.get(title))
    for one in found:
        moved = slippage(one.state)
        words = standing_words(one.standing) + (f"; {moved}" if moved else "")
        late = "red" if one.standing.urgency == "te_laat" else ""
        due = one.state.latest.isoformat() if one.state.latest else "-"
        what = f"{one.state.ministry or 'ministerie onbekend'}: {' '.join(one.entry.action.split())}"
        cells = (one.entry.id, due, words, what)
        table.add_row(*(Text(cell, style=late if number == 2 else "") for number, cell in enumerate(cells)))
    if found:
        console.print(table)
    shown = f"; getoond {wanted.offset + 1}-{wanted.offset + len(found)}" if len(found) < total and found else ""
    console.print(
        f"{amount(total, 'toezegging', 'toezeggingen')} op {wanted.today.isoformat()}{shown}", highlight=False
    )
