"""Labels that two annotators mended (``annotations/mended.jsonl``), by file and row, without text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidLabelError
from pipeline.records import Label
from pipeline.train.gold import GoldRow
from pipeline.train.json_lines import read_json_lines


class Mend(BaseModel):
    """A row of a label file (``file``: its name without suffix) whose labels ``old`` are to be ``new``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(min_length=1)
    id: str = Field(min_length=1)
    old: tuple[Label, ...]
    new: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """Rows after mending, how many were changed, and the mends that no longer fit their row."""

    rows: tuple[GoldRow, ...]
    changed: int
    errors: tuple[InvalidLabelError, ...]


def read_mends(path: Path) -> tuple[Mend, ...]:
    """The mends of a file, one JSON object a line; raises InvalidLabelError naming file and line."""
    return read_json_lines(path, Mend, of="mends", rule="a mend has file, id, old and new")


def mend(rows: Iterable[GoldRow], mends: Iterable[Mend], *, file: str) -> Mended:
    """The rows of the label file ``file`` with their labels mended; all else stays as it was.

    A mend is applied only where the row still has its ``old`` labels; where it has others (and not yet the
    new ones), it is in ``errors``. Mends of rows that are not there are passed over.
    """
    wanted = {one.id: one for one in mends if one.file == file}
    found: list[GoldRow] = []
    errors: list[InvalidLabelError] = []
    changed = 0
    for row in rows:
        one = wanted.get(row.id)
        if one is None or row.labels == tuple(sorted(one.new)):
            found.append(row)
        elif row.labels == tuple(sorted(one.old)):
            found.append(replace(row, labels=tuple(sorted(one.new))))
            changed += 1
        else:
            found.append(row)
            rule = f"a mend changes {', '.join(one.old) or 'none'}"
            errors.append(InvalidLabelError(rule, value=row.labels, place=f"{file}, {row.id}"))
    return Mended(tuple(found), changed, tuple(errors))
