"""Quotes and brackets that stand inside a sentence: what they enclose never ends it."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.resources.boundaries import load_boundaries

LONGEST_ENCLOSURE = 400
"""Characters; a longer quotation or aside is running text, and its sentences are split."""

WORD = re.compile(r"\w")
CONTINUES = ",;:)"
ENDS = ".?!…"
CLOSED = " \u00a0\"'”’»)]"


class Region(NamedTuple):
    """From an opening mark to the closing mark that answers it."""

    start: int
    end: int


class Enclosed:
    """The embedded regions of a text, found once.

    >>> Enclosed("Het artikel «Wie betaalt? De burger» van 3 mei.").holds(23)
    True
    >>> Enclosed("Hij zei: «Dat klopt. Ja.» Het kabinet").holds(19)
    False
    """

    def __init__(self, text: str) -> None:
        self._regions: list[Region] = []
        self._starts: list[int] = []
        for region in _regions(text):
            if not self.holds(region.start) and _embedded(text, region):
                self._regions.append(region)
                self._starts.append(region.start)

    def holds(self, offset: int) -> bool:
        """Whether ``offset`` stands inside an embedded region."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._regions[place].end


@functools.cache
def _marks() -> tuple[re.Pattern[str], dict[str, str]]:
    """All marks, and what closes each; a single quote before a letter is an apostrophe."""
    pairs = {mark.open: mark.close for mark in load_boundaries().mark}
    marks = sorted({*pairs, *pairs.values()}, key=len, reverse=True)
    return re.compile("|".join(re.escape(mark) + (r"(?!\w)" if mark == "’" else "") for mark in marks)), pairs


def _regions(text: str) -> list[Region]:
    """Pairs of marks that answer each other, inner ones too, in the order of their start; linear in the text."""
    marks, closers = _marks()
    waiting: dict[str, list[int]] = {closer: [] for closer in closers.values()}
    regions = []
    for match in marks.finditer(text):
        mark, place = match[0], match.start()
        if waiting.get(mark) and place - waiting[mark][-1] <= LONGEST_ENCLOSURE:
            regions.append(Region(waiting[mark].pop(), match.end()))
        elif mark in closers and _opens(text, place, mark):
            waiting[closers[mark]].append(place)
    return sorted(regions)


def _opens(text: str, start: int, opener: str) -> bool:
    after = text[start + len(opener) : start + len(opener) + 1]
    return opener != '"' or (not after.isspace() and (start == 0 or not text[start - 1].isalnum()))


def _embedded(text: str, region: Region) -> bool:
    before = text[max(0, region.start - LONGEST_ENCLOSURE) : region.start].rstrip()
    if WORD.search(text, *region) is None:  # "(…)" stands for words that were left out
        return False
    if before.rstrip(CLOSED)[-1:] in ENDS:  # also at the very start, where nothing stands before
        return False
    after = text[region.end : region.end + LONGEST_ENCLOSURE].lstrip()
    if text[region.start] in "([":
        return True
    if after[:1] in CONTINUES or after[:1].islower():
        return bool(after)
    return before[-1] != ":" and after[:1] in ENDS and bool(after)
