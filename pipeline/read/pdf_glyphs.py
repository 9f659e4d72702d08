"""The printed lines of one PDF page, with their place and print, through PDFium's text page."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_BREAKS = "\r\n"
_SURROGATES = 0xD800
_WORD_BROKEN = "\ufffe\u0002"
"""What PDFium writes for a hyphen at a line end."""

_DIGITS = re.compile(r"\d+")
_RAISED_SIZE = 0.85
_RAISED_BY = 0.15
_WIDE = 0.9
"""Letter sizes: white space wider than this may part columns."""

_BOLD = 600
_ACCENTS = {"´": "\u0301", "`": "\u0300", "ˇ": "\u030c", "˘": "\u0306", "¨": "\u0308", "˚": "\u030a", "¸": "\u0327"}
_LOOSE = re.compile(f"([A-Za-z])([{''.join(_ACCENTS)}])(?=[a-z ),.:;]|$)")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A stretch of text on one baseline; points, origin at the lower left of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    raised: tuple[tuple[int, int], ...] = ()


class TextPage:
    """Read access to one PDFium text page."""

    def __init__(self, handle: Any) -> None:  # noqa: ANN401 - a ctypes pointer
        self._handle = handle
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def stretches(self) -> Iterator[Glyphs]:
        """Stretches in the order of the file; a line with wide gaps comes in several."""
        text = self._text()
        start = 0
        for index, character in enumerate(text):
            if character in _BREAKS:
                yield from self._split(text, start, index)
                start = index + 1
            elif character in _WORD_BROKEN:
                yield from self._split(text, start, index + 1)
                start = index + 1
        yield from self._split(text, start, len(text))

    def _text(self) -> str:
        """One character for every glyph; a glyph that stands for no character is U+FFFD."""
        count = max(pdfium.FPDFText_CountChars(self._handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        if pdfium.FPDFText_GetText(self._handle, 0, count, buffer) == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
            if len(text) == count:
                return text.replace("\0", "\ufffd")
        codes = (pdfium.FPDFText_GetUnicode(self._handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < _SURROGATES else "\ufffd" for code in codes)

    def _split(self, text: str, start: int, end: int) -> Iterator[Glyphs]:
        """Part a line at its wide gaps."""
        begin = start
        index = start
        while (index := text.find(" ", index + 1, end - 1)) > 0:
            if pdfium.FPDFText_IsGenerated(self._handle, index) == 1:
                left, right = self._box(index - 1), self._box(index + 1)
                if right.left - left.right > _WIDE * self._height(left):
                    yield from self._stretch(text, begin, index)
                    begin = index + 1
        yield from self._stretch(text, begin, end)

    def _stretch(self, text: str, start: int, end: int) -> Iterator[Glyphs]:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end or abs(pdfium.FPDFText_GetCharAngle(self._handle, start)) % math.pi > 0.1:
            return
        model = next((index for index in range(start, end) if text[index].isalpha()), start)
        size, base = self._height(self._box(model)), self._baseline(model)
        content = text[start:end]
        for broken in _WORD_BROKEN:
            content = content.replace(broken, "-")
        raised = tuple(self._raised(text, start, end, size, base))
        composed = _compose(content) if not raised else content
        yield Glyphs(
            composed, self._box(start).left, self._right(text, start, end), base, size, self._is_bold(model), raised
        )

    def _right(self, text: str, start: int, end: int) -> float:
        last = end - 1
        while last > start and text[last] in _WORD_BROKEN:
            last -= 1
        right: float = self._box(last).right
        return right

    def _raised(self, text: str, start: int, end: int, size: float, base: float) -> Iterator[tuple[int, int]]:
        for match in _DIGITS.finditer(text, start, end):
            raised = [self._is_raised(index, size, base) for index in range(*match.span())]
            if any(raised):
                first = raised.index(True)
                yield match.start() - start + first, match.start() - start + first + sum(raised)

    def _is_raised(self, index: int, size: float, base: float) -> bool:
        return self._height(self._box(index)) < _RAISED_SIZE * size and self._baseline(index) > base + _RAISED_BY * size

    def _box(self, index: int) -> Any:  # noqa: ANN401 - a ctypes structure
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._handle, index, box)
        return box

    @staticmethod
    def _height(box: Any) -> float:  # noqa: ANN401
        height: float = box.top - box.bottom
        return height or 1.0

    def _baseline(self, index: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        return self._y.value

    def _is_bold(self, index: int) -> bool:
        return int(pdfium.FPDFText_GetFontWeight(self._handle, index)) >= _BOLD


def _compose(text: str) -> str:
    """Letters whose accent was printed as a character of its own; only where Unicode has the letter.

    >>> _compose("Petrovic´ en S¸ener")
    'Petrović en Şener'
    """

    def composed(match: re.Match[str]) -> str:
        letter = unicodedata.normalize("NFC", match.group(1) + _ACCENTS[match.group(2)])
        return letter if len(letter) == 1 else match.group()

    return _LOOSE.sub(composed, text)
