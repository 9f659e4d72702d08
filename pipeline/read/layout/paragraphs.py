"""Which lines belong together: the shape of the page and the marks on it decide where a paragraph begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.dates import is_dateline
from pipeline.read.layout import markers
from pipeline.read.layout.joining import ends_in_hyphen
from pipeline.read.layout.lines import Line
from pipeline.records import Form

_NARROWEST = 30
_WIDEST = 160
"""Characters: shorter lines say nothing of the width, longer ones are whole paragraphs."""

_SHORT = 0.75
"""A line that ends without a stop and reaches less far than this was broken off on purpose."""

_CERTAIN = {True: 0.97, False: 0.85}
"""Share of the width within which a word would have fitted after a stop: on paper, and in characters."""

_MIDWAY = 0.6
"""A line that reaches less far across is not broken off by a printer in mid-sentence."""

RUN_TOGETHER = 1.2
"""Lines this much longer than the width are whole paragraphs that an extractor ran together."""

_HEADING = 120
"""Characters: no heading is longer."""


@dataclass(slots=True)
class Paragraph:
    """Lines that form one block; ``mark`` is its bullet, if it has one."""

    lines: list[Line]
    form: Form = "paragraph"
    mark: str | None = None


def paragraphs(lines: Sequence[Line], width: float | None) -> list[Paragraph]:
    """Lines grouped into paragraphs, in order; no line is lost. ``width`` comes from :func:`wrap_width`.

    >>> lines = [Line("Vraag 1"), Line("Is het waar"), Line("dat dit zo is?"), Line("Antwoord 1"), Line("Ja.")]
    >>> [len(paragraph.lines) for paragraph in paragraphs(lines, None)]
    [1, 2, 1, 1]
    """
    found: list[Paragraph] = []
    for line in lines:
        if found and not _begins(found[-1], line, width):
            found[-1].lines.append(line)
        else:
            found.append(_open(line, found[-1] if found else None))
    _mark_headings(found, width)
    return found


def wrap_width(lines: Sequence[Line]) -> float | None:
    """How far to the right lines run before they are wrapped; ``None`` where lines are not wrapped.

    Measured on the lines that plainly go on in the next one. Extractors may have run some of them together
    and cut others short, so it is the upper end of the range that holds most of them.
    """
    rights = sorted(
        line.right
        for line, following in pairwise(lines)
        if _NARROWEST < len(line.text) <= _WIDEST
        and not following.gap
        and line.page == following.page
        and following.text[0].islower()
        and not markers.ends_clause(line.shown)
    )
    best, first = 0, 0
    width = None
    for index, right in enumerate(rights):
        while rights[first] * RUN_TOGETHER < right:
            first += 1
        if index - first + 1 >= best:
            best, width = index - first + 1, right
    return width


def _open(line: Line, previous: Paragraph | None) -> Paragraph:
    text = line.shown
    if markers.is_header(text) or markers.is_lone_number(text):
        return Paragraph([line], "heading")
    if _is_row(line, previous):
        return Paragraph([line], "table")
    mark = markers.bullet(text)
    if mark in {"-", "–", "—"} and previous and not _list_may_begin(previous, line):
        mark = None
    return Paragraph([line], "bullet" if mark else "paragraph", mark)


def _begins(paragraph: Paragraph, line: Line, width: float | None) -> bool:
    """Whether a line begins a new paragraph after the lines so far."""
    previous = paragraph.lines[-1]
    before, text = previous.shown, line.shown
    if paragraph.form == "heading" or markers.is_header(text):
        return True
    if not before or not text or (line.dropped and line.dropped[0][0] == 0):
        return False
    gap = line.gap and line.page == previous.page
    closed = markers.ends_clause(before)
    if _is_marked(paragraph, line, before, closed=closed, gap=gap):
        return True
    if _goes_on(previous, before, text, gap=gap, width=width):
        return False
    return gap or _broken_on_purpose(previous, text, width, closed=closed)


def _is_marked(paragraph: Paragraph, line: Line, before: str, *, closed: bool, gap: bool) -> bool:
    """Whether a line says itself that it begins something: a section, a name, a row, an item."""
    text = line.shown
    return (
        (closed and (gap or markers.opens_section(text)))
        or (markers.opens_numbered(text) and not markers.is_left_open(before))
        or (before.endswith(",") and markers.is_name(text))
        or paragraph.form == "table"
        or (_is_row(line, paragraph) and (closed or gap or line.cells > 1))
        or (markers.bullet(text) is not None and _item_begins(paragraph, line, closed=closed or gap))
    )


def _is_row(line: Line, previous: Paragraph | None) -> bool:
    """Whether a line is a row of a table: figures, or parts with wide gaps between them."""
    in_table = previous is not None and previous.form == "table"
    cells = line.cells - (markers.is_mark(line.shown.split(" ", 1)[0]))
    return cells >= (2 if in_table else 3) or (
        markers.is_table_row(line.shown) and not markers.ends_sentence(line.shown)
    )


def _goes_on(previous: Line, before: str, text: str, *, gap: bool, width: float | None) -> bool:
    """Whether the words themselves say that the sentence goes on."""
    if ends_in_hyphen(before) and text[0].isalpha():
        return not gap or text[0].islower()
    if markers.ends_sentence(before) or (gap and is_dateline(text, after=before)):
        return False
    if not (text[0] == "(" or text.lstrip("–—-«“\"' ")[:1].islower()):
        return not gap and markers.is_unclosed(before)
    reaches = width is None or previous.right >= _MIDWAY * width
    return reaches if gap or markers.ends_clause(before) else True


def _broken_on_purpose(previous: Line, text: str, width: float | None, *, closed: bool) -> bool:
    """Whether the first word of the next line would have fitted on this one."""
    if width is None or previous.right > RUN_TOGETHER * width:
        return closed or (width is None and not markers.is_left_open(previous.shown))
    if closed:
        room = _CERTAIN[bool(previous.size)] * width - previous.right
        return room > previous.unit * (1 + len(text.split(" ", 1)[0]))
    if markers.is_left_open(previous.shown) or (previous.dropped and previous.dropped[0][0] == 0):
        return False
    return previous.right < _SHORT * width and not (previous.shown.isupper() and text.isupper())


def _item_begins(paragraph: Paragraph, line: Line, *, closed: bool) -> bool:
    mark = markers.bullet(line.shown)
    if mark == paragraph.mark or closed:
        return True
    return mark not in {"-", "–", "—", "1.", "*"} or paragraph.lines[-1].shown[-1] in ";:,"


def _list_may_begin(previous: Paragraph, line: Line) -> bool:
    last = previous.lines[-1].shown
    return previous.form in {"bullet", "heading"} or line.gap or markers.ends_clause(last) or last.endswith(",")


def _mark_headings(found: Sequence[Paragraph], width: float | None) -> None:
    """A short line without an end, between a closed paragraph and a longer one, is a heading."""
    for index, paragraph in enumerate(found):
        if paragraph.form != "paragraph" or index + 1 == len(found) or len(paragraph.lines) > 2:
            continue
        following = found[index + 1]
        after_header = (
            index > 0 and found[index - 1].form == "heading" and markers.is_header(found[index - 1].lines[0].shown)
        )
        text = paragraph.lines[0].shown
        if after_header or following.form != "paragraph" or len(text) > _HEADING or not text[:1].isupper():
            continue
        if _looks_like_heading(paragraph, following, width):
            paragraph.form = "heading"


def _looks_like_heading(paragraph: Paragraph, following: Paragraph, width: float | None) -> bool:
    last = paragraph.lines[-1].shown
    if markers.ends_clause(last) or last.endswith((",", "-")) or markers.is_name(last):
        return False
    longer = sum(len(line.text) for line in following.lines) > max(
        80, 2 * sum(len(line.text) for line in paragraph.lines)
    )
    bold = paragraph.lines[0].bold and not following.lines[0].bold
    return bold or (longer and (width is None or len(paragraph.lines) == 1))
