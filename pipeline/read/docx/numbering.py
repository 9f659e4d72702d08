"""Lists in Word: whether a paragraph is a list item, and the number that Word would print before it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.docx.package import W

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts (``numFmt``), how it prints (``lvlText``), where it starts."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class Lists:
    """All lists of a file, and how far each has counted."""

    levels: dict[str, dict[int, Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, number_id: str, level: int) -> str | None:
        """Count on, and give what Word prints before the item: "" for a bullet, ``None`` when it is no list."""
        levels = self.levels.get(number_id)
        if levels is None or number_id == "0" or level not in levels:
            return None
        counts = self._counts[number_id]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level].format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: _printed(levels, counts, int(place[1]) - 1), levels[level].text).strip()


def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    if level not in levels:
        return ""
    return _figure(counts.get(level, levels[level].start), levels[level].format)


def _figure(number: int, form: str) -> str:
    """A number as a list prints it.

    >>> _figure(3, "decimal"), _figure(3, "lowerLetter"), _figure(14, "upperRoman")
    ('3', 'c', 'XIV')
    """
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def read_lists(numbering: etree._Element | None) -> Lists:
    """The lists that ``word/numbering.xml`` defines; none without that part."""
    if numbering is None:
        return Lists({})
    abstract = {node.get(f"{W}abstractNumId"): _levels(node) for node in numbering.iter(f"{W}abstractNum")}
    levels = {}
    for number in numbering.iter(f"{W}num"):
        reference = number.find(f"{W}abstractNumId")
        if reference is not None:
            levels[str(number.get(f"{W}numId"))] = abstract.get(reference.get(f"{W}val"), {})
    return Lists(levels)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    found = {}
    for node in abstract.iter(f"{W}lvl"):
        place = value(node, "ilvl", own=True)
        if place.isdecimal():
            start = value(node, "start")
            found[int(place)] = Level(
                value(node, "numFmt") or "decimal", value(node, "lvlText"), int(start) if start.isdecimal() else 1
            )
    return found


def value(node: etree._Element, name: str, *, own: bool = False) -> str:
    """The ``w:val`` of a child, or with ``own`` the node's own attribute; "" when it is missing."""
    if own:
        return str(node.get(f"{W}{name}") or "")
    child = node.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val") or "")
