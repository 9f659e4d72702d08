"""The figures of one label in one kind of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import average_precision_score

from pipeline.classify.decide import Verdict
from pipeline.records import Label
from pipeline.train.calibration import Truth, Values, expected_calibration_error
from pipeline.train.curves import Curves, curves
from pipeline.train.gold import GoldRow
from pipeline.train.intervals import Figure, bootstrap


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """``support`` is how often the label is true, ``given`` how often it was given.

    Precision is 0 where ``given`` is 0; recall and average precision are 0 where ``support`` is 0.
    """

    support: int
    given: int
    precision: Figure
    recall: Figure
    f1: Figure
    average_precision: float
    calibration_error: float
    curves: Curves


def label_figures(rows: Sequence[GoldRow], verdicts: Sequence[Verdict], label: Label) -> LabelFigures:
    """Figures from labelled sentences and the verdicts on them, in the same order."""
    truth: Truth = np.array([label in row.labels for row in rows], dtype=np.int64)
    given = np.array([label in verdict.labels for verdict in verdicts], dtype=bool)
    scores: Values = np.array([getattr(verdict.scores, label) for verdict in verdicts], dtype=np.float64)
    precision, recall, f1 = bootstrap([row.document for row in rows], truth == 1, given)
    return LabelFigures(
        support=int(truth.sum()),
        given=int(given.sum()),
        precision=precision,
        recall=recall,
        f1=f1,
        average_precision=float(average_precision_score(truth, scores)) if truth.any() else 0.0,
        calibration_error=expected_calibration_error(scores, truth),
        curves=curves(scores, truth),
    )
