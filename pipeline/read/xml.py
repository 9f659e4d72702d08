"""XML, read safely: no entities, no DTD, no network, bounded depth; the root element says which format it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from pipeline.errors import Reason, UnreadableDocumentError
from pipeline.read.hints import Hints
from pipeline.read.inline import local_name
from pipeline.read.official import read_official
from pipeline.read.parlamint import read_parlamint
from pipeline.read.reading import Origin
from pipeline.read.vlos import read_vlos
from pipeline.records import Document
from pipeline.settings import ReadLimits

TEI = "http://www.tei-c.org/ns/1.0"

_ROOTS: dict[str, Callable[[etree._Element, Origin], Document | None]] = {
    "officiele-publicatie": read_official,
    "vraagdoc": read_official,
    "vragen": read_official,
    "kamervragen": read_official,
    "kamerstuk": read_official,
    "handelingen": read_official,
    "vloscoredocument": read_vlos,
    "vlosdocument": read_vlos,
    "tei": read_parlamint,
    "tei.2": read_parlamint,
}
_DECLARATION = re.compile(b"\x00?".join(bytes([letter]) for letter in b"<!ENTITY"))
_UNFINISHED = {
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
    etree.ErrorTypes.ERR_DOCUMENT_END,
    etree.ErrorTypes.ERR_GT_REQUIRED,
    etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED,
    etree.ErrorTypes.ERR_CDATA_NOT_FINISHED,
    etree.ErrorTypes.ERR_PI_NOT_FINISHED,
    etree.ErrorTypes.ERR_ATTRIBUTE_NOT_FINISHED,
    etree.ErrorTypes.ERR_LTSLASH_REQUIRED,
    etree.ErrorTypes.ERR_DOCTYPE_NOT_FINISHED,
}


def read_xml(data: bytes, *, source: str, sha256: str, limits: ReadLimits, hints: Hints) -> Document:
    """The document in an XML file, by its root element.

    Raises UnreadableDocumentError: "empty", "too_large", "unsafe_xml" (entities are declared),
    "limit_exceeded" (nested too deep, too long), "truncated", "damaged", "no_text", "unknown_format"
    (a root, or what stands under it, of no format that is read).
    """
    root = parse_xml(data, place=source, limits=limits)
    reader = _ROOTS.get(local_name(root))
    document = reader(root, Origin(source, sha256, hints, limits)) if reader else None
    if document is None:
        rule = "an XML file is an official publication, VLOS minutes or ParlaMint TEI"
        raise UnreadableDocumentError("unknown_format", rule, value=f"<{local_name(root)}>", place=source)
    return document


def parse_xml(data: bytes, *, place: str, limits: ReadLimits) -> etree._Element:
    """The root element of an XML file; raises UnreadableDocumentError as :func:`read_xml` does.

    >>> parse_xml(b"<a><b/></a>", place="a.xml", limits=ReadLimits()).tag
    'a'
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocumentError("empty", "a document has text", value=f"{len(data)} bytes", place=place)
    if len(data) > limits.max_bytes:
        rule = f"a source file has at most {limits.max_bytes} bytes"
        raise UnreadableDocumentError("too_large", rule, value=len(data), place=place)
    if _DECLARATION.search(data):
        raise UnreadableDocumentError("unsafe_xml", "an XML document declares no entities", place=place)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error, data, place) from error
    except (ValueError, LookupError) as error:
        raise UnreadableDocumentError("damaged", "XML is well formed", value=str(error), place=place) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _entity in declared.iterentities()):
        raise UnreadableDocumentError("unsafe_xml", "an XML document declares no entities", place=place)
    _check_depth(root, place, limits)
    return root


def _unreadable(error: etree.XMLSyntaxError, data: bytes, place: str) -> UnreadableDocumentError:
    message = str(error.msg)
    reason: Reason = "damaged"
    if "xcessive depth" in message or "xcessive" in message:
        reason = "limit_exceeded"
    elif "entity" in message.lower() and "loop" in message.lower():
        reason = "unsafe_xml"
    elif error.code in _UNFINISHED and _at_end(error, data):
        reason = "truncated"
    return UnreadableDocumentError(reason, "XML is well formed", value=message, place=place)


def _at_end(error: etree.XMLSyntaxError, data: bytes) -> bool:
    """Whether the parser got to the last line before it gave up."""
    return (error.position[0] or 0) >= data.rstrip().count(b"\n") + 1 or not data.rstrip(b"\x00 \t\r\n").endswith(b">")


def _check_depth(root: etree._Element, place: str, limits: ReadLimits) -> None:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.max_xml_depth:
            rule = f"elements are nested at most {limits.max_xml_depth} deep"
            raise UnreadableDocumentError("limit_exceeded", rule, value=depth, place=place)
