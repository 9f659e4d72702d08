"""Which kind of document this is, from its headers and the words on its front."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.read.structure.debates import count_turns
from pipeline.read.structure.facts import front_pieces
from pipeline.read.structure.news import tells_news
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.signatures import Signatures
from pipeline.read.structure.words import says
from pipeline.records import DocumentKind
from pipeline.resources.structure import StructureRole

_FEWEST_TURNS = 3
_PAPER_FRONT = 25
_NO_PAPER: tuple[StructureRole, ...] = ("kind_letter", "kind_answers", "kind_questions")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a kind is told by; ``front`` are the texts of the front and of a letter's running heads."""

    pieces: Sequence[Piece]
    front: Sequence[str]
    headers: frozenset[str]
    signatures: Signatures
    properties: Mapping[str, str]

    def says(self, role: StructureRole) -> bool:
        """Whether a rule of this role finds its words on the front."""
        return any(says(role, text) for text in self.front)

    @property
    def asks(self) -> bool:
        """Whether anything ends in a question mark."""
        return any("?" in piece.text for piece in self.pieces)


def detect_kind(pieces: Sequence[Piece], signatures: Signatures, properties: Mapping[str, str]) -> DocumentKind:
    """The kind of a document; ``other`` when nothing speaks for one of the kinds that are known."""
    margin = properties.get("margin", "").split("\n")
    front = [*(piece.text for piece in front_pieces(pieces)), *filter(None, margin)]
    headers = frozenset(piece.header.kind for piece in pieces if piece.header)
    evidence = Evidence(pieces, front, headers, signatures, properties)
    return next((kind for kind, applies in _TESTS if applies(evidence)), "other")


def _is_debate(evidence: Evidence) -> bool:
    return count_turns(evidence.pieces) >= _FEWEST_TURNS


def _is_paper(evidence: Evidence) -> bool:
    """A paper is headed as one; a letter about a motion begins as a letter."""
    for text in evidence.front[:_PAPER_FRONT]:
        if any(says(role, text) for role in _NO_PAPER):
            return False
        if says("kind_paper", text):
            return True
    return False


def _has_answers(evidence: Evidence) -> bool:
    return evidence.says("kind_answers") or ("answer" in evidence.headers and evidence.asks)


def _has_questions(evidence: Evidence) -> bool:
    return evidence.says("kind_questions") or ("question" in evidence.headers and evidence.asks)


def _is_letter(evidence: Evidence) -> bool:
    signs = any(person.role == "government" for person in evidence.signatures.signing)
    return signs or evidence.says("kind_letter")


def _is_news(evidence: Evidence) -> bool:
    return tells_news(evidence.pieces, evidence.properties)


_TESTS: tuple[tuple[DocumentKind, Callable[[Evidence], bool]], ...] = (
    ("debate", _is_debate),
    ("paper", _is_paper),
    ("written_answers", _has_answers),
    ("written_questions", _has_questions),
    ("letter", _is_letter),
    ("news", _is_news),
)
