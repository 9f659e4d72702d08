"""The README tells the truth: its example is what labelling the seed gives."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.classify import load_classifier
from pipeline.cli.app import app
from pipeline.export import labelled_json, schema
from pipeline.label import Labeller
from pipeline.read import Hints


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def example(readme: str) -> tuple[Path, dict[str, Any]]:
    found = re.search(r"<!-- example: (\S+) -->\n```json\n(.*?)```", readme, re.DOTALL)
    assert found is not None
    return Path(found[1]), json.loads(found[2])


def test_the_example_is_what_comes_out(root: Path, readme: str) -> None:
    path, told = example(readme)
    labeller = Labeller(load_classifier(None, models_dir=root / "models"))
    labelled = labeller.label(
        (root / path).read_bytes(), source=str(path), hints=Hints(), created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )
    sentences = json.loads(labelled_json(labelled))["sentences"]
    (shown,) = [sentence for sentence in sentences if sentence["id"] == told["id"]]
    for key in ("text", "labels", "needs_review", "evidence"):
        assert shown[key] == told[key]
    assert shown["scores"] == pytest.approx(told["scores"], abs=0.1)
    passage = told["passage"]
    assert {key: shown["passage"][key] for key in ("kind", "numbers")} == {
        key: passage[key] for key in ("kind", "numbers")
    }
    assert shown["passage"]["speaker"].items() >= passage["speaker"].items()


def counts(text: str) -> dict[str, list[int]]:
    """The rows of numbers of the table that labelling ends with."""
    rows = re.findall(r"^ (\w+) +(\d+(?: +\d+){5}) *$", text, re.MULTILINE)
    return {name: [int(number) for number in numbers.split()] for name, numbers in rows}


def test_the_table_is_what_labelling_the_seeds_ends_with(root: Path, readme: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["label", str(root / "seeds"), "--out", str(tmp_path)])
    assert done.exit_code == 0
    told, came = counts(readme), counts(done.stdout)
    assert {"debat", "Kamerbrief", "totaal"} == told.keys()
    assert told == {name: came[name] for name in told}


def test_the_two_commands_of_the_readme_are_targets(root: Path, readme: str) -> None:
    targets = set(re.findall(r"^make (\w+)", readme, re.MULTILINE))
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert targets == {"run", "test"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_every_link_of_the_readme_leads_to_a_file(root: Path, readme: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert [target for target in targets if not (root / target).exists()] == []


def test_the_schema_in_the_docs_is_the_one_that_holds(root: Path) -> None:
    stored = json.loads((root / "docs" / "labelled-document.schema.json").read_text(encoding="utf-8"))
    assert stored == schema()
