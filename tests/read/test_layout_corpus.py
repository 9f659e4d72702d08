"""Every labelled sentence of the real documents lies in one block; nothing real is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.read import read_document
from pipeline.read.blocks import Extraction
from pipeline.read.encoding import decode
from pipeline.read.pdf import extract_pdf
from pipeline.read.plain import extract_text
from pipeline.settings import ReadLimits

pytestmark = pytest.mark.corpus
LIMITS = ReadLimits()
_IGNORED = re.compile(r"[\s\d\-\u00ad\ufffe]")
"""White space, hyphens, and digits (references to notes) do not count."""


def bare(text: str) -> str:
    return _IGNORED.sub("", text)


def shares_in_one_block(
    rows: Iterator[dict[str, str]], extractions: dict[str, Extraction], key: str
) -> tuple[int, int]:
    blocks = {name: [bare(block.text) for block in each.blocks] for name, each in extractions.items()}
    found = [any(bare(row["text"]) in block for block in blocks[row[key]]) for row in rows if row["split"] == "ok"]
    return sum(found), len(found)


def labels(path: Path) -> Iterator[dict[str, str]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def test_sentences_of_poor_extractions(shared: Path) -> None:
    files = sorted((shared / "corpus/written/text").glob("*.txt"))
    extractions = {path.stem: extract_text(path.read_bytes(), source=path.name, limits=LIMITS) for path in files}
    found, rows = shares_in_one_block(labels(shared / "corpus/labels/written.jsonl"), extractions, "document")
    assert found >= 0.998 * rows


def test_sentences_of_pdfs(shared: Path) -> None:
    files = sorted((shared / "corpus/written/pdf").glob("*.pdf"))
    extractions = {path.name: extract_pdf(path.read_bytes(), source=path.name, limits=LIMITS) for path in files}
    found, rows = shares_in_one_block(labels(shared / "corpus/labels/written-pdf.jsonl"), extractions, "file")
    assert found >= 0.99 * rows


def test_offsets_lead_back_to_the_files(shared: Path) -> None:
    for path in sorted((shared / "corpus/written/text").glob("*.txt")):
        text = decode(path.read_bytes(), source=path.name)
        for block in extract_text(text, source=path.name, limits=LIMITS).blocks:
            for run in block.runs:
                assert block.text[run.start : run.start + run.length] == text[run.source : run.source + run.length], (
                    path.name
                )


def test_no_paragraph_begins_or_breaks_off_in_mid_sentence(shared: Path) -> None:
    for path in sorted((shared / "corpus/written/text").glob("*.txt")):
        for block in extract_text(path.read_bytes(), source=path.name, limits=LIMITS).blocks:
            if block.form == "paragraph":
                assert not re.match(r"[a-z]{2,} ", block.text), (path.name, block.text[:40])
                assert "vergaderjaar 2024–2025, Aanhangsel 1" not in block.text


def test_every_real_document_is_read(shared: Path) -> None:
    folders = ["seeds", "corpus/written", "corpus/questions", "corpus/debates", "corpus/handelingen", "corpus/papers"]
    read = 0
    for folder in folders:
        for path in sorted((shared / folder).rglob("*")):
            if path.suffix in {".txt", ".pdf", ".docx", ".xml"}:
                document = read_document(path.read_bytes(), source=path.name, limits=LIMITS)
                assert document.passages, path.name
                assert document.language == "nl", path.name
                read += 1
    assert read >= 140
