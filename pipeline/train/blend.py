"""How the encoder's logit and the linear margin are weighed together, and where the encoder need not be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from pipeline.records import LABELS, Label
from pipeline.train.calibration import Truth, Values

SURE_LOST = 0.002
"""Of the sentences that skip the encoder on one side, at most this share may have the other answer."""

FEWEST_SURE = 50
"""A limit needs this many sentences on its side."""

NEVER = 1e6
"""A margin that no sentence has."""


@dataclass(frozen=True, slots=True)
class Blend:
    """For every label: slope of the logit, weight of the linear margin, intercept; all for a logistic curve."""

    slope: dict[Label, float]
    linear: dict[Label, float]
    intercept: dict[Label, float]

    def raw(self, logits: Values, margins: Values) -> Values:
        """Log odds, rows × 3."""
        slope, linear, intercept = (
            np.array([part[label] for label in LABELS]) for part in (self.slope, self.linear, self.intercept)
        )
        return np.asarray(logits * slope + margins * linear + intercept, dtype=np.float64)


def fit_blend(logits: Values, margins: Values, truth: Truth) -> Blend:
    """Logistic regression per label on both scores of sentences whose documents neither model had seen."""
    slope: dict[Label, float] = {}
    linear: dict[Label, float] = {}
    intercept: dict[Label, float] = {}
    for column, label in enumerate(LABELS):
        both = np.column_stack([logits[:, column], margins[:, column]])
        model = LogisticRegression(C=1.0).fit(both, truth[:, column])
        slope[label], linear[label] = (float(value) for value in model.coef_[0])
        intercept[label] = float(model.intercept_[0])
    return Blend(slope, linear, intercept)


def sure_limits(margins: Values, given: Truth) -> dict[Label, tuple[float, float]]:
    """For every label the linear margins below and above which the blend's answer is practically known.

    ``given`` are the answers of the blend (rows × 3). Below the lower limit at most ``SURE_LOST`` of the
    answers are yes, above the upper at most that share no; without enough sentences there is no limit.
    """
    return {label: _limits(margins[:, column], given[:, column]) for column, label in enumerate(LABELS)}


def _limits(margins: Values, given: Sequence[int] | Truth) -> tuple[float, float]:
    order = np.argsort(margins, kind="stable")
    answers = np.asarray(given)[order]
    low = _side(margins[order], answers, -NEVER)
    high = _side(margins[order][::-1], 1 - answers[::-1], NEVER)
    return low, high


def _side(margins: Values, wrong: Truth, none: float) -> float:
    counts = np.arange(1, len(wrong) + 1)
    fine = np.flatnonzero((np.cumsum(wrong) <= SURE_LOST * counts) & (counts >= FEWEST_SURE))
    return float(margins[fine[-1]]) if len(fine) else none
