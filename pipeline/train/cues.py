"""Weights of the cues: how much each wording speaks for or against a label, learned and stored in the card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from pipeline.classify.card import ModelCard
from pipeline.classify.cues import cue_names, fired_in_all
from pipeline.records import LABELS, Label
from pipeline.train.calibration import Truth, Values
from pipeline.train.folds import document_folds
from pipeline.train.gold import GoldRow
from pipeline.train.linear import FOLDS, truth_of, weights_of
from pipeline.train.model_folder import calibrate, write_model

STRENGTH = 0.3
_PLACES = 4


def _matrix(rows: Sequence[GoldRow]) -> tuple[list[str], sparse.csr_matrix]:
    """The names that occur, sorted, and which of them hold for each row."""
    contexts = [row.context for row in rows]
    found = [cue_names(context, rules) for context, rules in zip(contexts, fired_in_all(contexts), strict=True)]
    names = sorted({name for part in found for name in part})
    place = {name: number for number, name in enumerate(names)}
    columns = [place[name] for part in found for name in part]
    starts = np.cumsum([0, *map(len, found)])
    return names, sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(names)))


def _weights(features: sparse.csr_matrix, truth: Truth, counts: Values, *, seed: int) -> Values:
    """One weight per name and label, shape ``names × 3``; ``counts`` is how much each row counts."""
    found = np.zeros((features.shape[1], len(LABELS)))
    for column in range(len(LABELS)):
        model = LogisticRegression(C=STRENGTH, fit_intercept=False, solver="liblinear", random_state=seed)
        found[:, column] = model.fit(features, truth[:, column], sample_weight=counts).coef_[0]
    return found


def train_cues(rows: Sequence[GoldRow], out: Path, *, seed: int = 0, folds: int = FOLDS) -> ModelCard:
    """Learn the weights of the cues and write the model folder ``out``; see ``train_linear``."""
    rows = [row for row in rows if not row.test_only]
    truth, counts = truth_of(rows), weights_of(rows)
    names, features = _matrix(rows)
    fold = document_folds(rows, folds)
    margins = np.zeros(truth.shape)
    for number in np.unique(fold[fold >= 0]):
        inside = fold == number
        margins[inside] = features[inside] @ _weights(features[~inside], truth[~inside], counts[~inside], seed=seed)
    kept = np.flatnonzero(fold >= 0)
    measured = calibrate([rows[number] for number in kept], margins[kept], name="cues")
    final = _weights(features, truth, counts, seed=seed)
    weights: dict[Label, dict[str, float]] = {label: {} for label in LABELS}
    for column, label in enumerate(LABELS):
        slope, intercept = measured.calibration[label]
        weights[label] = {
            name: round(slope * final[row, column] + (intercept if name == "bias" else 0.0), _PLACES)
            for row, name in enumerate(names)
        }
    return write_model(out, "cues", measured, rows, cue_weights=weights, seed=seed)
