"""``gestand serve``: the web application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.faults import faults_shown, wrong_usage
from pipeline.cli.paths import store_address
from pipeline.cli.store import Database

if TYPE_CHECKING:
    from pipeline.web.settings import WebSettings


def serve(
    *,
    database: Database = None,
    host: Annotated[str | None, typer.Option(help="Adres waarop geluisterd wordt (GESTAND_HOST).")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Poort; 0: een vrije (GESTAND_PORT).")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processen; meer dan één vraagt PostgreSQL.")] = None,
) -> None:
    """Start de webtoepassing: dashboard, beoordelen en API. Zonder instellingen op SQLite, alleen op deze machine.

    Stopt netjes bij Ctrl-C of SIGTERM: wat bezig is, wordt afgemaakt.
    """
    from pipeline.web.serving import run  # noqa: PLC0415 - start-up is quick

    with faults_shown():
        run(_settings(database, {"host": host, "port": port, "workers": workers}))


def _settings(database: str | None, given: dict[str, Any]) -> WebSettings:
    """Options go before the environment."""
    from pydantic import ValidationError  # noqa: PLC0415 - start-up is quick

    from pipeline.web.settings import WebSettings  # noqa: PLC0415

    try:
        settings = WebSettings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        raise wrong_usage(f"GESTAND_{'_'.join(map(str, first['loc'])).upper()}: {first['msg']}") from error
    return settings.model_copy(update={"database_url": store_address(database or settings.database_url)})
