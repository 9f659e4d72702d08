"""How sure a figure is: the bootstrap over documents (sentences of one document are not independent)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

REPEATS = 1000
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; ``None`` where fewer than two documents are at hand."""

    value: float
    interval: tuple[float, float] | None

    def __str__(self) -> str:
        """The figure as it stands in a table, ``.73 [.68, .77]``."""
        shown = f"{self.value:.2f}".lstrip("0") if self.value < 1 else "1.00"
        if self.interval is None:
            return shown
        low, high = (f"{edge:.2f}".lstrip("0") if edge < 1 else "1.00" for edge in self.interval)
        return f"{shown} [{low}, {high}]"


def rates(counts: Counts) -> Counts:
    """Precision, recall and F1 from hits, false alarms and misses (last axis); 0 where nothing is there.

    >>> rates(np.array([1.0, 1.0, 0.0])).round(2).tolist()
    [0.5, 1.0, 0.67]
    """
    hits, alarms, misses = counts[..., 0], counts[..., 1], counts[..., 2]

    def share(part: Counts, whole: Counts) -> Counts:
        return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)

    return np.stack(
        [share(hits, hits + alarms), share(hits, hits + misses), share(2 * hits, 2 * hits + alarms + misses)], axis=-1
    )


def bootstrap(
    documents: Sequence[str], truth: npt.NDArray[np.bool_], given: npt.NDArray[np.bool_]
) -> tuple[Figure, ...]:
    """Precision, recall and F1, each with the 95 % interval over documents drawn anew a thousand times."""
    names = sorted(set(documents))
    place = {name: number for number, name in enumerate(names)}
    rows = np.array([place[name] for name in documents], dtype=np.int64)
    outcomes = (truth & given, ~truth & given, truth & ~given)
    counts = np.stack([np.bincount(rows, part, len(names)) for part in outcomes], axis=1).astype(np.float64)
    values = rates(counts.sum(axis=0))
    if len(names) < 2:
        return tuple(Figure(float(value), None) for value in values)
    drawn = np.random.default_rng(0).integers(0, len(names), (REPEATS, len(names)))
    low, high = np.percentile(rates(counts[drawn].sum(axis=1)), (2.5, 97.5), axis=0)
    return tuple(
        Figure(float(value), (float(one), float(other))) for value, one, other in zip(values, low, high, strict=True)
    )
