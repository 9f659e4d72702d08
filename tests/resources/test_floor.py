"""The wordings of who has the floor find what they should find."""

from __future__ import annotations

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.resources.floor import load_floor, read_floor

WORDINGS = load_floor().wordings
ENTRY = """[[{table}]]
id = "a.b"
pattern = '{pattern}'
source = "the rules of the House"
cases = ["x"]
counter_cases = ["y"]
"""
TABLES = ("given", "thanked", "proposed", "defends", "stranger", "own")


def text_of(**patterns):
    rows = []
    for number, table in enumerate(TABLES):
        pattern = patterns.get(table, "(?P<office>x)(?P<names>x)?")
        entry = ENTRY.format(table=table, pattern=pattern).replace("a.b", f"a.{'b' * (number + 1)}")
        rows.append(entry + ('role = "member"\n' if table == "own" else ""))
    return "\n".join(rows)


@pytest.mark.parametrize(("wording", "text"), [(one, case) for one in WORDINGS for case in one.cases])
def test_a_case_is_found(wording, text):
    assert wording.compiled.search(text)


@pytest.mark.parametrize(("wording", "text"), [(one, case) for one in WORDINGS for case in one.counter_cases])
def test_a_counter_case_is_not_found(wording, text):
    assert not wording.compiled.search(text)


def test_a_file_that_follows_the_schema_is_read():
    assert len(read_floor(text_of()).wordings) == 6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (text_of(given="("), "a pattern is a regular expression"),
        (text_of(given="x"), "a pattern has the group office"),
        (text_of(proposed="x"), "a pattern has the group names"),
        (text_of().replace("a.bbb", "a.bb"), "ids of wordings are unique"),
        (text_of().replace('role = "member"', 'role = "chair"'), "own.0.role"),
    ],
)
def test_a_broken_file_is_told_with_entry_and_rule(text, says):
    with pytest.raises(InvalidResourceError, match=r"floor\.toml") as raised:
        read_floor(text)
    assert says in str(raised.value)
