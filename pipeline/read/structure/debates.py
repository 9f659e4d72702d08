"""Debates printed as text: turns (spreekbeurten) headed by the speaker's name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.people import parse_people, speaker_from_office
from pipeline.read.structure.drafts import Draft
from pipeline.read.structure.pieces import Piece
from pipeline.records import Speaker
from pipeline.resources.structure import structure_rules

_PARTY = re.compile(r"\s*\(([^()]*)\)\s*$")


def match_turn(text: str) -> tuple[str, int] | None:
    """The words that name the speaker at the head of a turn, and where the speech begins.

    >>> match_turn("Mevrouw Testman (D66): Voorzitter."), match_turn("Zij vindt: ja.")
    (('Mevrouw Testman (D66)', 23), None)
    """
    for rule in structure_rules("turn"):
        match = rule.regex.match(text)
        if match:
            return match["people"], match.end()
    return None


def count_turns(pieces: Sequence[Piece]) -> int:
    """How many paragraphs begin a turn."""
    return sum(match_turn(piece.text) is not None for piece in pieces)


def read_debate(pieces: Sequence[Piece]) -> Iterator[Draft]:
    """Front lines until the first turn, then the turns; names seen with a party keep it."""
    known: dict[str, Speaker] = {}
    turn = -1
    speaker: Speaker | None = None
    for piece in pieces:
        found = match_turn(piece.text)
        if found:
            turn += 1
            speaker = _recall(resolve_speaker(found[0]), known)
            head, rest = piece.block.cut(0, found[1]), piece.block.cut(found[1])
            yield Draft(head, "heading", "heading", speaker=speaker, turn=turn)
            yield Draft(rest, "turn", speaker=speaker, turn=turn)
        elif piece.block.form == "footnote":
            yield Draft(piece.block, "other", "footnote")
        elif speaker is None:
            yield Draft(piece.block, "front")
        elif piece.block.form == "heading":
            yield Draft(piece.block, "heading")
        else:
            yield Draft(piece.block, "turn", speaker=speaker, turn=turn)


def resolve_speaker(words: str) -> Speaker:
    """The speaker that the head of a turn names.

    >>> resolve_speaker("De voorzitter").role, resolve_speaker("Minister Testman").role
    ('chair', 'government')
    >>> resolve_speaker("De heer Van der Proef (VVD)")
    Speaker(name='Van der Proef', office='Kamerlid', ministry=None, role='member', party='VVD')
    """
    if words.lower().endswith("voorzitter"):
        return Speaker(office="voorzitter", role="chair")
    people = parse_people(words)
    if people:
        person = people[0]
        return replace(person, office="Kamerlid", role="member") if person.role == "other" else person
    party = _PARTY.search(words)
    return speaker_from_office("Kamerlid", name=_PARTY.sub("", words), party=party[1] if party else None)


def _recall(speaker: Speaker, known: dict[str, Speaker]) -> Speaker:
    if speaker.name is None:
        return speaker
    if speaker.party or speaker.ministry:
        known.setdefault(speaker.name, speaker)
        return speaker
    return known.get(speaker.name, speaker)
