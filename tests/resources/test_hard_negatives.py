"""The classes of hard negatives find what they should find."""

from __future__ import annotations

import json

import pytest

from pipeline.classify.wording import plain
from pipeline.errors import InvalidResourceError
from pipeline.records import LABELS
from pipeline.resources.hard_negatives import load_hard_negatives, read_hard_negatives

CLASSES = load_hard_negatives()
ENTRY = """
[[class]]
id = "a"
dutch = "b"
lacks = "claim"
source = "c"
patterns = ['x']
cases = ["x"]
counter_cases = ["y"]
"""


@pytest.mark.parametrize(("found", "text"), [(one, case) for one in CLASSES for case in one.cases])
def test_a_case_is_found(found, text):
    assert found.worded(plain(text))


@pytest.mark.parametrize(("found", "text"), [(one, case) for one in CLASSES for case in one.counter_cases])
def test_a_counter_case_is_not_found(found, text):
    assert not found.worded(plain(text))


@pytest.mark.parametrize("found", CLASSES, ids=lambda found: found.id)
def test_every_pattern_is_shown_by_a_case(found):
    silent = [one.pattern for one in found.patterns if not any(one.search(plain(case)) for case in found.cases)]
    assert silent == []


def test_every_label_has_classes_and_the_kinds_that_are_taken_for_promises_are_there():
    assert {one.lacks for one in CLASSES} == set(LABELS)
    promised = {one.id for one in CLASSES if one.lacks == "commitment"}
    assert promised >= {
        "procedure", "third-party", "ongoing-fact", "act-done", "earlier-promise", "forecast", "norm", "wish",
        "possibility", "question", "member", "chair",
    }  # fmt: skip


def test_rulings_are_those_of_our_own_sentences(root):
    lines = (root / "annotations" / "own.jsonl").read_text(encoding="utf-8").splitlines()
    written = {json.loads(line)["note"] for line in lines}
    assert {ruling for one in CLASSES for ruling in one.rulings} - written == set()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('lacks = "claim"', 'lacks = "promise"'), "class.0.lacks"),
        (("['x']", "['(']"), "a pattern is a regular expression"),
        (('cases = ["x"]\n', ""), "patterns have cases"),
        (('patterns = [\'x\']\ncases = ["x"]\ncounter_cases = ["y"]\n', ""), "by what a sentence belongs"),
    ],
)
def test_an_entry_that_breaks_a_rule_is_named(change, words):
    read_hard_negatives(ENTRY)
    with pytest.raises(InvalidResourceError, match=words):
        read_hard_negatives(ENTRY.replace(*change))


def test_an_id_is_used_once():
    with pytest.raises(InvalidResourceError, match="an id is used once"):
        read_hard_negatives(ENTRY * 2)
