"""Vectors of labelled sentences, made small enough to ship beside the encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import PCA

from pipeline.classify.neighbours import Vector, unit
from pipeline.records import LABELS
from pipeline.train.gold import GoldRow

WIDTH = 64


def neighbour_files(
    rows: Sequence[GoldRow], vectors: Vector
) -> tuple[dict[str, npt.NDArray[np.generic]], list[tuple[str, str, int]]]:
    """The tensors and the list of ids that :class:`pipeline.classify.neighbours.Neighbours` reads.

    Vectors are brought to their ``WIDTH`` main directions and to int8. A row is its id, its document, and a bit for
    each label.
    """
    width = min(WIDTH, *vectors.shape)
    fitted = PCA(width, svd_solver="covariance_eigh").fit(vectors)
    projection = fitted.components_.T.astype(np.float16)
    mean = fitted.mean_.astype(np.float32)
    small = unit((vectors - mean) @ projection.astype(np.float32))
    top = np.abs(small).max() or 1.0
    tensors: dict[str, npt.NDArray[np.generic]] = {
        "vectors": np.round(small / top * 127).astype(np.int8),
        "mean": mean,
        "projection": projection,
    }
    bits = {label: 1 << place for place, label in enumerate(LABELS)}
    ids = [(row.id, row.document, sum(bits[label] for label in row.labels)) for row in rows]
    return tensors, ids
