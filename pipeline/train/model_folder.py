"""Calibration, thresholds and figures of a model, and the folder that it is stored in."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save

from pipeline.classify.card import CARD, BandCard, ModelCard
from pipeline.classify.decide import PROMISES, Verdict, decide
from pipeline.classify.protocol import Band, TextKind
from pipeline.records import LABELS, Label
from pipeline.train.calibration import Truth, Values, band, best_threshold, calibrated, platt
from pipeline.train.evaluation import Evaluation, compare
from pipeline.train.gold import GoldRow
from pipeline.train.model_card import card_text

_KINDS: tuple[TextKind, ...] = ("written", "debate")


@dataclass(frozen=True, slots=True)
class Measured:
    """What out-of-fold margins give: Platt scaling, a band per label, and figures."""

    calibration: dict[Label, tuple[float, float]]
    bands: dict[Label, BandCard]
    evaluation: Evaluation


def calibrate(rows: Sequence[GoldRow], margins: Values, *, name: str) -> Measured:
    """Calibration, thresholds and figures from margins of rows whose documents the model had not seen."""
    truth = np.array([row.values for row in rows], dtype=np.int64)
    used = possible(rows)
    pairs = {
        label: platt(margins[used[label], column], truth[used[label], column]) for column, label in enumerate(LABELS)
    }
    slope, intercept = (np.array([pairs[label][part] for label in LABELS]) for part in (0, 1))
    return measure(rows, margins * slope + intercept, pairs, name=name)[0]


def measure(
    rows: Sequence[GoldRow],
    raw: Values,
    calibration: dict[Label, tuple[float, float]],
    *,
    name: str,
    threshold_of: Callable[[Values, Truth], float] = best_threshold,
) -> tuple[Measured, tuple[Verdict, ...]]:
    """Thresholds and figures from the log odds (rows × 3) of rows that the model had not seen.

    One threshold serves both kinds of text: thresholds for each apart did worse on unseen documents. Thresholds
    of a label look only at rows that can have it (:func:`possible`); figures look at all.
    """
    used = possible(rows)
    truth = np.array([row.values for row in rows], dtype=np.int64)
    scores = calibrated(raw, 1.0, 0.0)
    bands: dict[Label, BandCard] = {}
    for column, label in enumerate(LABELS):
        seen, true = scores[used[label], column], truth[used[label], column]
        bands[label] = band(seen, true, threshold_of(seen, true))
    thresholds = {
        (label, kind): Band(found.threshold, found.low, found.high) for label, found in bands.items() for kind in _KINDS
    }
    verdicts = decide(scores.astype(np.float32), [row.context for row in rows], thresholds)
    return Measured(calibration, bands, compare(rows, verdicts, model=name)), verdicts


def possible(rows: Sequence[GoldRow]) -> dict[Label, npt.NDArray[np.bool_]]:
    """For each label which rows can have it, one value per row: members and the chair neither commit nor refuse."""
    promising = np.array([row.may_promise for row in rows], dtype=np.bool_)
    return {label: promising if label in PROMISES else np.ones(len(rows), dtype=np.bool_) for label in LABELS}


def _data(rows: Sequence[GoldRow]) -> dict[str, object]:
    kinds = Counter(row.context.text_kind for row in rows)
    return {
        "rows": len(rows),
        "own_rows": sum(row.own for row in rows),
        "light_rows": sum(row.weight < 1 for row in rows),
        "documents": len({row.document for row in rows}),
        "rows_by_kind": dict(sorted(kinds.items())),
        "labels": {label: sum(label in row.labels for row in rows) for label in LABELS},
    }


def write_model(
    out: Path,
    name: str,
    measured: Measured,
    rows: Sequence[GoldRow],
    *,
    seed: int,
    tensors: Mapping[str, Mapping[str, npt.NDArray[np.generic]]] | None = None,
    binaries: Mapping[str, bytes] | None = None,
    more: Mapping[str, object] | None = None,
    cue_weights: dict[Label, dict[str, float]] | None = None,
) -> ModelCard:
    """Write weights, ``model.json`` and ``README.md``; the version is a hash of all that can change a score.

    ``binaries`` are files as they are, ``more`` are further keys of the card.
    """
    files = {file: save(dict(content)) for file, content in (tensors or {}).items()} | dict(binaries or {})
    parts = {
        "thresholds": {label: {kind: found.model_dump() for kind in _KINDS} for label, found in measured.bands.items()},
        "calibration": {label: list(pair) for label, pair in measured.calibration.items()},
        "cue_weights": cue_weights or {},
        **(more or {}),
    }
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode())
    for _, content in sorted(files.items()):
        digest.update(content)
    card = ModelCard.model_validate(
        {
            "type": name,
            "name": name,
            "version": digest.hexdigest()[:8],
            **parts,
            "data": _data(rows),
            "seed": seed,
            "figures": measured.evaluation.as_dict(),
        }
    )
    out.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (out / file).write_bytes(content)
    text = json.dumps(card.model_dump(mode="json"), indent=2, ensure_ascii=False)
    (out / CARD).write_text(text + "\n", encoding="utf-8")
    (out / "README.md").write_text(card_text(card, _data(rows), measured.evaluation), encoding="utf-8")
    return card
