"""The sentences of our own writing keep to the format and cover the guidelines."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.records import LABELS, Cue, Polarity, Strength

KEYS = {
    "id", "document", "role", "function", "question", "context", "text", "labels", "strength", "polarity", "actor",
    "deadline", "from", "to", "condition", "cue", "split", "part", "note", "origin",
}  # fmt: skip
PARTICLES = re.compile(r"^(Ja|Nee|Jazeker|Zeker|Oordeel Kamer)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def rows(root: Path) -> list[dict[str, Any]]:
    lines = (root / "annotations" / "own.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_there_are_enough_and_ids_run_on(rows: list[dict[str, Any]]) -> None:
    assert len(rows) >= 500
    assert [row["id"] for row in rows] == [f"own-{number:04d}" for number in range(1, len(rows) + 1)]


def test_a_row_has_the_keys_of_the_format(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert set(row) == KEYS, row["id"]
        assert row["document"] == f"own-{row['note']}"
        assert row["role"] in {"answer", "government", "member", "chair", "stage"}
        assert row["part"] in {"gold", "train"}
        assert (row["split"], row["origin"]) == ("ok", "own")


def test_labels_are_sorted_and_the_frame_belongs_to_a_commitment(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row["labels"] == sorted(set(row["labels"]) & set(LABELS)), row["id"]
        promises = "commitment" in row["labels"]
        assert (row["strength"] in get_args(Strength)) == promises, row["id"]
        assert (row["polarity"] in get_args(Polarity)) == promises, row["id"]
        assert (row["actor"] is not None) == promises, row["id"]
        assert promises or (row["deadline"], row["condition"]) == (None, None), row["id"]
        assert row["cue"] in {None, *get_args(Cue)}, row["id"]


def test_a_condition_is_given_exactly_when_the_strength_is_conditional(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert (row["condition"] is not None) == (row["strength"] == "conditional"), row["id"]


def test_what_is_quoted_stands_in_the_sentence(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for key in ("actor", "deadline", "condition"):
            assert row[key] in {None, "implied"} or row[key] in row["text"], (row["id"], key)


def test_fulfilments_and_reminders_are_claims(rows: list[dict[str, Any]]) -> None:
    told = [row for row in rows if row["cue"]]
    assert len(told) >= 12
    assert all(row["labels"] == ["claim"] for row in told)


def test_members_and_the_chair_never_promise_or_refuse(rows: list[dict[str, Any]]) -> None:
    spoken = [row for row in rows if row["role"] in {"member", "chair", "stage"}]
    assert len(spoken) >= 20
    assert all(set(row["labels"]) <= {"claim"} for row in spoken)


def test_each_label_strength_and_polarity_is_there_often_enough(rows: list[dict[str, Any]]) -> None:
    labels = Counter(label for row in rows for label in row["labels"] or ["none"])
    assert labels["commitment"] >= 180
    assert labels["refusal"] >= 80
    assert labels["claim"] >= 200
    assert labels["none"] >= 140
    strengths = Counter(row["strength"] for row in rows)
    assert min(strengths["firm"], strengths["weak"], strengths["conditional"]) >= 20
    assert sum(row["polarity"] == "abstain" for row in rows) >= 12


def test_written_and_spoken_style_are_both_there(rows: list[dict[str, Any]]) -> None:
    written = sum(row["role"] == "answer" for row in rows)
    assert 0.4 <= written / len(rows) <= 0.6


def test_there_are_long_sentences(rows: list[dict[str, Any]]) -> None:
    assert sum(len(row["text"].split()) >= 30 for row in rows) >= 15


def test_the_gold_part_covers_every_ruling_and_every_label(rows: list[dict[str, Any]]) -> None:
    gold = [row for row in rows if row["part"] == "gold"]
    assert 140 <= len(gold) <= 220
    assert {row["note"] for row in gold} == {row["note"] for row in rows}
    counts = Counter(label for row in gold for label in row["labels"] or ["none"])
    assert min(counts[label] for label in (*LABELS, "none")) >= 20


def test_no_sentence_stands_in_both_parts(rows: list[dict[str, Any]]) -> None:
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if not PARTICLES.match(row["text"]) or len(row["text"].split()) > 6:
            parts[row["text"]].add(row["part"])
    assert [text for text, found in parts.items() if len(found) > 1] == []


def test_the_same_sentence_in_the_same_context_stands_once(rows: list[dict[str, Any]]) -> None:
    counts = Counter((row["role"], row["context"], row["text"]) for row in rows)
    assert [pair for pair, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("question", "answer", "labels"),
    [
        ("Bent u bekend met", "Ja.", ["claim"]),
        ("Bent u bereid", "Ja.", ["commitment"]),
        ("Bent u bereid", "Nee.", ["refusal"]),
        ("Kunt u deze vragen", "Ja.", []),
        ("Bent u het met mij eens", "Ja.", []),
        ("Zijn er bij u andere gevallen", "Nee.", ["claim"]),
    ],
)
def test_a_bare_particle_is_judged_with_its_question(
    rows: list[dict[str, Any]], question: str, answer: str, labels: list[str]
) -> None:
    found = [row for row in rows if row["context"].startswith(question) and row["text"] == answer]
    assert found
    assert all(row["labels"] == labels for row in found)
