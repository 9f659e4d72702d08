"""``gestand label``: documents in, labelled JSON out."""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from pipeline.cli.faults import SET_ASIDE, faults_shown, wrong_usage
from pipeline.cli.paths import models_dir
from pipeline.cli.wording import KINDS
from pipeline.cli.wording import date as parsed_date
from pipeline.records import DocumentKind

if TYPE_CHECKING:
    from pipeline.batch import Request
    from pipeline.read import Hints

Format = Literal["json", "jsonl", "csv"]


def _date(value: str) -> dt.date:
    try:
        return parsed_date(value)
    except ValueError:
        rule = f"--date {value}: geen datum; schrijf JJJJ-MM-DD, bijvoorbeeld 2025-07-02"
        raise wrong_usage(rule) from None


def _kind(value: str) -> str:
    if value not in KINDS:
        raise wrong_usage(f"--kind {value}: geen soort document; kies uit: {', '.join(KINDS)}")
    return value


def label(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PAD...", help="Bestanden en mappen; mappen worden doorlopen.")
    ] = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="MAP", help="Waar de JSON komt.")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Lees één document van de standaardinvoer.")] = False,
    date: Annotated[
        dt.date | None,
        typer.Option(parser=_date, metavar="JJJJ-MM-DD", help="De datum, als het document die niet noemt."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(parser=_kind, metavar="SOORT", help=f"De soort: {', '.join(KINDS)}.")
    ] = None,
    format_: Annotated[
        Format,
        typer.Option("--format", "-f", help="jsonl en csv: ook één tabel met alle zinnen (sentences.jsonl, .csv)."),
    ] = "json",
    model: Annotated[Path | None, typer.Option(metavar="MAP", help="Map van het model.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Label ook wat al gelabeld is.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, metavar="N", help="Aantal processen; anders wat loont.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Toon alleen wat misgaat.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Toon elk document.")] = False,
) -> None:
    """Label documenten: elke zin met wat er toegezegd, geweigerd of beweerd wordt, als JSON.

    Eindigt met 0 als alles gelabeld is, 1 als er documenten terzijde zijn gelegd, 2 bij verkeerd gebruik.
    """
    _check(paths or [], out, stdin=stdin)
    with faults_shown():
        from pipeline.read import Hints  # noqa: PLC0415 - start-up is quick

        hints = Hints(kind=cast("DocumentKind | None", kind), date=date)
        if stdin or out is None:
            _label_stdin(hints, model, format_)
            return
        request = _request(paths or [], out, hints, model, format_, force=force, workers=workers)
        _label_paths(request, quiet=quiet, verbose=verbose)


def _check(paths: Sequence[Path], out: Path | None, *, stdin: bool) -> None:
    """The rules of the command line; raises ``typer.Exit``."""
    if stdin and (paths or out):
        raise wrong_usage("--stdin leest één document en schrijft naar de standaarduitvoer; geen PAD of --out erbij")
    if not stdin and not paths:
        raise wrong_usage("geef een PAD of --stdin")
    if not stdin and out is None:
        raise wrong_usage("zeg met --out in welke map het resultaat komt")
    for path in paths:
        if not os.path.lexists(path):
            raise wrong_usage(f"{path} bestaat niet")


def _request(
    paths: Sequence[Path],
    out: Path,
    hints: Hints,
    model: Path | None,
    format_: Format,
    *,
    force: bool,
    workers: int | None,
) -> Request:
    from pipeline.batch import Recipe, Request, find_sources  # noqa: PLC0415 - start-up is quick
    from pipeline.settings import Settings  # noqa: PLC0415

    settings = Settings()
    return Request(
        found=find_sources(paths, hints=hints, without=out),
        out=out,
        recipe=Recipe(models_dir(), settings.read, model or settings.model),
        created_at=dt.datetime.now(dt.UTC),
        batch_documents=settings.batch_documents,
        force=force,
        workers=workers,
        tables=() if format_ == "json" else (format_,),
    )


def _label_paths(request: Request, *, quiet: bool, verbose: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - start-up is quick

    from pipeline.batch import label_all  # noqa: PLC0415
    from pipeline.cli.show import Watch, show_rejected, show_report  # noqa: PLC0415

    logging.basicConfig(level=logging.DEBUG if verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    errors = Console(stderr=True)
    with Watch(errors, quiet=quiet, verbose=verbose) as watch:
        report = label_all(request, watcher=watch)
    show_rejected(report, errors, quiet=quiet)
    if not quiet:
        show_report(report, Console())
    if report.rejected:
        raise typer.Exit(SET_ASIDE)


def _label_stdin(hints: Hints, model: Path | None, format_: Format) -> None:
    from pipeline.batch import Recipe  # noqa: PLC0415 - start-up is quick
    from pipeline.errors import UnreadableDocumentError  # noqa: PLC0415
    from pipeline.export import labelled_json, table  # noqa: PLC0415
    from pipeline.settings import Settings  # noqa: PLC0415

    settings = Settings()
    labeller = Recipe(models_dir(), settings.read, model or settings.model).labeller()
    data = sys.stdin.buffer.read(settings.read.max_bytes + 1)
    try:
        labelled = labeller.label(data, source="-", hints=hints, created_at=dt.datetime.now(dt.UTC))
    except UnreadableDocumentError as error:
        typer.echo(f"gestand: {error}", err=True)
        raise typer.Exit(SET_ASIDE) from error
    parts = [labelled_json(labelled)] if format_ == "json" else table(format_, [labelled])
    sys.stdout.buffer.writelines(parts)
    sys.stdout.buffer.flush()
