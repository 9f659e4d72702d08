"""Deadlines of the labelled commitments in the real documents: right, and never a wrong date."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.frame import find_deadline

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def gold(root: Path) -> dict[str, Any]:
    name = "deadline_gold"
    sys.modules.setdefault(name, type(sys)(name))
    return runpy.run_path(str(root / "tests" / "bench" / f"{name}.py"), run_name=name)


@pytest.fixture(scope="module")
def labelled(gold: dict[str, Any], shared: Path) -> list[Any]:
    return list(gold["rows"](shared))


def test_at_least_95_percent_of_the_dates_that_a_sentence_names_are_right(gold, labelled):
    rows = [gold["lawful"](row) for row in labelled if row.dated and row.named]
    wrong, missed = [], []
    for row in rows:
        found = find_deadline(row.text, row.on)
        interval = (found.earliest, found.latest) if found else (None, None)
        if interval == (None, None):
            missed.append(row.words)
        elif interval != (row.earliest, row.latest):
            wrong.append((row.words, interval))
    assert len(rows) >= 45
    assert wrong == []
    assert len(missed) <= 0.05 * len(rows)


def test_what_names_no_date_gets_none(labelled):
    rows = [row for row in labelled if not row.dated]
    assert len(rows) >= 300
    dated = [(row.words, found) for row in rows if (found := find_deadline(row.text, row.on)) and _has_date(found)]
    assert dated == []


def test_words_that_name_no_date_are_mostly_kept(labelled):
    rows = [row for row in labelled if row.words and not row.dated]
    kept = sum(find_deadline(row.text, row.on) is not None for row in rows)
    assert kept >= 0.8 * len(rows)


def _has_date(found: Any) -> bool:
    return found.earliest is not None or found.latest is not None
