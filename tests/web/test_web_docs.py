"""docs/web.md names every setting with what it is as usual, every address, and what lists are asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import routing

from pipeline.store import Store
from pipeline.web.app import create_app
from pipeline.web.asked import EntryQuery, StatementQuery
from pipeline.web.settings import WebSettings

WIDEST = 120


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "web.md").read_text(encoding="utf-8")


def table(page: str, begins: str) -> list[list[str]]:
    """The cells of the rows of the table whose first line begins so."""
    lines = page[page.index(begins) :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_setting_is_told_with_what_it_is_as_usual(page: str) -> None:
    told: dict[str, str | None] = {}
    for names, _, usual in table(page, "| setting (`GESTAND_…`)"):
        values = quoted(usual)
        exact = usual == ", ".join(f"`{value}`" for value in values) and len(values) == len(quoted(names))
        told |= dict(zip(quoted(names), values if exact else [None] * 9, strict=False))
    fields = WebSettings.model_fields
    assert set(told) == {name.upper() for name in fields}
    usual_values = {name: field.default for name, field in fields.items() if isinstance(field.default, (int, str))}
    shown = {name: told[name.upper()] for name, value in usual_values.items() if value != ""}
    expected = {name: str(value).lower() for name, value in usual_values.items() if value != ""}
    assert shown == expected


def test_every_address_is_told_and_is_there(page: str, tmp_path: Path) -> None:
    app = create_app(WebSettings(_env_file=None), Store(tmp_path / "none.sqlite"))
    found = getattr(routing, "iter_route_contexts", iter)(app.routes)
    paths = {path for one in found if (path := getattr(one, "path", None))}
    forms = {path.replace("{form}", form) for path in paths for form in ("csv", "json")}
    there = {re.sub(r"\{\w+\}", "ID", path) for path in forms} - {"/static"} | {"/static/…"}
    told = [path for cells in table(page, "| address (`ID`") for path in quoted(cells[0])]
    assert len(there) > 30
    assert sorted(told) == sorted(there)


def test_every_question_to_a_list_is_told(page: str) -> None:
    told = page[page.index("Everything that a list is asked for") :].partition("Pages")[0]
    fields = EntryQuery.model_fields.keys() | StatementQuery.model_fields.keys()
    assert set(quoted(told)) == fields


def test_lines_are_no_wider_than_they_should_be(page: str) -> None:
    wide = [line for line in page.splitlines() if len(line) > WIDEST and not line.startswith(("|", "!["))]
    measured = page[page.index("## How fast") :]
    assert [line for line in wide if line not in measured] == []
