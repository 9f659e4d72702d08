"""Hashed n-grams of words and characters, for a whole batch at once (no vocabulary, no state)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy import sparse

Hashes = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int64]

_MULTIPLIER = np.uint32(0x9E3779B1)
_TOKEN = re.compile(r"[a-zà-ÿ0]+(?:'[a-z]+)?|[^\sa-zà-ÿ0]")


def tokens(wording: str) -> list[str]:
    """Words and marks of a masked wording.

    >>> tokens("ja, op 0 maand 0.")
    ['ja', ',', 'op', '0', 'maand', '0', '.']
    """
    return _TOKEN.findall(wording)


@lru_cache(maxsize=200_000)
def _crc(token: str) -> int:
    return zlib.crc32(token.encode())


def _mixed(hashes: Hashes) -> Hashes:
    """Spread a hash over all 32 bits, so that its lowest bits can be used as an index."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    return np.asarray(mixed ^ (mixed >> np.uint32(16)), dtype=np.uint32)


def _grams(units: Hashes, rows: Rows, sizes: Iterable[int]) -> tuple[Rows, Hashes]:
    """All n-grams of neighbouring units that stand in one row."""
    found_rows: list[Rows] = []
    found: list[Hashes] = []
    rolling = units
    wanted = set(sizes)
    for size in range(1, max(wanted) + 1):
        if size > 1:
            rolling = rolling[:-1] * _MULTIPLIER + units[size - 1 :]
        if size in wanted:
            inside = rows[: len(rolling)] == rows[size - 1 :]
            found_rows.append(rows[: len(rolling)][inside])
            found.append(_mixed(rolling[inside] + np.uint32(size * 0x01000193 & 0xFFFFFFFF)))
    return np.concatenate(found_rows), np.concatenate(found)


def word_grams(lists: Sequence[Sequence[str]], sizes: Iterable[int]) -> tuple[Rows, Hashes]:
    """The n-grams of the tokens of each row: row numbers and hashes, of equal length."""
    lengths = [len(words) for words in lists]
    units = np.fromiter(map(_crc, chain.from_iterable(lists)), dtype=np.uint32, count=sum(lengths))
    return _grams(units, np.repeat(np.arange(len(lists)), lengths), sizes)


def character_grams(texts: Sequence[str], sizes: Iterable[int]) -> tuple[Rows, Hashes]:
    """The n-grams of the characters of each row, over the edges of words: row numbers and hashes."""
    units = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    return _grams(units * _MULTIPLIER, np.repeat(np.arange(len(texts)), [len(text) for text in texts]), sizes)


def counted(rows: Rows, hashes: Hashes, shape: tuple[int, int]) -> sparse.csr_matrix:
    """How often each hash stands in each row, damped (1 + ln n), as a matrix of this shape.

    The number of columns is a power of two; a hash is taken modulo it.
    """
    columns = hashes.astype(np.int64) & (shape[1] - 1)
    keys, counts = np.unique(rows * shape[1] + columns, return_counts=True)
    starts = np.searchsorted(keys, np.arange(shape[0] + 1, dtype=np.int64) * shape[1])
    data = (1.0 + np.log(counts)).astype(np.float32)
    return sparse.csr_matrix((data, keys % shape[1], starts), shape=shape)
