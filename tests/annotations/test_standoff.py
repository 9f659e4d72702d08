"""The labels of official documents, and the mends: their format, and that no text is among them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.records import LABELS
from pipeline.settings import ReadLimits
from pipeline.train.commands import Material, gather
from pipeline.train.corpus import join
from pipeline.train.held_out import read_held_out
from pipeline.train.mends import Mend, read_mends
from pipeline.train.rationales import CARRIED, read_rationales, with_rationales
from pipeline.train.standoff import LabelledSpan, read_standoff

VALUES = {*LABELS, "firm", "weak", "conditional", "act", "abstain", "fulfilment", "reminder", *"ABCD", "procedure"}
FREE = {"document", "file", "id", "sha256", "letters", "role", "date"}


SILENT = ("member", "chair", "motion", "stage")
"""Roles of words that the government does not speak."""


@pytest.fixture(scope="module")
def labels(root: Path) -> tuple[LabelledSpan, ...]:
    return read_standoff(root / "annotations" / "labels.jsonl")


@pytest.fixture(scope="module")
def mends(root: Path) -> tuple[Mend, ...]:
    return read_mends(root / "annotations" / "mended.jsonl")


def test_every_place_has_one_row_and_rows_are_in_order(labels: tuple[LabelledSpan, ...]) -> None:
    places = [(row.document, row.start) for row in labels]
    assert len(places) >= 2000
    assert places == sorted(set(places))
    assert all(row.labels == tuple(sorted(set(row.labels))) for row in labels)


def test_what_the_annotators_differ_on_waits_for_a_decision(labels: tuple[LabelledSpan, ...]) -> None:
    assert {row.annotators for row in labels} == {("A",), ("B",), ("A", "B"), ("C",), ("C", "D")}
    counts = Counter((row.role in SILENT, row.agree) for row in labels if row.agree is not None)
    assert counts == {(False, True): 225, (False, False): 15, (True, True): 641, (True, False): 20}
    assert all(row.adjudicate for row in labels if row.agree is False)
    assert {row.note for row in labels if row.adjudicate and row.agree is not False} == {"procedure"}


def test_what_the_government_does_not_say_neither_commits_nor_refuses(labels: tuple[LabelledSpan, ...]) -> None:
    given = {role: Counter(row.labels for row in labels if row.role == role) for role in SILENT}
    assert all(set(counts) <= {(), ("claim",)} for counts in given.values())
    assert min(given["member"].values()) > 3000
    assert set(given["stage"]) == {()}
    assert min(given["motion"].values()) > 100
    assert min(given["chair"].values()) > 30


@pytest.mark.parametrize("name", ["labels.jsonl", "mended.jsonl", "rationales.jsonl"])
def test_no_text_stands_in_the_file(root: Path, name: str) -> None:
    for line in (root / "annotations" / name).read_text(encoding="utf-8").splitlines():
        for key, value in json.loads(line).items():
            for word in value if isinstance(value, list) else [value]:
                if isinstance(word, str):
                    assert " " not in word, (key, word)
                    assert key in FREE or word in VALUES, (key, word)


def test_mends_change_something_once_and_nothing_that_is_held_out(root: Path, mends: tuple[Mend, ...]) -> None:
    assert len(mends) == len({(one.file, one.id) for one in mends}) == 148
    assert all(set(one.old) != set(one.new) for one in mends)
    apart = read_held_out(root / "annotations" / "held-out.json")
    assert {one.id.rsplit("#", 1)[0] for one in mends} & apart == set()


def test_rationales_fit_the_rows_of_our_own_and_none_that_is_held_out_or_gold(root: Path) -> None:
    rationales = read_rationales(root / "annotations" / "rationales.jsonl")
    assert len(rationales) == len({(one.id, one.label) for one in rationales}) == 5071
    own = gather(Material(tuple(sorted((root / "annotations").glob("own*.jsonl"))))).rows
    done = with_rationales(own, rationales)
    assert done.errors == ()
    marked = [row for row in done.rows if row.rationales]
    assert len(marked) == 3876
    assert not any(row.test_only for row in marked)
    unmarked = [row for row in done.rows if not row.test_only and row.weight >= 0.1 and not row.rationales]
    assert not [row.id for row in unmarked if row.may_promise and set(row.labels) & set(CARRIED)]
    apart = read_held_out(root / "annotations" / "held-out.json")
    assert {one.id.rsplit("#", 1)[0] for one in rationales} & apart == set()


@pytest.mark.corpus
def test_every_rationale_fits_its_row(root: Path, shared: Path) -> None:
    files = [*(shared / "corpus" / "labels").glob("[dw]*.jsonl"), *(root / "annotations").glob("own*.jsonl")]
    here = root / "annotations"
    material = Material(
        tuple(files), here / "labels.jsonl", (shared / "corpus",), here / "mended.jsonl", here / "rationales.jsonl"
    )
    done = gather(material)
    assert not [str(error) for error in done.errors]
    assert sum(len(row.rationales) for row in done.rows) == 5071


@pytest.mark.corpus
def test_every_label_is_found_in_the_documents(shared: Path, labels: tuple[LabelledSpan, ...]) -> None:
    joins = join(labels, [shared / "corpus"], limits=ReadLimits())
    found = sum(len(one.joined) for one in joins)
    assert found >= 0.99 * sum(not row.adjudicate for row in labels)


@pytest.mark.corpus
def test_every_mend_fits_its_row(root: Path, shared: Path) -> None:
    files = tuple(sorted((shared / "corpus" / "labels").glob("[dw]*.jsonl")))
    done = gather(Material(files, mended=root / "annotations" / "mended.jsonl"))
    assert (done.mended, done.errors) == (148, ())
