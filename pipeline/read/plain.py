"""Plain text: characters become lines, lines become blocks that lead back to the characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Extraction
from pipeline.read.encoding import decode
from pipeline.read.layout import Line, compose
from pipeline.settings import ReadLimits

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+|\f")
_BLANK = " \t\u00a0\u200b\ufeff\0"
_SOFT = "\u00ad\ufffe"
"""Hyphens that tell something at the end of a line and nothing at its beginning."""


def extract_text(data: bytes | str, *, source: str, limits: ReadLimits) -> Extraction:
    r"""Blocks of a plain text; runs count in the decoded text (:func:`pipeline.read.encoding.decode`).

    Empty text gives no blocks. Raises :class:`UnreadableDocumentError` (``unknown_encoding``,
    ``limit_exceeded``).

    >>> extraction = extract_text("Vraag 1\nKlopt het\ndat dit zo is?", source="a.txt", limits=ReadLimits())
    >>> [block.text for block in extraction.blocks]
    ['Vraag 1', 'Klopt het dat dit zo is?']
    """
    text = decode(data, source=source) if isinstance(data, bytes) else data
    if len(text) > limits.max_characters:
        raise UnreadableDocumentError(
            "limit_exceeded", f"a text has at most {limits.max_characters} characters", value=len(text), place=source
        )
    return compose(list(split_lines(text)))


def split_lines(text: str) -> Iterator[Line]:
    r"""Yield the lines that hold something visible; a form feed begins a new page.

    >>> [(line.text, line.source, line.gap) for line in split_lines("een\n\n  twee\n")]
    [('een', 0, False), ('twee', 7, True)]
    """
    page, end, gap = 0, 0, False
    for match in _LINE.finditer(text):
        printed = match.group()
        if printed == "\f":
            page, end = page + 1, match.end()
            continue
        breaks = text.count("\n", end, match.start()) or text.count("\r", end, match.start())
        gap = gap or breaks > 1
        end = match.end()
        content = printed.lstrip(_BLANK + _SOFT).rstrip(_BLANK)
        if not content:
            gap = gap or end > 0
            continue
        left = len(printed) - len(printed.lstrip(_BLANK + _SOFT))
        yield Line(content, match.start() + left, page, left, left + len(content), gap)
        gap = False
