"""The manifest and the documents that it names belong together."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.records import DocumentKind

OFFICIAL = "https://zoek.officielebekendmakingen.nl/"


@pytest.fixture(scope="module")
def entries(root: Path) -> list[dict[str, Any]]:
    return tomllib.loads((root / "seeds" / "manifest.toml").read_text(encoding="utf-8"))["document"]


@pytest.fixture(scope="module")
def local(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in entries if "file" in entry]


def test_an_entry_has_an_id_a_kind_a_date_a_licence_and_a_file_or_an_address(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        assert set(entry) <= {"file", "address", "id", "kind", "date", "title", "licence"}
        assert ("file" in entry) != ("address" in entry), entry["id"]
        assert entry["kind"] in get_args(DocumentKind)
        assert isinstance(entry["date"], dt.date)
        assert entry["licence"] in {"EUPL-1.2", "CC0-1.0"}


def test_ids_are_unique(entries: list[dict[str, Any]]) -> None:
    ids = [entry["id"] for entry in entries]
    assert len(ids) == len(set(ids)) == 26


def test_an_official_document_stands_at_its_own_address(entries: list[dict[str, Any]]) -> None:
    remote = [entry for entry in entries if "address" in entry]
    assert len(remote) == 12
    assert all(entry["address"] == f"{OFFICIAL}{entry['id']}.xml" for entry in remote)
    assert all("title" not in entry for entry in remote)


def test_every_file_is_named_and_every_name_is_a_file(root: Path, local: list[dict[str, Any]]) -> None:
    named = {entry["file"] for entry in local}
    found = {f"documents/{path.name}" for path in (root / "seeds" / "documents").iterdir()}
    assert named == found


def test_a_local_document_is_called_by_its_id(local: list[dict[str, Any]]) -> None:
    assert all(Path(entry["file"]).stem == entry["id"] for entry in local)


def test_each_kind_and_each_format_is_there(local: list[dict[str, Any]]) -> None:
    kinds = {entry["kind"] for entry in local}
    formats = {Path(entry["file"]).suffix for entry in local}
    assert kinds == {"written_questions", "written_answers", "letter", "paper", "debate", "news"}
    assert formats == {".txt", ".xml", ".pdf", ".docx", ".html"}


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"^ah-tk-\d{8}-(\d+)$", 9000),
        (r"^kv-tk-\d{4}Z(\d+)$", 90000),
        (r"^kst-(\d+)-\d+$", 99100),
        (r"^h-tk-\d{8}-(\d+)-\d+$", 900),
        (r"^ParlaMint-NL_[\d-]+-tweedekamer-(\d+)$", 900),
        (r"^seed-[a-z]+-(\d+)$", 1),
    ],
)
def test_invented_numbers_lie_outside_the_real_series(local: list[dict[str, Any]], pattern: str, least: int) -> None:
    numbers = [int(match[1]) for entry in local if (match := re.match(pattern, entry["id"]))]
    assert numbers
    assert all(number >= least for number in numbers)


def test_every_local_id_follows_a_series(local: list[dict[str, Any]]) -> None:
    series = re.compile(r"^(ah-tk|kv-tk|kst|h-tk|ParlaMint-NL|seed)[-_]")
    assert all(series.match(entry["id"]) for entry in local)
