"""Papers other than letters (Kamerstukken): motions, amendments, explanatory memoranda, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.read.people import parse_people
from pipeline.read.structure.drafts import GOVERNMENT, Draft
from pipeline.read.structure.letters import is_footnote
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.words import is_prose, says
from pipeline.records import Speaker

_BY_MEMBERS = re.compile(r"\b(?:motie|amendement)\s+van\s+(?P<people>(?:het\s+lid|de\s+leden)\b.+)", re.IGNORECASE)
_BY_GOVERNMENT = re.compile(
    r"^(?:nr\.?\s*\d+\s+)?(?:memorie van (?:toelichting|antwoord)|nota naar aanleiding van|nota van wijziging)",
    re.IGNORECASE,
)
_OPENS_MOTION = re.compile(
    r"^(?:de kamer|gehoord|overwegende|constaterende|verzoekt|spreekt uit|ondergetekende)\b", re.IGNORECASE
)


def read_paper(pieces: Sequence[Piece], signed: frozenset[int]) -> Iterator[Draft]:
    """Front lines until the text begins, then paragraphs in the name of whoever submits the paper."""
    speaker: Speaker | None = None
    written = False
    for place, piece in enumerate(pieces):
        block, text = piece.block, piece.text
        speaker = speaker or _author(text)
        written = written or _opens(text)
        if place in signed:
            yield Draft(block, "other", "signature", speaker=speaker)
        elif is_footnote(piece):
            yield Draft(block, "other", "footnote")
        elif not written:
            yield Draft(block, "front")
        elif block.form == "heading":
            yield Draft(block, "heading")
        else:
            yield Draft(block, "other", speaker=speaker)


def _opens(text: str) -> bool:
    return bool(_OPENS_MOTION.match(text)) or (is_prose(text) and not says("kind_paper", text))


def _author(text: str) -> Speaker | None:
    members = _BY_MEMBERS.search(text)
    if members:
        people = parse_people(members["people"].title() if members["people"].isupper() else members["people"])
        return people[0] if people else Speaker(role="member")
    return GOVERNMENT if _BY_GOVERNMENT.match(text) else None
