"""From stretches of glyphs to lines in reading order: rows, columns, the white space between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.layout import Line
from pipeline.read.pdf_glyphs import Glyphs

_SAME_ROW = 0.35
"""Letter sizes: baselines nearer than this are one row."""

_PROSE = 20
"""Mean characters of a stretch in a column of prose; tables have less."""

_COLUMN_SHARE = 0.25
_CROSSING_SHARE = 0.15
_CELL_GAP = 1.6
"""Letter sizes: white space wider than this parts the cells of a table."""

_GAP = 1.35
"""Line pitches: a wider step down is white space between paragraphs."""

_SHUFFLED = 0.25
"""Share of upward steps above which the order of the file is not the reading order."""


def lines_of_page(stretches: Sequence[Glyphs], page: int) -> list[Line]:
    """The lines of one page in reading order; two columns of prose are read one after the other.

    ``left`` and ``right`` count from the left edge of the text or of the column.
    """
    gutter = find_gutter(stretches)
    if gutter is None:
        return list(_lines(_in_order(stretches), page))
    return [line for part in _columns(stretches, gutter) for line in _lines(part, page)]


def find_gutter(stretches: Sequence[Glyphs]) -> float | None:
    """The middle of the white strip between two columns of prose, ``None`` on a page with one column."""
    if len(stretches) < 8:
        return None
    left, right = min(glyphs.left for glyphs in stretches), max(glyphs.right for glyphs in stretches)
    total = sum(len(glyphs.text) for glyphs in stretches)
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        at = left + (right - left) * step / 100
        crossing = sum(len(glyphs.text) for glyphs in stretches if glyphs.left < at < glyphs.right)
        if crossing <= _CROSSING_SHARE * total and _both_prose(stretches, at, total):
            score = crossing * 100 + abs(50 - step)
            best = min(best or (score, at), (score, at))
    return best[1] if best else None


def _both_prose(stretches: Sequence[Glyphs], at: float, total: int) -> bool:
    for side in (
        [glyphs for glyphs in stretches if glyphs.right <= at],
        [glyphs for glyphs in stretches if glyphs.left >= at],
    ):
        characters = sum(len(glyphs.text) for glyphs in side)
        if characters < _COLUMN_SHARE * total or characters < _PROSE * len(side):
            return False
    return True


def _columns(stretches: Sequence[Glyphs], gutter: float) -> Iterator[list[Glyphs]]:
    """Left column, right column, and so on between the lines that run across both."""
    left: list[Glyphs] = []
    right: list[Glyphs] = []
    for glyphs in sorted(stretches, key=lambda each: -each.base):
        if glyphs.left < gutter < glyphs.right:
            yield from (left, right, [glyphs])
            left, right = [], []
        else:
            (left if glyphs.right <= gutter else right).append(glyphs)
    yield from (left, right)


def _in_order(stretches: Sequence[Glyphs]) -> list[Glyphs]:
    """The order of the file, unless it jumps up and down the page."""
    upward = sum(second.base > first.base + first.size for first, second in pairwise(stretches))
    if upward > _SHUFFLED * len(stretches):
        return sorted(stretches, key=lambda glyphs: (-round(glyphs.base), glyphs.left))
    return list(stretches)


def _rows(stretches: Sequence[Glyphs]) -> Iterator[list[Glyphs]]:
    row: list[Glyphs] = []
    for glyphs in stretches:
        if row and (abs(glyphs.base - row[-1].base) > _SAME_ROW * row[-1].size or glyphs.left < row[-1].right - 1):
            yield row
            row = []
        row.append(glyphs)
    if row:
        yield row


def _lines(stretches: Sequence[Glyphs], page: int) -> Iterator[Line]:
    rows = list(_rows(stretches))
    if not rows:
        return
    edge = _left_edge(rows)
    pitch = _pitch(rows)
    previous: Glyphs | None = None
    for row in rows:
        first = row[0]
        gap = previous is not None and previous.base - first.base > _GAP * max(pitch, first.size)
        yield _line(row, page, edge, gap=gap)
        previous = first


def _left_edge(rows: Sequence[Sequence[Glyphs]]) -> float:
    edges: Counter[int] = Counter()
    for row in rows:
        edges[round(row[0].left)] += sum(len(glyphs.text) for glyphs in row)
    return float(edges.most_common(1)[0][0])


def _pitch(rows: Sequence[Sequence[Glyphs]]) -> float:
    """The usual distance between two baselines."""
    steps = [
        first[0].base - second[0].base
        for first, second in pairwise(rows)
        if 0 < first[0].base - second[0].base < 3 * first[0].size
    ]
    return median(steps) if steps else 0


def _line(row: Sequence[Glyphs], page: int, edge: float, *, gap: bool) -> Line:
    text = ""
    raised: list[tuple[int, int]] = []
    for glyphs in row:
        text += " " if text else ""
        raised.extend((start + len(text), end + len(text)) for start, end in glyphs.raised)
        text += glyphs.text
    model = max(row, key=lambda glyphs: len(glyphs.text))
    return Line(
        text,
        page=page,
        left=row[0].left - edge,
        right=row[-1].right - edge,
        gap=gap,
        size=model.size,
        bold=all(glyphs.bold for glyphs in row),
        raised=tuple(raised),
        cells=1 + sum(second.left - first.right > _CELL_GAP * first.size for first, second in pairwise(row)),
    )
