"""Questions and answers (Kamervragen): every paragraph tied to the questions that it asks or answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.read.structure.drafts import MEMBER, Draft
from pipeline.read.structure.facts import Facts
from pipeline.read.structure.headers import Header, leading_number
from pipeline.read.structure.letters import body_speaker, is_footnote, is_front, read_letter
from pipeline.read.structure.pieces import Piece
from pipeline.read.structure.words import is_prose, letters, says
from pipeline.records import Form, PassageKind, Speaker

_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:nl|com|eu|org)\b|Kamerstuk|Aanhangsel", re.IGNORECASE)
_FEWEST_LETTERS = 20
_LONGEST_REPEAT = 1.3
_FEWEST_LETTERS_OF_AN_ANSWER = 60


@dataclass(slots=True)
class WrittenReader:
    """Walks through the pieces and remembers which questions stand open."""

    facts: Facts
    signed: frozenset[int]
    answered: frozenset[str]
    sources: int
    kind: PassageKind = "front"
    numbers: tuple[str, ...] = ()
    _open: list[str] = field(default_factory=list)
    _asked: dict[str, str] = field(default_factory=dict)
    _running: int = 0

    def read(self, pieces: Sequence[Piece], start: int) -> Iterator[Draft]:
        """Passages from the first header on."""
        for place in range(start, len(pieces)):
            piece = pieces[place]
            if piece.header:
                yield self._head(pieces, place, piece.header)
            elif place in self.signed:
                yield Draft(piece.block, "letter", "signature", speaker=body_speaker(self.facts))
            elif place >= self.sources or is_footnote(piece):
                yield Draft(piece.block, "other", "footnote")
            else:
                yield self._text(pieces, place)

    def _head(self, pieces: Sequence[Piece], place: int, header: Header) -> Draft:
        if header.kind == "question":
            self.numbers = header.numbers or self._next_number()
            self._open.extend(number for number in self.numbers if number not in self._open)
            self.kind = "question"
        elif header.kind == "answer":
            self.numbers = header.numbers or tuple(self._open) or self.numbers
            self._open.clear()
            self.kind = "answer"
        elif header.kind == "notice":
            self.numbers, self.kind = (), "letter"
        elif self.kind != "answer" or _explains_questions(pieces, place + 1):
            self.numbers, self.kind = (), "other"
        return Draft(pieces[place].block, "heading", "heading", self.numbers)

    def _next_number(self) -> tuple[str, ...]:
        self._running += 1
        return (str(self._running),)

    def _text(self, pieces: Sequence[Piece], place: int) -> Draft:
        piece = pieces[place]
        if is_front(piece, written=True) if self.kind != "answer" else says("reference", piece.text):
            return Draft(piece.block, "front")
        if piece.block.form == "heading" and not is_prose(piece.text):
            return Draft(piece.block, "heading")
        if says("explanation_text", piece.text):
            return Draft(piece.block, "other")
        if self.kind == "question":
            if self._answers_unheaded(pieces, place):
                self.kind = "answer"
                self._open.clear()
            else:
                self._remember(piece)
        elif self.kind == "answer" and self._repeats_question(piece):
            return Draft(piece.block, "question", numbers=self.numbers, speaker=self._asker())
        form: Form | None = "paragraph" if piece.block.form == "heading" else None
        return Draft(piece.block, self.kind, form, self.numbers, self._speaker())

    def _remember(self, piece: Piece) -> None:
        for number in self.numbers:
            self._asked[number] = self._asked.get(number, "") + letters(piece.text)

    def _repeats_question(self, piece: Piece) -> bool:
        """Whether a paragraph of an answer is the question once more."""
        words = letters(piece.text)
        asked = [self._asked.get(number, "") for number in self.numbers]
        if len(words) < _FEWEST_LETTERS:
            return words in asked and "?" in piece.text
        return any(
            words in question or (question in words and len(words) <= _LONGEST_REPEAT * len(question))
            for question in filter(None, asked)
        )

    def _answers_unheaded(self, pieces: Sequence[Piece], place: int) -> bool:
        """A paragraph without a question, behind a question that no header answers, answers it.

        Only where other questions of the document are answered under headers with numbers, and the next
        header is a new question: ministries forget the header now and then.
        """
        if not self.answered or any(number in self.answered for number in self.numbers):
            return False
        if not all(self._asked.get(number) for number in self.numbers) or "?" in pieces[place].text:
            return False
        ahead = (pieces[later].header for later in range(place, len(pieces)))
        following = next(filter(None, ahead), None)
        closed = following is None or (following.kind == "question" and bool(following.numbers))
        return closed and len(letters(pieces[place].text)) >= _FEWEST_LETTERS_OF_AN_ANSWER

    def _speaker(self) -> Speaker | None:
        if self.kind == "question":
            return self._asker()
        return body_speaker(self.facts) if self.kind in ("answer", "letter") else None

    def _asker(self) -> Speaker:
        return self.facts.askers[0] if self.facts.askers else MEMBER


def read_written(pieces: Sequence[Piece], facts: Facts, signed: frozenset[int]) -> Iterator[Draft]:
    """All passages of a document with headers of questions or answers."""
    start = next((place for place, piece in enumerate(pieces) if piece.header), len(pieces))
    yield from read_letter(pieces[:start], facts, signed)
    answered = frozenset(
        number for piece in pieces if piece.header and piece.header.kind == "answer" for number in piece.header.numbers
    )
    yield from WrittenReader(facts, signed, answered, sources_start(pieces)).read(pieces, start)


def _explains_questions(pieces: Sequence[Piece], place: int) -> bool:
    return place < len(pieces) and says("explanation_text", pieces[place].text)


def sources_start(pieces: Sequence[Piece]) -> int:
    """Where the numbered list of sources at the end begins; the number of pieces when there is none.

    It counts up from 1 to the end of the document, and at least one item is an address or a paper.
    """
    start = len(pieces)
    while start and not pieces[start - 1].header and (found := leading_number(_unbracketed(pieces[start - 1].text))):
        start -= 1
        if found[0] == "1":
            sources = pieces[start:]
            return start if any(_ADDRESS.search(piece.text) for piece in sources) else len(pieces)
    return len(pieces)


def _unbracketed(text: str) -> str:
    return re.sub(r"^\[?(\d{1,3})\]?[.)]?\s", r"\1. ", text)


def read_unnumbered(pieces: Sequence[Piece], facts: Facts, signed: frozenset[int]) -> Iterator[Draft]:
    """A question paper that numbers nothing: its paragraphs with a question mark get running numbers."""
    start = _first_question(pieces)
    yield from read_letter(pieces[:start], facts, signed)
    asker = facts.askers[0] if facts.askers else MEMBER
    number = 0
    for piece in pieces[start:]:
        if is_footnote(piece):
            yield Draft(piece.block, "other", "footnote")
            continue
        number += "?" in piece.text
        form: Form | None = "paragraph" if piece.block.form == "heading" else None
        yield Draft(piece.block, "question", form, (str(number),), asker)


def _first_question(pieces: Sequence[Piece]) -> int:
    return next(
        (
            place
            for place, piece in enumerate(pieces)
            if "?" in piece.text and not says("kind_questions", piece.text) and not is_footnote(piece)
        ),
        len(pieces),
    )
