"""Signatures under letters (ondertekening): an office, then a name; "mede namens" stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read.people import clean_name, parse_people
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.words import is_name, is_prose, says, without_degrees
from pipeline.records import Speaker

_MEDE = re.compile(r"^\s*mede\s+(?:namens|ondertekend door)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, and in whose name besides (mede namens); ``places`` are indices of pieces."""

    signing: tuple[Speaker, ...] = ()
    beside: tuple[Speaker, ...] = ()
    places: frozenset[int] = frozenset()


def find_signatures(pieces: Sequence[Piece]) -> Signatures:
    """All signatures in a document; all parts are empty when nobody signs."""
    signing: list[Speaker] = []
    beside: list[Speaker] = []
    places: set[int] = set()
    place, written = 0, False
    while place < len(pieces):
        text = pieces[place].text
        if pieces[place].header or not written or not says("signing", text) or is_prose(text):
            if written and says("closing", text):
                places.add(place)
            written = written or pieces[place].header is not None or is_prose(text)
            place += 1
            continue
        end = _block_end(pieces, place)
        people = _signed(pieces[place:end])
        (beside if _MEDE.match(text) else signing).extend(people)
        places.update(range(place, end))
        place = end
    return Signatures(tuple(dict.fromkeys(signing)), tuple(dict.fromkeys(beside)), frozenset(places))


def _block_end(pieces: Sequence[Piece], start: int) -> int:
    """Office lines, then the lines with the name."""
    end = start + 1
    while end < len(pieces) and _goes_on(pieces[end]):
        end += 1
    while end < len(pieces) and end - start < 4 and not pieces[end].header and is_name(pieces[end].text):
        end += 1
    return end


def _goes_on(piece: Piece) -> bool:
    text = piece.text
    return not piece.header and text.startswith(("en ", "voor ", "van ")) and not is_prose(text) and len(text) < 100


def _signed(pieces: Sequence[Piece]) -> list[Speaker]:
    offices = " ".join(piece.text for piece in pieces if not is_name(piece.text))
    names = [piece.text for piece in pieces if is_name(piece.text)]
    people = list(parse_people(_MEDE.sub("", offices)))
    if people and names and people[0].name is None:
        people[0] = replace(people[0], name=clean_name(without_degrees(names[0])))
    return people
