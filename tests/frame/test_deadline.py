"""Deadlines: every wording, the table of own sentences, and what holds for any text."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.frame import explain_deadline, find_deadline
from pipeline.resources.deadlines import load_wording

TABLE = [
    json.loads(line)
    for line in Path(__file__).with_name("deadline_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
FOUND = [(entry.id, case) for entry in (*load_wording().period, *load_wording().words) for case in entry.cases]
NOT_FOUND = [
    (entry.id, case) for entry in (*load_wording().period, *load_wording().words) for case in entry.counter_cases
]
EXCLUDED = [case for entry in load_wording().exclude for case in entry.cases]
NOT_EXCLUDED = [case for entry in load_wording().exclude for case in entry.counter_cases]


def day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


def interval(found) -> str:
    return f"{found.earliest or ''}..{found.latest or ''}"


def test_the_table_is_broad():
    assert len({row["text"] for row in TABLE}) >= 250
    assert sum(row["words"] is None for row in TABLE) >= 40
    assert sum(row["from"] is None and row["to"] is None for row in TABLE) >= 80


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['on']} {row['text'][:60]}" for row in TABLE])
def test_a_sentence_of_the_table(row):
    found = find_deadline(row["text"], day(row["on"]))
    if row["words"] is None:
        assert found is None
        return
    assert found is not None
    assert (found.text, found.earliest, found.latest) == (row["words"], day(row["from"]), day(row["to"]))
    assert (found.precision == "unresolved") == (row["from"] is None and row["to"] is None)


@pytest.mark.parametrize(("rule", "case"), FOUND, ids=[f"{rule} {case[1][:40]}" for rule, case in FOUND])
def test_a_wording_finds_its_cases(rule, case):
    on, text, words, expected = case
    found = explain_deadline(text, day(on))
    assert found is not None
    assert (found.rule, found.deadline.text, interval(found.deadline)) == (rule, words, expected)


@pytest.mark.parametrize(("rule", "case"), NOT_FOUND, ids=[f"{rule} {case[1][:40]}" for rule, case in NOT_FOUND])
def test_a_wording_leaves_its_counter_cases(rule, case):
    found = explain_deadline(case[1], day(case[0]))
    assert found is None or found.rule != rule


@pytest.mark.parametrize("case", EXCLUDED, ids=[case[1] for case in EXCLUDED])
def test_what_bounds_something_else_is_no_deadline(case):
    assert find_deadline(case[1], day(case[0])) is None


@pytest.mark.parametrize("case", NOT_EXCLUDED, ids=[case[1] for case in NOT_EXCLUDED])
def test_an_exclusion_takes_no_more_than_it_should(case):
    assert find_deadline(case[1], day(case[0])) is not None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("uiterlijk 16 juli", "day"),
        ("volgende week", "week"),
        ("in september", "month"),
        ("eind maart", "month"),
        ("in het eerste kwartaal", "quarter"),
        ("eind 2025", "quarter"),
        ("in de tweede helft van 2025", "half_year"),
        ("dit najaar", "season"),
        ("na de zomer", "season"),
        ("volgend jaar", "year"),
        ("met Prinsjesdag", "event"),
        ("voor het zomerreces", "event"),
        ("zo spoedig mogelijk", "unresolved"),
        ("binnen zes weken", "week"),
        ("rond 1 september", "week"),
    ],
)
def test_precision_is_that_of_the_words(text, precision):
    found = find_deadline(text, dt.date(2025, 7, 2))
    assert found is not None
    assert (found.text, found.precision) == (text, precision)


@pytest.mark.parametrize(
    "text",
    ["binnen zes weken", "dit najaar", "voor de zomer", "in maart", "volgende week", "met Prinsjesdag", "morgen"],
)
def test_without_a_date_the_words_stay_and_are_unresolved(text):
    found = find_deadline(f"Ik stuur u {text} een brief.", None)
    assert found is not None
    assert (found.text, found.earliest, found.latest, found.precision) == (text, None, None, "unresolved")


def test_without_a_date_a_full_date_still_is_one():
    found = find_deadline("Ik stuur u voor 1 maart 2026 een brief.", None)
    assert found is not None
    assert (found.earliest, found.latest) == (None, dt.date(2026, 2, 28))


def test_offsets_are_those_of_the_sentence_with_its_white_space():
    text = "Ik stuur u  voor\n1  maart 2026\teen brief."
    found = find_deadline(text, dt.date(2025, 7, 2))
    assert found is not None
    assert (found.start, found.end, found.text) == (12, 30, "voor\n1  maart 2026")
    assert text[found.start : found.end] == found.text


def test_the_committing_verb_decides_when_the_caller_knows_it():
    text = "In september start de proef en in november stuur ik de evaluatie."
    first = find_deadline(text, dt.date(2025, 7, 2), cue_span=(13, 18))
    second = find_deadline(text, dt.date(2025, 7, 2), cue_span=(43, 48))
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("In september", "in november")


PIECES = st.sampled_from(
    [text for _, (_, text, _, _) in FOUND]
    + [case[1] for case in EXCLUDED]
    + ["uiterlijk", "voor", "31 februari", "q4", "week 53", "0 mei", "99-99-2025", "van", "en", "tot", ",", "20252026"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=5).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_any_text_gives_words_that_stand_in_it_and_an_ordered_interval(text, anchor):
    found = find_deadline(text, anchor)
    if found is None:
        return
    assert text[found.start : found.end] == found.text != ""
    assert (found.precision == "unresolved") == (found.earliest is None and found.latest is None)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    if anchor and found.latest and dt.date(1902, 1, 1) < anchor < dt.date(2199, 1, 1):
        assert found.latest >= anchor
        assert found.earliest is None or found.earliest >= anchor


FORWARD = [
    "uiterlijk 16 juli",
    "voor 1 maart",
    "in maart",
    "eind oktober",
    "in het najaar",
    "in het derde kwartaal",
    "dit jaar",
    "binnen zes weken",
    "volgende week",
    "begin volgend jaar",
    "met Prinsjesdag",
    "de komende maanden",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FORWARD), st.dates(dt.date(2010, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 400))
def test_a_later_document_never_has_an_earlier_deadline(words, anchor, days):
    text = f"Ik stuur u {words} een brief."
    early, late = find_deadline(text, anchor), find_deadline(text, anchor + dt.timedelta(days=days))
    assert early is not None
    assert late is not None
    if early.latest and late.latest:
        assert early.latest <= late.latest


@pytest.mark.parametrize(
    "piece", ["uiterlijk 1 juli ", "als ik in maart kom, ", "in 2025, 2026 en ", "dat die wat ", "0 "]
)
def test_time_grows_with_the_text_and_not_faster(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            find_deadline(text, dt.date(2025, 7, 2))
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(8_000) < 8 * seconds(2_000) + 0.05
