"""The encoder: a small fine-tuned transformer (ONNX, int8) behind the linear model, and both weighed together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.classify.card import ModelCard, read_card
from pipeline.classify.decide import PROMISES, excluded
from pipeline.classify.linear import LinearClassifier
from pipeline.classify.pieces import Lengths, Pieces
from pipeline.classify.protocol import Context, ScoreMatrix, Thresholds
from pipeline.errors import InvalidModelError
from pipeline.records import LABELS, Label

NETWORK = "encoder.onnx"
CHUNK = 64
"""Sentences that one thread takes at a time."""

Vectors = npt.NDArray[np.float32]
Margins = tuple[float, float]


class EncoderPart(BaseModel):
    """What an encoder's card says beside what every card says.

    ``first`` is the folder of the linear model, relative to the encoder's; ``first_version`` its version: the
    weights belong together. ``blend`` is how much the linear margin counts beside the encoder's logit.
    ``shape`` is its size. ``sure`` holds for every label the linear margins below and above which the encoder is
    not asked.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    first: str
    first_version: str
    lengths: dict[str, int]
    shape: dict[str, int] = Field(default_factory=dict)
    blend: dict[Label, float]
    sure: dict[Label, Margins] = Field(default_factory=dict)


class EncoderClassifier:
    """Asks the linear model first, and the encoder where that is not sure.

    Each sentence goes through the network by itself: without padding, and so that its scores cannot depend on
    what else is in the batch (int8 activations are scaled per run).
    """

    def __init__(
        self, card: ModelCard, part: EncoderPart, network: Network, first: LinearClassifier, *, cascade: bool = True
    ) -> None:
        self._card = card
        self._network = network
        self._first = first
        pairs = [card.calibration[label] for label in LABELS]
        self._slope = np.array([slope for slope, _ in pairs], dtype=np.float32)
        self._intercept = np.array([intercept for _, intercept in pairs], dtype=np.float32)
        self._blend = np.array([part.blend[label] for label in LABELS], dtype=np.float32)
        never = (-np.inf, np.inf)
        self._sure = np.array([part.sure.get(label, never) if cascade else never for label in LABELS])

    @classmethod
    def load(cls, folder: Path, *, threads: int | None = None, cascade: bool = True) -> EncoderClassifier:
        """Read a model folder and the linear model that it names.

        ``threads`` sentences are read at the same time (None: one per processor). Without ``cascade`` every
        sentence goes to the encoder. Raises InvalidModelError when something is missing, damaged, or of
        another version.
        """
        card = read_card(folder)
        try:
            part = EncoderPart.model_validate((card.model_extra or {}).get("encoder"))
            lengths = Lengths(**part.lengths)
        except (ValidationError, TypeError) as error:
            raise InvalidModelError("an encoder's card has its part", value=str(error), place=str(folder)) from error
        missing = [label for label in LABELS if label not in card.calibration or label not in part.blend]
        if missing:
            raise InvalidModelError("every label has its calibration", value=missing[0], place=str(folder))
        first = LinearClassifier.load(folder / part.first)
        if first.version != part.first_version:
            raise InvalidModelError(
                f"the encoder goes with version {part.first_version} of its linear model",
                value=first.version,
                place=str(folder / part.first),
            )
        return cls(card, part, Network(folder, lengths, threads=threads), first, cascade=cascade)

    @property
    def name(self) -> str:
        """Name and version, as it stands in ``run.model``."""
        return self._card.full_name

    @property
    def thresholds(self) -> Thresholds:
        """Where scores become labels."""
        return self._card.bands()

    @property
    def card(self) -> ModelCard:
        """What ``model.json`` says."""
        return self._card

    def asked(self, contexts: Sequence[Context]) -> int:
        """How many of these sentences go to the encoder."""
        return int(self._doubtful(contexts, self._first.margins(contexts)).sum())

    @property
    def network(self) -> Network:
        """The encoder itself: logits and vectors."""
        return self._network

    def predict(self, contexts: Sequence[Context]) -> ScoreMatrix:
        """Calibrated probabilities, shape ``n × 3``; no contexts give ``0 × 3``.

        Sentences that by the rules promise nothing (headings, questions, members' words), and those of which the
        linear model is sure, keep its scores.
        """
        margins = self._first.margins(contexts)
        scores = self._first.probabilities(margins)
        asked = np.flatnonzero(self._doubtful(contexts, margins))
        logits, _ = self._network.run([contexts[int(row)] for row in asked])
        raw = logits * self._slope + margins[asked] * self._blend + self._intercept
        scores[asked] = 1.0 / (1.0 + np.exp(-raw))
        return scores

    def _doubtful(self, contexts: Sequence[Context], margins: ScoreMatrix) -> npt.NDArray[np.bool_]:
        """Whether the encoder has to be asked, one value per sentence: where a promise is possible and a label open."""
        open_ = ((margins >= self._sure[:, 0]) & (margins <= self._sure[:, 1])).any(axis=1)
        possible = [not excluded(context)[0] >= PROMISES for context in contexts]
        return np.asarray(open_ & np.array(possible, dtype=np.bool_), dtype=np.bool_)

    def explain(self, context: Context) -> tuple[str, ...]:
        """The cues that fired, and the model that weighed them."""
        return (*self._first.explain(context), f"model:{self.name}")


class Network:
    """The network on onnxruntime: word pieces in, logits and vectors out."""

    def __init__(self, folder: Path, lengths: Lengths, *, threads: int | None = None) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = folder / NETWORK
        try:
            self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            self._width = int(self._session.get_outputs()[1].shape[1])
        except Exception as error:  # onnxruntime's errors share no class but Exception
            raise InvalidModelError("an encoder has its network", value=str(error), place=str(path)) from error
        self._pieces = Pieces.load(folder, lengths)
        self._threads = threads or len(os.sched_getaffinity(0))

    @property
    def width(self) -> int:
        """How long a vector is."""
        return self._width

    def run(self, contexts: Sequence[Context]) -> tuple[ScoreMatrix, Vectors]:
        """Logits (``n × 3``) and vectors (``n × width``), in order; nothing in gives nothing out."""
        tokens = self._pieces(contexts)
        logits = np.zeros((len(tokens), len(LABELS)), dtype=np.float32)
        vectors = np.zeros((len(tokens), self._width), dtype=np.float32)

        def one(rows: Sequence[int]) -> None:
            for row in rows:
                found: list[Any] = self._session.run(None, {"ids": np.array([tokens[row]], dtype=np.int64)})
                logits[row], vectors[row] = found[0][0], found[1][0]

        if len(tokens) <= 1 or self._threads == 1:
            one(range(len(tokens)))
            return logits, vectors
        with ThreadPoolExecutor(self._threads) as pool:
            for done in [pool.submit(one, rows) for rows in _chunks(tokens, self._threads)]:
                done.result()
        return logits, vectors


def _chunks(tokens: Sequence[Sequence[int]], threads: int) -> Iterator[list[int]]:
    """Row numbers in parts, longest sentences first, so that the threads end together."""
    order = sorted(range(len(tokens)), key=lambda row: -len(tokens[row]))
    size = min(CHUNK, -(-len(order) // threads))
    yield from (order[start : start + size] for start in range(0, len(order), size))
