"""Likeness of texts: TF-IDF over terms, kept as sparse rows so that 20,000 entries are searched at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.ledger.terms import terms

FEATURES = 2**18
BATCH = 512
"""Texts compared at once: bounds the memory of a search, whatever the number of texts."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Position of a text in the index, and its cosine with what was looked for, 0…1."""

    position: int
    cosine: float


class LikenessIndex:
    """Texts to search in; the weights of terms come from these texts themselves.

    >>> index = LikenessIndex(["de veerdienst naar het eiland", "de sluis bij het dorp"])
    >>> [found.position for found in index.nearest(["veerdiensten naar eilanden"])[0]]
    [0]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import (  # noqa: PLC0415 - a listing compares nothing
            HashingVectorizer,
            TfidfTransformer,
        )

        self._counts = HashingVectorizer(
            analyzer=terms, n_features=FEATURES, norm=None, alternate_sign=False, dtype=np.float32
        )
        self._weights = TfidfTransformer(sublinear_tf=True, smooth_idf=True)
        self._size = len(texts)
        self._rows = self._weights.fit_transform(self._counts.transform(texts)).tocsr() if texts else None

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
            if self._rows is None:
                yield from [()] * len(part)
                continue
            products = (self._vectors(part) @ self._rows.T).tocsr()
            for row in range(len(part)):
                edges = slice(products.indptr[row], products.indptr[row + 1])
                yield _best(products.indices[edges], products.data[edges], most, least)

    def _vectors(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - scipy has no types
        return self._weights.transform(self._counts.transform(texts))


def _best(positions: Any, cosines: Any, most: int, least: float) -> tuple[Likeness, ...]:  # noqa: ANN401
    order = np.lexsort((positions, -cosines))[:most]
    return tuple(Likeness(int(positions[one]), min(1.0, float(cosines[one]))) for one in order if cosines[one] >= least)
