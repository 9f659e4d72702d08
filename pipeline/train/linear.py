"""Training of the linear model: cross-validation over documents, calibration, thresholds, model folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.svm import LinearSVC

from pipeline.classify.card import ModelCard
from pipeline.classify.features import BLOCKS, count
from pipeline.classify.linear import BATCH, WEIGHTS, Vector, scaled
from pipeline.errors import InvalidLabelError
from pipeline.records import LABELS
from pipeline.train.calibration import Truth, Values
from pipeline.train.folds import document_folds
from pipeline.train.gold import GoldRow
from pipeline.train.model_folder import calibrate, write_model

FOLDS = 10
STRENGTH = 0.2
"""Inverse strength of regularisation, found by cross-validation (docs/classification.md)."""

FEWEST_ROWS = 2
"""Words and characters that stand in fewer rows weigh nothing."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights (features × labels), bias and idf (a vector per block that takes it) of one fit."""

    weights: Vector
    bias: Vector
    idf: tuple[Vector, ...]

    def tensors(self) -> dict[str, npt.NDArray[np.generic]]:
        """What is stored: half precision, which changes no score by more than a thousandth."""
        names = (block.name for block in BLOCKS if block.weighted)
        idf = {f"idf.{name}": vector.astype(np.float16) for name, vector in zip(names, self.idf, strict=True)}
        return {"weights": self.weights.astype(np.float16), "bias": self.bias, **idf}


def counts(rows: Sequence[GoldRow]) -> tuple[sparse.csr_matrix, ...]:
    """The counted features of all rows, a matrix per block."""
    starts = range(0, len(rows), BATCH)
    parts = [count([row.context for row in rows[start : start + BATCH]]) for start in starts]
    return tuple(sparse.vstack([part[number] for part in parts], format="csr") for number in range(len(BLOCKS)))


def idf(matrix: sparse.csr_matrix) -> Vector:
    """ln((1+n)/(1+df)) + 1 for every column; 0 for what stands in fewer rows than ``FEWEST_ROWS``."""
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    weight: Vector = (np.log((1 + matrix.shape[0]) / (1 + frequency)) + 1).astype(np.float32)
    weight[frequency < FEWEST_ROWS] = 0.0
    return weight


def fit(matrices: Sequence[sparse.csr_matrix], truth: Truth, weights: Values, *, seed: int) -> Fitted:
    """One linear support vector machine (squared hinge) per label, all on the same features.

    ``weights`` (one per row) is how much each row counts.
    """
    idfs = tuple(idf(matrix) for matrix, block in zip(matrices, BLOCKS, strict=True) if block.weighted)
    features = scaled(matrices, idfs)
    used = np.flatnonzero(np.bincount(features.indices, minlength=features.shape[1]))
    small = features[:, used]
    found = np.zeros((features.shape[1], len(LABELS)), dtype=np.float32)
    bias = np.zeros(len(LABELS), dtype=np.float32)
    for column in range(len(LABELS)):
        model = LinearSVC(C=STRENGTH, random_state=seed).fit(small, truth[:, column], sample_weight=weights)
        found[used, column] = model.coef_[0]
        bias[column] = model.intercept_[0]
    return Fitted(found, bias, idfs)


def margins(fitted: Fitted, matrices: Sequence[sparse.csr_matrix]) -> Values:
    """Raw scores of rows, shape ``n × 3``."""
    return np.asarray(scaled(matrices, fitted.idf) @ fitted.weights + fitted.bias, dtype=np.float64)


def out_of_fold(
    matrices: Sequence[sparse.csr_matrix],
    truth: Truth,
    weights: Values,
    folds: npt.NDArray[np.int64],
    *,
    seed: int,
) -> Values:
    """The margins of every row from a model that has seen no row of its document.

    Rows of fold -1 are learned from in every fold and measured in none: their margins are 0.
    """
    found = np.zeros(truth.shape)
    for fold in np.unique(folds[folds >= 0]):
        inside = folds == fold
        fitted = fit([matrix[~inside] for matrix in matrices], truth[~inside], weights[~inside], seed=seed)
        found[inside] = margins(fitted, [matrix[inside] for matrix in matrices])
    return found


def truth_of(rows: Sequence[GoldRow]) -> Truth:
    """The labels as 0 and 1, shape ``n × 3``; raises InvalidLabelError where a model cannot be learned from them."""
    truth = np.array([row.values for row in rows], dtype=np.int64).reshape(len(rows), len(LABELS))
    for column, label in enumerate(LABELS):
        documents = {row.document for row, value in zip(rows, truth[:, column], strict=True) if value}
        if len(documents) < 2:
            raise InvalidLabelError(
                "every label is true in at least two documents", value=sorted(documents), place=label
            )
    return truth


def weights_of(rows: Sequence[GoldRow]) -> Values:
    """How much each row counts, shape ``n``."""
    return np.array([row.weight for row in rows], dtype=np.float64)


def train_linear(rows: Sequence[GoldRow], out: Path, *, seed: int = 0, folds: int = FOLDS) -> ModelCard:
    """Train on all rows and write the model folder ``out``; the same rows and seed give the same bytes.

    Calibration, thresholds and the figures in the card come from scores of documents that the scoring model
    had not seen. Sentences of our own writing are learned from but not measured on, where others are there.
    Raises InvalidLabelError when there are too few rows to learn from.
    """
    rows = [row for row in rows if not row.test_only]
    truth = truth_of(rows)
    weights = weights_of(rows)
    matrices = counts(rows)
    fold = document_folds(rows, folds)
    raw = out_of_fold(matrices, truth, weights, fold, seed=seed)
    kept = np.flatnonzero(fold >= 0)
    measured = calibrate([rows[number] for number in kept], raw[kept], name="linear")
    tensors = fit(matrices, truth, weights, seed=seed).tensors()
    return write_model(out, "linear", measured, rows, tensors={WEIGHTS: tensors}, seed=seed)
