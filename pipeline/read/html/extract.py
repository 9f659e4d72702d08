"""From a web page to blocks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import lxml.html

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Block, Extraction
from pipeline.read.breaks import split_lines
from pipeline.read.html.page import class_words, main_part, page_properties, parse_page, strip_boilerplate
from pipeline.records import Form, Omission
from pipeline.resources.html import load_page_rules
from pipeline.settings import ReadLimits

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = ("head", "script", "style", "title", "meta", "link")
_INVISIBLE = str.maketrans({"\u00ad": None, "\u200b": None, "\ufeff": None, "\u00a0": " ", "\u2011": "-"})
_REFERENCE = re.compile(r"\[?\(?\d{1,3}\)?\]?|\*{1,3}")
_UNIT = re.compile(r"(?:\b[ckdm]?m|\d)$", re.IGNORECASE)
_CELLS = " | "


def extract_html(data: bytes, *, source: str, limits: ReadLimits) -> Extraction:
    """Blocks of a page's main part; what stands around it is left out and counted as ``page furniture``.

    ``properties``: see :func:`pipeline.read.html.page.page_properties`. Raises
    :class:`UnreadableDocumentError`: ``empty``, ``damaged``, ``unknown_encoding``, ``limit_exceeded``.

    >>> page = b"<html><body><nav>Menu</nav><h1>Brief</h1><p>Ik zeg dit toe.</p></body></html>"
    >>> [block.text for block in extract_html(page, source="a.html", limits=ReadLimits()).blocks]
    ['Brief', 'Ik zeg dit toe.']
    """
    root = parse_page(data, source=source)
    properties = page_properties(root)
    _check_depth(root, source, limits)
    collector = _Collector()
    collector.left_out["page furniture"] = strip_boilerplate(root)
    collector.walk(main_part(root), "paragraph")
    collector.flush("paragraph")
    length = sum(len(block.text) for block in collector.blocks)
    if length > limits.max_characters:
        rule = f"a document has at most {limits.max_characters} characters"
        raise UnreadableDocumentError("limit_exceeded", rule, value=length, place=source)
    omissions = tuple(Omission(reason, count) for reason, count in sorted(collector.left_out.items()) if count)
    return Extraction(tuple(collector.blocks), omissions, properties)


def _check_depth(root: lxml.html.HtmlElement, source: str, limits: ReadLimits) -> None:
    depth, level = 0, [root]
    while level:
        depth += 1
        if depth > limits.max_xml_depth:
            rule = f"elements nest at most {limits.max_xml_depth} deep"
            raise UnreadableDocumentError("limit_exceeded", rule, value=depth, place=source)
        level = [child for element in level for child in element]


@dataclass(slots=True)
class _Collector:
    """Gathers words until an element ends that stands on lines of its own."""

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    _words: list[str] = field(default_factory=list)
    _label: str = ""

    def walk(self, element: lxml.html.HtmlElement, form: Form) -> None:
        """Everything below an element, in reading order."""
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self._child(child, form)
            self._add(child.tail)

    def _child(self, child: lxml.html.HtmlElement, form: Form) -> None:
        if child.tag == "br":
            self._words.append("\n")
        elif child.tag == "sup" and self._refers(child):
            self.left_out["footnote reference"] += 1
        elif child.tag == "tr" and _is_plain_row(child):
            self.flush(form)
            self._row(child)
        elif child.tag in load_page_rules().blocks.tags:
            self.flush(form)
            inner = _form_of(child, form)
            if child.tag == "li":
                self._label = _label(child)
            self.walk(child, inner)
            self.flush(inner)
            self._label = ""
        else:
            self.walk(child, form)

    def _add(self, text: str | None) -> None:
        if text:
            self._words.append(re.sub(r"\s+", " ", text))

    def flush(self, form: Form) -> None:
        """The words so far become blocks."""
        text = "".join(self._words).translate(_INVISIBLE)
        self._words.clear()
        for line in split_lines(text):
            self.blocks.append(Block(f"{self._label}{line}", form))
            self._label = ""

    def _row(self, row: lxml.html.HtmlElement) -> None:
        cells = [
            " ".join(cell.text_content().translate(_INVISIBLE).split()) for cell in row if cell.tag in ("td", "th")
        ]
        filled = [cell for cell in cells if cell]
        if filled:
            self.blocks.append(Block(_CELLS.join(filled), "table" if len(filled) > 1 else "paragraph"))

    def _refers(self, raised: lxml.html.HtmlElement) -> bool:
        """Whether raised figures point to a note; behind a unit or a figure they do not."""
        words = raised.text_content().strip()
        before = "".join(self._words)
        linked = raised.find(".//a") is not None or raised.getparent().tag == "a"
        return bool(_REFERENCE.fullmatch(words)) and (linked or not _UNIT.search(before))


def _form_of(element: lxml.html.HtmlElement, form: Form) -> Form:
    rules = load_page_rules().footnote
    if element.get("role") in rules.roles or not rules.words.isdisjoint(class_words(element)):
        return "footnote"
    if element.tag in _HEADINGS:
        return "heading"
    if form in ("footnote", "bullet"):
        return form
    return "bullet" if element.tag == "li" else form


def _label(item: lxml.html.HtmlElement) -> str:
    """The number that a browser prints before an item of a numbered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in parent.get("style", ""):
        return ""
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start", "1")
    number = item.get("value") or str(items.index(item) + (int(start) if start.isdecimal() else 1))
    return f"{number}. "


def _is_plain_row(row: lxml.html.HtmlElement) -> bool:
    """A row whose cells hold at most one paragraph each; other tables only lay the page out."""
    return (
        all(
            sum(1 for inner in cell.iter() if inner.tag in ("p", "div", "li", "table", "h1", "h2", "h3")) <= 1
            for cell in row
        )
        and len(row) > 1
    )
