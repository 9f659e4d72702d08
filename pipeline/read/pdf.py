"""PDF: pages become lines, lines become blocks; what cannot be read is refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Extraction
from pipeline.read.layout import Line, compose
from pipeline.read.pdf_glyphs import TextPage
from pipeline.read.pdf_lines import lines_of_page
from pipeline.records import Omission
from pipeline.settings import ReadLimits

_FEWEST_LETTERS = 20
"""Letters in a whole document; a scan that was stamped digitally has no more."""

_UNMAPPED_SHARE = 0.3
_OBJECT = re.compile(rb"\d\s+obj\b")
_PROPERTIES = {"Title": "title", "Author": "author", "Subject": "subject", "CreationDate": "created"}


def extract_pdf(data: bytes, *, source: str, limits: ReadLimits) -> Extraction:
    """Blocks of a PDF in reading order; runs are empty, the pages of a PDF have no character offsets.

    Pages without text are counted as omissions. Raises :class:`UnreadableDocumentError`: ``truncated``,
    ``damaged``, ``encrypted``, ``no_text`` (a scan), ``limit_exceeded`` (pages, characters).
    """
    with closing(_open(data, source)) as document:
        pages = len(document)
        if pages > limits.max_pages:
            raise UnreadableDocumentError(
                "limit_exceeded", f"a PDF has at most {limits.max_pages} pages", value=pages, place=source
            )
        lines, empty = _read(document, source, limits)
        properties = _properties(document)
    _check_letters(lines, pages, source)
    extraction = compose(lines)
    omissions = extraction.omissions + ((Omission("page without text", empty),) if empty else ())
    return replace(extraction, omissions=omissions, properties={**properties, **extraction.properties})


def _open(data: bytes, source: str) -> pypdfium2.PdfDocument:
    if _is_cut_off(data):
        raise UnreadableDocumentError("truncated", "a PDF ends with %%EOF", value=f"{len(data)} bytes", place=source)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableDocumentError("encrypted", "a PDF opens without a password", place=source) from error
        raise UnreadableDocumentError("damaged", "a PDF can be opened", value=str(error), place=source) from error


def _is_cut_off(data: bytes) -> bool:
    """Whether objects come after the last end mark: every complete PDF has one behind its last object."""
    return bool(_OBJECT.search(data, max(data.rfind(b"%%EOF"), 0)))


def _read(document: pypdfium2.PdfDocument, source: str, limits: ReadLimits) -> tuple[list[Line], int]:
    """All lines, and how many pages had none; one page is held at a time."""
    lines: list[Line] = []
    empty = characters = 0
    for number, page_lines in enumerate(_pages(document, source), start=1):
        empty += not page_lines
        characters += sum(len(line.text) for line in page_lines)
        if characters > limits.max_characters:
            raise UnreadableDocumentError(
                "limit_exceeded",
                f"a text has at most {limits.max_characters} characters",
                value=characters,
                place=f"{source}, page {number}",
            )
        lines.extend(page_lines)
    return lines, empty


def _pages(document: pypdfium2.PdfDocument, source: str) -> Iterator[list[Line]]:
    for index in range(len(document)):
        try:
            with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
                yield lines_of_page(list(TextPage(text_page.raw).stretches()), index + 1)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocumentError(
                "damaged", "a page of a PDF can be loaded", value=str(error), place=f"{source}, page {index + 1}"
            ) from error


def _check_letters(lines: list[Line], pages: int, source: str) -> None:
    letters = unmapped = characters = 0
    for line in lines:
        characters += len(line.text)
        unmapped += line.text.count("\ufffd")
        if letters < _FEWEST_LETTERS:
            letters += sum(character.isalpha() for character in line.text)
    if letters < _FEWEST_LETTERS:
        raise UnreadableDocumentError(
            "no_text",
            "a PDF holds text, not only images of it",
            value=f"{pages} pages, {letters} letters",
            place=source,
        )
    if unmapped > _UNMAPPED_SHARE * characters:
        raise UnreadableDocumentError(
            "no_text", "the letters of a PDF have names", value=f"{unmapped} letters without", place=source
        )


def _properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    found = document.get_metadata_dict(skip_empty=True)
    return {name: found[key] for key, name in _PROPERTIES.items() if found.get(key, "None") != "None"}
