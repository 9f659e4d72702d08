"""The documents of the project: links lead somewhere, names exist, metadata is valid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

PAGES = (
    "CONTRIBUTING.md",
    "annotations/README.md",
    "annotations/guidelines.md",
    "docs/architecture.md",
    "docs/formats.md",
    "docs/glossary.md",
    "docs/decisions/0001-record-decisions.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_link_inside_the_repository_leads_to_a_file(root: Path, page: str) -> None:
    path = root / page
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_make_target_in_contributing_exists(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`make (\w+)`", text))
    assert targets >= {"run", "test", "check", "format"}
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_room_of_the_architecture_exists_and_every_room_is_in_it(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([\w./]+)` \|", text, re.MULTILINE))
    rooms = {f"{path.name}/" for path in (root / "pipeline").iterdir() if (path / "__init__.py").is_file()}
    files = {path.name for path in (root / "pipeline").glob("*.py")} - {"__init__.py"}
    assert rooms | files | {"flows.py"} == told


def test_every_class_of_the_glossary_exists(root: Path) -> None:
    text = (root / "docs" / "glossary.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (root / "pipeline").rglob("*.py"))
    table = text.partition("## Records")[2].partition("## Parliament")[0]
    names = set(re.findall(r"`([A-Z]\w+)", table))
    assert len(names) >= 20
    assert [name for name in sorted(names) if not re.search(rf"\b(class )?{name}\b( =|[(:])", code)] == []


def test_every_seed_is_explained(root: Path) -> None:
    text = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    names = [path.name for path in (root / "seeds" / "documents").iterdir()]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_reason_for_setting_aside_is_explained(root: Path) -> None:
    from typing import get_args

    from pipeline.errors import Reason

    text = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [reason for reason in get_args(Reason) if f"`{reason}`" not in text] == []


@pytest.fixture(scope="module")
def metadata(root: Path) -> dict[str, Any]:
    return yaml.safe_load((root / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_metadata_has_what_the_standard_asks(metadata: dict[str, Any]) -> None:
    """publiccode.yml 0.4, mandatory keys and their values."""
    assert metadata["publiccodeYmlVersion"] == "0.4"
    assert {"name", "url", "releaseDate", "platforms", "categories", "developmentStatus"} <= set(metadata)
    assert metadata["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert metadata["softwareType"] == "standalone/other"
    assert metadata["legal"]["license"] == "EUPL-1.2"
    assert metadata["maintenance"]["type"] == "community"
    assert metadata["maintenance"]["contacts"][0]["name"]
    assert isinstance(metadata["localisation"]["localisationReady"], bool)
    assert metadata["localisation"]["availableLanguages"] == ["nl"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", metadata["releaseDate"])


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_description_keeps_to_its_lengths(metadata: dict[str, Any], language: str) -> None:
    description = metadata["description"][language]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 500 <= len(description["longDescription"]) <= 10_000
    assert description["features"]
    assert all(len(feature) <= 100 for feature in description["features"])
