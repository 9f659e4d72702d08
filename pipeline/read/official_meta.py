"""The metadata record inside an official publication: names and values as the publisher gave them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lxml import etree

from pipeline.read.dates import parse_date
from pipeline.read.identify import dossier, official_id
from pipeline.read.inline import flatten, local_name


@dataclass(frozen=True, slots=True)
class Meta:
    """``values`` by name ("DC.identifier"), in the order of the record; empty when there is no record."""

    values: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """All values under a name that are not blank."""
        return tuple(value for key, value in self.values if key.lower() == name.lower() and value.strip())

    def first(self, name: str) -> str | None:
        """The first value under a name, or ``None``."""
        return next(iter(self.all(name)), None)

    @property
    def id(self) -> str | None:
        """The official id: said outright, or inside the address of the outer record."""
        for name in ("DC.identifier", "DCTERMS.identifier", "OVERHEIDop.externMetadataRecord"):
            for value in self.all(name):
                found = official_id(value)
                if found:
                    return found
        return None

    def date(self, *names: str) -> dt.date | None:
        """The first date under any of the names, tried in order."""
        dates = (parse_date(value[:10]) or parse_date(value) for name in names for value in self.all(name))
        return next((date for date in dates if date), None)

    @property
    def dossiers(self) -> tuple[str, ...]:
        """Dossier numbers, with their chapter where the record has it apart."""
        numbers = (dossier(value) for value in self.all("OVERHEIDop.dossiernummer"))
        return tuple(dict.fromkeys(number for number in numbers if number))


def read_meta(root: etree._Element) -> Meta:
    """The record in ``<metadata><meta name content/>``, wherever it stands in the file."""
    elements = (element for element in root.iter() if local_name(element) in ("meta", "metadata"))
    return Meta(
        tuple((element.get("name"), element.get("content") or "") for element in elements if element.get("name"))
    )


def text_of(root: etree._Element, *path: str) -> str | None:
    """The words of the first element with one of these names, in the order of the names; ``None``: none has words.

    >>> text_of(etree.fromstring("<a><b/><c>twee</c></a>"), "b", "c")
    'twee'
    """
    for name in path:
        for element in root.iter():
            if local_name(element) == name:
                words = flatten(element).text
                if words:
                    return words
    return None


def named(root: etree._Element, *names: str) -> list[etree._Element]:
    """All elements with one of these names, in the order of the document."""
    return [element for element in root.iter() if local_name(element) in names]
