"""``gestand explain``: why the model says what it says of one sentence."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.faults import faults_shown, wrong_usage
from pipeline.cli.paths import models_dir
from pipeline.cli.wording import number
from pipeline.records import LABELS, Label

if TYPE_CHECKING:
    from pipeline.classify.explain import Explanation
    from pipeline.classify.protocol import Context

NAMES: dict[Label, str] = {"commitment": "toezegging", "refusal": "weigering", "claim": "bewering"}
_WORDS = 5


class Speaker(StrEnum):
    """Who says the sentence, and where."""

    answer = "answer"
    letter = "letter"
    government = "government"
    member = "member"
    chair = "chair"
    question = "question"
    quote = "quote"
    news = "news"


def explain(
    sentence: Annotated[str, typer.Argument(metavar="ZIN", help="Eén zin.")],
    *,
    question: Annotated[
        str, typer.Option(metavar="TEKST", help="De vraag, of in een debat de spreekbeurt ervoor.")
    ] = "",
    before: Annotated[str, typer.Option(metavar="TEKST", help="De zin ervoor.")] = "",
    role: Annotated[Speaker, typer.Option(help="Wie spreekt, en waar.")] = Speaker.answer,
    model: Annotated[Path | None, typer.Option(metavar="MAP", help="Map van het model.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Voor machines.")] = False,
) -> None:
    """Leg uit wat het model van een zin vindt: scores, regels, woorden die tellen, en de naaste gelabelde zinnen."""
    if not sentence.strip():
        raise wrong_usage("geef een zin")
    with faults_shown():
        from pipeline.classify import load_classifier  # noqa: PLC0415 - start-up is quick
        from pipeline.classify.explain import explain as explained  # noqa: PLC0415
        from pipeline.classify.loading import preferred  # noqa: PLC0415
        from pipeline.settings import Settings  # noqa: PLC0415

        folder = model or Settings().model or preferred(models_dir())
        classifier = load_classifier(folder, models_dir=models_dir())
        found = explained(classifier, folder, _context(sentence, question, before, role))
        typer.echo(json.dumps(_as_dict(found), ensure_ascii=False, indent=2) if as_json else _as_text(found))


def _context(sentence: str, question: str, before: str, role: Speaker) -> Context:
    from pipeline.train.gold import gold_rows  # noqa: PLC0415 - start-up is quick

    row = {"document": "-", "text": sentence, "labels": [], "role": role.value, "context": question, "before": before}
    return gold_rows([json.dumps(row)]).rows[0].context


def _as_dict(found: Explanation) -> dict[str, object]:
    return {
        "model": found.model,
        "labels": list(found.verdict.labels),
        "needs_review": found.verdict.needs_review,
        "scores": {label: round(getattr(found.verdict.scores, label), 4) for label in LABELS},
        "thresholds": {label: round(found.bands[label].threshold, 4) for label in LABELS},
        "evidence": list(found.evidence),
        "words": [
            {"text": word.text, "start": word.start, "end": word.end, "weights": word.weights} for word in found.words
        ],
        "neighbours": [
            {"id": one.id, "document": one.document, "labels": list(one.labels), "likeness": one.likeness}
            for one in found.neighbours
        ],
    }


def _as_text(found: Explanation) -> str:
    given = ", ".join(NAMES[label] for label in found.verdict.labels) or "geen label"
    lines = [f"{given}{' (nakijken)' if found.verdict.needs_review else ''}, volgens {found.model}", ""]
    lines.extend(_label_line(found, label) for label in LABELS)
    if found.evidence:
        lines.extend(["", f"regels: {', '.join(found.evidence)}"])
    if found.neighbours:
        lines.extend(["", "naaste gelabelde zinnen:"])
        lines.extend(
            f"  {number(one.likeness, 2)}  {one.id}  {', '.join(NAMES[label] for label in one.labels) or '-'}"
            for one in found.neighbours
        )
    return "\n".join(lines)


def _label_line(found: Explanation, label: Label) -> str:
    from pipeline.classify.occlusion import strongest  # noqa: PLC0415 - start-up is quick

    score, band = getattr(found.verdict.scores, label), found.bands[label]
    words = [f"{word.text} {_signed(word.weights[label])}" for word in strongest(found.words, label, _WORDS)]
    told = f"; woorden: {', '.join(words)}" if words else ""
    return f"{NAMES[label]:<11} {number(score, 3)} (drempel {number(band.threshold, 3)}){told}"


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '-'}{number(abs(value), 1)}"
