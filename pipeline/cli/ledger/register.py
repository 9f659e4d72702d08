"""``gestand ledger register``: the Kamer's register beside the ledger."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from pipeline.cli.faults import SET_ASIDE, there
from pipeline.cli.ledger.options import Address, reading, writing
from pipeline.cli.store import settings
from pipeline.cli.wording import amount

if TYPE_CHECKING:
    from pipeline.entries import RegisterEntry
    from pipeline.ledger.register import Comparison

register = typer.Typer(name="register", no_args_is_help=True, help="Het toezeggingenregister van de Tweede Kamer.")

Row = TypeVar("Row")

BATCH = 500


@register.command("import")
def import_(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PAD...", help="OData-JSON of SyncFeed-XML; mappen worden doorlopen.")
    ],
    *,
    store: Address = None,
) -> None:
    """Lees rijen van het register in; dezelfde rijen nog eens veranderen niets."""
    there(paths)
    from pipeline.ledger.register import RowFault, read_register  # noqa: PLC0415 - start-up is quick
    from pipeline.store import RegisterChanges  # noqa: PLC0415
    from pipeline.store import register as stored  # noqa: PLC0415

    changes, faults, unknown = RegisterChanges(), 0, Counter[str]()
    rows = itertools.chain.from_iterable(read_register(path, limits=settings().read) for path in paths)
    for batch in _batches(rows):
        good: list[RegisterEntry] = []
        for row in batch:
            if isinstance(row, RowFault):
                faults += 1
                typer.echo(f"gestand: {row.error}", err=True)
            else:
                good.append(row)
                if row.status_text is not None and row.status is None:
                    unknown[row.status_text] += 1
        with writing(store) as tx:
            changes += stored.put(tx, good)
    for value, count in unknown.most_common():
        typer.echo(f"gestand: status {value!r} is niet bekend ({amount(count, 'rij', 'rijen')})", err=True)
    typer.echo(
        f"{amount(changes.new, 'nieuwe rij', 'nieuwe rijen')}, {changes.changed} veranderd, "
        f"{changes.deleted} verwijderd, {changes.unchanged} ongewijzigd, {faults} terzijde gelegd"
    )
    if faults:
        raise typer.Exit(SET_ASIDE)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


@register.command("compare")
def compare(
    *,
    format_: Annotated[Literal["table", "json", "csv"], typer.Option("--format", "-f")] = "table",
    store: Address = None,
) -> None:
    """Leg het register naast de toezeggingen: in beide, alleen gezegd, alleen geregistreerd."""
    with reading(store) as tx:
        from pipeline.ledger import compare_register  # noqa: PLC0415 - start-up is quick

        found = compare_register(tx)
    rows = list(_rows(found))
    if format_ == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    elif format_ == "csv":
        _csv(rows)
    else:
        for row in rows:
            typer.echo("  ".join(str(value) for value in row.values() if value not in {None, ""}))
        typer.echo(
            f"in beide: {len(found.both)}; wel gezegd, niet geregistreerd: {len(found.said)}; "
            f"wel geregistreerd, niet gevonden: {len(found.registered)}"
        )


@register.command("propose")
def propose(*, store: Address = None) -> None:
    """Stel voor welke rijen bij welke toezeggingen horen, en wat het register van hun stand zegt."""
    with writing(store) as tx:
        from pipeline.ledger import propose_register  # noqa: PLC0415 - start-up is quick

        found = propose_register(tx)
    typer.echo(f"{amount(found.looked_at, 'rij', 'rijen')} bekeken, {amount(found.written, 'voorstel', 'voorstellen')}")


def _rows(found: Comparison) -> Iterator[dict[str, Any]]:
    for one in found.both:
        yield _row("in beide", one.row, one.entry.id, one.entry.text, round(one.probability, 4))
    for entry in found.said:
        yield _row("niet geregistreerd", None, entry.id, entry.text, None)
    for row in found.registered:
        yield _row("niet gevonden", row, None, None, None)


def _row(
    where: str, row: RegisterEntry | None, entry: str | None, text: str | None, probability: float | None
) -> dict[str, Any]:
    known = asdict(row) if row is not None else {}
    return {
        "where": where,
        "number": known.get("number") or known.get("id"),
        "status": known.get("status_text"),
        "registered": known.get("text"),
        "probability": probability,
        "entry": entry,
        "said": text,
    }


def _csv(rows: list[dict[str, Any]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["where", "number", "status", "registered", "probability", "entry", "said"])
    writer.writeheader()
    writer.writerows(rows)
    sys.stdout.buffer.write(out.getvalue().encode())
    sys.stdout.buffer.flush()
