"""The three coefficients against figures that their makers published."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pipeline.review.coefficients import cohen_kappa, gwet_ac1, krippendorff_alpha

A, B, C, D = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four observers, twelve units: the example of Krippendorff, Computing Krippendorff's alpha-reliability (2011)."""

UNITS = [tuple(value for value in unit if value is not None) for unit in zip(A, B, C, D, strict=True)]

RARE = [(1, 1)] * 118 + [(1, 0)] * 5 + [(0, 1)] * 2
"""Gwet (2008), table 1: nearly all the same, and a kappa below nothing."""


def test_kappa_is_the_textbook_one() -> None:
    assert cohen_kappa([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15) == pytest.approx(0.4)


def test_kappa_collapses_where_one_value_is_rare_and_ac1_does_not() -> None:
    assert cohen_kappa(RARE) == pytest.approx(-0.0234, abs=5e-5)
    assert gwet_ac1(RARE, values=2) == pytest.approx(0.9408, abs=5e-5)


def test_alpha_is_krippendorffs_own() -> None:
    assert krippendorff_alpha(UNITS) == pytest.approx(0.743, abs=5e-4)


def test_ac1_of_four_observers_is_gwets() -> None:
    assert gwet_ac1(UNITS, values=5) == pytest.approx(0.77544, abs=5e-6)


def test_without_shared_units_nothing_is_defined() -> None:
    assert cohen_kappa([]) is None
    assert gwet_ac1([(1,), (0,)], values=2) is None
    assert krippendorff_alpha([(1,), (0,)]) is None


def test_one_value_only_leaves_kappa_and_alpha_undefined() -> None:
    assert cohen_kappa([(0, 0), (0, 0)]) is None
    assert krippendorff_alpha([(0, 0), (0, 0)]) is None
    assert gwet_ac1([(0, 0), (0, 0)], values=2) == 1.0


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40))
def test_kappa_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    ours = cohen_kappa(pairs)
    if ours is None:
        assert len(set(pairs)) == 1
        return
    theirs = cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs])
    assert ours == pytest.approx(theirs)


@given(st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=20), st.randoms())
def test_the_order_of_units_and_of_people_means_nothing(units: list[list[int]], chance: random.Random) -> None:
    other = [chance.sample(unit, len(unit)) for unit in units]
    chance.shuffle(other)
    assert gwet_ac1(units, values=4) == pytest.approx(gwet_ac1(other, values=4))
    assert krippendorff_alpha(units) == pytest.approx(krippendorff_alpha(other))


@given(st.lists(st.integers(0, 3), min_size=2, max_size=20).filter(lambda values: len(set(values)) > 1))
def test_perfect_agreement_is_one(values: list[int]) -> None:
    units = [(value, value, value) for value in values]
    assert gwet_ac1(units, values=4) == pytest.approx(1)
    assert krippendorff_alpha(units) == pytest.approx(1)
    assert cohen_kappa([(value, value) for value in values]) == pytest.approx(1)
