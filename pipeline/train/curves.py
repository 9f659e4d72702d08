"""What a picture of a model shows: scores against frequencies in bins, and precision against recall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest
from sklearn.metrics import precision_recall_curve

from pipeline.train.calibration import Truth, Values

BINS = 10
MOST_POINTS = 200
"""A curve of more points is thinned out: an eye sees no more."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bin:
    """Sentences whose score lies from ``low`` up to ``high`` (the last bin includes 1); bins without any are left out.

    ``score`` is their mean score, ``share`` how many of them truly have the label, ``interval`` its 95 % interval.
    """

    low: float
    high: float
    count: int
    score: float
    share: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Curves:
    """One label in one kind of text.

    ``points`` are (recall, precision) at falling thresholds, both 0…1; empty when no sentence has the label.
    """

    bins: tuple[Bin, ...]
    points: tuple[tuple[float, float], ...]


def share_interval(hits: int, count: int) -> Interval | None:
    """The 95 % Wilson interval of ``hits`` out of ``count``; None when there is nothing to count.

    >>> tuple(round(edge, 3) for edge in share_interval(0, 20))
    (0.0, 0.161)
    >>> share_interval(0, 0) is None
    True
    """
    if not count:
        return None
    found = binomtest(hits, count).proportion_ci(confidence_level=0.95, method="wilson")
    return float(found.low), float(found.high)


def curves(scores: Values, truth: Truth) -> Curves:
    """Bins of equal width and the precision–recall curve of scores (0…1) and what is true (0 or 1).

    >>> found = curves(np.array([0.95, 0.92, 0.1]), np.array([1, 0, 0]))
    >>> [(round(one.low, 1), one.count, one.share) for one in found.bins]
    [(0.1, 1, 0.0), (0.9, 2, 0.5)]
    >>> curves(np.array([]), np.array([], dtype=np.int64))
    Curves(bins=(), points=())
    """
    return Curves(_bins(scores, truth), _points(scores, truth))


def _bins(scores: Values, truth: Truth) -> tuple[Bin, ...]:
    edges = np.linspace(0.0, 1.0, BINS + 1)
    places = np.digitize(scores, edges[1:-1])
    return tuple(
        _bin(scores[places == place], truth[places == place], float(edges[place]), float(edges[place + 1]))
        for place in np.unique(places)
    )


def _bin(scores: Values, truth: Truth, low: float, high: float) -> Bin:
    count, hits = len(scores), int(truth.sum())
    interval = share_interval(hits, count) or (0.0, 1.0)
    return Bin(low, high, count, float(scores.mean()), hits / count, interval)


def _points(scores: Values, truth: Truth) -> tuple[tuple[float, float], ...]:
    if not truth.any():
        return ()
    precision, recall, _ = precision_recall_curve(truth, scores, drop_intermediate=True)
    falling = list(zip(recall[-2::-1].tolist(), precision[-2::-1].tolist(), strict=True))
    kept = np.unique(np.linspace(0, len(falling) - 1, min(MOST_POINTS, len(falling))).round().astype(np.int64))
    return tuple(falling[int(number)] for number in kept)
