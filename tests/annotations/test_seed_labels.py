"""The labels of the seed documents: the format, and that the sentences are where the labels say."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.records import LABELS, Cue, Polarity, Strength


@pytest.fixture(scope="module")
def rows(root: Path) -> list[dict[str, Any]]:
    lines = (root / "annotations" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, Path]:
    entries = tomllib.loads((root / "seeds" / "manifest.toml").read_text(encoding="utf-8"))["document"]
    return {entry["id"]: root / "seeds" / entry["file"] for entry in entries if "file" in entry}


def test_a_row_points_to_a_seed_and_its_hash_is_that_of_its_text(
    rows: list[dict[str, Any]], files: dict[str, Path]
) -> None:
    assert len(rows) >= 120
    assert {row["document"] for row in rows} == set(files)
    for row in rows:
        assert row["sha256"] == hashlib.sha256(row["text"].encode()).hexdigest(), row["text"]


def test_labels_and_frames_keep_to_the_guidelines(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        promises = "commitment" in row["labels"]
        assert row["labels"] == sorted(set(row["labels"]) & set(LABELS)), row["text"]
        assert (row["strength"] in get_args(Strength)) == promises, row["text"]
        assert (row["polarity"] in get_args(Polarity)) == promises, row["text"]
        assert (row["condition"] is not None) == (row["strength"] == "conditional"), row["text"]
        assert row["cue"] in {None, *get_args(Cue)}
        for key in ("actor", "deadline", "condition"):
            assert row[key] in {None, "implied"} or row[key] in row["text"], (row["text"], key)


def test_an_interval_has_words_and_its_ends_in_order(rows: list[dict[str, Any]]) -> None:
    dated = [row for row in rows if row["from"]]
    assert len(dated) >= 12
    for row in dated:
        assert row["deadline"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["from"])
        assert row["from"] <= row["to"]


@pytest.mark.parametrize("document", ["kv-tk-2024Z90011", "kv-tk-2024Z90012"])
def test_questions_give_no_commitments(rows: list[dict[str, Any]], document: str) -> None:
    assert {label for row in rows if row["document"] == document for label in row["labels"]} == set()


def test_one_promise_comes_back_in_four_documents(rows: list[dict[str, Any]]) -> None:
    told = {
        row["document"]: (row["cue"], row["labels"], row["to"])
        for row in rows
        if re.search(
            r"uitkomsten (van deze meetcampagne|stuur|nu in)|gestand om uw Kamer over de uitkomsten", row["text"]
        )
    }
    assert told == {
        "ah-tk-20242025-9001": (None, ["commitment"], "2025-07-03"),
        "seed-debate-001": (None, ["claim", "commitment"], "2025-07-03"),
        "seed-letter-001": (None, ["commitment"], "2025-12-31"),
        "seed-letter-002": ("fulfilment", ["claim"], None),
    }


def squeeze(text: str) -> str:
    """A text without anything that layout changes."""
    return re.sub(r"[\W_]+", "", text)


def test_every_labelled_sentence_stands_in_its_text_document(
    rows: list[dict[str, Any]], files: dict[str, Path]
) -> None:
    plain = {name: path for name, path in files.items() if path.suffix in {".txt", ".xml", ".html"}}
    texts = {name: squeeze(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))) for name, path in plain.items()}
    missing = [
        row["text"] for row in rows if row["document"] in texts and squeeze(row["text"]) not in texts[row["document"]]
    ]
    assert len(missing) == 1, "the foot of a page stands in this sentence, which a reader has to repair"
    assert missing[0].startswith("Indien gemeenten deze handreiking onvoldoende blijken te volgen")
