"""Reading one document: what kind of file it is, the reader for it, and the meaning of what it held."""

from __future__ import annotations

import hashlib

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Extraction
from pipeline.read.detect import Format, detect
from pipeline.read.docx import extract_docx
from pipeline.read.hints import Hints
from pipeline.read.html import extract_html
from pipeline.read.language import check_language
from pipeline.read.pdf import extract_pdf
from pipeline.read.plain import extract_text
from pipeline.read.structure import build_document
from pipeline.read.xml import read_xml
from pipeline.records import Document
from pipeline.settings import ReadLimits

_NO_HINTS = Hints()


def read_document(data: bytes, *, source: str, limits: ReadLimits, hints: Hints = _NO_HINTS) -> Document:
    r"""Read a file of any supported format, told by its content; a document of no known kind becomes ``other``.

    ``source`` is the path or address that stands in the document and in errors. Every failure is an
    :class:`UnreadableDocumentError` with its reason.

    >>> text = "Vraag 1\nKlopt het dat de veerdienst stopt?\nAntwoord 1\nJa."
    >>> document = read_document(text.encode(), source="vragen.txt", limits=ReadLimits())
    >>> [passage.kind for passage in document.passages]
    ['heading', 'question', 'heading', 'answer']
    """
    form = detect(data, source=source, limits=limits)
    sha256 = hashlib.sha256(data).hexdigest()
    if form == "xml":
        return _read_xml(data, source=source, sha256=sha256, limits=limits, hints=hints)
    extraction = _extract(form, data, source=source, limits=limits)
    text = "\n".join(block.text for block in extraction.blocks)
    if not any(character.isalpha() for character in text):
        raise UnreadableDocumentError("no_text", "a document has words", value=f"{len(text)} characters", place=source)
    check_language(text, source=source, limits=limits)
    return build_document(extraction, source=source, sha256=sha256, hints=hints)


def _extract(form: Format, data: bytes, *, source: str, limits: ReadLimits) -> Extraction:
    if form == "pdf":
        return extract_pdf(data, source=source, limits=limits)
    if form == "docx":
        return extract_docx(data, source=source, limits=limits)
    if form == "html":
        return extract_html(data, source=source, limits=limits)
    return extract_text(data, source=source, limits=limits)


def _read_xml(data: bytes, *, source: str, sha256: str, limits: ReadLimits, hints: Hints) -> Document:
    document = read_xml(data, source=source, sha256=sha256, limits=limits, hints=hints)
    check_language(document.text, source=source, limits=limits)
    return document
