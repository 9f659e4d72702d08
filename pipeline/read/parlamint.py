"""ParlaMint-NL TEI: utterances with speaker and role, plain or already cut into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.read.inline import flatten, local_name
from pipeline.read.parlamint_header import XML, date_of, house_of, people_of, title_of
from pipeline.read.reading import Facts, Origin, Reading, give_roles
from pipeline.read.roles import Utterance, infer
from pipeline.records import Document, Role, Speaker

_ROLES: tuple[tuple[str, Role, str | None], ...] = (
    ("chair", "chair", "voorzitter"),
    ("minister", "government", "minister"),
    ("government", "government", None),
    ("guest", "other", None),
)
"""``#regular`` says only that somebody holds the floor, member and minister alike: no role follows from it."""
_PARTICLES = re.compile(r"(?<=[a-zà-ÿ]{2})(vander|vanden|vande|van|de)$")
_GIVEN_NAMES_IN_DE = ("hilde", "jade", "claude", "maude", "mathilde", "ivan", "donovan", "gerarde", "alide", "aude")
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ’'.])(?=[A-ZÀ-Þ])")
_WORDS = ("w", "pc")


@dataclass(slots=True)
class _Debate:
    reading: Reading
    people: dict[str, Speaker]
    inferred: dict[str, Speaker]
    turn: int = -1
    speakers: list[Speaker] = field(default_factory=list)


def read_parlamint(root: etree._Element, origin: Origin) -> Document | None:
    """A sitting or a part of it; ``None`` for a TEI file without utterances (a corpus root, a list of people).

    Roles are those of the header and of the marks; where both are silent, what follows from the words
    (:func:`pipeline.read.roles.infer`), for all turns of a person.
    """
    if not any(local_name(element) == "u" for element in root.iter()):
        return None
    day = date_of(root)
    people = dict(people_of(root, day))
    inferred = infer(tuple(_utterances(root, people)), house_of(root))
    debate = _Debate(Reading(origin), people, inferred)
    for element in root:
        if local_name(element) == "text":
            _add_children(element, debate)
    facts = Facts(
        "debate",
        id=root.get(f"{XML}id") or origin.stem,
        title=title_of(root),
        date=day,
        language=(root.get(f"{XML}lang") or "nl").split("-")[0],
    )
    return debate.reading.document(give_roles(facts, tuple(debate.speakers)))


def _add_children(element: etree._Element, debate: _Debate) -> None:
    for child in element:
        name = local_name(child)
        if name == "u":
            _add_utterance(child, debate)
        elif name == "head":
            debate.reading.builder.add(flatten(child).text, kind="heading", form="heading")
        elif name == "gap":
            debate.reading.leave_out(f"gap in the source ({child.get('reason') or 'no reason given'})")
        elif name in ("body", "div", "front", "back", "group"):
            _add_children(child, debate)
        elif name:
            debate.reading.builder.add(flatten(child).text, kind="other")


def _add_utterance(utterance: etree._Element, debate: _Debate) -> None:
    """One turn; a note inside it is the stenographer's, or a motion read out."""
    debate.turn += 1
    speaker = _speaker(utterance, debate)
    debate.speakers.append(speaker)
    add = debate.reading.builder.add
    add(utterance.text or "", kind="turn", speaker=speaker, turn=debate.turn)
    for child in utterance:
        name = local_name(child)
        if name in ("seg", "p", "s"):
            add(segment_text(child), kind="turn", speaker=speaker, turn=debate.turn)
        elif name == "gap":
            debate.reading.leave_out(f"gap in the source ({child.get('reason') or 'no reason given'})")
        elif name:
            add(flatten(child).text, kind="other", speaker=speaker, turn=debate.turn)
        add((child.tail or "").strip(), kind="turn", speaker=speaker, turn=debate.turn)


def segment_text(segment: etree._Element) -> str:
    """The words of a segment; where it was cut into words, blanks as ``join`` says.

    >>> segment_text(etree.fromstring("<seg><s><w>Dank</w><w join='right'>u</w><pc>.</pc></s></seg>"))
    'Dank u.'
    """
    tokens = [element for element in segment.iter() if local_name(element) in _WORDS and not _inside_word(element)]
    if not tokens:
        return flatten(segment).text
    parts: list[str] = []
    joined = True
    for token in tokens:
        parts.append(("" if joined or token.get("join") in ("left", "both") else " ") + flatten(token).text)
        joined = token.get("join") in ("right", "both")
    return "".join(parts).strip()


def _inside_word(element: etree._Element) -> bool:
    return local_name(element.getparent()) == "w"


def _utterances(root: etree._Element, people: dict[str, Speaker]) -> Iterator[Utterance]:
    """Who speaks in which turn, with everything said and read out in it."""
    follows = True
    for element in root.iter():
        name = local_name(element)
        if name == "gap":
            follows = False
        elif name == "u":
            who = _who(element)
            known = people.get(who)
            role = _mark(element)[0] or (known.role if known and known.role != "other" else None)
            words = [element.text or "", *(segment_text(child) for child in element if local_name(child))]
            yield Utterance(who, role, " ".join(" ".join(words).split()), follows)
            follows = True


def _who(utterance: etree._Element) -> str:
    return (utterance.get("who") or "").split(" ")[0].lstrip("#").rpartition("#")[2]


def _mark(utterance: etree._Element) -> tuple[Role | None, str | None]:
    """Role and office as marked on an utterance; a mark that tells neither gives nothing."""
    analysis = (utterance.get("ana") or "").lower()
    for mark, role, office in _ROLES:
        if re.search(rf"#(?:[\w.]*\.)?{mark}\b", analysis):
            return role, office
    return None, None


def _speaker(utterance: etree._Element, debate: _Debate) -> Speaker:
    """The mark goes before the header, the header before what was inferred, which fills what these leave open."""
    who = _who(utterance)
    speaker = debate.people.get(who) or Speaker(name_from_id(who) or None)
    role, office = _mark(utterance)
    if role:
        speaker = replace(speaker, role=role, office=office or speaker.office)
    guess = debate.inferred.get(who)
    if guess is None or (guess.role != speaker.role and (role or speaker.role != "other")):
        return speaker
    return replace(
        speaker,
        role=guess.role,
        office=speaker.office or guess.office,
        ministry=speaker.ministry or guess.ministry,
        party=speaker.party or guess.party,
    )


def name_from_id(who: str) -> str:
    """A person's name out of an id in which its parts were written together.

    >>> name_from_id("AnnavandenToets"), name_from_id("IvanProef"), name_from_id("PieterdeMonster")
    ('Anna van den Toets', 'Ivan Proef', 'Pieter de Monster')
    """
    words = [re.sub(r"[_.]+", " ", part).strip() for part in _CAPITAL.split(who)]
    for place, word in enumerate(words[:-1]):
        match = _PARTICLES.search(word)
        if match and word.lower() not in _GIVEN_NAMES_IN_DE:
            particle = re.sub(r"^van(?=de)", "van ", match[1])
            words[place] = f"{word[: match.start()]} {particle}"
    return " ".join(words).strip()
