"""From out-of-fold margins to probabilities, thresholds and the band in which a person should look."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from pipeline.classify.card import BandCard

Values = npt.NDArray[np.float64]
Truth = npt.NDArray[np.int64]

SURE_PRECISION = 0.95
"""Labels that are given above the band are expected to be right at least this often."""

SURE_MISSED = 0.20
"""Of the true ones at most this share lies below the band."""

_EDGES = np.linspace(0.0, 1.0, 11)


def platt(margins: Values, truth: Truth) -> tuple[float, float]:
    """Slope and intercept that turn margins into probabilities (Platt scaling)."""
    model = LogisticRegression(C=1e6).fit(margins.reshape(-1, 1), truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def calibrated(margins: Values, slope: float, intercept: float) -> Values:
    """Probabilities from margins.

    >>> calibrated(np.array([0.0]), 1.0, 0.0).tolist()
    [0.5]
    """
    return np.asarray(1.0 / (1.0 + np.exp(-(slope * margins + intercept))), dtype=np.float64)


def expected_calibration_error(scores: Values, truth: Truth) -> float:
    """The mean distance between score and frequency over ten bins of equal width, weighted by their size.

    >>> expected_calibration_error(np.array([0.25, 0.25]), np.array([1, 0]))
    0.25
    """
    if not len(scores):
        return 0.0
    bins = np.digitize(scores, _EDGES[1:-1])
    gaps = 0.0
    for number in np.unique(bins):
        inside = bins == number
        gaps += abs(float(scores[inside].mean() - truth[inside].mean())) * int(inside.sum())
    return gaps / len(scores)


def _cuts(scores: Values, truth: Truth) -> Iterator[tuple[float, int, int]]:
    """For every score as a threshold: the threshold, how many true ones it gives and how many in all, highest first."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    for position, index in enumerate(order):
        if position + 1 == len(order) or scores[order[position + 1]] < scores[index]:
            yield float(scores[index]), int(hits[position]), position + 1


def best_threshold(scores: Values, truth: Truth) -> float:
    """The score from which on F1 is highest; 0.5 when nothing is true."""
    if not truth.any():
        return 0.5
    total = int(truth.sum())
    return max(_cuts(scores, truth), key=lambda cut: 2 * cut[1] / (cut[2] + total))[0]


def likely_threshold(scores: Values, _truth: Truth) -> float:
    """The score from which on F1 is highest if the scores are the probabilities that they say; 0.5 without scores.

    Steadier than :func:`best_threshold` where few sentences are true: it does not follow single sentences. It lies
    at about half of the F1 that it brings (Lipton, Elkan and Naryanaswamy 2014). The truth is not looked at.

    >>> likely_threshold(np.array([0.9, 0.8, 0.1, 0.1]), np.zeros(4, dtype=np.int64))
    0.8
    """
    if not len(scores):
        return 0.5
    falling = np.sort(scores)[::-1]
    expected = 2 * np.cumsum(falling) / (np.arange(1, len(falling) + 1) + falling.sum())
    return float(falling[int(expected.argmax())])


def band(scores: Values, truth: Truth, threshold: float) -> BandCard:
    """The threshold with the band around it in which a person should look.

    From the band's upper end on the next label is expected to be right ``SURE_PRECISION`` of the time or more (1
    where no score reaches that), by Laplace's rule of succession: of n labels h right, (h + 1) / (n + 2). The plain
    share promises too much where labels are few, as the end is chosen on them. Below the band's lower end lie at most
    ``SURE_MISSED`` of the true ones.

    >>> scores = np.linspace(0.99, 0.70, 30)
    >>> true = np.ones(30, dtype=np.int64)
    >>> round(band(scores, true, 0.5).high, 2), band(scores[:20], true[:20], 0.5).high
    (0.76, 1.0)
    """
    high, low, total = 1.0, threshold, max(int(truth.sum()), 1)
    for cut, hits, given in _cuts(scores, truth):
        if (hits + 1) / (given + 2) >= SURE_PRECISION:
            high = cut
        low = cut
        if 1.0 - hits / total <= SURE_MISSED:
            break
    return BandCard(threshold=threshold, low=min(low, threshold), high=max(high, threshold))
