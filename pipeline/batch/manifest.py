"""``manifest.toml``: what is known of the documents in a folder, beside the documents themselves.

An entry is a table ``[[document]]`` with ``file`` (relative to the manifest), ``id``, ``kind``, ``date``,
``address``, ``title`` and ``licence``, all optional; an entry without ``file`` names a document that is not here.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import GestandError
from pipeline.read import Hints
from pipeline.records import DocumentKind

FILE_NAME = "manifest.toml"

Text = Annotated[str, Field(min_length=1)]


class InvalidManifestError(GestandError):
    """A manifest that cannot be used: which key is wrong, and where."""


class Entry(BaseModel):
    """One document of a manifest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Text | None = None
    id: Text | None = None
    kind: DocumentKind | None = None
    date: dt.date | None = None
    address: Text | None = None
    title: Text | None = None
    licence: Text | None = None

    @property
    def hints(self) -> Hints:
        """The entry as hints for the reader."""
        return Hints(kind=self.kind, date=self.date, id=self.id, address=self.address, title=self.title)


class Manifest(BaseModel):
    """A manifest as it stands in its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: tuple[Entry, ...]


def read_manifest(folder: Path) -> dict[Path, Hints]:
    """The hints for files in a folder, by path; empty without a manifest.

    A ``manifest.toml`` without any ``[[document]]`` is somebody else's and gives nothing.
    Raises :class:`InvalidManifestError`.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidManifestError("a manifest is TOML in UTF-8", value=str(error), place=str(path)) from error
    if "document" not in content:
        return {}
    return _by_file(_checked(content, path), path)


def _checked(content: dict[str, object], path: Path) -> Manifest:
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise InvalidManifestError(first["msg"], value=first.get("input"), place=f"{path}, {key}") from error


def _by_file(manifest: Manifest, path: Path) -> dict[Path, Hints]:
    found: dict[Path, Hints] = {}
    for number, entry in enumerate(manifest.document, start=1):
        if entry.file is None:
            continue
        file = path.parent / entry.file
        if file in found:
            raise InvalidManifestError("a file stands once", value=entry.file, place=f"{path}, document.{number}")
        found[file] = entry.hints
    return found
