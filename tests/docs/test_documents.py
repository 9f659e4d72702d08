"""The documents of the project: links lead somewhere, names exist, metadata is valid."""

from __future__ import annotations

import fnmatch
import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from pipeline.cli.app import app
from pipeline.settings import ReadLimits, Settings
from pipeline.web.settings import WebSettings

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (".github", "annotations", "docs", "models", "pipeline", "seeds", "tests")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md")))
)
OF_TODAY = [page for page in PAGES if page != "CHANGELOG.md" and "decisions/" not in page]
"""What other pages say was so on the day of writing."""


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code_of(page: str) -> list[str]:
    """The code spans of a page, and the lines of its blocks of code."""
    text = text_of(page)
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    return [*spans, *(line.strip() for block in blocks for line in block.splitlines())]


def anchors(path: Path) -> set[str]:
    """The anchors that the headings of a page get."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_there_are_pages() -> None:
    told = {
        "README.md",
        "CONTRIBUTING.md",
        "docs/ledger.md",
        "docs/decisions/0006-store.md",
        "models/encoder/README.md",
    }
    assert told <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_link_inside_the_repository_leads_to_a_file_and_a_heading(page: str) -> None:
    path = ROOT / page
    broken = []
    for target in re.findall(r"\]\(([^):]+)\)", text_of(page)):
        name, _, heading = target.partition("#")
        there = path.parent / name if name else path
        if not there.exists() or (heading and heading not in anchors(there)):
            broken.append(target)
    assert broken == []


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """Every file by its name, and by its path from the repository and from the package."""
    own = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if "node_modules" not in path.parts]
    paths = [path.relative_to(ROOT).as_posix() for path in (*ROOT.iterdir(), *own)]
    parts = [path.split("/") for path in paths]
    return frozenset("/".join(part[start:]) for part in parts for start in range(len(part)))


@pytest.mark.parametrize("page", OF_TODAY)
def test_a_file_of_ours_that_is_named_exists(page: str, names: frozenset[str]) -> None:
    named = re.compile(
        r"(?:(?:\w[\w.-]*/)+)?\w[\w-]*\.(?:py|toml)|(?:pipeline|tests|docs|annotations|models)/[\w./*-]+"
    )
    found = {one.rstrip("/") for code in code_of(page) for one in named.findall(code)}
    assert sorted(one for one in found if one not in names and not fnmatch.filter(names, one)) == []


@pytest.mark.parametrize("page", OF_TODAY)
def test_a_command_that_is_named_exists_with_its_options(page: str) -> None:
    wrong = []
    for code in code_of(page):
        found = re.match(r"(?:\.venv/bin/)?gestand (.+)", code.removeprefix("$ "))
        if found is not None and not is_command(found[1].split("#")[0].split()):
            wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("ledger accept VOORSTEL --by NAAM", True),
        ("ledger register import / compare / propose", True),
        ("--help", True),
        ("ledger", True),
        ("ledger undo VOORSTEL", False),
        ("ledger accept VOORSTEL --for NAAM", False),
        ("ledgers", False),
    ],
)
def test_a_command_is_told_from_what_is_none(words: str, there: object) -> None:
    assert is_command(words.split()) is there


def is_command(words: list[str]) -> bool:
    """Whether words lead to a command, and the options among them are its own; ``a / b`` are two."""
    command: Any = get_command(app)
    while words and hasattr(command, "commands") and words[0] in command.commands:
        command = command.commands[words[0]]
        words = words[1:]
    if hasattr(command, "commands") and words and re.fullmatch(r"[a-z][a-z-]*,?", words[0]):
        return False
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    given = [re.split(r"[=,]", word)[0].strip("[]()") for word in words]
    return all(word in {*options, "--help"} for word in given if re.match(r"--?[a-z]", word))


def settings() -> set[str]:
    """Every setting as a variable of the environment."""
    return {
        f"{kind.model_config['env_prefix']}{name}".upper()
        for kind in (Settings, ReadLimits, WebSettings)
        for name in kind.model_fields
    } - {"GESTAND_READ"}


def test_every_setting_is_told() -> None:
    told = {code for page in OF_TODAY for code in code_of(page)}
    assert sorted(name for name in settings() if not {name, name.removeprefix("GESTAND_")} & told) == []


def test_every_command_is_told() -> None:
    pages = " ".join(text_of(page) for page in OF_TODAY)
    groups: dict[str, Any] = vars(get_command(app))["commands"]
    for name, group in groups.items():
        assert f"gestand {name}" in pages
        for command in getattr(group, "commands", ()):
            assert f"gestand {name} {command}" in pages or f"`{command}`" in pages, f"gestand {name} {command}"


@pytest.mark.parametrize("page", OF_TODAY)
def test_a_setting_that_is_named_exists(page: str) -> None:
    found = set(re.findall(r"GESTAND_[A-Z_]*[A-Z]\b", text_of(page))) - {"GESTAND_SHARED"}  # of the tests
    assert sorted(found - settings()) == []


@pytest.mark.parametrize("page", OF_TODAY)
def test_what_an_example_imports_is_there(page: str) -> None:
    for module, listed in re.findall(r"^from (pipeline[\w.]*) import (.+)$", text_of(page), re.MULTILINE):
        there = importlib.import_module(module)
        named = [name.strip() for name in listed.split(",")]
        assert [name for name in named if not hasattr(there, name)] == []


@pytest.mark.parametrize("page", OF_TODAY)
def test_a_python_name_that_is_told_is_there(page: str) -> None:
    found = {name for code in code_of(page) for name in re.findall(r"(?<![\w.])pipeline(?:\.\w+)+", code)}
    assert sorted(name for name in found if not leads_somewhere(name)) == []


def leads_somewhere(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", OF_TODAY)
def test_a_make_target_that_is_named_exists(page: str) -> None:
    found = {one for code in code_of(page) for one in re.findall(r"^make ([\w-]+)", code)}
    makefile = text_of("Makefile")
    assert sorted(one for one in found if not re.search(rf"^{one}:", makefile, re.MULTILINE)) == []


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
