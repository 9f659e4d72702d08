"""What was labelled before into a folder: a small file that only grows, beside the labelled documents.

The labelled documents are the truth and the index a shortcut: an entry counts only while its document is
there, a line that was cut off when a process died is passed over, and without an index everything is labelled
again into the same files.
"""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from pipeline import __version__
from pipeline.batch.report import Counts, Entry
from pipeline.export import SCHEMA_VERSION, InvalidLabelledDocumentError, read_labelled, write_whole
from pipeline.read import Hints

FILE_NAME = ".index.jsonl"


def fingerprint(sha256: str, hints: Hints, *, model: str, pipeline_version: str = __version__) -> str:
    """What decides the labels of a document: its bytes, what was said about it, and the versions.

    The address does not count: it changes where a document came from, not what it says.
    """
    said = dataclasses.asdict(hints)
    content = orjson.dumps([sha256, said, model, pipeline_version, SCHEMA_VERSION], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(content).hexdigest()


class Index:
    """The labelled documents of one folder, by id and by bytes. A context manager; one writer at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE_NAME
        self._by_id: dict[str, Entry] = {}
        self._by_bytes: dict[str, Entry] = {}

    def __enter__(self) -> Self:
        lines = self._path.read_bytes().splitlines() if self._path.exists() else []
        there = {path.stem for path in self._folder.glob("*.json")}
        for entry in filter(None, map(_parse, lines)):
            if entry.id in there:
                self._keep(entry)
        write_whole(self._path, map(_line, self._by_id.values()))
        self._file = self._path.open("ab")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def same_bytes(self, sha256: str) -> Entry | None:
        """The document with these bytes, if it was labelled before; the fingerprint says how."""
        return self._by_bytes.get(sha256)

    def owner(self, document_id: str) -> str | None:
        """The source of the document that has this id in the folder; ``None`` when the id is free.

        A file that no entry knows (the process died between file and entry) says itself where it comes from;
        one that is no labelled document is somebody else's, and its path is its owner.
        """
        if document_id in self._by_id:
            return self._by_id[document_id].source
        path = self._folder / f"{document_id}.json"
        try:
            return read_labelled(path).document.source
        except FileNotFoundError:
            return None
        except InvalidLabelledDocumentError:
            return str(path)

    def add(self, entry: Entry) -> None:
        """Remember a document that was written."""
        self._keep(entry)
        self._file.write(_line(entry))
        self._file.flush()

    def _keep(self, entry: Entry) -> None:
        before = self._by_id.get(entry.id)
        if before is not None:
            self._by_bytes.pop(before.sha256, None)
        self._by_id[entry.id] = entry
        self._by_bytes[entry.sha256] = entry


def _line(entry: Entry) -> bytes:
    return orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE)


def _parse(line: bytes) -> Entry | None:
    try:
        row = orjson.loads(line)
        return Entry(**{**row, "counts": Counts(**row["counts"])})
    except (ValueError, KeyError, TypeError):
        return None
