"""Pieces: blocks with the headers of questions and answers cut loose from their text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.read.blocks import Block
from pipeline.read.structure.headers import Header, embedded_headers, leading_number, lone_number, match_header

_UNBOUND = ("footnote", "table")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that is a header as a whole, or text."""

    block: Block
    header: Header | None = None

    @property
    def text(self) -> str:
        """The words of the block, outer white space taken off."""
        return self.block.text.strip()


def make_pieces(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """Cut headers loose; where nothing says "Vraag", numbers that count up from 1 head the questions.

    >>> pieces = make_pieces([Block("Vraag 1 Klopt dit?"), Block("Antwoord: Ja.")])
    >>> [(piece.text, piece.header and piece.header.kind) for piece in pieces]
    [('Vraag 1', 'question'), ('Klopt dit?', None), ('Antwoord:', 'answer'), ('Ja.', None)]
    """
    pieces = tuple(piece for block in blocks if block.text.strip() for piece in _cut(block))
    if any(piece.header and piece.header.kind == "question" for piece in pieces):
        return pieces
    return tuple(_number(pieces))


def _cut(block: Block) -> Iterator[Piece]:
    if block.form in _UNBOUND:
        yield Piece(block)
        return
    start = 0
    for place in (*embedded_headers(block.text), len(block.text)):
        yield from _split(block.cut(start, place))
        start = place


def _split(block: Block) -> Iterator[Piece]:
    match = match_header(block.text)
    if match is None:
        yield Piece(_trim(block))
        return
    head_end = min(len(block.text), match.rest)
    yield Piece(replace(_trim(block.cut(0, head_end)), form="heading"), match.header)
    if match.rest < len(block.text):
        yield from _split(replace(block.cut(match.rest), form="paragraph"))


def _trim(block: Block) -> Block:
    start = len(block.text) - len(block.text.lstrip())
    end = len(block.text.rstrip())
    return block if (start, end) == (0, len(block.text)) else block.cut(start, end)


def _number(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take a number for the header of a question when it is the next one and a question follows."""
    expected = 1
    for place, piece in enumerate(pieces):
        number, rest = _heading_number(piece)
        if number is None or not _continues(number, expected) or not _asks(pieces, place, rest):
            yield piece
            continue
        expected = int(re.sub(r"\D", "", number)) + 1
        header = Header("question", (number,))
        if rest == len(piece.block.text):
            yield Piece(replace(piece.block, form="heading"), header)
        else:
            yield Piece(replace(_trim(piece.block.cut(0, rest)), form="heading"), header)
            yield Piece(replace(piece.block.cut(rest), form="paragraph"))


def _heading_number(piece: Piece) -> tuple[str | None, int]:
    text = piece.block.text
    if piece.header or piece.block.form in _UNBOUND:
        return None, 0
    alone = lone_number(text)
    if alone:
        return alone, len(text)
    leading = leading_number(text)
    return leading or (None, 0)


def _continues(number: str, expected: int) -> bool:
    """Whether a number is the next one, or the next part of the one before ("1b" after "1a")."""
    value = int(re.sub(r"\D", "", number))
    return value == expected or (not number.isdecimal() and value == expected - 1)


def _asks(pieces: Sequence[Piece], place: int, rest: int) -> bool:
    """Whether a question mark stands between this number and the next header or number."""
    if "?" in pieces[place].block.text[rest:]:
        return True
    for piece in pieces[place + 1 :]:
        if piece.header or (_heading_number(piece)[0] is not None):
            return False
        if "?" in piece.text:
            return True
    return False
