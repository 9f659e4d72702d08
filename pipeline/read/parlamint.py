"""ParlaMint-NL TEI: utterances with speaker and role, plain or already cut into words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.read.dates import parse_date
from pipeline.read.inline import flatten, local_name
from pipeline.read.official_meta import named
from pipeline.read.reading import Facts, Origin, Reading, give_roles
from pipeline.records import Document, Role, Speaker

XML = "{http://www.w3.org/XML/1998/namespace}"
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
_SAMPLE = re.compile(r"\s*\[ParlaMint[^\]]*\]\s*$")
_WORDS = ("w", "pc")


@dataclass(slots=True)
class _Debate:
    reading: Reading
    people: dict[str, Speaker]
    turn: int = -1
    speakers: list[Speaker] = field(default_factory=list)


def read_parlamint(root: etree._Element, origin: Origin) -> Document | None:
    """A sitting or a part of it; ``None`` for a TEI file without utterances (a corpus root, a list of people)."""
    if not any(local_name(element) == "u" for element in root.iter()):
        return None
    debate = _Debate(Reading(origin), dict(_people(root)))
    for element in root:
        if local_name(element) == "text":
            _add_children(element, debate)
    facts = Facts(
        "debate",
        id=root.get(f"{XML}id") or origin.stem,
        title=_title(root),
        date=_date(root),
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
    speaker = _speaker(utterance, debate.people)
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


def _speaker(utterance: etree._Element, people: dict[str, Speaker]) -> Speaker:
    who = (utterance.get("who") or "").split(" ")[0].lstrip("#").rpartition("#")[2]
    analysis = (utterance.get("ana") or "").lower()
    known = people.get(who)
    speaker = known or Speaker(name_from_id(who) or None)
    for mark, role, office in _ROLES:
        if re.search(rf"#(?:[\w.]*\.)?{mark}\b", analysis):
            return replace(speaker, role=role, office=office or speaker.office)
    return speaker


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


def _people(root: etree._Element) -> Iterator[tuple[str, Speaker]]:
    """The people whom the file's own header describes."""
    for person in named(root, "person"):
        key = person.get(f"{XML}id")
        names = [flatten(name).text for name in named(person, "persname")]
        ministerial = any(mark.get("role") == "minister" for mark in named(person, "affiliation"))
        if key and names:
            yield (
                key,
                Speaker(names[0], "minister" if ministerial else None, None, "government" if ministerial else "other"),
            )


def _title(root: etree._Element) -> str | None:
    """The Dutch subtitle, which names the sitting; else any Dutch title."""
    titles = [title for title in named(root, "title") if local_name(title.getparent()) == "titlestmt"]
    ranked = sorted(titles, key=lambda title: (title.get(f"{XML}lang") != "nl", title.get("type") != "sub"))
    return _SAMPLE.sub("", flatten(ranked[0]).text) or None if ranked else None


def _date(root: etree._Element) -> dt.date | None:
    """The day of the sitting; the date of publication is none."""
    dates = named(root, "date")
    for parent in ("setting", "bibl"):
        for date in dates:
            if local_name(date.getparent()) == parent:
                found = parse_date(date.get("when") or date.get("from") or flatten(date).text)
                if found:
                    return found
    return None
