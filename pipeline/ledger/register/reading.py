"""Files of the register: OData JSON or SyncFeed XML, told apart by their content; a folder is read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.entries import RegisterEntry
from pipeline.errors import GestandError
from pipeline.ledger.register.odata import entry_of_row, rows_of_json
from pipeline.ledger.register.syncfeed import entry_of_element, rows_of_feed
from pipeline.ledger.register.values import InvalidRowError
from pipeline.read.xml import parse_xml
from pipeline.settings import ReadLimits

Row = TypeVar("Row")

SUFFIXES = frozenset({".json", ".jsonl", ".xml", ".atom"})


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row, or a file, that could not be read; the others are."""

    place: str
    error: GestandError


def read_register(path: Path, *, limits: ReadLimits) -> Iterator[RegisterEntry | RowFault]:
    """The rows of a file, or of the files in a folder in the order of their names.

    One file is in memory at a time. A row that breaks its format comes as a :class:`RowFault`. Raises ``OSError``.
    """
    for file in _files(path):
        yield from _of_file(file, limits)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES)


def _of_file(path: Path, limits: ReadLimits) -> Iterator[RegisterEntry | RowFault]:
    size = path.stat().st_size
    if size > limits.max_bytes:
        rule = f"a file of the register has at most {limits.max_bytes} bytes; split it into pages"
        yield RowFault(str(path), InvalidRowError(rule, value=size, place=str(path)))
        return
    data = path.read_bytes()
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            root = parse_xml(data, place=str(path), limits=limits)
            yield from _entries(rows_of_feed(root), entry_of_element, path)
        else:
            yield from _entries(rows_of_json(data.removeprefix(b"\xef\xbb\xbf")), entry_of_row, path)
    except GestandError as error:
        yield RowFault(str(path), error)


def _entries(
    rows: Iterable[tuple[str, Row]], entry_of: Callable[[Row], RegisterEntry], path: Path
) -> Iterator[RegisterEntry | RowFault]:
    for place, row in rows:
        try:
            yield entry_of(row)
        except InvalidRowError as error:
            where = f"{path}, {place}"
            yield RowFault(where, InvalidRowError(error.rule, value=error.value, place=where))
