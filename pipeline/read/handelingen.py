"""Items of the Handelingen in official XML (h-tk): turns, motions read out, and what stands around them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.read.dates import find_dates
from pipeline.read.floor import one_ministry, received
from pipeline.read.identify import compose_id
from pipeline.read.inline import flatten, local_name
from pipeline.read.official_blocks import pieces
from pipeline.read.official_meta import Meta, named, text_of
from pipeline.read.people import clean_name, speaker_from_office
from pipeline.read.reading import Facts, Origin, Reading, give_roles
from pipeline.records import Document, PassageKind, Speaker

_FRONT = ("vergadering", "vergadering-nummer", "vergaderdatum", "vergadertijd", "nr")
_TITLES = ("item-titel",)
_SHELLS = ("agendapunt", "handeling_bijlage", "opening", "sluiting", "handelingen")
CHAIR = Speaker(office="voorzitter", role="chair")


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who is speaking, and in which turn."""

    speaker: Speaker | None = None
    turn: int | None = None
    depth: int = 0


@dataclass(slots=True)
class _Debate:
    """Turns counted so far, and what is known of those who spoke."""

    reading: Reading
    turn: int = -1
    speakers: list[Speaker] = field(default_factory=list)
    known: dict[str, Speaker] = field(default_factory=dict)
    ministries: dict[str, str] = field(default_factory=dict)

    def take_turn(self, speaker: Speaker) -> Speaker:
        """Count a turn; somebody named without party keeps the party that stood beside the name before."""
        self.turn += 1
        if speaker.name and not speaker.party:
            speaker = self.known.get(speaker.name, speaker)
        if speaker.role == "government" and not speaker.ministry:
            speaker = replace(speaker, ministry=self.ministries.get(speaker.office or ""))
        if speaker.name:
            self.known[speaker.name] = speaker
        self.speakers.append(speaker)
        return speaker


def read_handelingen(element: etree._Element, meta: Meta, origin: Origin) -> Document:
    """One item (agendapunt) or more; the date is unknown unless the file, its record or the caller says it.

    A head names a minister without ministry; it is the one under which the chair welcomed or called up the only
    minister (or state secretary) who speaks in the item, else unknown.
    """
    debate = _Debate(Reading(origin), ministries=_ministries(element))
    for child in element:
        _add(child, debate)
    title = text_of(element, "item-titel") or meta.first("DC.title") or _sitting(element)
    facts = Facts(
        "debate",
        id=meta.id or _compose(element, meta),
        title=title,
        date=_date(element) or meta.date("OVERHEIDop.datumVergadering", "DCTERMS.date", "DCTERMS.issued"),
        dossiers=meta.dossiers,
    )
    return debate.reading.document(give_roles(facts, tuple(debate.speakers)))


def _compose(element: etree._Element, meta: Meta) -> str | None:
    years = meta.first("OVERHEIDop.vergaderjaar") or ""
    sitting = "".join(filter(str.isdigit, (text_of(element, "vergadering-nummer") or "").split(" ")[0]))
    return compose_id("h-tk", session=years, number=sitting, item=text_of(element, "nr") or "")


def _sitting(element: etree._Element) -> str | None:
    """Number and day of the sitting: the name of an opening, which has no title of its own."""
    parts = (text_of(element, "vergadering-nummer"), text_of(element, "vergaderdatum"))
    return ", ".join(part for part in parts if part) or None


def _date(element: etree._Element) -> dt.date | None:
    for place in named(element, "vergaderdatum"):
        dates = find_dates(flatten(place).text)
        if dates:
            return dates[0][2]
    return None


def _ministries(element: etree._Element) -> dict[str, str]:
    """The ministry of an office that one person holds in this item, and that the chair names in one way only."""
    holders: dict[str, set[str]] = defaultdict(set)
    called: dict[str, set[str]] = defaultdict(set)
    for turn in named(element, "spreekbeurt"):
        head = next((child for child in turn if local_name(child) == "spreker"), None)
        speaker = _speaker(head) if head is not None else Speaker()
        if speaker.role == "government" and speaker.office:
            holders[speaker.office].add(speaker.name or "")
        elif speaker == CHAIR:
            words = " ".join(flatten(child).text for child in turn if local_name(child) == "tekst")
            for person in received(words):
                called[person.office or ""].add(person.ministry or "")
    return one_ministry(called, holders)


def _add(child: etree._Element, debate: _Debate) -> None:
    name = local_name(child)
    if name in _SHELLS:
        for inner in child:
            _add(inner, debate)
    elif name == "spreekbeurt":
        _add_turn(child, debate, 0)
    elif name in _TITLES:
        debate.reading.builder.add(flatten(child).text, kind="heading", form="heading")
    elif name in _FRONT:
        _add_pieces(child, "front", debate)
    elif name and name != "metadata":
        _add_pieces(child, "other", debate)


def _add_turn(turn: etree._Element, debate: _Debate, depth: int) -> None:
    heads = [child for child in turn if local_name(child) == "spreker"]
    speaker = debate.take_turn(_speaker(heads[0]) if heads else Speaker())
    voice = _Voice(speaker, debate.turn, depth)
    debate.reading.leave_out("name at the head of a turn, kept as its speaker", len(heads))
    for child in turn:
        name = local_name(child)
        if name == "spreekbeurt":
            _add_turn(child, debate, depth + 1)
        elif name and name != "spreker":
            _add_speech(child, voice, debate)


def _add_speech(part: etree._Element, voice: _Voice, debate: _Debate) -> None:
    """Paragraphs of a turn; motions, and turns that stand inside the text, in their place."""
    for child in _split(part):
        name = local_name(child)
        if name == "motie":
            _add_motion(child, voice, debate)
        elif name == "spreekbeurt":
            _add_turn(child, debate, voice.depth + 1)
        else:
            _add_pieces(child, "turn", debate, voice)


def _split(part: etree._Element) -> list[etree._Element]:
    """The children of a text that holds motions or turns; otherwise the text as a whole."""
    if any(local_name(child) in ("motie", "spreekbeurt") for child in part):
        return [child for child in part if local_name(child)]
    return [part]


def _add_motion(motion: etree._Element, voice: _Voice, debate: _Debate) -> None:
    """The motion as its mover reads it out, then the chair's words on it."""
    for child in motion:
        name = local_name(child)
        if name == "motie-info":
            heads = [inner for inner in child if local_name(inner) == "spreker"]
            chair = debate.take_turn(_speaker(heads[0]) if heads else CHAIR)
            debate.reading.leave_out("name at the head of a turn, kept as its speaker", len(heads))
            aside = _Voice(chair, debate.turn, voice.depth + 1)
            for inner in child:
                if local_name(inner) not in ("", "spreker"):
                    _add_pieces(inner, "turn", debate, aside)
        elif name:
            _add_pieces(child, "other", debate, voice)


def _add_pieces(part: etree._Element, kind: PassageKind, debate: _Debate, voice: _Voice | None = None) -> None:
    add = debate.reading.builder.add
    voice = voice or _Voice()
    for piece in pieces(part, debate.reading):
        if piece.form == "footnote":
            add(piece.text, kind="other", form="footnote")
        elif piece.form == "heading":
            add(piece.text, kind="heading", form="heading")
        else:
            add(piece.text, kind=kind, form=piece.form, speaker=voice.speaker, turn=voice.turn, depth=voice.depth)


def _speaker(head: etree._Element) -> Speaker:
    """Who speaks, from the name at the head of a turn: title, name, and party for a member."""
    title = text_of(head, "voorvoegsels") or ""
    names = [flatten(part).text for part in named(head, "naam")] or [flatten(head).text]
    name = clean_name(names[0].strip(" :"))
    if name.lower() == "voorzitter" or flatten(head).text.lower().startswith("de voorzitter"):
        return CHAIR
    party = (text_of(head, "politiek") or "").strip(" ():") or None
    if title.lower().startswith(("minister", "staatssecretaris")):
        return speaker_from_office(title, name=name)
    if party:
        return Speaker(name, "Kamerlid", None, "member", party)
    return Speaker(name, None, None, "other")
