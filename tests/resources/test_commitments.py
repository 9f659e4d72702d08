"""Every wording of strength, polarity and recipient does what its cases say."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.frame.deadline.plain import plain
from pipeline.resources.commitments import load_commitments, parse_commitments

WORDING = load_commitments()
WHOLE = """
[macros]
wie = '''(?:ik|wij)'''
[surroundings]
side = "dat"
may_promise = "dat"
part = "maar"
passive = "wordt"
[[strength]]
id = "zal"
rank = 1
strength = "firm"
pattern = "<wie> zal"
source = "own test"
cases = ["Ik zal."]
counter_cases = ["Hij zal."]
[[polarity]]
id = "niet"
polarity = "abstain"
pattern = "niet"
source = "own test"
cases = ["Niet."]
counter_cases = ["Wel."]
[[recipient]]
id = "kamer"
pattern = "(?P<who>de kamer)"
source = "own test"
cases = [["De Kamer.", "De Kamer"]]
counter_cases = ["Wel."]
"""


@pytest.mark.parametrize("entry", WORDING.strength, ids=lambda entry: entry.id)
def test_a_strength_stands_in_its_cases_only(entry):
    assert all(entry.pattern.search(plain(case).text) for case in entry.cases)
    assert not any(entry.pattern.search(plain(case).text) for case in entry.counter_cases)


@pytest.mark.parametrize("entry", WORDING.recipient, ids=lambda entry: entry.id)
def test_a_recipient_stands_in_its_cases_only(entry):
    for sentence, words in entry.cases:
        match = entry.pattern.search(plain(sentence).text)
        assert match is not None
        assert match["who"] == words.lower()
    assert not any(entry.pattern.search(plain(case).text) for case in entry.counter_cases)


def test_a_whole_file_is_read():
    assert parse_commitments(WHOLE).strength[0].pattern.pattern == "(?:ik|wij) zal"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<wie> zal", "<niemand> zal", "x.toml, zal: a macro is defined"),
        ("<wie> zal", "(zal", "x.toml, zal: a pattern is a regular expression"),
        ("rank = 1", "rank = 9", "x.toml, strength.0.rank"),
        ('polarity = "abstain"', 'polarity = "no"', "x.toml, polarity.0.polarity"),
        ("(?P<who>de kamer)", "de kamer", "a recipient is the group `who`"),
        ('cases = ["Ik zal."]', "cases = []", "x.toml, strength.0.cases"),
        ("[macros]", "[macros", "valid TOML"),
        (
            "[[polarity]]",
            WHOLE[WHOLE.index("[[strength]]") : WHOLE.index("[[polarity]]")] + "[[polarity]]",
            "used once",
        ),
    ],
)
def test_a_broken_entry_is_named(old, new, words):
    with pytest.raises(InvalidResourceError, match=re.escape(words)):
        parse_commitments(WHOLE.replace(old, new), place="x.toml")
