"""A parsed web page: its main part without boilerplate, and what it says of itself."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from pipeline.errors import UnreadableDocumentError
from pipeline.read.encoding import decode
from pipeline.read.identify import official_id
from pipeline.resources.html import load_page_rules

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BY_BYTES = ("utf", "iso-8859-1", "latin", "windows-1252", "us-ascii", "ascii")
_LEAST_SHARE = 0.25
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_ARTICLE = ("newsarticle", "article", "reportagenewsarticle")


def parse_page(data: bytes, *, source: str) -> lxml.html.HtmlElement:
    """The root of a page; the encoding that the page declares goes before the one that its bytes suggest.

    Raises :class:`UnreadableDocumentError`: ``empty``, ``damaged``, ``unknown_encoding``.
    """
    if not data.strip():
        raise UnreadableDocumentError("empty", "a document has text", value=f"{len(data)} bytes", place=source)
    text = _declaration_off(_decode(data, source))
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocumentError("damaged", "a web page can be parsed", value=str(error), place=source) from error
    return root


def _decode(data: bytes, source: str) -> str:
    """UTF-8 and the Latin encodings are told by their bytes; any other is taken at the page's word."""
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name and not name.startswith(_BY_BYTES) and not data.startswith(_MARKS):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            return decode(data, source=source)
    return decode(data, source=source)


def _declaration_off(text: str) -> str:
    """An XML declaration names an encoding that a decoded text no longer has."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))


def strip_boilerplate(root: lxml.html.HtmlElement) -> int:
    """Take out what is not the page's text; how many elements with words went."""
    count = 0
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_boilerplate(element):
            count += bool((element.text_content() or "").strip()) and element.tag not in ("script", "style", "noscript")
            element.drop_tree()
    return count


def _is_boilerplate(element: lxml.html.HtmlElement) -> bool:
    rules = load_page_rules().boilerplate
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in rules.tags or element.get("role", "").lower() in rules.roles:
        return True
    if element.tag == "header" and next(element.iterancestors("main", "article"), None) is None:
        return True
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", ""))) or not rules.words.isdisjoint(class_words(element))


def class_words(element: lxml.html.HtmlElement) -> frozenset[str]:
    """The words of an element's classes and id, lower case."""
    return frozenset(_WORDS.findall(f"{element.get('class', '')} {element.get('id', '')}".lower()))


def main_part(root: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The element that holds the text: the first known place with a fair share of the words, or the body."""
    body = root.find("body")
    whole = body if body is not None else root
    length = len(whole.text_content())
    for path in load_page_rules().main.paths:
        found = root.xpath(path)
        best = max(found, key=lambda element: len(element.text_content()), default=None)
        if best is not None and len(best.text_content()) >= _LEAST_SHARE * length:
            return best
    return whole


def page_properties(root: lxml.html.HtmlElement) -> dict[str, str]:
    """Title, date of publication, type, identifier and language as the page itself gives them.

    Keys: ``title``, ``published`` (ISO), ``type``, ``identifier`` (official id), ``language``; missing ones are out.
    """
    meta = {name: content for name, content in _meta(root) if content}
    rules = load_page_rules().meta
    linked = _linked_data(root)
    title = root.findtext(".//title") or ""
    found = {
        "title": _first(meta, rules.title) or re.split(r"\s+[|–]\s+", title)[0],
        "published": (_first(meta, rules.published) or linked.get("published", ""))[:10],
        "type": _first(meta, rules.type) or linked.get("type", ""),
        "identifier": _identifier(root, meta),
        "language": (root.get("lang") or "").lower()[:2],
    }
    return {key: re.sub(r"\s+", " ", words).strip() for key, words in found.items() if words.strip()}


def _meta(root: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in reversed(root.xpath("//meta[@content]")):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        yield name.lower(), element.get("content", "").strip()


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _identifier(root: lxml.html.HtmlElement, meta: dict[str, str]) -> str:
    canonical = root.xpath("string(//link[@rel='canonical']/@href)")
    candidates = [meta.get(name, "") for name in load_page_rules().meta.identifier]
    return next((found for words in (*candidates, canonical) if (found := official_id(words))), "")


def _linked_data(root: lxml.html.HtmlElement) -> dict[str, str]:
    """Type and date of an article in JSON-LD, where newspapers put them."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "")
        except (json.JSONDecodeError, RecursionError):
            continue
        for item in content if isinstance(content, list) else [content]:
            if isinstance(item, dict) and str(item.get("@type", "")).lower() in _ARTICLE:
                return {"type": "article", "published": str(item.get("datePublished", ""))}
    return {}
