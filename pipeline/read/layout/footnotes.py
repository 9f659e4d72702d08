"""Lifting out footnotes (voetnoten): their text at the foot of a page and the digits that refer to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.read.layout.lines import Line
from pipeline.read.layout.markers import is_header
from pipeline.read.layout.references import drop_references, refers_to

_AHEAD = 3
"""How many note numbers may be missing before the next one that is found."""

_FOOT = 150
"""Lines at the end of a page among which its notes stand."""

_BACK = 60
"""Lines before a note among which the reference to it stands."""

_AHEAD_ON_PAPER = 9
"""Likewise on paper, where small print is certain and several notes may stand on one line."""

_SMALLER = 0.93
"""Footnotes are printed at most this large, compared with the text."""

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_BODY = re.compile(
    rf"(?:\s?(?=(?:19|20)\d\d\b)|\s?(?=[^\s\d.,)%:;°?!/+=<>–-]))(?!(?:{_MONTHS}|jaar|procent|miljoen|miljard|euro)\b)"
)
_CITES = re.compile(
    r"https?:|www\.|Kamerst|Handelingen|nr\. ?\d|\d{4}|artikel|[a-z]\.(?:nl|com|eu|org)\b|Stb|Stcrt|ibid|blz|idem",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Note:
    """A footnote: its number, its lines, and after how many lines of the text it stood."""

    number: int
    after: int
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lifted:
    """The lines of the text, the notes in order, and how many references were dropped."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    references: int


def lift_footnotes(lines: Sequence[Line], *, paged: bool = False) -> Lifted:
    """Take the footnotes from the foot of every page and drop the digits that refer to them.

    ``paged`` says that the end of the lines is the end of a page; where pages are not to be told, notes
    stand between blanks.
    """
    size = text_size(lines)
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    paged = paged or len(pages) > 1
    result = _Lifting()
    for page in pages:
        if paged:
            chain = _at_foot(page, result.expected, size)
            end = result.add(page, 0, chain)
        else:
            end = 0
            for chain in _between_blanks(page, result):
                end = result.add(page, end, chain)
        result.add(page, end, {})
    return Lifted(tuple(result.body), tuple(result.notes), result.references)


class _Lifting:
    """The text and the notes so far."""

    def __init__(self) -> None:
        self.body: list[Line] = []
        self.notes: list[Note] = []
        self.references = 0
        self.end = 0

    @property
    def expected(self) -> int:
        return self.notes[-1].number + 1 if self.notes else 1

    def add(self, page: Sequence[Line], begin: int, chain: dict[int, int]) -> int:
        """Take the text from ``begin`` up to the notes of the chain, and the notes; return where they end."""
        start = min(chain) if chain else len(page)
        found, self.end = _cut(page, chain) if chain else ([], len(page))
        head, dropped = drop_references(page[begin:start], [note.number for note in found])
        self.references += dropped
        self.body.extend(head)
        for note in found:
            note.after = len(self.body)
        self.notes.extend(found)
        return self.end


def text_size(lines: Sequence[Line]) -> float:
    """The letter size in which most characters are printed, 0 in plain text."""
    sizes: dict[float, int] = {}
    for line in lines:
        if line.size:
            key = round(line.size, 1)
            sizes[key] = sizes.get(key, 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0


def _at_foot(page: Sequence[Line], expected: int, size: float) -> dict[int, int]:
    """The longest series of notes at the end of a page: line number → note number; empty without notes."""
    places = [index for index in range(max(0, len(page) - _FOOT), len(page)) if page[index].text[0].isdigit()]
    for first in _next_numbers(expected, _AHEAD_ON_PAPER if size else _AHEAD):
        best: dict[int, int] = {}
        for index in reversed(places):
            if _begins(page[index], first) and _credible(page, index, first, size, paged=True):
                best = max(best, _chain(page, index, first, size, paged=True), key=len)
        if best:
            return best
    return {}


def _between_blanks(page: Sequence[Line], so_far: _Lifting) -> Iterator[dict[int, int]]:
    """Series of notes between blank lines, one after the other; ``so_far`` is kept by the caller."""
    so_far.end = 0
    for index, line in enumerate(page):
        if not line.gap or index < so_far.end or not line.text[0].isdigit():
            continue
        for first in _next_numbers(so_far.expected, _AHEAD):
            if _begins(line, first) and _credible(page, index, first, 0, paged=False):
                yield _chain(page, index, first, 0, paged=False)
                break


def _next_numbers(expected: int, ahead: int) -> tuple[int, ...]:
    """The numbers that the next note may have; an annex may begin again."""
    return (*range(expected, expected + ahead), *((1,) if expected > 1 else ()))


def _begins(line: Line, number: int) -> bool:
    """Whether the text of note ``number`` begins on this line."""
    figure = str(number)
    return line.text.startswith(figure) and bool(_BODY.match(line.text, len(figure)))


def _credible(page: Sequence[Line], index: int, number: int, size: float, *, paged: bool) -> bool:
    """Whether this is a note and no sentence that begins with a figure: print, reference and content say so."""
    line = page[index]
    if size and line.size:
        small = line.size < size * _SMALLER
        return small and (_raised_first(line) or line.text[len(str(number))].isspace())
    cites = bool(_CITES.search(line.text))
    if not paged and not (line.gap and cites):
        return False
    referred = any(refers_to(before.text, number) for before in page[max(0, index - _BACK) : index])
    if not paged:
        return referred
    glued = not line.text[len(str(number))].isspace()
    return referred + glued + line.gap + cites >= 2


def _raised_first(line: Line) -> bool:
    return bool(line.raised) and line.raised[0][0] == 0


def _chain(page: Sequence[Line], index: int, number: int, size: float, *, paged: bool) -> dict[int, int]:
    """Line number → note number, from ``index`` on; numbers go up by one."""
    chain = {index: number}
    for at in range(index + 1, len(page)):
        line = page[at]
        if is_header(line.text) or (size and line.size and line.size >= size * _SMALLER):
            break
        following = _follows(line, number)
        if following is not None:
            number = following
            chain[at] = number
        elif line.gap and not paged:
            break
    return chain


def _follows(line: Line, number: int) -> int | None:
    """The number of the note that begins on this line after note ``number``."""
    ahead = _AHEAD_ON_PAPER if line.size and _raised_first(line) else 1
    return next((each for each in range(number + 1, number + 1 + ahead) if _begins(line, each)), None)


def _cut(page: Sequence[Line], chain: dict[int, int]) -> tuple[list[Note], int]:
    """The notes of a series, and where they end: at a header, larger print, a blank after the last of them."""
    start, last = min(chain), max(chain)
    notes: list[Note] = []
    for at in range(start, len(page)):
        line = page[at]
        if at in chain:
            notes.append(Note(chain[at], 0))
        elif is_header(line.text) or (at > last and line.gap and not line.size) or _larger(line, page[start]):
            return notes, at
        notes[-1].lines.append(line)
    return notes, len(page)


def _larger(line: Line, note: Line) -> bool:
    return bool(line.size and note.size) and line.size > note.size / _SMALLER
