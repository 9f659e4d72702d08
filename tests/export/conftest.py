"""A labelled document with something in every field."""

import datetime as dt

import pytest

from pipeline.records import (
    Actor,
    Claim,
    Commitment,
    Deadline,
    Document,
    LabelledDocument,
    Omission,
    Passage,
    Refusal,
    Run,
    Scores,
    Sentence,
    Span,
    Speaker,
    Statement,
    Words,
    sentence_id,
)

TEXT = "Antwoord 2 en 3\nIk zal de Kamer vóór 1 juni informeren.\n=Dat doe ik niet; de brug is «dicht»."
MINISTER = Speaker("Van Dalen", "minister", "Infrastructuur en Waterstaat", "government")


def _statement(start, end, passage, **fields):
    text = TEXT[start:end]
    sentence = Sentence(sentence_id("ah-tk-1", start, end, text), start, end, text, passage)
    return Statement(sentence=sentence, **fields)


@pytest.fixture
def labelled():
    heading = Passage(0, 15, "heading", "heading", ("2", "3"))
    first = Passage(16, 55, "answer", "paragraph", ("2", "3"), MINISTER)
    second = Passage(56, len(TEXT), "turn", "bullet", (), Speaker("Bos", None, None, "member", "ABC"), 4, 1)
    commitment = Commitment(
        actor=Actor("Ik", "minister", "Infrastructuur en Waterstaat"),
        action=Span("de Kamer informeren", 23, 31),
        strength="firm",
        polarity="act",
        recipient=Words("de Kamer"),
        deadline=Deadline("vóór 1 juni", 32, 43, None, dt.date(2025, 5, 31), "day"),
        condition=Words("als het kan"),
    )
    statements = (
        _statement(0, 15, heading, labels=(), scores=Scores(0, 0, 0), needs_review=False),
        _statement(
            16,
            55,
            first,
            labels=("commitment",),
            scores=Scores(0.98765432, 0.01, 0.2),
            needs_review=False,
            cue="reminder",
            commitment=commitment,
            evidence=("cue:zal", "rule:x"),
        ),
        _statement(
            56,
            len(TEXT),
            second,
            labels=("claim", "refusal"),
            scores=Scores(0.1, 0.61, 1 / 3),
            needs_review=True,
            refusal=Refusal(Words("dat"), None),
            claim=Claim(None),
        ),
    )
    document = Document(
        id="ah-tk-1",
        kind="written_answers",
        title="Antwoord over\nde brug",
        date=dt.date(2025, 3, 4),
        language="nl",
        source="antwoord.txt",
        sha256="ab" * 32,
        text=TEXT,
        passages=(heading, first, second),
        asked=dt.date(2025, 2, 1),
        answered=dt.date(2025, 3, 4),
        askers=(Speaker("Bos", "Kamerlid", None, "member", "ABC"),),
        answerers=(MINISTER,),
        dossiers=("36045",),
        question_ids=("2025Z00001",),
        omissions=(Omission("page number", 3),),
    )
    run = Run("0.1.0", "linear 1", dt.datetime(2025, 7, 2, 9, 30, tzinfo=dt.UTC))
    return LabelledDocument(document, run, statements)
