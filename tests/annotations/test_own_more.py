"""The further sentences of our own writing keep to the format and stay apart from the gold part."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.records import LABELS, Cue, Polarity, Strength

FILES = {
    "own-answers": {"answer"},
    "own-letters": {"letter"},
    "own-debates": {"government", "member", "chair"},
    "own-contrast": {"answer", "government", "member", "chair"},
    "own-errors": {"answer", "government"},
    "own-meeting": {"government", "member", "chair", "stage", "motion"},
}
APART = {"own-contrast", "own-errors", "own-meeting"}
"""Files whose sentences are alternatives: none goes before another, and what goes before them stands in their row."""

WEIGHTS = {name: 0.05 if name == "own-errors" else 0.3 for name in FILES}
KEYS = [
    "id", "document", "role", "context", "text", "labels", "strength", "polarity", "cue", "split", "part", "origin",
    "weight",
]  # fmt: skip
FEWEST = {
    "own-answers": 2000, "own-letters": 100, "own-debates": 1000, "own-contrast": 2000, "own-errors": 4000,
    "own-meeting": 700,
}  # fmt: skip
SILENT = {"member", "chair", "stage", "motion"}
"""Roles that neither commit nor refuse."""


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, list[dict[str, Any]]]:
    return {name: read(root / "annotations" / f"{name}.jsonl") for name in FILES}


@pytest.fixture(scope="module")
def rows(files: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [row for part in files.values() for row in part]


def test_there_are_enough_and_ids_run_on(files: dict[str, list[dict[str, Any]]]) -> None:
    for name, part in files.items():
        assert len(part) >= FEWEST[name]
        assert [row["id"] for row in part] == [f"{name}#{number}" for number in range(1, len(part) + 1)]


def test_a_row_has_the_keys_of_the_format(files: dict[str, list[dict[str, Any]]]) -> None:
    for name, part in files.items():
        for row in part:
            assert list(row) == ([*KEYS[:4], "before", *KEYS[4:]] if name in APART else KEYS), row["id"]
            assert name in {"own-errors", "own-meeting"} or row.get("before", "") == "", row["id"]
            assert row["role"] in FILES[name], row["id"]
            assert row["document"].startswith("own-"), row["id"]
            assert (row["split"], row["part"], row["origin"], row["weight"]) == ("ok", "train", "own", WEIGHTS[name]), (
                row["id"]
            )
            assert row["context"].strip() or row["role"] in {"chair", "stage", "motion"}, row["id"]
            assert row["text"].strip() == row["text"], row["id"]


def test_most_sentences_in_the_likeness_of_errors_have_a_sentence_before_them(
    files: dict[str, list[dict[str, Any]]],
) -> None:
    before = [row["before"] for row in files["own-errors"]]
    assert 0.8 < sum(map(bool, before)) / len(before) < 1
    assert all(text == text.strip() for text in before)


def test_labels_strength_polarity_and_cue_keep_to_the_guidelines(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        promises = "commitment" in row["labels"]
        assert row["labels"] == sorted(set(row["labels"]) & set(LABELS)), row["id"]
        assert (row["strength"] in get_args(Strength)) == promises, row["id"]
        assert (row["polarity"] in get_args(Polarity)) == promises, row["id"]
        assert row["cue"] in {None, *get_args(Cue)}, row["id"]
        assert row["role"] not in SILENT or set(row["labels"]) <= {"claim"}, row["id"]


def test_a_document_is_in_one_file_and_in_one_piece(rows: list[dict[str, Any]]) -> None:
    pieces = [name for name, _ in groupby(rows, key=lambda row: row["document"])]
    assert [name for name, count in Counter(pieces).items() if count > 1] == []


def test_the_same_sentence_in_the_same_context_stands_once(root: Path, rows: list[dict[str, Any]]) -> None:
    # of what is printed around the turns there is one wording for each act
    every = [row for row in [*rows, *read(root / "annotations" / "own.jsonl")] if row["role"] != "stage"]
    counts = Counter((row["role"], row["context"], words(row["text"])) for row in every)
    assert [pair for pair, count in counts.items() if count > 1] == []


def test_no_sentence_of_the_gold_part_is_learned_from(root: Path, rows: list[dict[str, Any]]) -> None:
    gold = [row for row in read(root / "annotations" / "own.jsonl") if row["part"] == "gold"]
    assert {row["document"] for row in gold} & {row["document"] for row in rows} == set()
    ours = {words(row["text"]) for row in rows}
    particles = {words(row["text"]) for row in gold if len(row["text"].split()) <= 6}
    assert {words(row["text"]) for row in gold} & ours <= particles
    pairs = {(row["context"], words(row["text"])) for row in rows}
    assert {(row["context"], words(row["text"])) for row in gold} & pairs == set()


def test_every_label_and_strength_is_there_often_enough(rows: list[dict[str, Any]]) -> None:
    labels = Counter(label for row in rows for label in row["labels"] or ["none"])
    assert labels["commitment"] >= 800
    assert labels["refusal"] >= 500
    assert labels["claim"] >= 1200
    assert labels["none"] >= 800
    strengths = Counter(row["strength"] for row in rows)
    assert min(strengths["firm"], strengths["weak"], strengths["conditional"]) >= 80
