"""``gestand corpus``: which labels of official documents can be joined with the text that is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.faults import faults_shown, there
from pipeline.cli.paths import annotation
from pipeline.cli.wording import amount, number

if TYPE_CHECKING:
    from pipeline.train.corpus import DocumentJoin

Documents = Annotated[
    list[Path] | None,
    typer.Option("--documents", metavar="MAP", help="Map met de gelabelde documenten; mag vaker gegeven worden."),
]


def corpus(
    *,
    documents: Documents = None,
    labels: Annotated[Path | None, typer.Option(metavar="LABELS.jsonl", help="Labels zonder tekst.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="GOUD.jsonl", help="Waar de zinnen met hun labels komen; ook als .parquet."
        ),
    ] = None,
) -> None:
    """Leg labels zonder tekst bij de documenten die er zijn, en zeg welke documenten ontbreken of veranderd zijn."""
    there([*(documents or []), *([labels] if labels else [])])
    with faults_shown():
        from pipeline.settings import Settings  # noqa: PLC0415 - start-up is quick
        from pipeline.train.corpus import join  # noqa: PLC0415
        from pipeline.train.gold_file import write_joined  # noqa: PLC0415
        from pipeline.train.standoff import read_standoff  # noqa: PLC0415

        rows = read_standoff(labels or annotation("labels.jsonl"))
        joins = join(rows, documents or [], limits=Settings().read)
        for line in join_lines(joins):
            typer.echo(line)
        if out is not None:
            written = write_joined(joins, out)
            typer.echo(f"{amount(written, 'zin', 'zinnen')} geschreven: {out}")


def join_lines(joins: Sequence[DocumentJoin]) -> list[str]:
    """What became of the labels: a line for each document, then the totals."""
    found = sum(len(one.joined) for one in joins)
    missing = sum(one.path is None for one in joins)
    waiting = sum(one.adjudicate for one in joins)
    total = (
        f"{number(found)} van {amount(found + sum(one.lost for one in joins), 'label', 'labels')} gevonden in "
        f"{amount(len(joins) - missing, 'document', 'documenten')}; {number(missing)} niet bij de hand; "
        f"{amount(waiting, 'label wacht', 'labels wachten')} op een beslissing"
    )
    return [*map(_line, joins), total]


def _line(one: DocumentJoin) -> str:
    if one.path is None:
        return f"ontbreekt   {one.document}: {amount(one.lost, 'label', 'labels')}"
    if one.error is not None:
        return f"onleesbaar  {one.document}: {one.error}"
    parts = [f"{number(len(one.joined))} gevonden"]
    counts = (
        ("verplaatst", one.count("moved")),
        ("anders gespeld", one.count("alike")),
        ("niet meer in de tekst", one.lost),
    )
    parts.extend(f"{number(count)} {what}" for what, count in counts if count)
    return f"{'veranderd ' if one.lost else 'gevonden  '}  {one.document}: {', '.join(parts)} ({one.path})"
