"""Official publications in XML (op-xsd): which kind of publication a file holds."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.read.handelingen import read_handelingen
from pipeline.read.inline import local_name
from pipeline.read.kamerstuk import read_kamerstuk, read_other
from pipeline.read.kamervragen import read_kamervragen
from pipeline.read.official_meta import Meta, read_meta
from pipeline.read.reading import Origin
from pipeline.records import Document

_READERS: dict[str, Callable[[etree._Element, Meta, Origin], Document]] = {
    "kamervragen": read_kamervragen,
    "vraagdoc": read_kamervragen,
    "vragen": read_kamervragen,
    "kamerstuk": read_kamerstuk,
    "handelingen": read_handelingen,
}


def read_official(root: etree._Element, origin: Origin) -> Document | None:
    """Questions, answers, a Kamerstuk or an item of the Handelingen; any other publication is read as "other".

    ``None`` for a file that holds a metadata record and no text.
    """
    meta = read_meta(root)
    for element in (root, *root):
        reader = _READERS.get(local_name(element))
        if reader:
            return reader(element, meta, origin)
    bodies = [child for child in root if local_name(child) not in ("", "metadata")]
    return read_other(bodies, meta, origin) if bodies else None
