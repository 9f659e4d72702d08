"""The context of a sentence: what was asked or said before it, who speaks, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.classify.protocol import Context
from pipeline.records import Document, Passage, Sentence

PREVIOUS_TURN_CHARACTERS = 500
"""How much of the turn before is context: its end, where the question stands."""


@dataclass(slots=True)
class _Questions:
    """The questions of a document by their number.

    A number can come back (two sets of questions in one document, or a list that is repeated above each
    answer): then the last one before the answer is meant.
    """

    by_number: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> _Questions:
        questions = cls()
        last: tuple[str, ...] = ()
        for passage in document.passages:
            if passage.kind == "answer":
                last = ()
            if passage.kind != "question" or passage.form in {"heading", "footnote"}:
                continue
            for number in passage.numbers:
                groups = questions.by_number.setdefault(number, [])
                if not groups or passage.numbers != last:
                    groups.append((passage.start, []))
                groups[-1][1].append(document.text[passage.start : passage.end])
            last = passage.numbers
        return questions

    def asked(self, answer: Passage) -> str:
        """The text of all questions with the numbers of this answer, each passage once, in their order."""
        texts: list[str] = []
        for number in answer.numbers:
            groups = self.by_number.get(number, [])
            earlier = [found for start, found in groups if start < answer.start]
            texts.extend(earlier[-1] if earlier else groups[0][1] if groups else [])
        return " ".join(dict.fromkeys(texts))


def _turn_texts(document: Document) -> dict[int, tuple[str | None, str]]:
    """For every turn: who speaks, and the text of its paragraphs."""
    parts: dict[int, tuple[str | None, list[str]]] = {}
    for passage in document.passages:
        if passage.turn is not None and passage.form != "heading":
            name = passage.speaker.name if passage.speaker else None
            parts.setdefault(passage.turn, (name, []))[1].append(document.text[passage.start : passage.end])
    return {turn: (name, " ".join(texts)) for turn, (name, texts) in parts.items()}


def _previous_turns(document: Document) -> dict[int, str]:
    """For every turn: the end of the last turn before it that somebody else spoke."""
    previous: dict[int, str] = {}
    other = last = ""
    speaker: str | None = None
    for turn, (name, text) in sorted(_turn_texts(document).items()):
        if name is None or name != speaker:
            other = last
        previous[turn] = other[-PREVIOUS_TURN_CHARACTERS:]
        speaker, last = name, text
    return previous


def _unit(passage: Passage) -> tuple[object, ...]:
    """What belongs together: one turn, one answer, the paragraphs of one letter."""
    if passage.turn is not None:
        return ("turn", passage.turn)
    return (passage.kind, passage.numbers)


_ASIDE = frozenset({"heading", "footnote", "signature"})


def contexts(document: Document, sentences: Sequence[Sentence]) -> tuple[Context, ...]:
    """Each sentence with its context, in the order given; no sentences give an empty tuple.

    ``asked`` of an answer (also a joint one) is the text of all questions that bear its numbers; of a
    turn it is the end of the last turn that another spoke. Headings, footnotes and signatures are no
    ``before`` of anything, and do not part what stands around them.
    """
    questions = _Questions.of(document)
    unanswered = _unanswered(document)
    previous = _previous_turns(document)
    found: list[Context] = []
    unit: tuple[object, ...] | None = None
    before = ""
    for sentence in sentences:
        passage = sentence.passage
        aside = passage.form in _ASIDE or passage.kind in {"heading", "front"}
        if not aside and _unit(passage) != unit:
            unit, before = _unit(passage), ""
        asked = previous.get(passage.turn, "") if passage.turn is not None else ""
        if passage.kind == "answer":
            asked = questions.asked(passage)
        context = _context(document, sentence, asked, "" if aside else before, unanswered=unanswered)
        found.append(replace(context, first=not aside and not before))
        if not aside:
            before = sentence.text
    return tuple(found)


def _unanswered(document: Document) -> bool:
    """Whether this is a paper of questions, or of answers, in which nothing is answered."""
    asks = document.kind in {"written_questions", "written_answers"}
    return asks and all(passage.kind != "answer" for passage in document.passages)


def _context(document: Document, sentence: Sentence, asked: str, before: str, *, unanswered: bool) -> Context:
    speaker = sentence.passage.speaker
    return Context(
        text=sentence.text,
        kind=sentence.passage.kind,
        form=sentence.passage.form,
        role=speaker.role if speaker else None,
        asked=asked,
        before=before,
        office=speaker.office if speaker else None,
        document_kind=document.kind,
        unanswered=unanswered,
    )
