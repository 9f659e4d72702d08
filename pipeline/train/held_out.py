"""Documents that are kept apart from all training, for a last measurement."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.errors import InvalidLabelError
from pipeline.train.gold import GoldRow

FEWEST_ROWS = 10
WRITTEN = 6
DEBATES = 2


def choose_held_out(rows: Iterable[GoldRow]) -> tuple[str, ...]:
    """Six written documents and two debates: the first by SHA-256 of their id that have ten rows or more."""
    counts = Counter((row.context.text_kind, row.document) for row in rows)
    chosen: list[str] = []
    for kind, number in (("written", WRITTEN), ("debate", DEBATES)):
        names = [name for (of, name), count in counts.items() if of == kind and count >= FEWEST_ROWS]
        chosen.extend(sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:number])
    return tuple(sorted(chosen))


def read_held_out(path: Path) -> frozenset[str]:
    """The ids of ``annotations/held-out.json``; raises InvalidLabelError when it is no such file."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        ids: Sequence[str] = [*raw["written"], *raw["debates"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidLabelError(
            "a held-out file lists written and debates", value=str(error), place=str(path)
        ) from error
    return frozenset(map(str, ids))
