from __future__ import annotations

import numpy as np
import pytest

from pipeline.classify import Context
from pipeline.classify.features import BLOCKS, count
from pipeline.classify.hashing import character_grams, counted, word_grams


def test_hashes_stay_the_same_over_versions():
    rows, hashes = word_grams([["ik", "zal"], []], (1, 2))
    assert rows.tolist() == [0, 0, 0]
    assert (hashes % 1024).tolist() == HASHES


HASHES = [457, 731, 308]


def test_grams_do_not_cross_rows():
    rows, _ = character_grams(["ab", "c", "", "defg"], (2, 3))
    assert np.bincount(rows, minlength=4).tolist() == [1, 0, 0, 5]


def test_counts_are_damped():
    matrix = counted(np.array([0, 0, 1]), np.array([5, 5, 5], dtype=np.uint32), (2, 8))
    assert matrix.toarray()[:, 5] == pytest.approx([1.693, 1.0], abs=1e-3)


def test_a_batch_without_sentences_has_no_rows():
    assert [matrix.shape for matrix in count([])] == [(0, 1 << block.bits) for block in BLOCKS]


def test_numbers_and_dates_look_alike():
    one, other = (
        count([Context(f"Op {day} kost het {sum_} euro.", "answer")])[0]
        for day, sum_ in (("3 mei", "12"), ("4 juni", "900"))
    )
    assert (one != other).nnz == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Context("Zij krijgt nr. 7.", "turn", role="government"), Context("Zij krijgt nr. 7.", "turn", role="chair")),
        (
            Context("Zij krijgt nr. 7.", "other", document_kind="news"),
            Context("Zij krijgt nr. 7.", "other", document_kind="debate"),
        ),
    ],
)
def test_who_speaks_and_whether_anybody_does_are_features(one, other):
    pairs = zip(BLOCKS, count([one]), count([other]), strict=True)
    assert [block.name for block, first, second in pairs if (first != second).nnz] == ["cues"]
