"""Rows of ``Toezegging`` as OData v4 gives them: JSON with its rows under ``value``, or rows by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from pipeline.entries import RegisterEntry
from pipeline.ledger.register.values import InvalidRowError, day_of, flag_of, moment_of, text_of
from pipeline.resources.register_status import status_of

Row = Mapping[str, Any]


def rows_of_json(data: bytes) -> Iterator[tuple[str, object]]:
    """The rows of a page, of an array, of one object, or of lines of objects, with their places.

    Raises :class:`InvalidRowError` when this is no JSON or holds no rows.
    """
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError:
        yield from _rows_of_lines(data)
        return
    if isinstance(content, dict) and isinstance(content.get("value"), list):
        content = content["value"]
    elif isinstance(content, dict) and ("Id" in content or "Nummer" in content):
        content = [content]
    if not isinstance(content, list):
        raise InvalidRowError('a page of OData is an object with its rows under "value"', value=type(content).__name__)
    yield from ((f"row {number}", row) for number, row in enumerate(content, start=1))


def _rows_of_lines(data: bytes) -> Iterator[tuple[str, object]]:
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            try:
                yield f"line {number}", orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise InvalidRowError("a register file is JSON", value=str(error), place=f"line {number}") from error


def entry_of_row(row: object) -> RegisterEntry:
    """The register entry in a row; a deleted row has all fields null. Raises :class:`InvalidRowError`."""
    if not isinstance(row, Mapping):
        raise InvalidRowError("a row is an object", value=type(row).__name__)
    identity = text_of(row.get("Id"))
    if identity is None:
        raise InvalidRowError("a row has an Id", value=None)
    status = text_of(row.get("Status"))
    return RegisterEntry(
        id=identity.lower(),
        number=text_of(row.get("Nummer")),
        activity=text_of(row.get("ActiviteitNummer")) or text_of(_inside(row, "Activiteit").get("Nummer")),
        created=day_of(row.get("Aanmaakdatum")),
        name=text_of(row.get("Naam")) or _name(row),
        office=text_of(row.get("Functie")),
        ministry=text_of(row.get("Ministerie")),
        text=text_of(row.get("Tekst")),
        status_text=status,
        status=status_of(status),
        fulfilled_on=day_of(row.get("DatumNakoming")),
        letters=_several(row.get("KamerbriefNakoming")),
        promised_to=_promised_to(row),
        changed_at=moment_of(row.get("GewijzigdOp")) or moment_of(row.get("ApiGewijzigdOp")),
        deleted=flag_of(row.get("Verwijderd")),
        repeats=_ids(row, "IsHerhalingVan"),
        changes=_ids(row, "IsWijzigingVan"),
        adds_to=_ids(row, "IsAanvullingOp"),
    )


def _name(row: Row) -> str | None:
    """The name from its parts, as the register writes it: "Achternaam, I. tussenvoegsel"."""
    last, initials, infix = (text_of(row.get(key)) for key in ("Achternaam", "Initialen", "Tussenvoegsel"))
    if last is None:
        return None
    first = " ".join(part for part in (initials, infix) if part)
    return f"{last}, {first}" if first else last


def _inside(row: Row, key: str) -> Row:
    value = row.get(key)
    return value if isinstance(value, Mapping) else {}


def _several(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for text in map(text_of, values) if text))


def _promised_to(row: Row) -> tuple[str, ...]:
    person, party = _inside(row, "ToegezegdAanPersoon"), _inside(row, "ToegezegdAanFractie")
    names = [text_of(person.get(key)) for key in ("Roepnaam", "Tussenvoegsel", "Achternaam")]
    whole = " ".join(name for name in names if name)
    label = text_of(party.get("Afkorting")) or text_of(party.get("NaamNL"))
    return tuple(name for name in (whole, label) if name)


def _ids(row: Row, key: str) -> tuple[str, ...]:
    value = row.get(key)
    rows = value if isinstance(value, list) else [value]
    found = (text_of(one.get("Id")) for one in rows if isinstance(one, Mapping))
    return tuple(identity.lower() for identity in found if identity)
