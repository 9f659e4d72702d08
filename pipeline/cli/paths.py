"""Where models and annotations stand: in a checkout beside the package; models in an installed wheel inside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def models_dir() -> Path:
    """The folder with the models that ship with the program."""
    beside = PACKAGE.parent / "models"
    return beside if beside.is_dir() else PACKAGE / "models"


def annotation(name: str) -> Path:
    """A file of the annotations that come with a checkout; an installed wheel has none of them."""
    return PACKAGE.parent / "annotations" / name


def if_there(path: Path) -> Path | None:
    """The path, or None when there is no such file."""
    return path if path.is_file() else None


def store_address(given: str | None, out: Path | None = None) -> str:
    """Where the store is: where the settings say, else ``gestand.sqlite`` beside the output folder (``out/seeds``)."""
    return given or str((out or Path("out/seeds")).absolute().parent / "gestand.sqlite")
