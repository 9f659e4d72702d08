"""The seeds, read and split: what the manifest says of them, and every labelled sentence in one piece."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.read import Hints, read_document
from pipeline.records import Document, Sentence
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits

POOR = "ah-tk-20242025-9003"
"""Text as a poor extractor gave it: glued words and hyphens are in the document."""


@pytest.fixture(scope="module")
def entries(root: Path) -> dict[str, dict[str, Any]]:
    content = tomllib.loads((root / "seeds" / "manifest.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in content["document"] if "file" in entry}


@pytest.fixture(scope="module")
def documents(root: Path, entries: dict[str, dict[str, Any]]) -> dict[str, Document]:
    paths = {name: root / "seeds" / entry["file"] for name, entry in entries.items()}
    return {
        name: read_document(path.read_bytes(), source=path.name, limits=ReadLimits(), hints=Hints())
        for name, path in paths.items()
    }


@pytest.fixture(scope="module")
def sentences(documents: dict[str, Document]) -> dict[str, tuple[Sentence, ...]]:
    return {name: tuple(segment_document(document)) for name, document in documents.items()}


@pytest.fixture(scope="module")
def labelled(root: Path) -> list[dict[str, Any]]:
    lines = (root / "annotations" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def squeeze(text: str) -> str:
    """A text without what layout and extractors change."""
    return re.sub(r"[\W_]+", "", text)


def test_a_seed_says_its_own_id_and_kind(documents: dict[str, Document], entries: dict[str, dict[str, Any]]) -> None:
    assert {name: (document.id, document.kind) for name, document in documents.items()} == {
        name: (entry["id"], entry["kind"]) for name, entry in entries.items()
    }


def test_a_seed_says_its_own_date(documents: dict[str, Document], entries: dict[str, dict[str, Any]]) -> None:
    told = {name: document.date for name, document in documents.items() if document.kind != "news"}
    assert told == {name: entry["date"] for name, entry in entries.items() if entry["kind"] != "news"}


def test_every_labelled_sentence_is_one_sentence_of_its_passage(
    labelled: list[dict[str, Any]], sentences: dict[str, tuple[Sentence, ...]]
) -> None:
    missing = []
    for row in labelled:
        found = [s for s in sentences[row["document"]] if squeeze(s.text) == squeeze(row["text"])]
        if not any(not row["numbers"] or list(s.passage.numbers) == row["numbers"] for s in found):
            missing.append((row["document"], row["numbers"], row["text"]))
    assert missing == []


def test_a_labelled_sentence_reads_as_it_was_written(
    labelled: list[dict[str, Any]], sentences: dict[str, tuple[Sentence, ...]]
) -> None:
    rows = [row for row in labelled if row["document"] != POOR]
    texts = {name: {sentence.text.strip('"') for sentence in found} for name, found in sentences.items()}
    assert [row["text"] for row in rows if row["text"] not in texts[row["document"]]] == []


@pytest.mark.parametrize(
    ("name", "furniture"),
    [
        ("ah-tk-20242025-9002", ["ISSN", "vergaderjaar 2024–2025, Aanhangsel 1", "Dagblad van de Graafstreek, 21"]),
        ("ah-tk-20242025-9003", ["ISSN", "Aanhangsel 1", "Gemeentewet, artikel 108"]),
        ("seed-letter-001", ["Privacy", "dataLayer", "Ik zal dit niet lezen"]),
    ],
)
def test_no_furniture_stands_inside_an_answer(
    sentences: dict[str, tuple[Sentence, ...]], name: str, furniture: list[str]
) -> None:
    parts = {"question", "answer", "letter"}
    body = [s.text for s in sentences[name] if s.passage.kind in parts and s.passage.form != "footnote"]
    assert [text for text in body for piece in furniture if piece in text] == []


@pytest.mark.parametrize(
    ("name", "office", "ministry"),
    [
        ("ah-tk-20242025-9001", "minister", "Infrastructuur en Waterstaat"),
        ("ah-tk-20242025-9002", "minister", "Volksgezondheid, Welzijn en Sport"),
        ("ah-tk-20242025-9003", "staatssecretaris", "Binnenlandse Zaken en Koninkrijksrelaties"),
        ("seed-answers-001", "minister", "Justitie en Veiligheid"),
    ],
)
def test_who_answers_is_read(documents: dict[str, Document], name: str, office: str, ministry: str) -> None:
    first = documents[name].answerers[0]
    assert (first.office, first.ministry) == (office, ministry)


def test_the_debate_knows_who_speaks(sentences: dict[str, tuple[Sentence, ...]]) -> None:
    roles = {s.passage.speaker.role for s in sentences["seed-debate-001"] if s.passage.speaker}
    interrupted = [s for s in sentences["seed-debate-001"] if s.passage.depth == 1]
    assert {"government", "member", "chair"} <= roles
    assert any("Zuid-Limburg" in s.text for s in interrupted)


def test_quoted_words_in_the_news_have_their_speaker(sentences: dict[str, tuple[Sentence, ...]]) -> None:
    quotes = {
        s.text.strip('"'): s.passage.speaker.role if s.passage.speaker else None
        for s in sentences["seed-news-001"]
        if s.passage.kind == "quote"
    }
    assert quotes["Lukt dat niet, dan leg ik de verplichtingen eenzijdig op"] == "government"
    assert quotes["Wij zullen ons tegen een besluit op deze termijn verzetten"] != "government"
    assert quotes["Wij gaan de minister houden aan haar woord"] == "member"
