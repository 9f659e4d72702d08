"""Letters (Kamerbrief), and the front and cover letter of any other document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from pipeline.read.structure.drafts import GOVERNMENT, Draft
from pipeline.read.structure.facts import Facts
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.words import is_prose, is_title_line, opens, says
from pipeline.records import Speaker
from pipeline.resources.structure import StructureRole

_TITLES: tuple[StructureRole, ...] = (
    "kind_answers",
    "kind_questions",
    "kind_letter",
    "kind_paper",
    "title",
    "full_title",
)
_LABELS: tuple[StructureRole, ...] = ("dated", "reference")


def read_letter(pieces: Sequence[Piece], facts: Facts, signed: frozenset[int]) -> Iterator[Draft]:
    """Front, paragraphs of the letter, signatures and footnotes; ``signed`` are the places of signature lines."""
    speaker = facts.answerers[0] if facts.answerers else GOVERNMENT
    written = False
    for place, piece in zip(count(), pieces, strict=False):
        block = piece.block
        if place in signed:
            yield Draft(block, "letter", "signature", speaker=speaker)
        elif is_footnote(piece):
            yield Draft(block, "other", "footnote")
        elif is_front(piece, written=written):
            yield Draft(block, "front")
        elif block.form == "heading" or (block.form == "paragraph" and is_title_line(piece.text)):
            yield Draft(block, "heading", "heading")
        else:
            written = written or is_prose(piece.text)
            yield Draft(block, "letter", speaker=speaker)


def is_front(piece: Piece, *, written: bool) -> bool:
    """Title and address lines: all before the first prose, afterwards only lines that a rule knows."""
    text = piece.text
    if any(opens(role, text) for role in _TITLES):
        return True
    if not is_prose(text):
        return not written or any(says(role, text) for role in _LABELS)
    return not written and says("reference", text)


def is_footnote(piece: Piece) -> bool:
    """A footnote by its form, or a source that a number with a bracket heads."""
    return piece.block.form == "footnote" or says("footnote", piece.text)


def body_speaker(facts: Facts) -> Speaker:
    """Who speaks in answers, notices and letters."""
    return facts.answerers[0] if facts.answerers else GOVERNMENT
