"""How good a classifier is on labelled sentences: figures per label and kind of text, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from pipeline.classify.decide import Verdict, decide
from pipeline.classify.protocol import Classifier
from pipeline.records import LABELS, Label
from pipeline.train.calibration import Truth, Values, expected_calibration_error
from pipeline.train.gold import GoldRow, read_gold
from pipeline.train.intervals import Figure, bootstrap

KINDS = ("all", "written", "debate")


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """One label in one kind of text; ``support`` is how often it is true, ``given`` how often it was given."""

    support: int
    given: int
    precision: Figure
    recall: Figure
    f1: Figure
    average_precision: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by kind of text (``all``, ``written``, ``debate``; absent where there are no rows) and label.

    ``confusion`` counts pairs of label sets, true and given, written as ``claim+commitment`` or ``none``.
    ``left_out`` says of rows that could not be used why.
    """

    model: str
    rows: int
    documents: int
    figures: dict[str, dict[Label, LabelFigures]]
    confusion: dict[tuple[str, str], int]
    needs_review: float
    left_out: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For machines: plain JSON values; intervals are ``[low, high]`` or null."""
        return {
            "model": self.model,
            "rows": self.rows,
            "documents": self.documents,
            "needs_review": round(self.needs_review, 4),
            "figures": {
                kind: {label: _plain(figures) for label, figures in labels.items()}
                for kind, labels in self.figures.items()
            },
            "confusion": [
                {"true": true, "given": given, "count": count} for (true, given), count in self.confusion.items()
            ],
            "left_out": list(self.left_out),
        }

    def as_table(self) -> str:
        """For people: one line per kind of text and label, then the confusion table."""
        counts = f"{self.rows} sentences of {self.documents} documents, {len(self.left_out)} rows left out"
        rates = f"{'precision':18} {'recall':18} {'F1':18}"
        lines = [
            f"{self.model}: {counts}, {self.needs_review:.0%} for review",
            "",
            f"{'text':8} {'label':11} {'true':>5} {'given':>6}  {rates} {'AP':>4}  ECE",
        ]
        for kind, labels in self.figures.items():
            lines.extend(_line(kind, label, figures) for label, figures in labels.items())
        return "\n".join([*lines, "", *_confusion_lines(self.confusion)])


def _plain(figures: LabelFigures) -> dict[str, Any]:
    """Numbers rounded to four places, intervals as lists."""
    plain: dict[str, Any] = {}
    for name, value in asdict(figures).items():
        if isinstance(value, dict):
            plain[name] = round(value["value"], 4)
            plain[f"{name}_95"] = [round(edge, 4) for edge in value["interval"]] if value["interval"] else None
        else:
            plain[name] = round(value, 4)
    return plain


def _line(kind: str, label: Label, found: LabelFigures) -> str:
    rates = f"{found.precision!s:18} {found.recall!s:18} {found.f1!s:18}"
    numbers = f"{found.average_precision:4.2f}  {found.calibration_error:.3f}"
    return f"{kind:8} {label:11} {found.support:5} {found.given:6}  {rates} {numbers}"


def _confusion_lines(confusion: dict[tuple[str, str], int]) -> list[str]:
    sets = sorted({name for pair in confusion for name in pair})
    wide = max(map(len, sets), default=4) + 1
    head = f"{'true / given':{wide + 4}}" + "".join(f"{name:>{wide}}" for name in sets)
    rows = (f"{one:{wide + 4}}" + "".join(f"{confusion.get((one, other), 0):{wide}}" for other in sets) for one in sets)
    return [head, *rows]


def evaluate(classifier: Classifier, rows: Sequence[GoldRow], *, left_out: Sequence[str] = ()) -> Evaluation:
    """Figures of a classifier, its rules and thresholds included, on labelled sentences."""
    contexts = [row.context for row in rows]
    verdicts = decide(classifier.predict(contexts), contexts, classifier.thresholds)
    return compare(rows, verdicts, model=classifier.name, left_out=left_out)


def evaluate_file(path: Path, classifier: Classifier) -> Evaluation:
    """Figures on a file of labelled sentences; rows that cannot be used are named in ``left_out``.

    Raises InvalidLabelError when the file cannot be read.
    """
    gold = read_gold(path)
    return evaluate(classifier, gold.rows, left_out=[str(error) for error in gold.errors])


def compare(
    rows: Sequence[GoldRow], verdicts: Sequence[Verdict], *, model: str, left_out: Sequence[str] = ()
) -> Evaluation:
    """Figures from labelled sentences and the verdicts on them, in the same order."""
    kinds = np.array([row.context.text_kind for row in rows])
    masks = {"all": np.ones(len(rows), dtype=bool), **{kind: kinds == kind for kind in KINDS[1:]}}
    figures = {
        kind: {label: _figures(rows, verdicts, label, np.flatnonzero(mask)) for label in LABELS}
        for kind, mask in masks.items()
        if mask.any()
    }
    confusion = Counter((_set(row.labels), _set(verdict.labels)) for row, verdict in zip(rows, verdicts, strict=True))
    return Evaluation(
        model=model,
        rows=len(rows),
        documents=len({row.document for row in rows}),
        figures=figures,
        confusion=dict(sorted(confusion.items())),
        needs_review=sum(verdict.needs_review for verdict in verdicts) / max(len(verdicts), 1),
        left_out=tuple(left_out),
    )


def _set(labels: Sequence[Label]) -> str:
    return "+".join(sorted(labels)) or "none"


def _figures(
    rows: Sequence[GoldRow], verdicts: Sequence[Verdict], label: Label, chosen: np.ndarray[Any, np.dtype[np.intp]]
) -> LabelFigures:
    truth: Truth = np.array([label in rows[number].labels for number in chosen], dtype=np.int64)
    given = np.array([label in verdicts[number].labels for number in chosen], dtype=bool)
    scores: Values = np.array([getattr(verdicts[number].scores, label) for number in chosen], dtype=np.float64)
    precision, recall, f1 = bootstrap([rows[number].document for number in chosen], truth == 1, given)
    return LabelFigures(
        support=int(truth.sum()),
        given=int(given.sum()),
        precision=precision,
        recall=recall,
        f1=f1,
        average_precision=float(average_precision_score(truth, scores)) if truth.any() else 0.0,
        calibration_error=expected_calibration_error(scores, truth),
    )
