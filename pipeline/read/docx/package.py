"""The parts of a Word file: a ZIP container with XML inside, opened with care."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from pipeline.errors import UnreadableDocumentError
from pipeline.settings import ReadLimits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of WordprocessingML (ECMA-376, part 1), as lxml writes it."""

MAIN_PART = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What :mod:`zipfile` raises on damaged files."""
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")


@dataclass(slots=True)
class Package:
    """A Word file whose parts are read when they are asked for; together they stay below the limit."""

    archive: zipfile.ZipFile
    source: str
    limits: ReadLimits
    _read: int = 0

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; ``None`` when the file has no such part.

        Raises :class:`UnreadableDocumentError`: ``limit_exceeded``, ``encrypted``, ``damaged``, ``unsafe_xml``.
        """
        if name not in self.archive.namelist():
            return None
        return _parse(self._bytes(name), f"{self.source}, {name}")

    def margins(self) -> Iterator[etree._Element]:
        """The roots of all running headers and footers, in the order of their names."""
        for name in sorted(filter(_MARGIN.fullmatch, self.archive.namelist())):
            root = self.part(name)
            if root is not None:
                yield root

    def _bytes(self, name: str) -> bytes:
        left = self.limits.max_unpacked_bytes - self._read
        try:
            with self.archive.open(name) as stream:
                data = stream.read(left + 1)
        except _DAMAGE as error:
            raise self._unreadable("damaged", "the parts of a Word file can be unpacked", str(error)) from error
        except RuntimeError as error:
            raise self._unreadable("encrypted", "a Word file has no password", str(error)) from error
        if len(data) > left:
            rule = f"a Word file unpacks to at most {self.limits.max_unpacked_bytes} bytes"
            raise UnreadableDocumentError("limit_exceeded", rule, value=name, place=self.source)
        self._read += len(data)
        return data.replace(_STRICT, _TRANSITIONAL)

    def _unreadable(self, reason: Literal["encrypted", "damaged"], rule: str, value: str) -> UnreadableDocumentError:
        return UnreadableDocumentError(reason, rule, value=value, place=self.source)


def open_package(data: bytes, *, source: str, limits: ReadLimits) -> Package:
    """Open a Word file.

    Raises :class:`UnreadableDocumentError`: ``empty``, ``damaged`` when it is no ZIP, ``unknown_format`` when
    the ZIP holds no Word document.
    """
    if not data:
        raise UnreadableDocumentError("empty", "a document has text", value="0 bytes", place=source)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise UnreadableDocumentError(
            "damaged", "a Word file is a ZIP container", value=str(error), place=source
        ) from error
    if MAIN_PART not in archive.namelist():
        raise UnreadableDocumentError("unknown_format", f"a Word file holds {MAIN_PART}", place=source)
    return Package(archive, source, limits)


def _parse(data: bytes, place: str) -> etree._Element:
    """XML without document types, entities or network; both would be out of place in a Word file."""
    if _DECLARATION.search(data):
        raise UnreadableDocumentError("unsafe_xml", "the XML of a Word file declares no document type", place=place)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError(
            "damaged", "the parts of a Word file are well-formed XML", value=str(error), place=place
        ) from error
