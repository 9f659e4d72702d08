"""Labelled documents of our own writing, small enough to see through, for tests that store them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from pipeline.records import (
    LABELS,
    Actor,
    Commitment,
    Deadline,
    Document,
    Label,
    LabelledDocument,
    Passage,
    Run,
    Scores,
    Sentence,
    Span,
    Speaker,
    Statement,
    sentence_id,
)

MINISTER = Speaker("De Wolf", "minister", "Infrastructuur en Waterstaat", "government")
FIRST = Run("0.1.0", "cues-1", dt.datetime(2025, 3, 4, 9, tzinfo=dt.UTC))
SECOND = Run("0.1.0", "linear-2", dt.datetime(2025, 6, 1, 9, tzinfo=dt.UTC))
THIRD = Run("0.2.0", "linear-3", dt.datetime(2025, 9, 1, 9, tzinfo=dt.UTC))

LETTER = (
    "Op 3 maart is de sluis bij Oldeveen gestremd.",
    "Ik zal voor 1 juli 2025 onderzoeken hoe dat kon gebeuren.",
    "Een tweede sluis acht ik niet nodig.",
    "Ik houd uw Kamer op de hoogte.",
)


def labelled(
    sentences: Sequence[str] = LETTER,
    *,
    name: str = "kst-99101-7",
    run: Run = FIRST,
    labels: Sequence[Sequence[Label]] = (),
    separator: str = " ",
    source: str = "",
    date: dt.date | None = dt.date(2025, 3, 4),
) -> LabelledDocument:
    """A letter of these sentences; without labels the second promises, the third refuses, the others claim."""
    text = separator.join(sentences)
    passage = Passage(0, len(text), "letter", speaker=MINISTER)
    given = labels or [("commitment",) if n == 1 else ("refusal",) if n == 2 else ("claim",) for n in range(99)]
    statements, start = [], 0
    for words, its in zip(sentences, given, strict=False):
        sentence = Sentence(
            sentence_id(name, start, start + len(words), words), start, start + len(words), words, passage
        )
        statements.append(statement(sentence, tuple(its)))
        start += len(words) + len(separator)
    document = Document(
        id=name,
        kind="letter",
        title="Stremming van de sluis",
        date=date,
        language="nl",
        source=source or f"https://example.org/{name}.html",
        sha256=hashlib.sha256((source + text).encode()).hexdigest(),
        text=text,
        passages=(passage,) if statements else (),
        answerers=(MINISTER,),
        dossiers=("99101",),
        question_ids=("2025Z09999",),
    )
    return LabelledDocument(document, run, tuple(statements))


def statement(sentence: Sentence, labels: tuple[Label, ...]) -> Statement:
    """A proposal with the scores and the frame that go with its labels."""
    scores = Scores(**{label: 0.9 if label in labels else 0.2 for label in LABELS})
    return Statement(
        sentence=sentence,
        labels=labels,
        scores=scores,
        needs_review=not labels,
        commitment=_frame(sentence) if "commitment" in labels else None,
        evidence=("commitment.zal",) if "commitment" in labels else (),
    )


def _frame(sentence: Sentence) -> Commitment:
    words = "voor 1 juli 2025"
    at = sentence.text.find(words)
    deadline = None
    if at >= 0:
        start = sentence.start + at
        deadline = Deadline(words, start, start + len(words), dt.date(2025, 3, 4), dt.date(2025, 6, 30), "day")
    span = Span(sentence.text, sentence.start, sentence.end)
    return Commitment(Actor("Ik", "minister", MINISTER.ministry), span, "firm", "act", deadline=deadline)
