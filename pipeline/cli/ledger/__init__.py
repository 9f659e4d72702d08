"""``gestand ledger``: what was promised, by when, and what became of it."""

from __future__ import annotations

import typer

from pipeline.cli.ledger.changes import accept, link, reject, retract
from pipeline.cli.ledger.lists import list_
from pipeline.cli.ledger.proposals import proposals, propose, refresh
from pipeline.cli.ledger.register import register
from pipeline.cli.ledger.show import show

ledger = typer.Typer(
    name="ledger",
    no_args_is_help=True,
    help="Het toezeggingenregister: wat is toegezegd, wanneer, en wat is ervan geworden.",
)
ledger.command("list")(list_)
ledger.command("show")(show)
ledger.command("refresh")(refresh)
ledger.command("propose")(propose)
ledger.command("proposals")(proposals)
ledger.command("accept")(accept)
ledger.command("reject")(reject)
ledger.command("link")(link)
ledger.command("retract")(retract)
ledger.add_typer(register)

__all__ = ["ledger"]
