"""What the header of a ParlaMint-NL file says: title, day, House, and the people whom it describes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.read.dates import in_words, parse_date
from pipeline.read.inline import flatten, local_name
from pipeline.read.official_meta import named
from pipeline.read.people import speaker_from_office
from pipeline.records import Role, Speaker
from pipeline.resources.floor import House

XML = "{http://www.w3.org/XML/1998/namespace}"
_SAMPLE = re.compile(r"\s*\[ParlaMint[^\]]*\]\s*$")
_ENGLISH = re.compile(
    r"^(?P<kind>Verslag van )de (?P<meeting>vergadering)(?P<house> [^,()]+), Meeting (?P<number>\d+)"
    r"(?:, Session (?P<part>\d+))?(?: \((?P<date>[\d-]+)\))?$"
)
_HOUSES: tuple[tuple[str, House], ...] = (("tweedekamer", "TK"), ("eerstekamer", "EK"))
_QUALITIES: tuple[tuple[str, Role, str], ...] = (
    ("minister", "government", "minister"),
    ("deputyminister", "government", "staatssecretaris"),
    ("mp", "member", "Kamerlid"),
)


def title_of(root: etree._Element) -> str | None:
    """The Dutch subtitle, which names the sitting, else any Dutch title; its English words in Dutch."""
    titles = [title for title in named(root, "title") if local_name(title.getparent()) == "titlestmt"]
    ranked = sorted(titles, key=lambda title: (title.get(f"{XML}lang") != "nl", title.get("type") != "sub"))
    return in_dutch(_SAMPLE.sub("", flatten(ranked[0]).text)) or None if ranked else None


def in_dutch(title: str) -> str:
    """A title without the English words that ParlaMint-NL puts into it; any other title as it is.

    >>> in_dutch("Verslag van de vergadering van de Tweede Kamer, Meeting 7, Session 3 (2014-04-16)")
    'Verslag van vergadering 7 van de Tweede Kamer, onderdeel 3, 16 april 2014'
    """
    match = _ENGLISH.match(title)
    if match is None:
        return title
    day = parse_date(match["date"] or "")
    part = f"onderdeel {match['part']}" if match["part"] else ""
    first = f"{match['kind']}{match['meeting']} {match['number']}{match['house']}"
    return ", ".join(filter(None, (first, part, in_words(day) if day else match["date"])))


def date_of(root: etree._Element) -> dt.date | None:
    """The day of the sitting; the date of publication is none."""
    dates = named(root, "date")
    for parent in ("setting", "bibl"):
        for date in dates:
            if local_name(date.getparent()) == parent:
                found = parse_date(date.get("when") or date.get("from") or flatten(date).text)
                if found:
                    return found
    return None


def house_of(root: etree._Element) -> House | None:
    """The House that sits, by the meeting that the header names, else by the file's id; ``None``: not said."""
    seats = {(meeting.get("corresp") or "").lstrip("#") for meeting in named(root, "meeting")}
    for mark, house in _HOUSES:
        if house in seats or (not seats & {"TK", "EK"} and mark in (root.get(f"{XML}id") or "").lower()):
            return house
    return None


def people_of(root: etree._Element, day: dt.date | None) -> Iterator[tuple[str, Speaker]]:
    """The people whom the header describes, by id, in the quality that they had on the day; unknown: ``other``."""
    for person in named(root, "person"):
        key = person.get(f"{XML}id")
        names = [flatten(name).text for name in named(person, "persname")]
        if key and names:
            held = [mark for mark in named(person, "affiliation") if _held(mark, day)]
            yield key, _in_quality(names[0], held)


def _held(affiliation: etree._Element, day: dt.date | None) -> bool:
    """Whether it held on the day; a bound that is not said, or no day, excludes nothing."""
    if day is None:
        return True
    since, until = affiliation.get("from") or "", affiliation.get("to") or ""
    iso = day.isoformat()
    return since[:10] <= iso and (not until or iso[: len(until[:10])] <= until[:10])


def _in_quality(name: str, affiliations: list[etree._Element]) -> Speaker:
    for mark, role, office in _QUALITIES:
        for affiliation in affiliations:
            if _quality(affiliation) == mark:
                said = [flatten(words).text for words in named(affiliation, "rolename")]
                spoken = [speaker_from_office(words) for words in said]
                ministry = next((one.ministry for one in spoken if one.role == role and one.ministry), None)
                return Speaker(name, office, ministry, role)
    return Speaker(name)


def _quality(affiliation: etree._Element) -> str:
    """The quality of an affiliation; a member of one of the Houses is one of parliament, of a party not."""
    role = (affiliation.get("role") or "").lower()
    house = (affiliation.get("ref") or "").rpartition("#")[2].rpartition(".")[2]
    return "mp" if role == "member" and house in ("TK", "EK") else role
