"""``gestand evaluate``: how good a model is, as a table, as JSON and as pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.faults import faults_shown, there, wrong_usage
from pipeline.cli.paths import models_dir


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOUD.jsonl...", help="Gelabelde zinnen.")],
    *,
    model: Annotated[Path | None, typer.Option(metavar="MAP", help="Map van het model.")] = None,
    held_out: Annotated[
        Path | None,
        typer.Option(metavar="LIJST.json", help="Meet alleen op deze documenten, zoals annotations/held-out.json."),
    ] = None,
    figures: Annotated[
        Path | None,
        typer.Option(metavar="MAP", help="Teken hier de ijking en precisie tegen recall, als SVG."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Voor machines.")] = False,
) -> None:
    """Meet het model op gelabelde zinnen: precisie, recall en F1 per label, ijking, twijfelband en verwarring.

    Per soort tekst, en per soort zin die op een toezegging, weigering of bewering lijkt en het niet is. Meet op
    documenten waarvan het model niet geleerd heeft: anders zeggen de cijfers te veel.
    """
    there([*gold, *([held_out] if held_out else [])])
    if figures is not None and figures.exists() and not figures.is_dir():
        raise wrong_usage(f"{figures} is geen map")
    with faults_shown():
        from pipeline.classify import load_classifier  # noqa: PLC0415 - start-up is quick
        from pipeline.settings import Settings  # noqa: PLC0415
        from pipeline.train.evaluation import evaluate_files  # noqa: PLC0415
        from pipeline.train.held_out import read_held_out  # noqa: PLC0415
        from pipeline.train.pictures import write_pictures  # noqa: PLC0415

        only = read_held_out(held_out) if held_out else None
        classifier = load_classifier(model or Settings().model, models_dir=models_dir())
        evaluation = evaluate_files(gold, classifier, only=only)
        typer.echo(json.dumps(evaluation.as_dict(), ensure_ascii=False, indent=2) if as_json else evaluation.as_table())
        for error in evaluation.left_out:
            typer.echo(f"overgeslagen: {error}", err=True)
        for path in write_pictures(evaluation, figures) if figures else ():
            typer.echo(f"getekend: {path}", err=True)
