"""Rows of ``toezegging`` as the SyncFeed gives them: Atom entries with the row as XML inside ``content``."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.entries import RegisterEntry
from pipeline.ledger.register.values import InvalidRowError, day_of, flag_of, moment_of, text_of
from pipeline.resources.register_status import status_of

ROW = "toezegging"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def rows_of_feed(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The rows of a feed, or the one row that the file is, with their places; other entities are passed over."""
    found = [root] if _local(root) == ROW else root.iter(f"{{*}}{ROW}")
    for row in found:
        yield f"line {row.sourceline}", row


def entry_of_element(row: etree._Element) -> RegisterEntry:
    """The register entry in an element; fields may repeat and be nil. Raises :class:`InvalidRowError`."""
    identity = text_of(_attribute(row, "id"))
    if identity is None:
        raise InvalidRowError("a row has an id", value=None)
    status = _text(row, "status")
    return RegisterEntry(
        id=identity.lower(),
        number=_text(row, "nummer"),
        activity=_text(row, "activiteitNummer") or _reference(row, "activiteit"),
        created=day_of(_text(row, "aanmaakdatum")),
        name=_text(row, "naam") or _name(row),
        office=_text(row, "functie"),
        ministry=_text(row, "ministerie"),
        text=_text(row, "tekst"),
        status_text=status,
        status=status_of(status),
        fulfilled_on=day_of(_text(row, "datumNakoming")),
        letters=_texts(row, "kamerbriefNakoming"),
        promised_to=_promised_to(row),
        changed_at=moment_of(_attribute(row, "bijgewerkt")),
        deleted=flag_of(_attribute(row, "verwijderd")),
        repeats=_references(row, "isHerhalingVan"),
        changes=_references(row, "isWijzigingVan"),
        adds_to=_references(row, "isAanvullingOp"),
    )


def _name(row: etree._Element) -> str | None:
    last, initials, infix = (_text(row, key) for key in ("achternaam", "initialen", "tussenvoegsel"))
    if last is None:
        return None
    first = " ".join(part for part in (initials, infix) if part)
    return f"{last}, {first}" if first else last


def _promised_to(row: etree._Element) -> tuple[str, ...]:
    """Names where the feed gives names, else the ids of persons and fracties that it refers to."""
    found: list[str] = []
    for key in ("toegezegdAan", "toegezegdAanPersoon", "toegezegdAanFractie"):
        found.extend(_texts(row, key) or _references(row, key))
    return tuple(dict.fromkeys(found))


def _elements(row: etree._Element, key: str) -> list[etree._Element]:
    return [child for child in row.iterchildren(f"{{*}}{key}") if child.get(_NIL) not in {"true", "1"}]


def _texts(row: etree._Element, key: str) -> tuple[str, ...]:
    found = (text_of("".join(str(part) for part in child.itertext())) for child in _elements(row, key))
    return tuple(dict.fromkeys(text for text in found if text))


def _text(row: etree._Element, key: str) -> str | None:
    return next(iter(_texts(row, key)), None)


def _references(row: etree._Element, key: str) -> tuple[str, ...]:
    """What is referred to and not deleted."""
    found = [
        text_of(_attribute(child, "ref"))
        for child in _elements(row, key)
        if not flag_of(_attribute(child, "verwijderd"))
    ]
    return tuple(dict.fromkeys(one.lower() for one in found if one))


def _reference(row: etree._Element, key: str) -> str | None:
    return next(iter(_references(row, key)), None)


def _attribute(element: etree._Element, name: str) -> str | None:
    """An attribute, with or without a namespace (the feed qualifies some of them)."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
