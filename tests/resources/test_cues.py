from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidResourceError
from pipeline.resources.cues import parse_cues, word_traits
from pipeline.resources.literals import LiteralIndex, needed_literals

ENTRY = """
[macros]
wie = '''(?:ik|wij)'''
[traits]
shall = '''zal'''
[[cue]]
id = "commitment.test"
label = "commitment"
pattern = '''<wie> zal'''
source = "test"
cases = ["ik zal"]
counter_cases = ["hij zal"]
[[notice]]
id = "notice.test"
cue = "reminder"
pattern = "toegezegd"
source = "test"
cases = ["toegezegd"]
counter_cases = ["gezegd"]
"""


def test_macros_are_filled_in():
    (rule,) = parse_cues(ENTRY).rules
    assert rule.pattern.pattern == "(?:ik|wij) zal"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<wie> zal", "<niemand> zal", "commitment.test: a macro is defined"),
        ("<wie> zal", "(zal", "commitment.test: a pattern is a regular expression"),
        ('label = "commitment"', 'label = "promise"', "cues follow their schema"),
        ('cases = ["ik zal"]', "cases = []", "cues follow their schema"),
        ('id = "notice.test"', 'id = "commitment.test"', "an id is used once"),
        ("[macros]", "[macros", "cues follow their schema"),
    ],
)
def test_a_broken_entry_is_named(old, new, words):
    with pytest.raises(InvalidResourceError, match=re.escape(words)):
        parse_cues(ENTRY.replace(old, new))


def test_traits_are_of_whole_words():
    assert word_traits("zal") == ("shall",)
    assert word_traits("zalf") == ()


PATTERNS = [
    r"\b(?:zal|zullen) (?:\S+ ){0,3}?blijven\b",
    r"\bniet|geen\b",
    r"^ja[., ]*$",
    r"\d+ (?:euro|procent)",
    r"[eé]en",
]


@given(
    st.lists(st.sampled_from(["zal", "zullen", "blijven", "geen", "niet", "ja.", "3", "euro", "één", "x"]), max_size=8)
)
def test_what_matches_is_a_candidate(words):
    text = " ".join(words)
    matching = [number for number, pattern in enumerate(PATTERNS) if re.search(pattern, text)]
    assert set(matching) <= set(LiteralIndex.of(PATTERNS).candidates(text))


def test_an_expression_that_matches_anything_needs_nothing():
    assert needed_literals(r"\S*") == ()
