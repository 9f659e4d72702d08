"""The labelled sentences that a sentence is nearest to, by id: no text is stored, only vectors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from pipeline.errors import InvalidModelError
from pipeline.records import LABELS, Label

VECTORS = "neighbours.safetensors"
IDS = "neighbours.json"

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A labelled sentence: its id and document in ``annotations/`` or the corpus, and how alike it is (-1…1)."""

    id: str
    document: str
    labels: tuple[Label, ...]
    likeness: float


@dataclass(frozen=True)
class Neighbours:
    """Vectors (n × d, int8, unit length when scaled), the projection to them, and what each stands for."""

    vectors: npt.NDArray[np.int8]
    mean: Vector
    projection: Vector
    rows: tuple[tuple[str, str, int], ...]

    @classmethod
    def load(cls, folder: Path) -> Neighbours:
        """Read them from a model folder; raises InvalidModelError when they are missing or damaged."""
        try:
            tensors = load_file(folder / VECTORS)
            rows = tuple((str(name), str(of), int(bits)) for name, of, bits in json.loads((folder / IDS).read_bytes()))
            found = cls(
                tensors["vectors"], tensors["mean"].astype(np.float32), tensors["projection"].astype(np.float32), rows
            )
        except (OSError, KeyError, ValueError, SafetensorError) as error:
            raise InvalidModelError("a model has its neighbours", value=str(error), place=str(folder)) from error
        if len(found.vectors) != len(rows):
            raise InvalidModelError("every neighbour has a vector", value=len(rows), place=str(folder))
        return found

    def nearest(self, vector: Vector, count: int) -> tuple[Neighbour, ...]:
        """The ``count`` most alike, best first; fewer when there are fewer."""
        wanted = unit(np.asarray((vector - self.mean) @ self.projection, dtype=np.float32))
        likeness = unit(self.vectors.astype(np.float32)) @ wanted
        best = np.argsort(-likeness, kind="stable")[:count]
        return tuple(self._neighbour(int(row), float(likeness[row])) for row in best)

    def _neighbour(self, row: int, likeness: float) -> Neighbour:
        name, document, bits = self.rows[row]
        labels = tuple(label for place, label in enumerate(LABELS) if bits >> place & 1)
        return Neighbour(name, document, labels, round(likeness, 3))


def unit(vectors: Vector) -> Vector:
    """Vectors of length 1, in the last dimension; those of length 0 stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
