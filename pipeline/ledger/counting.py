"""How often each term stands in each of many texts, every different word taken apart only once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from pipeline.ledger.terms import found_words, is_subject, word_terms


class Numbers(dict[str, int]):
    """Words with the number that each got when it was first asked for."""

    def __missing__(self, word: str) -> int:
        """Give a new word the next number."""
        number = self[word] = len(self)
        return number


def count_terms(texts: Sequence[str], contexts: Sequence[str] | None = None) -> tuple[Any, dict[str, int]]:
    """Counts as a sparse matrix (texts, terms), the columns of a row in order; and the column of each term.

    With ``contexts``, of as many texts, the words of a text count twice beside those of its context. No texts give
    a matrix without rows.

    >>> counts, columns = count_terms(["de sluis en de sluis", "het dorp"], ["", "de sluis"])
    >>> counts.toarray().tolist(), columns
    ([[4.0, 0.0], [1.0, 2.0]], {'sluis': 0, 'dorp': 1})
    """
    words = Numbers()
    rows = _word_rows(texts, words)
    if contexts is not None:
        around = _word_rows(contexts, words)
        rows, around = _wide(rows, len(words)), _wide(around, len(words))
        rows = rows * 2 + around
    columns = Numbers()
    found = rows @ _rows([map(columns.__getitem__, _terms(word)) for word in words], columns)
    found.sort_indices()
    return found, columns


def _terms(word: str) -> tuple[str, ...]:
    return word_terms(word) if is_subject(word) else ()


def _word_rows(texts: Iterable[str], words: Numbers) -> Any:  # noqa: ANN401 - scipy has no types
    return _rows((map(words.__getitem__, found_words(text)) for text in texts), words)


def _wide(rows: Any, columns: int) -> Any:  # noqa: ANN401
    rows.resize((rows.shape[0], columns))
    return rows


def _rows(numbered: Iterable[Iterable[int]], numbers: Numbers) -> Any:  # noqa: ANN401
    """A sparse matrix with how often each number stands in each row; ``numbers`` grows while rows are read."""
    from scipy import sparse  # noqa: PLC0415 - a listing compares nothing

    found, starts = array("i"), array("q", [0])
    for row in numbered:
        found.extend(row)
        starts.append(len(found))
    indices, ends = np.frombuffer(found, dtype=np.int32), np.frombuffer(starts, dtype=np.int64)
    ones = np.ones(len(found), dtype=np.float32)
    made = sparse.csr_matrix((ones, indices, ends), shape=(len(starts) - 1, len(numbers)), copy=True)
    made.sum_duplicates()
    return made
