"""From a Word file to blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Block, Extraction
from pipeline.read.breaks import split_lines
from pipeline.read.docx.numbering import Lists, read_lists, value
from pipeline.read.docx.package import MAIN_PART, Package, W, open_package
from pipeline.read.docx.paragraphs import Content, read_paragraph
from pipeline.records import Form, Omission
from pipeline.settings import ReadLimits

_HEADING = re.compile(r"(?:heading|kop|titel|title|subtitle|ondertitel)\s*\d*(?:\b|$)", re.IGNORECASE)
_LABEL_END = re.compile(r"[.):]$")
_CELLS = " | "
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def extract_docx(data: bytes, *, source: str, limits: ReadLimits) -> Extraction:
    """Blocks of a Word file in the order of its body; a note stands behind the paragraph that refers to it.

    Running headers and footers are left out and counted as ``page furniture``; their lines are in
    ``properties["margin"]``, since letters carry date and subject there. Numbers that Word gives to list
    items stand in the text. Raises :class:`UnreadableDocumentError`: ``empty``, ``damaged``, ``encrypted``,
    ``unknown_format``, ``unsafe_xml``, ``limit_exceeded``.
    """
    package = open_package(data, source=source, limits=limits)
    root = package.part(MAIN_PART)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableDocumentError("damaged", "a Word document has a body", place=source)
    reader = _Reader(_styles(package), read_lists(package.part("word/numbering.xml")), _notes(package))
    blocks = tuple(reader.blocks(body))
    margin = [line for part in package.margins() for line in _lines(part)]
    reader.left_out["page furniture"] += len(margin)
    _check_length(blocks, source, limits)
    omissions = tuple(Omission(reason, count) for reason, count in sorted(reader.left_out.items()) if count)
    return Extraction(blocks, omissions, _properties(package, margin))


@dataclass(slots=True)
class _Reader:
    """Walks through the body; ``styles`` gives each style's name and list, ``notes`` each note's text."""

    styles: dict[str, tuple[str, tuple[str, int] | None]]
    lists: Lists
    notes: dict[tuple[str, str], str]
    left_out: Counter[str] = field(default_factory=Counter)
    _note_number: int = 0

    def blocks(self, node: etree._Element) -> Iterator[Block]:
        """Blocks of everything below a node that holds paragraphs and tables."""
        for child in node:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    if next(row.iterancestors(f"{W}tbl")) is child:
                        yield from self._row(row)
            elif isinstance(child.tag, str) and child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}sectPr"):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        content = read_paragraph(paragraph)
        form, label = self._form(paragraph)
        lines = split_lines(content.text)
        for place, line in enumerate(lines):
            yield Block(f"{label} {line}" if label and place == 0 else line, form)
        yield from self._attached(content)

    def _attached(self, content: Content) -> Iterator[Block]:
        """Text boxes and notes of a paragraph."""
        self.left_out["hidden text"] += content.hidden
        self.left_out["footnote reference"] += content.references + len(content.notes)
        for box in content.boxes:
            yield from self.blocks(box)
        for key in content.notes:
            self._note_number += 1
            if self.notes.get(key):
                yield Block(f"{self._note_number} {self.notes[key]}", "footnote")

    def _form(self, paragraph: etree._Element) -> tuple[Form, str]:
        """How a paragraph is laid out, and the number that Word prints before it."""
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") if properties is not None else ""
        name, listed = self.styles.get(style, (style, None))
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            level = value(own, "ilvl")
            listed = (value(own, "numId") or (listed[0] if listed else ""), int(level) if level.isdecimal() else 0)
        label = self.lists.label(*listed) if listed else None
        if _HEADING.match(name):
            return "heading", label or ""
        if label is None:
            return "paragraph", ""
        return "bullet", label if not label or _LABEL_END.search(label) else f"{label}."

    def _row(self, row: etree._Element) -> Iterator[Block]:
        """A row of short cells is one block; cells that hold paragraphs are a lay-out, each for itself."""
        cells = [list(self.blocks(cell)) for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
        filled = [cell for cell in cells if cell]
        plain = all(len(cell) == 1 and cell[0].form != "footnote" for cell in filled)
        if len(filled) > 1 and plain:
            yield Block(_CELLS.join(cell[0].text for cell in filled), "table")
        else:
            for cell in filled:
                yield from cell


def _styles(package: Package) -> dict[str, tuple[str, tuple[str, int] | None]]:
    root = package.part("word/styles.xml")
    found: dict[str, tuple[str, tuple[str, int] | None]] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        numbering = style.find(f"{W}pPr/{W}numPr")
        listed = None
        if numbering is not None:
            level = value(numbering, "ilvl")
            listed = (value(numbering, "numId"), int(level) if level.isdecimal() else 0)
        found[str(style.get(f"{W}styleId"))] = (value(style, "name"), listed)
    return found


def _notes(package: Package) -> dict[tuple[str, str], str]:
    found = {}
    for sort in ("footnote", "endnote"):
        root = package.part(f"word/{sort}s.xml")
        for note in root.iter(f"{W}{sort}") if root is not None else ():
            if note.get(f"{W}type") not in _NO_NOTE:
                found[sort, str(note.get(f"{W}id"))] = " ".join(_lines(note))
    return found


def _lines(node: etree._Element) -> list[str]:
    """The lines of all paragraphs below a node, text boxes only once."""
    seen: dict[str, None] = {}
    for paragraph in node.iter(f"{W}p"):
        for line in split_lines(read_paragraph(paragraph).text):
            seen.setdefault(line)
    return list(seen)


def _properties(package: Package, margin: Iterable[str]) -> dict[str, str]:
    properties = {"margin": "\n".join(margin)}
    core = package.part("docProps/core.xml")
    title = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
    properties["title"] = (title.text or "").strip() if title is not None else ""
    return {key: words for key, words in properties.items() if words}


def _check_length(blocks: Iterable[Block], source: str, limits: ReadLimits) -> None:
    length = sum(len(block.text) for block in blocks)
    if length > limits.max_characters:
        rule = f"a document has at most {limits.max_characters} characters"
        raise UnreadableDocumentError("limit_exceeded", rule, value=length, place=source)
