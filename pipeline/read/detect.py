"""What kind of file this is, told by its content."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Literal

from pipeline.errors import UnreadableDocumentError
from pipeline.settings import ReadLimits

Format = Literal["pdf", "docx", "html", "xml", "text"]

_HEAD = 4096
_PDF_WITHIN = 1024
"""Bytes: the PDF header may stand this far into the file (ISO 32000, annex H)."""

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office file of before 2007 (OLE)"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"II*\0", "TIFF image"),
    (b"MM\0*", "TIFF image"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x7fELF", "programme"),
    (b"MZ\x90\0", "programme"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"%!PS", "PostScript"),
    (b"OggS", "Ogg sound"),
    (b"ID3", "MP3 sound"),
)
_PACKAGES = (
    ("xl/workbook.xml", "Excel workbook"),
    ("ppt/presentation.xml", "PowerPoint presentation"),
    ("META-INF/container.xml", "EPUB book"),
    ("content.xml", "OpenDocument file"),
    ("META-INF/MANIFEST.MF", "Java archive"),
)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ASIDE = r"(?:<!--.*?-->\s*)*"
_HTML = re.compile(rf"{_ASIDE}(?:<\?xml[^>]*>\s*)?{_ASIDE}(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    r"<(?:head|body|div|p|article|section|main|table|ul|ol|h[1-6]|meta|title)\b[^<>]*>", re.IGNORECASE
)
_XML = re.compile(r"<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_][\w.:-]*[\s/>])")


def detect(data: bytes, *, source: str, limits: ReadLimits) -> Format:
    """The format of a file.

    Raises :class:`UnreadableDocumentError`: ``empty``, ``too_large``, ``unknown_format`` with what it is,
    ``encrypted``, ``damaged``, ``limit_exceeded`` (a ZIP that unpacks to too much).

    >>> detect(b"Vraag 1", source="vraag.pdf", limits=ReadLimits())
    'text'
    """
    if len(data) > limits.max_bytes:
        raise UnreadableDocumentError(
            "too_large", f"a file has at most {limits.max_bytes} bytes", value=len(data), place=source
        )
    head = data[:_HEAD]
    if not head.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xfe\xff") and not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xfe\xff"):
        raise UnreadableDocumentError("empty", "a document has text", value=f"{len(data)} bytes", place=source)
    if re.search(rb"(?:^|[\r\n\0])%PDF-\d", head[:_PDF_WITHIN]) or head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data, source, limits)
    _refuse_others(data, source)
    return _markup(head) or _text(head, source)


def _package(data: bytes, source: str, limits: ReadLimits) -> Format:
    """A ZIP: a Word file, or something that we name and do not read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableDocumentError(
            "damaged", "a ZIP container can be opened", value=str(error), place=source
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.max_unpacked_bytes:
        raise UnreadableDocumentError(
            "limit_exceeded",
            f"a ZIP container unpacks to at most {limits.max_unpacked_bytes} bytes",
            value=unpacked,
            place=source,
        )
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocumentError("encrypted", "a ZIP container has no password", place=source)
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    what = next((what for name, what in _PACKAGES if name in names), f"ZIP archive of {len(names)} files")
    raise UnreadableDocumentError("unknown_format", "a ZIP container is a Word file (.docx)", value=what, place=source)


def _refuse_others(data: bytes, source: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            if "OLE" in what and _ENCRYPTED_PACKAGE in data:
                raise UnreadableDocumentError("encrypted", "an Office file has no password", place=source)
            raise UnreadableDocumentError(
                "unknown_format", "a file is PDF, DOCX, HTML, XML or plain text", value=what, place=source
            )


def _markup(head: bytes) -> Format | None:
    start = _rough_text(head).lstrip("\ufeff \t\r\n")
    if not start.startswith("<"):
        return None
    if _HTML.match(start) or _FRAGMENT.match(start):
        return "html"
    return "xml" if _XML.match(start) else None


def _rough_text(head: bytes) -> str:
    """Enough of the text to see mark-up in it."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    if head[:4:2] == b"\0\0":
        return head.decode("utf-16-be", errors="replace")
    if head[1:4:2] == b"\0\0":
        return head.decode("utf-16-le", errors="replace")
    return head.decode("utf-8", errors="replace")


def _text(head: bytes, source: str) -> Format:
    """Plain text, unless the bytes are plainly something else."""
    rough = _rough_text(head)
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1b" for character in rough)
    if controls > 0.05 * len(rough):
        raise UnreadableDocumentError(
            "unknown_format", "a file is PDF, DOCX, HTML, XML or plain text", value="binary data", place=source
        )
    return "text"
