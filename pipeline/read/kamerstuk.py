"""Parliamentary papers (Kamerstukken): motions, letters of the government, and all other papers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.read.blocks import Block
from pipeline.read.dates import parse_date
from pipeline.read.identify import compose_id, dossier
from pipeline.read.inline import flatten, local_name
from pipeline.read.official_blocks import Piece, pieces
from pipeline.read.official_meta import Meta, named, text_of
from pipeline.read.people import clean_name, parse_people
from pipeline.read.reading import Facts, Origin, Reading
from pipeline.read.structure.drafts import GOVERNMENT, MEMBER
from pipeline.read.structure.pieces import Piece as TextPiece
from pipeline.read.structure.signatures import find_signatures
from pipeline.read.structure.words import is_name, is_prose
from pipeline.records import Document, DocumentKind, PassageKind, Speaker

_FRONT = ("kamerstukkop", "dossier", "stuknr", "datumtekst")
_LETTER = re.compile(r"\bbrief van de (?:vice-?)?(?:minister|staatssecretaris)", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:motie|amendement|initiatiefnota|voorstel)\b", re.IGNORECASE)
_MOTION_END = re.compile(r"\bgaat over tot de orde van de dag\b", re.IGNORECASE)


@dataclass(slots=True)
class _Paper:
    """What kind of paper it is, and who speaks in it."""

    kind: DocumentKind
    passage: PassageKind
    speaker: Speaker | None
    people: tuple[Speaker, ...]
    motion: bool


def read_kamerstuk(element: etree._Element, meta: Meta, origin: Origin) -> Document:
    """A Kamerstuk; ``kind`` is "letter" for a letter of a minister or state secretary, else "paper"."""
    reading = Reading(origin)
    front, body = _parts(element)
    heading = _heading(element)
    texts = [list(pieces(part, reading)) for part in body]
    paper = _paper(heading, meta, [piece for part in texts for piece in part])
    for part in front:
        _add_front(part, reading)
    for part in texts:
        _add_body(part, paper, reading)
    return reading.document(_facts(element, meta, paper, heading))


def read_other(bodies: Sequence[etree._Element], meta: Meta, origin: Origin) -> Document:
    """Any other official publication: its blocks in order, kind "other"."""
    reading = Reading(origin)
    for body in bodies:
        for piece in pieces(body, reading):
            reading.builder.add(piece.text, kind="heading" if piece.form == "heading" else "other", form=piece.form)
    title = meta.first("DC.title")
    return reading.document(
        Facts("other", id=meta.id, title=title, date=meta.date("DCTERMS.issued", "DCTERMS.available"))
    )


def _parts(element: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """Front and body, whether or not the paper has a ``<stuk>``."""
    front: list[etree._Element] = []
    body: list[etree._Element] = []
    for child in element:
        inside = list(child) if local_name(child) == "stuk" else [child]
        for part in inside:
            is_front = local_name(part) in _FRONT or (local_name(part) == "titel" and not body)
            (front if is_front else body).append(part)
    return front, body


def _heading(element: etree._Element) -> str:
    """The title of the paper itself, below that of its dossier."""
    for part in element.iter():
        if local_name(part) == "titel" and local_name(part.getparent()) in ("stuk", "kamerstuk"):
            return flatten(part).text
    return ""


def _add_front(part: etree._Element, reading: Reading) -> None:
    for piece in pieces(part, reading):
        form = piece.form if piece.form == "footnote" else "paragraph"
        is_title = local_name(part) == "titel"
        reading.builder.add(piece.text, kind="heading" if is_title else "front", form="heading" if is_title else form)


def _paper(heading: str, meta: Meta, body: Sequence[Piece]) -> _Paper:
    motion = any(_MOTION_END.search(piece.text) for piece in body)
    if _LETTER.search(heading or meta.first("OVERHEIDop.documenttitel") or meta.first("DC.title") or ""):
        people = _signatories(heading, body)
        return _Paper("letter", "letter", people[0] if people else GOVERNMENT, people, motion=False)
    members = _members(heading, meta, body, motion=motion)
    speaker = None
    if motion or _MEMBERS.search(heading):
        speaker = members[0] if len(members) == 1 else MEMBER
    return _Paper("paper", "other", speaker, members, motion)


def _signatories(heading: str, body: Sequence[Piece]) -> tuple[Speaker, ...]:
    """Those who sign the letter; without a signature, those whom its heading names."""
    lines = [TextPiece(Block(piece.text)) for piece in body]
    found = find_signatures(lines)
    signed = tuple(person for person in (*found.signing, *found.beside) if person.role == "government")
    return signed or tuple(person for person in _titled(heading) if person.role == "government")


def _titled(heading: str) -> tuple[Speaker, ...]:
    words = heading.title() if heading.isupper() else heading
    small = re.sub(r"\b(Van|Voor|De|Het|En|Der|Den|Leden|Lid)\b", lambda word: word[0].lower(), words)
    return parse_people(small)


def _members(heading: str, meta: Meta, body: Sequence[Piece], *, motion: bool) -> tuple[Speaker, ...]:
    """The members behind a paper: below a motion by name, else in its heading or its record."""
    names = [clean_name(piece.text) for piece in _signature_pieces(body)] if motion else []
    if not names:
        names = [person.name for person in parse_people(heading) if person.role == "member" and person.name]
    if not names:
        title = meta.first("OVERHEIDop.documenttitel") or ""
        names = [person.name for person in parse_people(title) if person.role == "member" and person.name]
    if not names and _MEMBERS.search(heading):
        names = [clean_name(value) for value in meta.all("OVERHEIDop.indiener")]
    return tuple(Speaker(name, "Kamerlid", None, "member") for name in dict.fromkeys(names))


def _signature_pieces(body: Sequence[Piece]) -> list[Piece]:
    """The names that follow the last words of a motion."""
    end = max((place for place, piece in enumerate(body) if _MOTION_END.search(piece.text)), default=len(body))
    return [piece for piece in body[end + 1 :] if piece.form != "footnote" and is_name(piece.text)]


def _add_body(part: Sequence[Piece], paper: _Paper, reading: Reading) -> None:
    signatures = {id(piece) for piece in _signature_pieces(part)} if paper.motion else set()
    lines = [TextPiece(Block(piece.text)) for piece in part]
    places = find_signatures(lines).places if paper.kind == "letter" else frozenset()
    written = False
    for place, piece in enumerate(part):
        written = written or is_prose(piece.text)
        if piece.form == "footnote":
            reading.builder.add(piece.text, kind="other", form="footnote")
        elif piece.form == "heading":
            reading.builder.add(piece.text, kind="heading", form="heading")
        elif id(piece) in signatures or place in places or piece.form == "signature":
            reading.builder.add(piece.text, kind=paper.passage, form="signature", speaker=paper.speaker)
        elif paper.kind == "letter" and not written:
            reading.builder.add(piece.text, kind="front", form=piece.form)
        else:
            reading.builder.add(piece.text, kind=paper.passage, form=piece.form, speaker=paper.speaker)


def _facts(element: etree._Element, meta: Meta, paper: _Paper, heading: str) -> Facts:
    dossiers = _dossiers(element) or meta.dossiers
    number = text_of(element, "ondernummer") or meta.first("OVERHEIDop.ondernummer") or ""
    composed = compose_id("kst", dossier=dossiers[0], number=number) if dossiers else None
    return Facts(
        paper.kind,
        id=meta.id or composed,
        title=_title(element, meta, heading),
        date=_date(element) or meta.date("DCTERMS.issued", "DCTERMS.available"),
        askers=paper.people if paper.kind == "paper" else (),
        answerers=paper.people if paper.kind == "letter" else (),
        dossiers=dossiers,
    )


def _title(element: etree._Element, meta: Meta, heading: str) -> str | None:
    """The record's title of the paper; else dossier and heading as printed."""
    given = meta.first("OVERHEIDop.documenttitel") or meta.first("DC.title")
    if given:
        return given
    above = next((flatten(title).text for file in named(element, "dossier") for title in named(file, "titel")), "")
    return "; ".join(part for part in (above, heading) if part) or None


def _dossiers(element: etree._Element) -> tuple[str, ...]:
    """The numbers above the paper; chapter XII of 36 600 gives "36600-XII", number 20 of 21 501 "21501-20"."""
    found = (dossier(_spaced(number)) for number in named(element, "dossiernummer") if _heads(number))
    return tuple(dict.fromkeys(number for number in found if number))


def _heads(number: etree._Element) -> bool:
    return local_name(number.getparent()) == "dossier"


def _spaced(number: etree._Element) -> str:
    parts = [flatten(child).text for child in number if local_name(child)]
    return "-".join(part for part in parts if part) if parts else flatten(number).text


def _date(element: etree._Element) -> dt.date | None:
    for place in named(element, "datumtekst"):
        for date in named(place, "datum"):
            found = parse_date(date.get("isodatum") or "") or parse_date(flatten(date).text)
            if found:
                return found
        found = parse_date(flatten(place).text)
        if found:
            return found
    return None
