"""Documents of our own, and runs over them."""

import datetime as dt
from pathlib import Path

import pytest

from pipeline.batch import Recipe, Request, find_sources, label_all
from pipeline.read import Hints

AT = dt.datetime(2025, 7, 2, 9, 30, tzinfo=dt.UTC)
LETTER = """Geachte voorzitter,

Ik zal uw Kamer voor de zomer informeren over de sluis bij {place}. De sluis is sinds maart dicht.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three letters, one of them deeper."""
    source = tmp_path / "in"
    (source / "b").mkdir(parents=True)
    (source / "a.txt").write_text(LETTER.format(place="Veere"))
    (source / "b" / "c.txt").write_text(LETTER.format(place="Lith"))
    (source / "d.txt").write_text(LETTER.format(place="Grave"))
    return source


@pytest.fixture
def recipe(model: Path) -> Recipe:
    return Recipe(model.parent, model=model)


@pytest.fixture
def run(tmp_path, recipe):
    """Label paths into ``out``; gives the report."""

    def _run(*paths: Path, hints: Hints | None = None, at: dt.datetime = AT, **options):
        out = options.pop("out", tmp_path / "out")
        options.setdefault("workers", 1)
        watcher = options.pop("watcher", None)
        found = find_sources(paths, hints=hints or Hints(), without=out)
        return label_all(Request(found, out, recipe, at, **options), watcher=watcher)

    return _run
