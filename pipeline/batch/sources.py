"""Finding documents: files as they are named, folders with everything in them, in a stable order."""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.manifest import FILE_NAME as MANIFEST
from pipeline.batch.manifest import read_manifest
from pipeline.read import Hints


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be labelled, named as the caller named it, with what is known of it."""

    path: Path
    hints: Hints = field(default_factory=Hints)

    @property
    def name(self) -> str:
        """The path as it stands in ``document.source``."""
        return self.path.as_posix()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was named or found and is no readable file: the rule it breaks, and the value."""

    path: Path
    rule: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under the paths that were asked for: documents, and what could not be looked into."""

    sources: tuple[Source, ...]
    troubles: tuple[Trouble, ...] = ()


def find_sources(paths: Sequence[Path], *, hints: Hints, without: Path | None = None) -> Found:
    """All documents under files and folders; folders are walked by name, depth first, each file once.

    Hidden files and folders inside a folder are passed over, as is the folder ``without`` (the output).
    ``hints`` fill what a manifest leaves open. A link that leads back into a folder already walked is not
    followed. Raises ``InvalidManifestError``.
    """
    walk = _Walk(hints, _identity(without) if without else None)
    items = [item for path in paths for item in walk.start(path)]
    return Found(
        tuple(item for item in items if isinstance(item, Source)),
        tuple(item for item in items if isinstance(item, Trouble)),
    )


@dataclass(slots=True)
class _Walk:
    """One walk over all paths: what was seen, so that nothing comes twice."""

    hints: Hints
    without: tuple[int, int] | None
    seen: set[tuple[int, int]] = field(default_factory=set)

    def start(self, path: Path) -> Iterator[Source | Trouble]:
        """A path that the caller named; the manifest beside a named file counts too."""
        if path.is_dir():
            yield from self._folder(path, {})
        else:
            yield from self._file(path, read_manifest(path.parent))

    def _folder(self, folder: Path, known: dict[Path, Hints]) -> Iterator[Source | Trouble]:
        identity = _identity(folder)
        if identity == self.without or identity in self.seen:
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Trouble(folder, "a folder can be read", _cause(error))
            return
        if identity is not None:
            self.seen.add(identity)
        own = read_manifest(folder)
        known = known | own
        yield from (
            Trouble(path, "a file that the manifest names is there", MANIFEST) for path in own if not _is_there(path)
        )
        for entry in entries:
            if entry.name.startswith(".") or (own and entry.name == MANIFEST):
                continue
            path = folder / entry.name
            yield from self._folder(path, known) if path.is_dir() else self._file(path, known)

    def _file(self, path: Path, known: dict[Path, Hints]) -> Iterator[Source | Trouble]:
        try:
            status = path.stat()
        except OSError as error:
            yield Trouble(path, "a file can be read", _cause(error))
            return
        identity = (status.st_dev, status.st_ino)
        if identity in self.seen:
            return
        self.seen.add(identity)
        if stat.S_ISREG(status.st_mode):
            yield Source(path, _merged(known.get(path), self.hints))
        else:
            yield Trouble(path, "a document is a regular file", stat.filemode(status.st_mode))


def _merged(first: Hints | None, second: Hints) -> Hints:
    """The hints of the first, where it has none those of the second."""
    if first is None:
        return second
    fields = [entry.name for entry in dataclasses.fields(Hints)]
    return Hints(**{name: getattr(first, name) or getattr(second, name) for name in fields})


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _cause(error: OSError) -> str:
    return error.strerror or type(error).__name__
