"""References to footnotes: digits stuck to words, alone on a line, or at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.read.layout.lines import Line
from pipeline.read.layout.markers import is_header

_ALONE = re.compile(r"\d{1,3}(?:(?:\s*,\s*|\s+en\s+|\s+)\d{1,3})*")
_UNITS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jaar|procent|miljoen"
    "|miljard|euro|uur|dagen|weken|maanden"
)
_LEADING = re.compile(rf"(\d{{1,3}})(?=[.,;:)?!»]|\s)(?!\s*(?:{_UNITS})\b)(?![.,]\d)")
_STUCK = re.compile(r"(?<=[.?!,;:»”’\"')\]])(\d{1,3})(?![\d%°]|[.,]\d|\w)")
_WORD = re.compile(r"(?<=[^\W\d_])(\d{1,3})(?![\d%°\w-]|[.,]\d)")
_FORMULA = re.compile(r"(?:CO|NO|SO|NH|CH|PM|H|N|O|A|B|C|D|E|F|G|K|S|T|V|m|km|cm|covid|box|optie|nr)", re.IGNORECASE)
_MEASURE = re.compile(r"(?:\b[kcdm]?m|\b10|\b[A-Z][a-z]?)$")
_ORDER = ("alone", "stuck", "leading", "word")
"""Places of a reference, likeliest first."""

_BACK = 2_000
"""Lines: no page is longer; bounds the work on texts that only look like pages."""


@dataclass(frozen=True, slots=True)
class _Found:
    line: int
    start: int
    end: int
    rank: int


def refers_to(text: str, number: int) -> bool:
    """Whether a line may hold a reference to a note.

    >>> refers_to("de boot vaart?3 Zo ja", 3), refers_to("3", 3), refers_to("in 3 dagen", 3)
    (True, True, False)
    """
    if str(number) not in text:
        return False
    return next(_candidates(0, Line(text), number), None) is not None


def drop_references(lines: Sequence[Line], numbers: Sequence[int]) -> tuple[list[Line], int]:
    """Mark as dropped the reference to each of the notes, in their order, at most one for each.

    A line that held nothing else disappears. On paper, raised digits are references. In plain text the
    likeliest place of each number is taken: alone on a line, after punctuation, at the beginning of a line,
    after a word.
    """
    spans = {index: spans for index, line in enumerate(lines) if (spans := raised_references(line))}
    dropped = sum(len(each) for each in spans.values())
    if not numbers and not spans:
        return list(lines), 0
    numbers = () if any(line.size for line in lines) else numbers
    at = (0, 0)
    for number in numbers:
        found = _choose(lines, number, at)
        if found is None:
            continue
        spans.setdefault(found.line, []).append((found.start, found.end))
        at = (found.line, found.end)
        dropped += 1
    return _without(lines, spans), dropped


def raised_references(line: Line) -> list[tuple[int, int]]:
    """Raised digits that refer to a note; exponents ("m2", "10" to the power of 6) do not.

    >>> raised_references(Line("gevaren?1 Was 5 m2 nat", size=9, raised=((8, 9), (17, 18))))
    [(8, 9)]
    """
    return [(start, end) for start, end in line.raised if not _MEASURE.search(line.text[:start])]


def _choose(lines: Sequence[Line], number: int, at: tuple[int, int]) -> _Found | None:
    best = _beside(lines, number, at)
    if best is not None:
        return best
    for index in range(max(at[0], len(lines) - _BACK), len(lines)):
        line = lines[index]
        if str(number) not in line.text or is_header(line.text):
            continue
        first = index == 0 or is_header(lines[index - 1].text)
        for found in _candidates(index, line, number, first=first):
            if (found.line, found.start) >= at and (best is None or found.rank < best.rank):
                best = found
    return best


def _beside(lines: Sequence[Line], number: int, at: tuple[int, int]) -> _Found | None:
    """The next of several references in a row ("bericht?1 2 3") at the end of a line."""
    index, end = at
    if not end or index >= len(lines):
        return None
    match = re.compile(rf"[\s,]+(?:en\s+)?{number}(?=[\s,\d]*$)").match(lines[index].text, end)
    return _Found(index, match.start(), match.end(), 0) if match else None


def _candidates(index: int, line: Line, number: int, *, first: bool = False) -> Iterator[_Found]:
    text = line.text
    if _ALONE.fullmatch(text):
        if str(number) in re.findall(r"\d+", text):
            yield _Found(index, 0, len(text), _ORDER.index("alone"))
        return
    for match in _STUCK.finditer(text):
        if int(match.group()) == number and not _is_decimal(text, match.start()):
            yield _Found(index, *match.span(), _ORDER.index("stuck"))
    if not first and (leading := _LEADING.match(text)) and int(leading.group()) == number:
        yield _Found(index, *leading.span(), _ORDER.index("leading"))
    for match in _WORD.finditer(text):
        word = re.split(r"[\s(]", text[max(0, match.start() - 20) : match.start()])[-1]
        if int(match.group()) == number and not _FORMULA.fullmatch(word):
            yield _Found(index, *match.span(), _ORDER.index("word"))


def _is_decimal(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in ".,:" and text[start - 2].isdigit()


def _without(lines: Sequence[Line], spans: dict[int, list[tuple[int, int]]]) -> list[Line]:
    kept = []
    for index, line in enumerate(lines):
        if index not in spans:
            kept.append(line)
            continue
        if spans[index][0] == (0, len(line.text)):
            continue
        kept.append(replace(line, dropped=tuple(sorted(set(spans[index])))))
    return kept
