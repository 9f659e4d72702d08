"""``gestand train``: a new model from labelled sentences."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.corpus import Documents, join_lines
from pipeline.cli.faults import faults_shown, there
from pipeline.cli.paths import annotation, if_there, models_dir
from pipeline.cli.wording import amount, number

if TYPE_CHECKING:
    from pipeline.train.commands import Trained

Gold = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[SOORT] [GOUD.jsonl]...", help="Soort model (zie --kind), en gelabelde zinnen."),
]


class Kind(StrEnum):
    """The kinds of model that can be trained."""

    linear = "linear"
    cues = "cues"
    encoder = "encoder"


def train(
    gold: Gold = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="MAP", help="Waar het model komt.")],
    documents: Documents = None,
    own: Annotated[
        list[Path] | None,
        typer.Option(metavar="EIGEN.jsonl", help="Zinnen van eigen hand; mag vaker gegeven worden."),
    ] = None,
    kind: Annotated[Kind, typer.Option(help="Soort model.")] = Kind.linear,
    base: Annotated[
        str | None, typer.Option(metavar="MAP_OF_HUB_ID", help="Voor een encoder: het model om van uit te gaan.")
    ] = None,
    linear: Annotated[
        Path | None,
        typer.Option(metavar="MAP", help="Voor een encoder: het lineaire model dat eerst gevraagd wordt."),
    ] = None,
    held_out: Annotated[
        Path | None,
        typer.Option(metavar="LIJST.json", help="Documenten die apart blijven; anders annotations/held-out.json."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Zelfde zinnen en zelfde getal: zelfde model.")] = 0,
) -> None:
    """Maak een model uit gelabelde zinnen; met --documents ook uit de labels zonder tekst in annotations/."""
    kind, gold = _kind(kind, gold or [])
    paths = [*gold, *(own or [])]
    there([*paths, *(documents or []), *([held_out] if held_out else [])])
    with faults_shown():
        from pipeline.settings import Settings  # noqa: PLC0415 - start-up is quick
        from pipeline.train.commands import Encoder, Material, train_command  # noqa: PLC0415

        labels = annotation("labels.jsonl") if documents else None
        mended = if_there(annotation("mended.jsonl"))
        rationales = if_there(annotation("rationales.jsonl"))
        material = Material(tuple(paths), labels, tuple(documents or ()), mended, rationales, Settings().read)
        apart = held_out or if_there(annotation("held-out.json"))
        encoder = Encoder(base, linear or models_dir() / "linear", _note) if base else None
        done = train_command(material, out, seed=seed, held_out=apart, kind=kind.value, encoder=encoder)
        _show(done)
        typer.echo(f"{done.card.full_name} staat in {out}")


def _kind(kind: Kind, gold: list[Path]) -> tuple[Kind, list[Path]]:
    """The kind may stand first, before the files: ``gestand train encoder …``."""
    if gold and str(gold[0]) in Kind.__members__ and not gold[0].exists():
        return Kind(str(gold[0])), gold[1:]
    return kind, gold


def _note(line: str) -> None:
    typer.echo(line, err=True)


def _show(done: Trained) -> None:
    """What the model learned from, and what was left out."""
    for error in done.gathered.errors:
        typer.echo(f"overgeslagen: {error}", err=True)
    for line in join_lines(done.gathered.joins) if done.gathered.joins else ():
        typer.echo(line)
    for document, count in done.held_out.items():
        typer.echo(f"apart gehouden: {document}, {amount(count, 'zin', 'zinnen')}")
    learned = f"geleerd van {amount(done.rows, 'zin', 'zinnen')}"
    typer.echo(
        f"{learned}; {number(done.gathered.mended)} labels verbeterd, {number(done.held_out_rows)} zinnen van "
        f"{amount(len(done.held_out), 'document', 'documenten')} apart gehouden, {number(done.test_only)} alleen "
        "om te meten"
    )
