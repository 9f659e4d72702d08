"""The text of a Word paragraph: what stands on paper, with the notes that it refers to and its text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.docx.package import W

_SKIPPED = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rt", "commentReference", "annotationRef", "sdtPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_CHARACTERS = {f"{W}tab": " ", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "", f"{W}cr": "\n"}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_UNIT = re.compile(r"(?:\b[ckdm]?m|\d)$", re.IGNORECASE)


@dataclass(slots=True)
class Content:
    """What one paragraph holds; ``notes`` are (sort, id), ``boxes`` the text boxes anchored in it."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    references: int = 0
    hidden: int = 0


def read_paragraph(paragraph: etree._Element) -> Content:
    """Tracked deletions stay out, insertions in; soft hyphens vanish, hyphens that may not break are kept."""
    content = Content()
    _walk(paragraph, content)
    content.text = content.text.replace("\u00ad", "").replace("\u2011", "-").replace("\u00a0", " ")
    return content


def _walk(node: etree._Element, content: Content) -> None:
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == f"{W}t":
            content.text += child.text or ""
        elif tag in _CHARACTERS:
            content.text += _CHARACTERS[tag]
        elif tag == f"{W}br":
            content.text += "\n" if child.get(f"{W}type") in (None, "textWrapping") else " "
        elif tag in _NOTES:
            content.notes.append((_NOTES[tag], str(child.get(f"{W}id"))))
        elif tag == f"{W}txbxContent":
            content.boxes.append(child)
        elif tag == f"{W}r":
            _run(child, content)
        else:
            _walk(child, content)


def _run(run: etree._Element, content: Content) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None and _is_on(properties.find(f"{W}vanish")):
        content.hidden += 1
        return
    raised = None if properties is None else properties.find(f"{W}vertAlign")
    words = "".join(node.text or "" for node in run.iter(f"{W}t")).strip()
    if raised is not None and raised.get(f"{W}val") == "superscript" and _is_reference(words, content.text):
        content.references += 1
        return
    _walk(run, content)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")


def _is_reference(words: str, before: str) -> bool:
    """Raised figures are a typed reference to a note, except behind a unit ("m2") or a figure ("10^3")."""
    return bool(re.fullmatch(r"\d{1,3}\)?", words)) and not _UNIT.search(before)
