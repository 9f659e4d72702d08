"""Blocks become a document: kind, facts, and every passage with its part to play."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pipeline.read.assemble import TextBuilder
from pipeline.read.blocks import Block, Extraction  # noqa: F401 the example uses Block
from pipeline.read.hints import Hints
from pipeline.read.identify import slug
from pipeline.read.structure.debates import read_debate
from pipeline.read.structure.drafts import Draft
from pipeline.read.structure.facts import Facts, read_facts
from pipeline.read.structure.identity import Feet, identify, lift_feet, own_dossier
from pipeline.read.structure.kinds import detect_kind
from pipeline.read.structure.letters import is_footnote, read_letter
from pipeline.read.structure.mending import join_broken
from pipeline.read.structure.news import read_news
from pipeline.read.structure.papers import read_paper
from pipeline.read.structure.pieces import Piece, make_pieces
from pipeline.read.structure.signatures import find_signatures
from pipeline.read.structure.words import is_prose
from pipeline.read.structure.written import read_unnumbered, read_written
from pipeline.records import Document, DocumentKind, Omission, Passage, Speaker


def build_document(extraction: Extraction, *, source: str, sha256: str, hints: Hints) -> Document:
    """Give the blocks of a file their meaning.

    ``hints.kind`` overrides the kind that is detected, ``hints.date`` and ``hints.title`` fill a gap only.
    Blocks of an unknown kind become passages of kind ``other``; no blocks give a document with an empty text.

    >>> blocks = (Block("Vraag 1"), Block("Klopt dit?"), Block("Antwoord 1"), Block("Ja."))
    >>> document = build_document(Extraction(blocks), source="a.txt", sha256="", hints=Hints())
    >>> document.kind, [(passage.kind, passage.numbers) for passage in document.passages[1::2]]
    ('written_answers', [('question', ('1',)), ('answer', ('1',))])
    """
    blocks, feet = lift_feet(extraction.blocks)
    pieces = make_pieces(join_broken(blocks))
    signatures = find_signatures(pieces)
    facts = read_facts(pieces, signatures, extraction.properties)
    kind = hints.kind or detect_kind(pieces, signatures, extraction.properties)
    builder = _join(read_passages(kind, pieces, facts, signatures.places))
    found = hints.id or identify(kind, pieces, facts, feet, extraction.properties, source=hints.address or source)
    return Document(
        id=slug(found),
        kind=kind,
        title=facts.title or _headline(kind, pieces) or hints.title,
        date=_date(facts, kind) or hints.date,
        language="nl",
        source=source,
        sha256=sha256,
        text=builder.text,
        passages=tuple(builder.passages),
        asked=facts.asked,
        answered=facts.answered,
        askers=facts.askers,
        answerers=_answerers(kind, facts, builder.passages),
        dossiers=tuple(dict.fromkeys(number for number in (own_dossier(found), *facts.dossiers) if number)),
        question_ids=facts.question_ids,
        source_map=tuple(builder.source_map),
        omissions=_omissions(extraction.omissions, feet),
    )


def read_passages(kind: DocumentKind, pieces: Sequence[Piece], facts: Facts, signed: frozenset[int]) -> Iterator[Draft]:
    """The passages of a document; headers of questions count more than the kind that the document is of."""
    if kind == "debate":
        return read_debate(pieces)
    if kind == "news":
        return read_news(pieces)
    if any(piece.header for piece in pieces):
        return read_written(pieces, facts, signed)
    if kind == "written_questions":
        return read_unnumbered(pieces, facts, signed)
    if kind in ("letter", "written_answers"):
        return read_letter(pieces, facts, signed)
    return read_paper(pieces, signed) if kind == "paper" else _as_they_are(pieces)


def _as_they_are(pieces: Iterable[Piece]) -> Iterator[Draft]:
    for piece in pieces:
        if is_footnote(piece):
            yield Draft(piece.block, "other", "footnote")
        else:
            yield Draft(piece.block, "heading" if piece.block.form == "heading" else "other")


def _join(drafts: Iterable[Draft]) -> TextBuilder:
    builder = TextBuilder()
    for draft in drafts:
        builder.add(
            draft.block,
            kind=draft.kind,
            form=draft.form,
            numbers=draft.numbers,
            speaker=draft.speaker,
            turn=draft.turn,
            depth=draft.depth,
        )
    return builder


def _headline(kind: DocumentKind, pieces: Sequence[Piece]) -> str | None:
    """The first line of an article or a debate, when it is no sentence."""
    if kind not in ("news", "debate") or len(pieces) < 2 or is_prose(pieces[0].text):
        return None
    return pieces[0].text


def _answerers(kind: DocumentKind, facts: Facts, passages: Sequence[Passage]) -> tuple[Speaker, ...]:
    """In a debate the members of the government who speak are those who answer."""
    if kind != "debate":
        return facts.answerers
    speakers = (passage.speaker for passage in passages if passage.kind == "turn")
    return tuple(dict.fromkeys(speaker for speaker in speakers if speaker and speaker.role == "government"))


def _date(facts: Facts, kind: DocumentKind) -> dt.date | None:
    """Answers and notices count from the day of receipt, letters from their own, questions from asking."""
    if kind == "written_questions":
        return facts.asked or facts.dated
    return facts.answered or facts.dated or facts.asked


def _omissions(omissions: Sequence[Omission], feet: Feet) -> tuple[Omission, ...]:
    """What the reader of the format left out, and the feet that structure left out."""
    counts = {omission.reason: omission.count for omission in omissions}
    if feet.count:
        counts["page furniture"] = counts.get("page furniture", 0) + feet.count
    return tuple(Omission(reason, count) for reason, count in counts.items())
