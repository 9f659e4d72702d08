"""``gestand export``: what people said, for training and for other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.faults import faults_shown, wrong_usage
from pipeline.cli.reviewing import documents_of, said_of, tasks_of
from pipeline.cli.store import Database, opened
from pipeline.cli.wording import amount

if TYPE_CHECKING:
    from pipeline.store import Store

export = typer.Typer(no_args_is_help=True, help="Schrijf wat mensen oordeelden, om van te leren of te verbeteren.")

Out = Annotated[Path, typer.Option("--out", "-o", metavar="BESTAND", help="Waar het komt.")]
Only = Annotated[str | None, typer.Option("--document", metavar="ID", help="Alleen dit document.")]
Reviewed = Annotated[bool, typer.Option("--reviewed", help="Alleen zinnen waarover iets is gezegd.")]


@export.command()
def gold(
    *,
    out: Out,
    only: Only = None,
    database: Database = None,
    standoff: Annotated[bool, typer.Option("--stand-off", help="Zonder tekst: plaats en kenmerk per zin.")] = False,
) -> None:
    """Zinnen waarover beslist is, als goud voor gestand train en gestand evaluate (JSONL).

    Zinnen van anderen horen niet in een Git-map; met --stand-off staat er geen tekst in.
    """
    with faults_shown(), opened(database) as store:
        store.check()
        written = _written(out, _gold(store, only, standoff=standoff))
    typer.echo(f"{amount(written, 'zin', 'zinnen')} met een uitkomst: {out}")


@export.command("label-studio")
def label_studio(
    *,
    out: Out,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="BESTAND.xml", help="Waar de bijbehorende interface komt.")
    ] = None,
    only: Only = None,
    reviewed: Reviewed = False,
    database: Database = None,
) -> None:
    """Taken met voorspellingen en oordelen voor Label Studio (JSON)."""
    with faults_shown(), opened(database) as store:
        from pipeline.export import write_whole  # noqa: PLC0415 - start-up is quick
        from pipeline.export.label_studio import label_studio_json, labelling_config  # noqa: PLC0415

        store.check()
        write_whole(out, label_studio_json(tasks_of(store, only=only, reviewed=reviewed)))
        if config is not None:
            write_whole(config, labelling_config().encode())
    typer.echo(str(out))


@export.command()
def prodigy(*, out: Out, only: Only = None, reviewed: Reviewed = False, database: Database = None) -> None:
    """Zinnen met oordelen als JSONL zoals Prodigy die leest."""
    with faults_shown(), opened(database) as store:
        from pipeline.export import write_whole  # noqa: PLC0415 - start-up is quick
        from pipeline.export.prodigy import prodigy_jsonl  # noqa: PLC0415

        store.check()
        write_whole(out, prodigy_jsonl(tasks_of(store, only=only, reviewed=reviewed)))
    typer.echo(str(out))


@export.command("csv")
def csv_(*, out: Out, only: Only = None, reviewed: Reviewed = False, database: Database = None) -> None:
    """Zinnen met oordelen als tabel (CSV)."""
    with faults_shown(), opened(database) as store:
        from pipeline.export import write_whole  # noqa: PLC0415 - start-up is quick
        from pipeline.export.reviews_csv import reviews_csv  # noqa: PLC0415

        store.check()
        write_whole(out, reviews_csv(tasks_of(store, only=only, reviewed=reviewed)))
    typer.echo(str(out))


@export.command()
def labelled(
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="MAP", help="Map waar de documenten komen.")],
    only: Only = None,
    database: Database = None,
) -> None:
    """Gelabelde documenten (JSON) met alle oordelen erbij; een bestand per document."""
    if out.exists() and not out.is_dir():
        raise wrong_usage(f"{out} is geen map")
    with faults_shown(), opened(database) as store:
        from pipeline.export import safe_id, write_whole  # noqa: PLC0415 - start-up is quick
        from pipeline.export.reviewed_json import reviewed_json  # noqa: PLC0415

        store.check()
        out.mkdir(parents=True, exist_ok=True)
        written = 0
        with store.reading() as tx:
            for document in documents_of(tx, only):
                said = [review for words in said_of(tx, document).values() for review in words]
                write_whole(out / f"{safe_id(document.document.id)}.json", reviewed_json(document, said))
                written += 1
    typer.echo(f"{amount(written, 'document', 'documenten')}: {out}")


def _gold(store: Store, only: str | None, *, standoff: bool) -> Iterator[bytes]:
    import orjson  # noqa: PLC0415 - start-up is quick

    from pipeline.train.reviewed import gold_rows, standoff_rows  # noqa: PLC0415

    rows_of = standoff_rows if standoff else gold_rows
    with store.reading() as tx:
        for document in documents_of(tx, only):
            for row in rows_of(document, said_of(tx, document)):
                yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _written(out: Path, lines: Iterable[bytes]) -> int:
    """Write lines whole; gives how many."""
    from pipeline.export import write_whole  # noqa: PLC0415 - start-up is quick

    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            count += 1
            yield line

    write_whole(out, counted())
    return count
