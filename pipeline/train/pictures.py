"""Two pictures of an evaluation as SVG: the reliability diagram, and precision against recall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.records import LABELS, Label
from pipeline.train.chart import GREY, SIDE, SMALL, STRIP, Plot, picture
from pipeline.train.evaluation import Evaluation
from pipeline.train.label_figures import LabelFigures

DUTCH: dict[Label, str] = {"commitment": "toezegging", "refusal": "weigering", "claim": "bewering"}
_LEFT, _TOP, _GAP = 56.0, 64.0, 84.0
_WIDTH = _LEFT + len(LABELS) * (SIDE + _GAP) - _GAP + 36
_DASHED = {"stroke": GREY, "stroke-dasharray": "4 3"}
_DOTTED = {"stroke": GREY, "stroke-dasharray": "1 3"}
_SAME_F1 = (0.6, 0.7, 0.8, 0.9)


def write_pictures(evaluation: Evaluation, folder: Path) -> tuple[Path, ...]:
    """Write ``reliability-KIND.svg`` and ``precision-recall-KIND.svg`` for every kind of text that has figures.

    The folder is made if need be; what lies under these names is replaced. Without figures nothing is written. The
    same evaluation gives the same bytes. Raises OSError where the folder cannot be written.
    """
    drawn: dict[str, Callable[[Evaluation, str], bytes]] = {
        "reliability": reliability_diagram,
        "precision-recall": precision_recall,
    }
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for kind in evaluation.figures:
        for name, draw in drawn.items():
            path = folder / f"{name}-{kind}.svg"
            path.write_bytes(draw(evaluation, kind))
            written.append(path)
    return tuple(written)


def reliability_diagram(evaluation: Evaluation, kind: str) -> bytes:
    """Of a calibrated model the dots lie on the diagonal: of the sentences with a score of .7, 70 % have the label.

    A dot per bin of scores, with the 95 % interval of its share; under each plot how many sentences a bin holds.
    ``kind`` is one of the keys of ``evaluation.figures``.
    """
    figures = evaluation.figures[kind]
    plots = [_reliability(place, label, found) for place, (label, found) in enumerate(figures.items())]
    title = f"Reliability of {evaluation.model}, {_texts(kind)}"
    said = "; ".join(_calibration(label, found) for label, found in figures.items())
    how = "For each label the share of sentences that truly have it against the score, in ten bins, with 95 % intervals"
    size = (_WIDTH, _TOP + SIDE + 44 + STRIP + 24)
    return picture(f"reliability-{kind}", title, f"{how}. {said}.", plots, size)


def precision_recall(evaluation: Evaluation, kind: str) -> bytes:
    """Precision against recall at every threshold; the dot is where the model's threshold and the rules put it.

    Its cross is the 95 % interval over documents; dotted lines join places of equal F1. ``kind`` is one of the keys of
    ``evaluation.figures``.
    """
    figures = evaluation.figures[kind]
    plots = [_precision_recall(place, label, found) for place, (label, found) in enumerate(figures.items())]
    title = f"Precision and recall of {evaluation.model}, {_texts(kind)}"
    how = "For each label precision against recall as the threshold falls, and the point at which the model works"
    said = "; ".join(_point(label, found) for label, found in figures.items())
    return picture(f"precision-recall-{kind}", title, f"{how}. {said}.", plots, (_WIDTH, _TOP + SIDE + 52))


def _texts(kind: str) -> str:
    return "all texts" if kind == "all" else f"kind of text: {kind}"


def _plot(place: int) -> Plot:
    return Plot(_LEFT + place * (SIDE + _GAP), _TOP)


def _calibration(label: Label, found: LabelFigures) -> str:
    return f"{label}: calibration error {found.calibration_error:.3f}, {_counts(found)}"


def _counts(found: LabelFigures) -> str:
    sentences = sum(one.count for one in found.curves.bins)
    return f"{found.support} of {sentences} sentences have it"


def _point(label: Label, found: LabelFigures) -> str:
    if not found.support:
        return f"{label}: no sentence has it"
    rates = f"precision {found.precision}, recall {found.recall}, F1 {found.f1}"
    return f"{label}: {rates}, average precision {found.average_precision:.2f}, {_counts(found)}"


def _reliability(place: int, label: Label, found: LabelFigures) -> Plot:
    plot = _plot(place)
    heading = f"{label} ({DUTCH[label]}): error {found.calibration_error:.3f}"
    plot.frame(heading, "score (mean of the bin)", "share that has the label")
    plot.line((0.0, 0.0), (1.0, 1.0), **_DASHED)
    for one in found.curves.bins:
        low, high = one.interval
        share = f"share {one.share:.2f} [{low:.2f}, {high:.2f}]"
        said = f"score {one.low:.1f} to {one.high:.1f}: {one.count} sentences, {share}"
        plot.dot((one.score, one.share), said, up=one.interval)
    plot.bars(
        [(one.low, one.high, one.count) for one in found.curves.bins], "sentences in each bin (height: square root)"
    )
    return plot


def _precision_recall(place: int, label: Label, found: LabelFigures) -> Plot:
    plot = _plot(place)
    plot.frame(f"{label} ({DUTCH[label]}): AP {found.average_precision:.2f}", "recall", "precision")
    for f1 in _SAME_F1:
        _same_f1(plot, f1)
    if not found.support:
        plot.text(plot.x(0.5), plot.y(0.5), "no sentence has this label", **{"text-anchor": "middle"})
        return plot
    plot.path(found.curves.points, **{"stroke-width": "1.5"})
    if found.given:
        where = (found.recall.value, found.precision.value)
        plot.dot(where, _point(label, found), up=found.precision.interval, across=found.recall.interval)
    plot.text(
        plot.x(0.03), plot.y(0.04), f"{found.support} true, {found.given} given, F1 {found.f1}", **{"font-size": SMALL}
    )
    return plot


def _same_f1(plot: Plot, f1: float) -> None:
    """A dotted line through all places where F1 is the same."""
    least = f1 / (2 - f1)
    recalls = [least + (1 - least) * step / 30 for step in range(31)]
    points = [(recall, f1 * recall / (2 * recall - f1)) for recall in recalls]
    plot.path(points, **_DOTTED)
    plot.text(plot.x(1.0) + 4, plot.y(points[-1][1]) + 3, f"F1 {f1:.1f}", **{"font-size": "8"})
