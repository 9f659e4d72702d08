"""Likeness of texts: TF-IDF over terms, in an inverted index so that 20,000 entries are searched at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.ledger.counting import count_terms
from pipeline.ledger.terms import terms

BATCH = 512
"""Texts compared at once: bounds the memory of a search, whatever the number of texts."""
DIGITS = 6
"""Cosines are told this precisely: what differs by less is equal."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Position of a text in the index, and its cosine with what was looked for, 0…1."""

    position: int
    cosine: float


class LikenessIndex:
    """Texts to search in; the weights of terms come from these texts themselves.

    A term counts 1 + ln(how often it stands in a text), times 1 + ln((1 + texts) / (1 + texts with it)): what
    scikit-learn calls TF-IDF with ``sublinear_tf`` and ``smooth_idf``. It is done here because each different word
    has to be taken apart only once, and because importing that library takes longer than searching a ledger.

    >>> index = LikenessIndex(["de veerdienst naar het eiland", "de sluis bij het dorp"])
    >>> [found.position for found in index.nearest(["veerdiensten naar eilanden"])[0]]
    [0]
    """

    def __init__(self, texts: Sequence[str], contexts: Sequence[str] | None = None) -> None:
        """With ``contexts``, of as many texts, the words of a text count twice beside those of its context."""
        self._size = len(texts)
        counts, self._numbers = count_terms(texts, contexts)
        having = np.bincount(counts.indices, minlength=len(self._numbers))
        self._rarities = 1.0 + np.log((1.0 + self._size) / (1.0 + having))
        weights = (1.0 + np.log(counts.data)) * self._rarities[counts.indices]
        counts.data = (weights / _lengths(weights, counts)).astype(np.float32)
        self._texts_with = counts.T.tocsr()

    def __len__(self) -> int:
        return self._size

    def nearest(self, texts: Sequence[str], *, most: int = 10, least: float = 0.05) -> list[tuple[Likeness, ...]]:
        """For each text the ``most`` likest texts of the index with a cosine of at least ``least``, likest first.

        Equal cosines stand in the order of the index. A text without terms, or an empty index, gives ``()``.
        """
        return list(self._nearest(texts, most, least))

    def _nearest(self, texts: Sequence[str], most: int, least: float) -> Iterator[tuple[Likeness, ...]]:
        for start in range(0, len(texts), BATCH):
            part = texts[start : start + BATCH]
            products = (self._vectors(part) @ self._texts_with).tocsr()
            for row in range(len(part)):
                edges = slice(products.indptr[row], products.indptr[row + 1])
                yield _best(products.indices[edges], products.data[edges], most, least)

    def _vectors(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy has no types
        from scipy import sparse  # noqa: PLC0415 - a listing compares nothing

        starts = [0]
        numbers: list[int] = []
        weights: list[float] = []
        for text in texts:
            vector = self._vector(text)
            numbers.extend(vector)
            weights.extend(vector.values())
            starts.append(len(numbers))
        data = np.array(weights, dtype=np.float32)
        shape = (len(texts), len(self._numbers))
        return sparse.csr_matrix((data, np.array(numbers, dtype=np.int32), np.array(starts, dtype=np.int32)), shape)

    def _vector(self, text: str) -> dict[int, float]:
        """The weights of the terms that the index knows; those that it does not know make the text longer."""
        unknown = 1.0 + math.log(1.0 + self._size)
        known: dict[int, float] = {}
        square = 0.0
        for term, count in Counter(terms(text)).items():
            number = self._numbers.get(term)
            weight = (1.0 + math.log(count)) * (unknown if number is None else float(self._rarities[number]))
            square += weight * weight
            if number is not None:
                known[number] = weight
        return {number: weight / math.sqrt(square) for number, weight in known.items()}


def _lengths(weights: npt.NDArray[np.float64], counts: Any) -> npt.NDArray[np.float64]:  # noqa: ANN401
    """For each weight the length of the vector in which it stands."""
    sizes = np.diff(counts.indptr)
    rows = np.repeat(np.arange(len(sizes)), sizes)
    lengths: npt.NDArray[np.float64] = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=len(sizes)))
    return lengths[rows]


def _best(positions: Any, cosines: Any, most: int, least: float) -> tuple[Likeness, ...]:  # noqa: ANN401
    near = np.flatnonzero(cosines >= least - 10**-DIGITS)
    rounded = np.round(cosines[near].astype(np.float64), DIGITS)
    order = [one for one in np.lexsort((positions[near], -rounded))[:most] if rounded[one] >= least]
    return tuple(Likeness(int(positions[near[one]]), min(1.0, float(rounded[one]))) for one in order)
