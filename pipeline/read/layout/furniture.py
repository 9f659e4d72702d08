"""Lifting out page furniture: running heads and feet, page numbers, repeated margins of letters."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.read.identify import compose_id
from pipeline.read.layout.lines import Line
from pipeline.read.layout.markers import is_header
from pipeline.resources.furniture import any_of, load_furniture

_EDGE = 4
"""How many lines at the top and at the foot of a page may be furniture because they come back on other pages."""

_PAGE_NUMBER = re.compile(r"(?<!\d)\d{1,4}$")
_IDENTIFIER = re.compile(r"\b(?:ah|kv|kst|h|blg)-(?:tk|ek|vv|\d)[-\dA-Za-z]*\d")
_PAPER = re.compile(r"\d{4}, (\d{2} ?\d{3}[^,]{0,20}), nr\. ?(\d{1,4})\b")
_LONGEST = 160
"""Characters: no furniture is longer."""

_CHAMBER = "Kamer der Staten-Generaal"
"""The number of the chamber stands in large print beside its name."""

_GLUED = re.compile(
    r"(?<=[a-z.?!»:;,)])\s*(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{4}, (?:Aanhangsel|Vragen) \d{1,3}$"
)


@dataclass(frozen=True, slots=True)
class Body:
    """Lines without furniture, numbered by page; ``identifier`` is the publication id that a foot named."""

    lines: tuple[Line, ...]
    lifted: int
    identifier: str | None = None


@functools.cache
def _whole() -> re.Pattern[str]:
    pieces = any_of(load_furniture().piece)
    return re.compile(rf"(?:(?:{pieces})[\s|·]*)+", re.IGNORECASE)


@functools.cache
def _repeatable() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_furniture().repeated)})\s*:?", re.IGNORECASE)


def lift_furniture(lines: Sequence[Line]) -> Body:
    """Leave furniture out; where a foot was found, a new page begins after it."""
    pages = _number_pages(lines)
    edges = _edges_that_repeat(pages)
    seen = _Repeats()
    kept: list[Line] = []
    lifted, identifier = 0, None
    for page, line in pages:
        glued = _GLUED.search(line.text[-_LONGEST:]) if "ergaderjaar" in line.text else None
        if glued:
            line = line.before(max(len(line.text) - _LONGEST, 0) + glued.start())  # noqa: PLW2901
            lifted += 1
        arms = line.text in {"1", "2"} and kept and kept[-1].text.endswith(_CHAMBER)
        if arms or is_furniture(line.text) or id(line) in edges or seen.comes_back(line.text):
            lifted += 1
            identifier = identifier or _identifier(line.text)
            continue
        kept.append(line if line.page == page else replace(line, page=page))
    return Body(tuple(kept), lifted, identifier)


def is_furniture(text: str) -> bool:
    """Whether a line consists of furniture alone.

    >>> is_furniture("ISSN 0921 - 7398’s-Gravenhage 2031Tweede Kamer, vergaderjaar 2031–2032, Aanhangsel 1")
    True
    >>> is_furniture("De Tweede Kamer, vergaderjaar 2031–2032")
    False
    """
    return len(text) <= _LONGEST and bool(_whole().fullmatch(text))


def _identifier(text: str) -> str | None:
    match = _IDENTIFIER.search(text)
    if match:
        return match.group()
    paper = _PAPER.search(text)
    return compose_id("kst", dossier=paper[1], number=paper[2]) if paper else None


def _number_pages(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """Each line with its page: the one it came with, or counted by the feet that stand between the lines."""
    if any(line.page for line in lines):
        return [(line.page, line) for line in lines]
    numbered, page, foot = [], 0, False
    for line in lines:
        now = is_furniture(line.text) and "ergaderjaar" in line.text
        if foot and not now:
            page += 1
        foot = now
        numbered.append((page, line))
    return numbered


def _edges_that_repeat(pages: Sequence[tuple[int, Line]]) -> frozenset[int]:
    """Ids of lines at page edges whose text, the page number aside, stands at the same edge of other pages too."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for page, line in pages:
        if line.text:
            by_page[page].append(line)
    if len(by_page) < 2:
        return frozenset()
    found: set[int] = set()
    for foot in (False, True):
        edges = {page: _edge(content, foot=foot) for page, content in by_page.items()}
        counts = Counter(key for edge in edges.values() for key in {_key(line) for line in edge})
        enough = max(2, len(by_page) // 3)
        for edge in edges.values():
            found.update(_outermost(edge, {key for key, count in counts.items() if count >= enough}))
    return frozenset(found)


def _edge(lines: list[Line], *, foot: bool) -> list[Line]:
    """The outer lines of a page, outermost first."""
    return lines[: -_EDGE - 1 : -1] if foot else lines[:_EDGE]


def _key(line: Line) -> str:
    """What stays the same on every page: all but the number at the end."""
    return _PAGE_NUMBER.sub("0", line.text)


def _outermost(edge: Iterable[Line], repeated: set[str]) -> list[int]:
    """Furniture stands outside of everything else: stop at the first line that does not come back."""
    found = []
    for line in edge:
        if is_furniture(line.text):
            continue
        if _key(line) not in repeated or is_header(line.text):
            break
        found.append(id(line))
    return found


class _Repeats:
    """Reference labels of letters and their values: furniture from the second time on."""

    def __init__(self) -> None:
        self._after: dict[str, set[str]] = defaultdict(set)
        self._label: str | None = None
        self._repeating = False

    def comes_back(self, text: str) -> bool:
        """Whether this line is a label that stood before, or the value that followed it then."""
        label, self._label = self._label, None
        if label is not None and self._repeating and text in self._after[label]:
            self._label = label
            return True
        if label is not None:
            self._after[label].add(text)
        if not _repeatable().fullmatch(text):
            return False
        self._repeating = text in self._after
        self._after.setdefault(text, set())
        self._label = text
        return self._repeating
