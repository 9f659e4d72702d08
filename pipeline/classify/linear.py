"""The linear model: hashed features times weights, then Platt scaling. Small, fast, no pickle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from scipy import sparse

from pipeline.classify.card import ModelCard, read_card
from pipeline.classify.cues import fired
from pipeline.classify.features import BLOCKS, COLUMNS, count
from pipeline.classify.protocol import Context, ScoreMatrix, Thresholds
from pipeline.errors import InvalidModelError
from pipeline.records import LABELS

WEIGHTS = "weights.safetensors"
BATCH = 512

Vector = npt.NDArray[np.float32]


def scaled(matrices: Sequence[sparse.csr_matrix], idf: Sequence[Vector]) -> sparse.csr_matrix:
    """One matrix of all blocks, rows × ``COLUMNS``.

    Blocks with idf (one vector for each of them) are brought to unit length; in the others each feature
    that is there has the block's scale as its value.
    """
    weights = iter(idf)
    parts = []
    for matrix, block in zip(matrices, BLOCKS, strict=True):
        part = matrix.astype(np.float32)
        if block.weighted:
            part.data *= next(weights)[part.indices]
            lengths = np.sqrt(np.bincount(_row_numbers(part), part.data.astype(np.float64) ** 2, part.shape[0]))
            lengths[lengths == 0] = 1.0
            part.data *= np.repeat((block.scale / lengths).astype(np.float32), np.diff(part.indptr))
        else:
            part.data[:] = block.scale
        parts.append(part)
    return sparse.hstack(parts, format="csr")


def _row_numbers(matrix: sparse.csr_matrix) -> npt.NDArray[np.intp]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


class LinearClassifier:
    """Weights per label over the features of :mod:`pipeline.classify.features`."""

    def __init__(self, card: ModelCard, weights: Vector, bias: Vector, idf: Sequence[Vector]) -> None:
        self._card = card
        self._weights = weights
        self._bias = bias
        self._idf = tuple(idf)
        slopes = [card.calibration.get(label, (1.0, 0.0)) for label in LABELS]
        self._slope = np.array([slope for slope, _ in slopes], dtype=np.float32)
        self._intercept = np.array([intercept for _, intercept in slopes], dtype=np.float32)

    @classmethod
    def load(cls, folder: Path) -> LinearClassifier:
        """Read a model folder; raises InvalidModelError when something is missing or has another shape."""
        card = read_card(folder)
        try:
            tensors = load_file(folder / WEIGHTS)
            weights = tensors["weights"].astype(np.float32)
            bias = tensors["bias"].astype(np.float32)
            idf = [tensors[f"idf.{block.name}"].astype(np.float32) for block in BLOCKS if block.weighted]
        except (OSError, KeyError, SafetensorError) as error:
            place = str(folder / WEIGHTS)
            raise InvalidModelError("a linear model has its weights", value=str(error), place=place) from error
        shapes = (weights.shape, bias.shape, *(vector.shape for vector in idf))
        columns = ((1 << block.bits,) for block in BLOCKS if block.weighted)
        wanted = ((COLUMNS, len(LABELS)), (len(LABELS),), *columns)
        if shapes != wanted:
            raise InvalidModelError("weights have the shape of the features", value=shapes, place=str(folder))
        return cls(card, weights, bias, idf)

    @property
    def name(self) -> str:
        """Name and version, as it stands in ``run.model``."""
        return self._card.full_name

    @property
    def version(self) -> str:
        """A hash of all that can change a score."""
        return self._card.version

    @property
    def thresholds(self) -> Thresholds:
        """Where scores become labels."""
        return self._card.bands()

    def _features(self, contexts: Sequence[Context]) -> sparse.csr_matrix:
        return scaled(count(contexts), self._idf)

    def margins(self, contexts: Sequence[Context]) -> ScoreMatrix:
        """Raw scores, shape ``n × 3``; no contexts give ``0 × 3``."""
        found = np.zeros((len(contexts), len(LABELS)), dtype=np.float32)
        for start in range(0, len(contexts), BATCH):
            part = self._features(contexts[start : start + BATCH])
            found[start : start + BATCH] = np.asarray(part @ self._weights) + self._bias
        return found

    def probabilities(self, margins: ScoreMatrix) -> ScoreMatrix:
        """Calibrated probabilities from raw scores, of the same shape."""
        found: ScoreMatrix = 1.0 / (1.0 + np.exp(-(margins * self._slope + self._intercept)))
        return found

    def predict(self, contexts: Sequence[Context]) -> ScoreMatrix:
        """Calibrated probabilities, shape ``n × 3``; no contexts give ``0 × 3``."""
        return self.probabilities(self.margins(contexts))

    def explain(self, context: Context) -> tuple[str, ...]:
        """The cues that fired, those that the model gives most weight first."""
        return tuple(f"cue:{rule.id}" for rule in fired(context))
