"""The program ``gestand`` and its commands. Heavy libraries are imported by the command that needs them."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli.corpus import corpus
from pipeline.cli.deadline import deadline
from pipeline.cli.evaluate import evaluate
from pipeline.cli.explain import explain
from pipeline.cli.export import export
from pipeline.cli.label import label
from pipeline.cli.learn import train
from pipeline.cli.ledger import ledger
from pipeline.cli.review import review
from pipeline.cli.serve import serve
from pipeline.cli.store import store
from pipeline.cli.users import user

app = typer.Typer(
    name="gestand",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(label)
app.command()(evaluate)
app.command()(explain)
app.command()(train)
app.command()(corpus)

app.command()(deadline)
app.add_typer(store, name="store")
app.command()(serve)
app.add_typer(user, name="user")
app.add_typer(ledger, name="ledger")
app.add_typer(export, name="export")
app.add_typer(review, name="review")


@app.command()
def schema() -> None:
    """Druk het JSON-schema van een gelabeld document af."""
    from pipeline.export import schema as labelled_document  # noqa: PLC0415 - start-up is quick

    typer.echo(json.dumps(labelled_document(), ensure_ascii=False, indent=2))


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"gestand {__version__}")
        raise typer.Exit


@app.callback()
def program(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
) -> None:
    """Vindt wat de regering toezegde, weigerde of stelde in parlementaire tekst."""


def main() -> None:
    """Run the program."""
    app()
