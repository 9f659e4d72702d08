"""The wording of deadlines: what a linguist who adds an entry is told."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.frame.deadline.meanings import MEANINGS
from pipeline.resources.deadlines import load_wording, parse_wording

TEXT = resources.files("pipeline.resources").joinpath("deadlines.toml").read_text(encoding="utf-8")


def test_every_meaning_is_known_and_used():
    assert {entry.means for entry in load_wording().period} == set(MEANINGS)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "day.date"', 'id = "Day"', "period.0.id"),
        ('id = "day.numeric"', 'id = "day.date"', "an id is used once"),
        ("(?P<month><month>)<of_year>?(?: (?P<soon>", "(?P<month><maand>)<of_year>?(?: (?P<soon>", "day.date: a macro"),
        ('relation = "around"', 'relation = "near"', "relation"),
        ("pattern = '''per'''", "pattern = '''per('''", "by.per: a pattern is a regular expression"),
        ("[macros]", "[macros", "a rule file is valid TOML"),
    ],
)
def test_a_broken_entry_is_named(old, new, words):
    assert old in TEXT
    with pytest.raises(InvalidResourceError, match=re.escape(words)):
        parse_wording(TEXT.replace(old, new, 1))
