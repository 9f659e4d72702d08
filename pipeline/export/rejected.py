"""Documents that were set aside, with the reason, in ``rejected.jsonl``."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import orjson

from pipeline.errors import Reason
from pipeline.export.atomic import write_whole

FILE_NAME = "rejected.jsonl"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that was set aside: which rule it broke, with what value, at what place, and when (UTC).

    ``sha256`` is ``None`` when its bytes could not be read.
    """

    source: str
    sha256: str | None
    reason: Reason
    rule: str
    value: str | None
    place: str
    at: dt.datetime


def read_rejected(folder: Path) -> tuple[Rejection, ...]:
    """The rejections of a folder; none when there is no file. Lines that do not parse are left out."""
    try:
        lines = (folder / FILE_NAME).read_bytes().splitlines()
    except FileNotFoundError:
        return ()
    return tuple(row for row in map(_parse, lines) if row is not None)


def write_rejected(folder: Path, rejections: Iterable[Rejection]) -> None:
    """Write the rejections of a folder, sorted by source; without any, the file goes away."""
    rows = sorted(rejections, key=lambda rejection: rejection.source)
    if rows:
        write_whole(folder / FILE_NAME, (_line(row) for row in rows))
    else:
        (folder / FILE_NAME).unlink(missing_ok=True)


def _line(rejection: Rejection) -> bytes:
    return orjson.dumps(rejection, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)


def _parse(line: bytes) -> Rejection | None:
    names = {field.name for field in dataclasses.fields(Rejection)}
    try:
        row = orjson.loads(line)
        return Rejection(**{**{name: row[name] for name in names}, "at": dt.datetime.fromisoformat(row["at"])})
    except (ValueError, KeyError, TypeError):
        return None
