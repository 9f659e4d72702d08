from __future__ import annotations

import datetime as dt

import pytest

from pipeline.records import Label
from pipeline.review import Word, agreements

OCTOBER, NOVEMBER = dt.datetime(2026, 10, 30, tzinfo=dt.UTC), dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


def word(sentence: int, by: str, *labels: Label, at: dt.datetime = NOVEMBER) -> Word:
    return Word(f"s-{sentence}", by, at, tuple(sorted(labels)))


WORDS = [
    word(1, "an", "claim", at=OCTOBER),
    word(1, "bo", "claim", at=OCTOBER),
    word(2, "an", "claim"),
    word(2, "bo", "commitment"),
    word(3, "an"),
    word(3, "bo"),
    word(3, "cas", "claim"),
    word(4, "an", "claim", at=OCTOBER),
    word(4, "cas", "claim"),
    word(5, "an", "refusal"),
]


def test_counts_per_label_over_everybody() -> None:
    claim = next(one for one in agreements(WORDS) if one.label == "claim")
    assert (claim.sentences, claim.both, claim.one, claim.neither) == (4, 2, 3, 1)
    assert claim.observed == pytest.approx(0.5)
    assert claim.kappa is None
    refusal = next(one for one in agreements(WORDS) if one.label == "refusal")
    assert (refusal.both, refusal.one, refusal.neither) == (0, 0, 6)
    assert (refusal.ac1, refusal.alpha) == (1.0, None)


def test_all_labels_at_once_counts_the_same_set() -> None:
    whole = next(one for one in agreements(WORDS) if one.label is None)
    assert (whole.sentences, whole.both, whole.one, whole.neither) == (4, 3, 3, 0)


def test_per_pair() -> None:
    found = {one.pair: one for one in agreements(WORDS, by_pair=True) if one.label == "claim"}
    assert list(found) == [("an", "bo"), ("an", "cas"), ("bo", "cas")]
    assert (found["an", "bo"].sentences, found["an", "bo"].kappa) == (3, pytest.approx(0.4))
    assert (found["an", "cas"].both, found["an", "cas"].one) == (1, 1)


def test_per_month_of_the_word_that_makes_it_shared() -> None:
    found = {one.period: one for one in agreements(WORDS, by_month=True) if one.label == "claim"}
    assert {month: one.sentences for month, one in found.items()} == {"2026-10": 1, "2026-11": 3}


def test_without_shared_sentences_there_is_nothing() -> None:
    assert agreements([word(1, "an", "claim")]) == ()
