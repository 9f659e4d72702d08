"""Labelled documents of our own writing, made sentence by sentence."""

import datetime as dt
from dataclasses import dataclass

from pipeline.ledger import propose, refresh
from pipeline.records import (
    Actor,
    Commitment,
    Document,
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
from pipeline.store import save

MINISTER = Speaker("Haringa", "minister", "Infrastructuur en Waterstaat", "government")
OTHER = Speaker("Van Loon", "minister", "Financiën", "government")
MEMBER = Speaker("Terpstra", "Kamerlid", None, "member", "XYZ")
CHAIR = Speaker("Dijkema", "voorzitter", None, "chair")


@dataclass(frozen=True)
class Line:
    text: str
    labels: tuple = ()
    speaker: Speaker | None = MINISTER
    turn: int | None = None
    kind: str = "letter"
    numbers: tuple = ()
    cue: str | None = None
    ministry: str | None = None
    polarity: str = "act"


def promise(text, **fields):
    return Line(text, ("commitment",), **fields)


def labelled(name, date, lines, *, kind="letter", model="linear-1", dossiers=(), question_ids=(), minute=0):
    text = "\n".join(line.text for line in lines)
    statements, passages, at = [], [], 0
    for line in lines:
        start, end = at, at + len(line.text)
        passage = Passage(start, end, line.kind, "paragraph", line.numbers, line.speaker, line.turn)
        sentence = Sentence(sentence_id(name, start, end, line.text), start, end, line.text, passage)
        statements.append(
            Statement(
                sentence=sentence,
                labels=line.labels,
                scores=Scores(0.9 if "commitment" in line.labels else 0.1, 0.0, 0.5),
                needs_review=False,
                cue=line.cue,
                commitment=_frame(line, start, end),
            )
        )
        passages.append(passage)
        at = end + 1
    document = Document(
        id=name,
        kind=kind,
        title=f"Stuk {name}",
        date=date,
        language="nl",
        source=f"{name}.txt",
        sha256="0" * 64,
        text=text,
        passages=tuple(passages),
        dossiers=dossiers,
        question_ids=question_ids,
    )
    run = Run("1.0", model, dt.datetime(2031, 1, 1, 12, minute, tzinfo=dt.UTC))
    return LabelledDocument(document, run, tuple(statements))


def _frame(line, start, end):
    """A frame only where the line asks for one; else the ledger reads the sentence itself."""
    if line.ministry is None and line.polarity == "act":
        return None
    actor = Actor("ik", "minister", line.ministry)
    return Commitment(actor=actor, action=Span(line.text, start, end), strength="firm", polarity=line.polarity)


def take_in(store, *documents):
    """Save documents, make their entries, and propose what became of those."""
    for document in documents:
        with store.writing() as tx:
            save(tx, document)
            refresh(tx, document)
    with store.writing() as tx:
        propose(tx)


TAKEN_OVER = labelled(
    "kst-99101-15",
    dt.date(2031, 8, 1),
    [
        promise(
            "De toezegging van mijn ambtsvoorganger over de verkenning naar de veerdienst over het Wantij "
            "(Kamerstuk 99 101, nr. 7) voer ik voor 1 maart 2032 uit.",
            speaker=OTHER,
            ministry="Financiën",
        )
    ],
    dossiers=("99101",),
)
"""Another minister carries out what was promised before."""
