"""The words of an XML element: mark-up flattened, white space single, footnotes lifted out."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

BREAKS = frozenset({"br", "lb", "nl", "regeleinde", "tab"})
"""Elements that stand for white space."""
NOTES = frozenset({"noot", "voetnoot"})
"""Footnotes that stand inside the sentence that they belong to."""
NOTE_MARKS = frozenset({"nootref", "voetref", "noot.nr", "noot.lijst.nr"})
"""Marks that lead to a footnote, and its number."""
NAME_PARTS = frozenset({"voornaam", "voorvoegsels", "tussenvoegsel", "achternaam", "forename", "surname", "namelink"})
"""Elements that are words of their own even where nothing stands between them."""
RAISED = frozenset({"sup", "super", "superscript", "bovenschrift"})
"""Elements, and types of emphasis (nadruk), that stand above the line."""

_EDGE = "\x00"
_GLUE = "\x01"
_RUN = re.compile(r"[ \x00\x01]{2,}|\x01")
_BEFORE_CLOSING = re.compile(r" ?\x00(?=[,.;:!?)\]»”’%])")
_AFTER_OPENING = re.compile(r"(?<=[(\[«“‘]) ?\x00")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|[A-Z][A-Za-z]{0,2}|\d+|\d+m|[a-z])\s*$")


@dataclass(slots=True)
class Words:
    """The words of an element, the footnotes that were lifted out of it, and how many marks of notes fell away."""

    text: str
    notes: list[etree._Element] = field(default_factory=list)
    marks: int = 0


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def local_name(node: etree._Element) -> str:
    """An element's name without its namespace, lower case; empty for comments and instructions.

    >>> local_name(etree.fromstring("<a:Al xmlns:a='urn:x'/>"))
    'al'
    """
    return _local(node.tag) if isinstance(node.tag, str) else ""


def flatten(element: etree._Element) -> Words:
    r"""The words inside an element.

    In pretty-printed sources a line break at the edge of inline mark-up is no blank before a comma.

    >>> flatten(etree.fromstring("<al>Zie <extref>36 999</extref>, nr. 3<noot><noot.al>N</noot.al></noot>.</al>")).text
    'Zie 36 999, nr. 3.'
    """
    words = Words("")
    words.text = clean(_raw(element, words))
    return words


def flatten_run(nodes: list[etree._Element | str]) -> Words:
    """The words of text and elements that stand side by side."""
    words = Words("")
    raw = ""
    for node in nodes:
        raw += node if isinstance(node, str) else _inline(node, words, raw)
    words.text = clean(raw)
    return words


def clean(text: str) -> str:
    """Single blanks and none at the ends; the edges of inline mark-up closed up against punctuation.

    >>> clean("  een twee ")
    'een twee'
    """
    words = " ".join(text.replace("\xad", "").split())
    if _EDGE in words or _GLUE in words:
        words = _RUN.sub(_narrow, words)
        words = _AFTER_OPENING.sub("", _BEFORE_CLOSING.sub("", words)).replace(_EDGE, "")
    return words.strip()


def _narrow(run: re.Match[str]) -> str:
    """A run of blanks and edges as one of each at most; nothing where the edges glue."""
    if _GLUE in run[0]:
        return ""
    return (" " if " " in run[0] else "") + (_EDGE if _EDGE in run[0] else "")


def _raw(element: etree._Element, words: Words) -> str:
    raw = element.text or ""
    for child in element:
        raw += _inline(child, words, raw) + (child.tail or "")
    return raw


def _inline(child: etree._Element, words: Words, before: str) -> str:
    name = local_name(child)
    if name in NOTES:
        words.notes.append(child)
        return _EDGE
    if name in NOTE_MARKS:
        words.marks += 1
        return _EDGE
    if name in BREAKS:
        return " "
    if not name:
        return html.unescape(child.text or "") if child.tag is etree.Entity else _EDGE
    edge = f" {_EDGE}" if name in NAME_PARTS else _EDGE
    if name in RAISED or child.get("type", "").lower() in RAISED:
        edge = " " if _stands_apart(child, before) else _GLUE
    return f"{edge}{_raw(child, words)}{_EDGE}"


def _stands_apart(raised: etree._Element, before: str) -> bool:
    """Whether a raised number is the mark of a note, behind a word, and not part of a unit or a number."""
    return "".join(raised.itertext()).strip().isdigit() and _UNIT.search(before.replace(_EDGE, "")[-12:]) is None
