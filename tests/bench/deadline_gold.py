"""Labelled deadlines of real documents: the sentence, the date to count from, and what was labelled.

The labels break their own guidelines in some rows. :func:`lawful` says what the guidelines make of such a row, by a few
rules; no row is named.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.read import Hints, read_document
from pipeline.settings import ReadLimits

DAY = dt.timedelta(days=1)
_DATED = re.compile(r"-(\d{4}-\d\d-\d\d)$")
_LOOSE = re.compile(r"[\s\-\u00ad]")
_DATE_WORD = re.compile(
    r"\d|kwartaal|jaar|maand|week|weken|dag|zomer|najaar|voorjaar|winter|reces|prinsjesdag|nota|verslag|begroting"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|morgen",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment; ``words`` is ``None`` when it was labelled without a deadline."""

    file: str
    text: str
    on: dt.date
    words: str | None
    earliest: dt.date | None
    latest: dt.date | None

    @property
    def dated(self) -> bool:
        """Whether an interval was labelled."""
        return self.earliest is not None or self.latest is not None

    @property
    def named(self) -> bool:
        """Whether the sentence itself holds the words, and the words name a date."""
        words = self.words or ""
        return _loose(words) in _loose(self.text) and _DATE_WORD.search(words) is not None


def rows(shared: Path) -> Iterator[Row]:
    """The commitments of the two label files that have intervals."""
    labels = shared / "corpus" / "labels"
    for name in ("written", "debates"):
        for line in (labels / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            if "commitment" not in raw["labels"]:
                continue
            found = _DATED.search(raw["document"])
            document = None if found else _document(shared / "corpus" / "written" / "text" / f"{raw['document']}.txt")
            on = dt.date.fromisoformat(found[1]) if found else document[1] if document else None
            text = _repaired(document[0], raw["text"]) if document else raw["text"]
            if on is not None:
                yield Row(name, text, on, raw["deadline"], _day(raw["from"]), _day(raw["to"]))


def lawful(row: Row) -> Row:
    """The label by the guidelines: seasons by their days, "voor" is to the day before, a running period from today."""
    first, last = row.earliest, row.latest
    if first and (first.month, first.day) == (9, 22):
        first += DAY
    if last and (last.month, last.day) == (9, 21):
        last += DAY
    words = (row.words or "").lower()
    before = re.search(r"\bvoor\b(?! (?:eind|het eind|de zomer|het zomerreces|het verkiezingsreces|de miljoen))", words)
    if before and last and last > row.on:
        last -= DAY
    if first and last and first < row.on <= last:
        first = row.on
    return replace(row, earliest=first, latest=last)


def _day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


def _loose(text: str) -> str:
    return _LOOSE.sub("", text).lower()


@cache
def _document(path: Path) -> tuple[str, dt.date | None]:
    document = read_document(path.read_bytes(), source=str(path), hints=Hints(), limits=ReadLimits())
    return document.text, document.date


def _repaired(document: str, text: str) -> str:
    """The sentence as the reader repaired it, found by its letters."""
    kept = [place for place, character in enumerate(document) if not _LOOSE.match(character)]
    letters, wanted = "".join(document[place] for place in kept), _LOOSE.sub("", text)
    start = letters.find(wanted)
    return document[kept[start] : kept[start + len(wanted) - 1] + 1] if start >= 0 else text
