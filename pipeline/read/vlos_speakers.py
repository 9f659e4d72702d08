"""Who speaks in VLOS minutes, and in what quality: by function, by sort, and by the name above the words."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.read.inline import flatten, local_name
from pipeline.read.people import speaker_from_office
from pipeline.records import Speaker

_NAME = re.compile(
    r"^(?:De|Het|Mevrouw|Minister|Staatssecretaris|Minister-president|Meneer|Mijnheer)\b[^:]{0,90}:", re.IGNORECASE
)
_LONGEST_NAME = 100
_CHAIR = re.compile(r"^de (?:(?:waarnemend|fungerend) )?voorzitter\s*:", re.IGNORECASE)


def turn_speaker(turn: etree._Element, speakers: list[etree._Element]) -> Speaker:
    """Who holds the floor; whoever is in the chair speaks as chair, also a member or a minister."""
    speaker = _quality(speakers[0]) if speakers else Speaker()
    said = child_text(turn, "isvoorzitter") == "true" or names_chair(_first_item(turn))
    return Speaker(speaker.name, "voorzitter", None, "chair", speaker.party) if said else speaker


def _first_item(turn: etree._Element) -> str:
    for child in turn:
        if local_name(child) == "tekst":
            items = (flatten(item).text for item in child.iter() if local_name(item) == "alineaitem")
            return next((item for item in items if item), "")
    return ""


def _quality(element: etree._Element) -> Speaker:
    """The quality in which somebody is in the room: by function, else by the sort of speaker."""
    name = child_text(element, "verslagnaam") or child_text(element, "achternaam")
    party = _party(element)
    sort = element.get("soort") or ""
    function = child_text(element, "functie") or sort
    speaker = speaker_from_office(function, name=name, party=party)
    if speaker.role != "government" and sort.lower() in ("minister", "staatssecretaris"):
        return Speaker(speaker.name, sort.lower(), None, "government", party)
    if speaker.role == "chair":
        return Speaker(speaker.name, "Kamerlid", None, "member", party)
    return speaker


def _party(element: etree._Element) -> str | None:
    for child in element:
        if local_name(child) == "fractie":
            return child_text(child, "afkorting") or child_text(child, "naam") or flatten(child).text or None
    return None


def heading_name(alinea: etree._Element) -> str:
    """The speaker's name that heads an alinea, with its colon; empty when none does."""
    items = [item for item in alinea if local_name(item) == "alineaitem"]
    if not items or alinea[0] is not items[0] or all(local_name(part) != "nadruk" for part in items[0].iter()):
        return ""
    words = flatten(items[0]).text
    if words.endswith(":") and len(items) > 1 and len(words) < _LONGEST_NAME:
        return words
    match = _NAME.match(words)
    return match[0] if match else ""


def child_text(element: etree._Element, name: str) -> str | None:
    """The words of the first child with a name, or ``None``."""
    for child in element:
        if local_name(child) == name:
            return flatten(child).text or None
    return None


def names_chair(words: str) -> bool:
    """Whether the words above a turn name the chair.

    >>> names_chair("De voorzitter:"), names_chair("De voorzitter heeft het gezegd.")
    (True, False)
    """
    return bool(_CHAIR.match(words))
