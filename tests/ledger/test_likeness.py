"""Likeness: the inverted index gives what comparing every text with every other gives."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ledger.likeness import DIGITS, Likeness, LikenessIndex
from pipeline.ledger.terms import terms

WORDS = [
    "veerdienst",
    "veerdiensten",
    "eiland",
    "sluis",
    "sluizen",
    "kade",
    "kades",
    "tol",
    "de",
    "zal",
    "ik&w",
    "2031",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def weights(text, count, having):
    """TF-IDF by the book, for one text."""
    found = {
        term: (1 + math.log(times)) * (1 + math.log((1 + count) / (1 + having[term])))
        for term, times in Counter(terms(text)).items()
    }
    length = math.sqrt(sum(weight * weight for weight in found.values()))
    return {term: weight / length for term, weight in found.items()}


def slowly(texts, wanted, most, least):
    """The likest texts, each compared on its own."""
    having = Counter(term for text in texts for term in set(terms(text)))
    rows = [weights(text, len(texts), having) for text in texts]
    asked = weights(wanted, len(texts), having)
    cosines = [sum(weight * row.get(term, 0.0) for term, weight in asked.items()) for row in rows]
    near = [(position, cosine) for position, cosine in enumerate(cosines) if cosine >= least]
    return sorted(near, key=lambda one: (-round(one[1], DIGITS - 1), one[0]))[:most]


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(TEXTS, max_size=12), wanted=TEXTS)
def test_the_index_finds_what_comparing_one_by_one_finds(texts, wanted):
    expected = slowly(texts, wanted, len(texts), 0.05)
    (found,) = LikenessIndex(texts).nearest([wanted], most=max(1, len(texts)))
    assert {one.position for one in found} == {position for position, _ in expected}
    assert [one.cosine for one in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), contexts=st.lists(TEXTS, min_size=8, max_size=8), wanted=TEXTS)
def test_with_contexts_the_words_of_a_text_count_twice(texts, contexts, wanted):
    around = contexts[: len(texts)]
    doubled = [f"{text} {text} {context}" for text, context in zip(texts, around, strict=True)]
    assert LikenessIndex(texts, around).nearest([wanted]) == LikenessIndex(doubled).nearest([wanted])


def test_the_weights_are_those_of_scikit_learn():
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = ["de veerdienst en de sluis", "veerdiensten, sluizen en een kade", "de tol op de kade", "kade kade kade"]
    there = TfidfVectorizer(analyzer=terms, sublinear_tf=True).fit(texts)
    (found,) = LikenessIndex(texts).nearest([texts[0]], least=0.0)
    expected = (there.transform(texts[:1]) @ there.transform(texts).T).toarray()[0]
    assert {one.position: one.cosine for one in found} == pytest.approx(
        {position: cosine for position, cosine in enumerate(expected) if cosine > 0}, abs=1e-5
    )


def test_equal_texts_stand_in_the_order_of_the_index_and_no_more_than_asked_for():
    index = LikenessIndex(["de tol", "de sluis", "de tol", "de tol"])
    assert index.nearest(["de tol"], most=2) == [(Likeness(0, 1.0), Likeness(2, 1.0))]


@pytest.mark.parametrize("texts", [[], [""], ["de het een"]])
def test_nothing_to_compare_gives_nothing(texts):
    assert LikenessIndex(texts).nearest(["de tol", ""]) == [(), ()]
    assert LikenessIndex(texts).nearest([]) == []
