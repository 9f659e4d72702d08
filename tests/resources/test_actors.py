"""The words for who can be bound: they stand in their cases, and broken entries are named."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.resources.actors import load_actors, parse_actors

WHOLE = """
[macros]
wie = '''(?:ik|wij)'''
[words]
aside = "denk"
preposition = "van"
foreign = "duitse"
grants = "krijgt"
aim = "inzet"
hands_over = "hoop dat"
common = "douane"
[[actor]]
id = "speaker"
pattern = "<wie>"
means = "speaker"
source = "own test"
cases = [["Ik zal.", "Ik"]]
counter_cases = ["Hij zal."]
"""


def test_a_pattern_is_of_whole_words():
    (entry,) = parse_actors(WHOLE).actor
    assert entry.pattern.search("dat wij gaan")
    assert not entry.pattern.search("wijn en ik-figuur")


@pytest.mark.parametrize("entry", load_actors().actor, ids=lambda entry: entry.id)
def test_an_entry_does_not_stand_in_its_counter_cases(entry):
    assert not any(entry.pattern.search(case.lower()) for case in entry.counter_cases)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<wie>", "<niemand>", "x.toml, speaker: a macro is defined"),
        ('means = "speaker"', 'means = "nobody"', "x.toml, actor.0.means"),
        (
            'means = "speaker"',
            'means = "body"\nministry = "zz"',
            "x.toml, speaker: a ministry is referred to by its id",
        ),
        ('id = "speaker"', 'id = "De spreker"', "x.toml, actor.0.id"),
        ('aim = "inzet"', 'aim = "("', "x.toml, aim: a pattern is a regular expression"),
        ("[[actor]]", WHOLE[WHOLE.index("[[actor]]") :] + "[[actor]]", "used once"),
    ],
)
def test_a_broken_entry_is_named(old, new, words):
    with pytest.raises(InvalidResourceError, match=re.escape(words)):
        parse_actors(WHOLE.replace(old, new), place="x.toml")
