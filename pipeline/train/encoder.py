"""Training of the encoder: fine-tuning, export, calibration on documents kept apart from it, model folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from pipeline.classify.card import ModelCard
from pipeline.classify.encoder import NETWORK
from pipeline.classify.encoder import Network as Shipped
from pipeline.classify.linear import LinearClassifier
from pipeline.classify.neighbours import IDS, VECTORS
from pipeline.classify.pieces import TOKENIZER, Lengths, Pieces
from pipeline.records import LABELS
from pipeline.train.blend import Blend, fit_blend, sure_limits
from pipeline.train.calibration import Truth, Values, likely_threshold
from pipeline.train.finetune import Recipe, Taught, learn
from pipeline.train.folds import document_folds
from pipeline.train.gold import GoldRow
from pipeline.train.linear import FOLDS, counts, out_of_fold, truth_of, weights_of
from pipeline.train.model_folder import Measured, measure, write_model
from pipeline.train.neighbours import neighbour_files
from pipeline.train.network import Kept, Network
from pipeline.train.onnx_export import export
from pipeline.train.rationales import marks

APART = (3, 7)
"""The folds (of ``FOLDS``) whose documents the network does not learn from: calibration and figures rest on them."""

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Split:
    """Row numbers: learned from, and kept apart for calibration."""

    learned: npt.NDArray[np.intp]
    apart: npt.NDArray[np.intp]


def split(folds: npt.NDArray[np.int64], heavy: Sequence[bool] | None = None) -> Split:
    """Rows of the folds ``APART`` apart, all others learned from, or of these only the ``heavy`` ones.

    With too few documents for that many folds, the last fold is apart.
    """
    chosen = APART if folds.max() >= max(APART) else (int(folds.max()),)
    apart = np.isin(folds, chosen)
    learned = ~apart if heavy is None else ~apart & np.asarray(heavy, dtype=np.bool_)
    return Split(np.flatnonzero(learned), np.flatnonzero(apart))


def fine_tune(
    rows: Sequence[GoldRow], base: Path | str, recipe: Recipe, lengths: Lengths, *, seed: int, note: Note
) -> Network:
    """A network that learned from all rows given; the same rows and seed give the same network."""
    torch.manual_seed(seed)
    pieces = Pieces(base_tokenizer(base), lengths)
    network = Network(base, layers=recipe.layers, frozen=recipe.frozen, stop=pieces.stop)
    kept = Kept(network, pieces([row.context for row in rows]))
    note(f"{len(rows)} sentences, {sum(kept.lengths)} word pieces")
    taught = Taught(
        np.array([row.values for row in rows], dtype=np.int64),
        np.array([recipe.own if row.own else row.weight for row in rows]),
        [marks(row, pieces.places(row.context)) for row in rows],
    )
    learn(network, kept, taught, recipe, seed=seed, note=note)
    return network


def base_tokenizer(base: Path | str) -> Tokenizer:
    """The tokenizer of a base model: from its folder, or from the hub."""
    path = Path(base) / TOKENIZER
    return Tokenizer.from_file(str(path)) if path.exists() else Tokenizer.from_pretrained(str(base))


def train_encoder(
    rows: Sequence[GoldRow],
    out: Path,
    *,
    base: Path | str,
    linear: Path,
    seed: int = 0,
    recipe: Recipe | None = None,
    note: Note = lambda _: None,
) -> ModelCard:
    """Fine-tune ``base`` (a folder or the name of a model on the hub) and write the model folder ``out``.

    ``linear`` is the folder of the linear model that is asked first; at run time it has to stand at the same
    place beside ``out``. Rows that can neither commit nor refuse teach the linear models alone: of those the network
    is never asked. Calibration, thresholds and figures come from documents that the network had not
    seen, and from the network as it ships, in int8. Raises InvalidLabelError when there is too little to learn from.
    """
    recipe = recipe or Recipe()
    rows = [row for row in rows if not row.test_only]
    folds = document_folds(rows, FOLDS)
    margins = out_of_fold(counts(rows), truth_of(rows), weights_of(rows), folds, seed=seed)
    asked = np.array([row.may_promise for row in rows], dtype=np.bool_)
    rows = [row for row in rows if row.may_promise]
    parts = split(folds[asked], [row.weight >= recipe.lightest for row in rows])
    network = fine_tune([rows[row] for row in parts.learned], base, recipe, Lengths(), seed=seed, note=note)
    return finish(
        rows, network, margins[asked], parts, out, base=base, linear=linear, seed=seed, recipe=recipe, note=note
    )


def finish(
    rows: Sequence[GoldRow],
    network: Network,
    margins: Values,
    parts: Split,
    out: Path,
    *,
    base: Path | str,
    linear: Path,
    seed: int,
    recipe: Recipe,
    note: Note = lambda _: None,
) -> ModelCard:
    """From a network that has learned to a model folder; see :func:`train_encoder`.

    ``margins`` (rows × 3) are those of linear models that had not seen the row's document.
    """
    first = LinearClassifier.load(linear)
    lengths = Lengths()
    with TemporaryDirectory() as folder:
        export(network, Path(folder) / NETWORK)
        base_tokenizer(base).save(str(Path(folder) / TOKENIZER), pretty=False)
        shipped = Shipped(Path(folder), lengths)
        binaries = {name: (Path(folder) / name).read_bytes() for name in (NETWORK, TOKENIZER)}
        logits, vectors = shipped.run([row.context for row in rows])
    note(f"exported, {sum(map(len, binaries.values())) / 1e6:.0f} MB")
    apart = [rows[row] for row in parts.apart]
    blend, measured, raw = _calibrate(apart, logits[parts.apart].astype(np.float64), margins[parts.apart])
    given = np.array([[int(label in row) for label in LABELS] for row in measured.given], dtype=np.int64)
    sure = sure_limits(margins[parts.apart], given)
    note(f"calibrated on {len(apart)} sentences, log odds {raw.min():.1f} … {raw.max():.1f}")
    part = {
        "first": "../" + linear.name,
        "first_version": first.version,
        "lengths": asdict(lengths),
        "blend": blend.linear,
        "sure": {label: list(limits) for label, limits in sure.items()},
        "base": Path(base).name,
        "shape": network.shape,
        "recipe": asdict(recipe),
        "calibration_documents": sorted({row.document for row in apart}),
    }
    near, ids = neighbour_files(rows, vectors)
    return write_model(
        out,
        "encoder",
        measured.measured,
        [rows[row] for row in parts.learned],
        seed=seed,
        tensors={VECTORS: near},
        binaries={**binaries, IDS: json.dumps(ids).encode()},
        more={"encoder": part},
    )


@dataclass(frozen=True, slots=True)
class _Calibrated:
    measured: Measured
    given: tuple[tuple[str, ...], ...]


def _calibrate(rows: Sequence[GoldRow], logits: Values, margins: Values) -> tuple[Blend, _Calibrated, Values]:
    truth: Truth = np.array([row.values for row in rows], dtype=np.int64)
    blend = fit_blend(logits, margins, truth)
    raw = blend.raw(logits, margins)
    calibration = {label: (blend.slope[label], blend.intercept[label]) for label in LABELS}
    measured, verdicts = measure(rows, raw, calibration, name="encoder", threshold_of=likely_threshold)
    return blend, _Calibrated(measured, tuple(verdict.labels for verdict in verdicts)), raw
