"""Every place where a sentence could end: one fast scan over the characters."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.resources.boundaries import words

STOP = (
    r"(?P<blank>\n[^\S\n]*\n\s*)|(?P<stop>\.(?:[ \u00a0]\.)+|[.?!…]+)"
    r"(?P<close>(?:\u00a0?''|[\"'’”»)\]])*)"
    r"(?P<note>\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\d{1,2}(?:,\s?\d{1,2})*(?![\d.,%:/°]|\w\w?\b)"
    r"|[ \u00a0](?:\d{1,2}|\*{1,3})\)(?=\s*$))?"
)
LOOSE_CLOSE = re.compile(r"(?:[ \u00a0](?:''|[\"”»)\]]))+(?=$|[\s.,;:?!])")
VISIBLE = re.compile(r"\S")
ONLY_CLOSE = ")]”"
PAIRS = {'"': '"', "»": "«", "''": ",,"}


@functools.cache
def _scan() -> re.Pattern[str]:
    bullets = "".join(map(re.escape, sorted(words("bullets"))))
    return re.compile(rf"{STOP}|(?<=\s)[{bullets}](?=\s)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible end: the stop at ``stop``…``after``, closing marks and note digits up to ``end``.

    Before a blank line or a bullet the sentence ends whatever stands there: ``forced``, without a stop.
    ``next`` is where the next visible character stands; equal to ``end`` when nothing separates them.
    """

    stop: int
    after: int
    end: int
    next: int
    mark: str
    closed: bool = False
    note: str = ""
    forced: bool = False

    @property
    def glued(self) -> bool:
        """No white space between this end and what follows."""
        return self.next == self.end

    @property
    def ellipsis(self) -> bool:
        """Dots that break off, without a question or exclamation mark."""
        return "…" in self.mark or (self.mark.count(".") > 1 and not set(self.mark) & {"?", "!"})


class Openings:
    """Which quotes and brackets are open at an offset, counted once for a whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}

    def open_at(self, closer: str, offset: int) -> bool:
        """Whether a quote or bracket that ``closer`` would close is open just before ``offset``."""
        opened = self._count(PAIRS[closer], offset)
        return opened % 2 == 1 if PAIRS[closer] == closer else opened > self._count(closer, offset)

    def _count(self, mark: str, offset: int) -> int:
        if mark not in self._places:
            self._places[mark] = [match.start() for match in re.finditer(re.escape(mark), self._text)]
        return bisect_left(self._places[mark], offset)


def candidates(text: str) -> Iterator[Candidate]:
    """The possible ends in ``text``, in order; none at the very end of the text.

    >>> text = "Klopt dit?1 Zo nee. (Zie «Ja.») Nee."
    >>> [text[: candidate.end] for candidate in candidates(text)]
    ['Klopt dit?1', 'Klopt dit?1 Zo nee.', 'Klopt dit?1 Zo nee. (Zie «Ja.»)']
    """
    openings = Openings(text)
    for match in _scan().finditer(text):
        if match["stop"] is None:
            following = match.end() if match["blank"] else match.start()
            yield Candidate(match.start(), match.start(), match.start(), following, "", forced=True)
            continue
        end = _end(text, match, openings)
        after, mark = match.end("stop"), match["stop"]
        candidate = Candidate(match.start(), after, end, _visible(text, end), mark, end > after, match["note"] or "")
        if candidate.next < len(text):
            yield candidate


def _visible(text: str, offset: int) -> int:
    found = VISIBLE.search(text, offset)
    return found.start() if found else len(text)


def _end(text: str, match: re.Match[str], openings: Openings) -> int:
    """Where the marks that belong to this stop end: a straight quote glued to the next word may open it."""
    end = match.end()
    if match["close"].endswith('"') and end < len(text) and text[end].isalnum() and not match["note"]:
        return end if openings.open_at('"', end - 1) else end - 1
    while (loose := LOOSE_CLOSE.match(text, end)) and _closes(loose[0], end, openings):
        end = loose.end()
    return end


def _closes(marks: str, offset: int, openings: Openings) -> bool:
    """A loose ``"``, ``''`` or ``»`` could also open what follows, or be a bullet."""
    return all(closer in ONLY_CLOSE or openings.open_at(closer, offset) for closer in marks.split())
