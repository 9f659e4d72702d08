"""Facts on the front of a document: title, dates, who asks, who answers, dossier and question numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.dates import find_dates, parse_date
from pipeline.read.identify import dossier, question_ids
from pipeline.read.people import parse_people
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.signatures import Signatures
from pipeline.read.structure.words import is_prose, says
from pipeline.records import Speaker
from pipeline.resources.structure import StructureRole, structure_rules

_FRONT_PIECES = 40
_FRONT_PROSE = 3
_OWN_DOSSIER = re.compile(
    r"^(?:kamerstuk(?:ken)?(?:\s+II)?\s*)?(\d{2}\s\d{3}(?:[\s-]*\(?[A-Z]{1,5}\)?)?)(?=\s+\S|\s*,?\s*nr|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_TITLE = 600
_LONGEST_FRONT = 3_000
_LONGEST_DATE_LINE = 60
_BETWEEN_BARS = " | "
_OTHER_DATES: tuple[StructureRole, ...] = ("asked", "answered", "notice", "title", "askers")
_ALSO = re.compile(r"\bmede\s+namens\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front says; what it does not say is ``None`` or empty."""

    title: str | None = None
    asked: dt.date | None = None
    answered: dt.date | None = None
    dated: dt.date | None = None
    askers: tuple[Speaker, ...] = ()
    answerers: tuple[Speaker, ...] = ()
    dossiers: tuple[str, ...] = ()
    question_ids: tuple[str, ...] = ()


def read_facts(pieces: Sequence[Piece], signatures: Signatures, properties: Mapping[str, str]) -> Facts:
    """The facts of a document; the text goes before the file's own properties."""
    front = "\n".join(piece.text[:_LONGEST_FRONT] for piece in front_pieces(pieces))
    everywhere = "\n".join(piece.text for piece in pieces)
    margin = properties.get("margin", "")
    return Facts(
        title=_title("full_title", everywhere)
        or _title("title", front)
        or _title("title", margin)
        or _headline(pieces)
        or _title("last_title", front)
        or properties.get("title")
        or None,
        asked=_date("asked", front),
        answered=_date("answered", front),
        dated=_date("dated", front)
        or _date("dated", margin)
        or parse_date(properties.get("published", ""))
        or _lone_date(pieces),
        askers=_people("askers", front),
        answerers=_answerers(front, signatures),
        dossiers=_own_dossiers(front),
        question_ids=question_ids(f"{front}\n{margin}"),
    )


def front_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """What stands before the questions, or before the third paragraph of prose.

    A cover letter that stands before the questions belongs to the front as a whole.
    """
    header = next((place for place, piece in enumerate(pieces) if piece.header), None)
    if header is not None:
        return tuple(pieces[:header])
    front: list[Piece] = []
    prose = 0
    for piece in pieces[:_FRONT_PIECES]:
        front.append(piece)
        prose += is_prose(piece.text)
        if prose >= _FRONT_PROSE:
            break
    return tuple(front)


def _title(role: StructureRole, text: str) -> str | None:
    for rule in structure_rules(role):
        match = rule.regex.search(text)
        if match:
            return re.sub(r"\s+", " ", match["subject"])[:_LONGEST_TITLE].strip(" .|")
    return None


def _headline(pieces: Sequence[Piece]) -> str | None:
    """The line above the head of a letter or paper, without the number of its dossier.

    A line of a page that sums up its own properties ("Kamerbrief | 02-07-2025 | …") is passed over.
    """
    above: str | None = None
    for piece, following in pairwise(pieces[:_FRONT_PIECES]):
        if is_prose(piece.text):
            return None
        if _BETWEEN_BARS not in piece.text:
            above = piece.text
        if above and (says("kind_letter", following.text) or says("kind_paper", following.text)):
            title = _OWN_DOSSIER.sub("", above).strip(" .-–")
            return title if len(title) > len("Brief") and not says("reference", title) else None
    return None


def _date(role: StructureRole, text: str) -> dt.date | None:
    """The first date that stands right behind words of this role."""
    dates = find_dates(text)
    for rule in structure_rules(role):
        for match in rule.regex.finditer(text):
            for start, _, date in dates:
                if start == match.end():
                    return date
    return None


def _lone_date(pieces: Sequence[Piece]) -> dt.date | None:
    """The date on a short line of the front that says little else."""
    for piece in front_pieces(pieces):
        if len(piece.text) > _LONGEST_DATE_LINE or is_prose(piece.text):
            continue
        dates = find_dates(piece.text)
        if len(dates) == 1 and not any(says(role, piece.text) for role in _OTHER_DATES):
            return dates[0][2]
    return None


def _people(role: StructureRole, text: str) -> tuple[Speaker, ...]:
    """Everybody in the first phrase of this role that names anybody of that sort."""
    for rule in structure_rules(role):
        for match in rule.regex.finditer(text):
            people = parse_people(match["people"])
            fitting = tuple(person for person in people if (person.role == "government") == (role != "askers"))
            if fitting:
                return fitting
    return ()


def _answerers(front: str, signatures: Signatures) -> tuple[Speaker, ...]:
    """Who answers: those who sign first, then those in whose name they do ("mede namens").

    The second are never merged with the first: two ministers may belong to one ministry.
    """
    first, also = _phrase_answerers(front)
    named = merge_people((*first, *signatures.signing))
    beside = merge_people((*also, *signatures.beside, *_government(_people("answerers_also", front))))
    return tuple(dict.fromkeys((*named, *(person for person in beside if person.name is None or person not in named))))


def _phrase_answerers(front: str) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
    for rule in structure_rules("answerers"):
        for match in rule.regex.finditer(front):
            phrase = match["people"].lower() if match["people"].isupper() else match["people"]
            first, _, also = _ALSO.sub("\0", phrase).partition("\0")
            people = _government(parse_people(first))
            if people:
                return people, _government(parse_people(also))
    return (), ()


def _government(people: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return tuple(person for person in people if person.role == "government")


def merge_people(people: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Each person once; a name that is missing in one place is taken from another.

    >>> merge_people([Speaker(None, "minister", "Financiën"), Speaker("Proef", "minister", "Financiën")])
    (Speaker(name='Proef', office='minister', ministry='Financiën', role='other', party=None),)
    """
    found: list[Speaker] = []
    for person in people:
        place = next((place for place, other in enumerate(found) if _same(person, other)), None)
        if place is None:
            found.append(person)
        elif found[place].name is None:
            found[place] = replace(found[place], name=person.name)
    return tuple(found)


def _same(one: Speaker, other: Speaker) -> bool:
    if (one.office, one.ministry) != (other.office, other.ministry):
        return False
    return one.name is None or other.name is None or one.name.split()[-1] == other.name.split()[-1]


def _own_dossiers(front: str) -> tuple[str, ...]:
    """The dossiers that the front heads the document with, not those that a sentence mentions."""
    numbers = (dossier(match[1]) for match in _OWN_DOSSIER.finditer(front))
    return tuple(dict.fromkeys(number for number in numbers if number))
