"""What people decided, as the ledger follows it: statements with their labels and with the frames that they corrected.

The rule is that of :func:`pipeline.review.decide`: an adjudication, else what all who decided agree on. With
``judges_needed`` 2 the word of one person is not followed until a second has said the same.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.frame import Given
from pipeline.frame.actor import IMPLIED, find_actor
from pipeline.records import Actor, Commitment, Deadline, Document, Label, LabelledDocument, Statement
from pipeline.review import Decision, decide, decided, span_in
from pipeline.reviews import Review
from pipeline.store import Transaction, documents, judgements, reviews, statements


@dataclass(frozen=True, slots=True)
class Followed:
    """A document as people decided it, and the ids of the sentences whose commitment's frame they gave."""

    labelled: LabelledDocument
    corrected: frozenset[str]


def followed(tx: Transaction, labelled: LabelledDocument, *, judges_needed: int = 1) -> Followed:
    """A document with its statements as people decided them, and as the machine says where they are silent."""
    said: dict[str, list[Review]] = defaultdict(list)
    for one in reviews.of_document(tx, labelled.document.id):
        if one.sentence_id is not None:
            said[one.sentence_id].append(one.review)
    if not said:
        return Followed(labelled, frozenset())
    made, corrected = [], set()
    for machine in labelled.statements:
        found = as_decided(machine, said.get(machine.sentence.id, ()), judges_needed=judges_needed)
        if _is_corrected(machine, found):
            corrected.add(machine.sentence.id)
        made.append(_in_place(machine, found, labelled.document))
    return Followed(dataclasses.replace(labelled, statements=tuple(made)), frozenset(corrected))


def followed_sentence(tx: Transaction, sentence: str, *, judges_needed: int = 1) -> tuple[Statement, Document] | None:
    """A current statement as people decided it, else as the machine says, with its document.

    ``None`` when no current labelling has that sentence.
    """
    row = statements.get(tx, sentence)
    document = documents.get(tx, row.document) if row is not None else None
    if row is None or document is None:
        return None
    said = [one.review for one in reviews.of_sentence(tx, sentence)]
    found = as_decided(row.statement, said, judges_needed=judges_needed)
    return _in_place(row.statement, found, document), document


def as_decided(machine: Statement, said: Sequence[Review], *, judges_needed: int = 1) -> Statement:
    """A statement as people decided it; the machine's own while there is nothing to follow.

    ``said`` are the reviews of its sentence in the order in which they were put down.
    """
    decision = decide(said)
    found = decided(machine, decision) if counts(decision, judges_needed) else None
    return machine if found is None else found


def decided_labels(
    tx: Transaction, sentences: Iterable[str], *, judges_needed: int = 1
) -> dict[str, tuple[Label, ...]]:
    """The labels that people decided, by id of the current sentence; what is left to the machine is left out.

    Those of :func:`as_decided`, for the sentences of a list: only of the few that somebody judged are reviews read.
    """
    found = {}
    for sentence, said in reviews.of_sentences(tx, judgements.of_sentences(tx, sentences)).items():
        decision = decide([one.review for one in said])
        if decision.labels is not None and counts(decision, judges_needed):
            found[sentence] = decision.labels
    return found


def counts(decision: Decision, judges_needed: int) -> bool:
    """Whether a decision is followed: it was adjudicated, or so many people say the same."""
    return decision.settled and (decision.state == "adjudicated" or len(decision.by) >= judges_needed)


def _is_corrected(machine: Statement, found: Statement) -> bool:
    return found.commitment is not None and found.commitment != machine.commitment


def _in_place(machine: Statement, found: Statement, document: Document) -> Statement:
    """What people decided, with a frame that they gave made whole."""
    if found.commitment is None or not _is_corrected(machine, found):
        return found
    return dataclasses.replace(found, commitment=_settled(found.commitment, machine, document))


def _settled(frame: Commitment, machine: Statement, document: Document) -> Commitment:
    """A frame that a person gave, with who it binds resolved and its deadline where the words stand now."""
    actor = _resolved(frame.actor, machine, document)
    deadline = _placed(frame.deadline, machine, document) if frame.deadline is not None else None
    return dataclasses.replace(frame, actor=actor, deadline=deadline)


def _resolved(actor: Actor, machine: Statement, document: Document) -> Actor:
    """The office and ministry behind the words of a person; what they know already stays."""
    if actor.office is not None or actor.ministry is not None:
        return actor
    passage = machine.sentence.passage
    given = Given(
        text=actor.text,
        start=0,
        kind=passage.kind,
        role=passage.speaker.role if passage.speaker else None,
        speaker=passage.speaker,
        asked="",
        before="",
        document_kind=document.kind,
        date=document.date,
        answerers=document.answerers,
    )
    found = find_actor(given).value
    if found is None or (found.text == IMPLIED and actor.text != IMPLIED):
        return actor
    return dataclasses.replace(found, text=actor.text)


def _placed(deadline: Deadline, machine: Statement, document: Document) -> Deadline:
    """A deadline at its words in a sentence that moved since; at 0 when the words are no longer there."""
    if document.text[deadline.start : deadline.end] == deadline.text:
        return deadline
    span = span_in(machine.sentence, deadline.text)
    start, end = (span.start, span.end) if span is not None else (0, 0)
    return dataclasses.replace(deadline, start=start, end=end)
