"""What holds for every text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import split_spans

PIECES = (
    *(
        "De minister",
        "het kabinet",
        "Ja",
        "nr",
        "jl",
        "c.s",
        "W.B",
        "Van Dijk",
        "2",
        "1.500",
        "36 045",
        "a",
        "eIDAS",
        "'s",
    ),
    *(".", ".", ".", "?", "!", "…", "...", ". . .", ",", ":", ";", " ", " ", " ", "\n", "\n\n", "\u00a0"),
    *(
        "(",
        ")",
        "«",
        "»",
        "“",
        "”",
        "‘",
        "’",
        '"',
        ",,",
        "''",
        "–",
        "•",
        "[3]",
        "³",
        "www.voorbeeld.nl",
        "naam@voorbeeld.nl",
    ),
)
WITHOUT_QUOTES = tuple(piece for piece in PIECES if not set(piece) & set("()«»“”‘’\"'[,"))
prose = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(prose, st.integers(min_value=1, max_value=50))
def test_sentences_cover_all_visible_characters_in_order(text: str, longest: int):
    spans = split_spans(text, max_sentence_characters=longest)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert not any(text[left:right].strip() for left, right in zip(edges[::2], edges[1::2], strict=True))
    for start, end in spans:
        assert 0 < end - start <= longest
        assert text[start:end] == text[start:end].strip()


@given(prose)
def test_segmenting_twice_gives_the_same(text: str):
    assert split_spans(text) == split_spans(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WITHOUT_QUOTES), max_size=40).map("".join))
def test_a_sentence_segmented_again_is_one_sentence(text: str):
    """Outside quotes and brackets; a mark that a cut leaves without its partner may be read otherwise."""
    for start, end in split_spans(text):
        assert split_spans(text[start:end]) == ((0, end - start),)


@given(prose)
def test_a_prefix_of_white_space_shifts_the_spans(text: str):
    assert split_spans("  " + text) == tuple((start + 2, end + 2) for start, end in split_spans(text))


@pytest.mark.parametrize(
    "unit", ["x", "woord ", "(", '"', ".", ". ", ".) ", "a.b", "n.v.", "«a. B» ", "1. ", "\n", "’"]
)
def test_long_texts_take_linear_time(unit: str):
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    split_spans(text)
    assert time.process_time() - began < 20
