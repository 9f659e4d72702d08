"""Bytes of a plain text become characters; words that were decoded wrongly before are put right where certain."""

from __future__ import annotations

import codecs
import re
import unicodedata

import ftfy
from ftfy.badness import is_bad

from pipeline.errors import UnreadableDocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STRAY = re.compile("[\udc80-\udcff]")
_SUSPECT = re.compile("[ÂÃÄÅâÐÑ][^\x00-\x7f]")
_LINES = re.compile(r"[^\n]*\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

_SAMPLE = 4096
_MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text."""


def decode(data: bytes, *, source: str) -> str:
    r"""The text that the bytes hold: UTF-8, UTF-16 or UTF-32 by their mark or shape, Windows-1252 otherwise.

    Windows-1252 stands in for ISO-8859-1, as in every browser (WHATWG Encoding Standard). Where valid UTF-8
    and single bytes stand in one file, each is read as what it is. Mojibake is repaired line by line, only
    where ftfy is sure of it; letters with loose accents are composed (NFC). Offsets into the source count
    in the result. Raises :class:`UnreadableDocumentError` (``unknown_encoding``) for bytes that are no text.

    >>> decode("crèche".encode("cp1252"), source="a.txt")
    'crèche'
    >>> decode("crÃ¨che".encode(), source="b.txt")
    'crèche'
    """
    text = _by_mark(data, source)
    if text is None:
        text = _by_shape(data, source)
    if text is None:
        text = _bytewise(data)
    if _share_of_controls(text) > _MOST_CONTROLS:
        raise UnreadableDocumentError(
            "unknown_encoding", "bytes of a text form letters in UTF-8, UTF-16 or Windows-1252", place=source
        )
    return unicodedata.normalize("NFC", _repair(text.removeprefix("\ufeff")))


def _by_mark(data: bytes, source: str) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _bytewise(data[len(mark) :])
            return _strictly(data[len(mark) :], encoding, source)
    return None


def _by_shape(data: bytes, source: str) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is nil."""
    head = data[:_SAMPLE]
    pairs = len(head) // 2
    if pairs < 2 or b"\0" not in head:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return _strictly(data, "utf-16-le", source)
    if even > 0.7 * pairs and odd < 0.1 * pairs:
        return _strictly(data, "utf-16-be", source)
    return None


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            "unknown_encoding", f"a text that is marked {encoding} is {encoding}", value=error.reason, place=source
        ) from error


def _bytewise(data: bytes) -> str:
    """UTF-8 where the bytes are, Windows-1252 where they are not."""
    text = data.decode("utf-8", errors="surrogateescape")
    return _STRAY.sub(lambda stray: _single(ord(stray.group()) - 0xDC00), text)


def _single(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _repair(text: str) -> str:
    if not _SUSPECT.search(text):
        return text
    return "".join(
        ftfy.fix_encoding(line) if _SUSPECT.search(line) and is_bad(line) else line for line in _LINES.findall(text)
    )


def _share_of_controls(text: str) -> float:
    if not text:
        return 0
    return len(_CONTROL.findall(text, 0, 16 * _SAMPLE)) / min(len(text), 16 * _SAMPLE)
