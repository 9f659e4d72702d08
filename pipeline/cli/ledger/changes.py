"""``gestand ledger accept``, ``reject``, ``link`` and ``retract``: what people say became of a commitment."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from pipeline.cli.ledger.options import KINDS, Address, By, LinkName, Note, Until, day, person, writing
from pipeline.cli.store import judges_needed

Proposal = Annotated[str, typer.Argument(metavar="VOORSTEL", help="Id van het voorstel (p-…).")]


def accept(
    proposal: Proposal,
    *,
    by: By,
    kind: Annotated[LinkName | None, typer.Option("--as", help="Als iets anders dan voorgesteld.")] = None,
    until: Until = None,
    note: Note = "",
    store: Address = None,
) -> None:
    """Neem een voorstel aan: het wordt een feit in het register."""
    with writing(store) as tx:
        from pipeline.ledger import accept as accepted  # noqa: PLC0415 - start-up is quick

        needed = judges_needed()
        event = accepted(tx, proposal, person(by), kind=kind, until=until, note=note, judges_needed=needed)
    typer.echo(f"{event.id}: {event.entry_id} {KINDS[event.kind]}")


def reject(
    proposal: Proposal,
    *,
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Waarom niet.")] = "",
    store: Address = None,
) -> None:
    """Wijs een voorstel af; het komt niet terug."""
    with writing(store) as tx:
        from pipeline.ledger import reject as rejected  # noqa: PLC0415 - start-up is quick

        rejected(tx, proposal, person(by), reason=reason)
    typer.echo(f"{proposal} afgewezen")


def link(
    entry: Annotated[str, typer.Argument(metavar="TOEZEGGING", help="Id van de toezegging (e-…).")],
    *,
    kind: Annotated[LinkName, typer.Option("--as", help="Wat ermee gebeurde.")],
    by: By,
    sentence: Annotated[str | None, typer.Option(metavar="ZIN", help="Id van de zin die het zegt (s-…).")] = None,
    date: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="JJJJ-MM-DD", help="De dag; anders die van het document.")
    ] = None,
    until: Until = None,
    note: Note = "",
    store: Address = None,
) -> None:
    """Leg zelf vast wat er met een toezegging gebeurde."""
    with writing(store) as tx:
        from pipeline.ledger import link as linked  # noqa: PLC0415 - start-up is quick

        event = linked(
            tx,
            entry,
            kind,
            person(by),
            sentence=sentence,
            date=date,
            until=until,
            note=note,
            judges_needed=judges_needed(),
        )
    typer.echo(f"{event.id}: {event.entry_id} {KINDS[event.kind]}")


def retract(
    event: Annotated[str, typer.Argument(metavar="GEBEURTENIS", help="Id van de gebeurtenis (v-…).")],
    *,
    by: By,
    note: Note = "",
    store: Address = None,
) -> None:
    """Draai een gebeurtenis terug; in de geschiedenis blijft zij staan."""
    with writing(store) as tx:
        from pipeline.ledger import retract as retracted  # noqa: PLC0415 - start-up is quick

        back = retracted(tx, event, person(by), note=note)
    typer.echo(f"{back.id}: {event} teruggedraaid")
