"""Sentences that people decided become gold: rows to learn from and to measure with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pipeline.classify.context import contexts
from pipeline.classify.protocol import Context
from pipeline.records import LabelledDocument, Statement
from pipeline.review import Decision, decide, decided
from pipeline.reviews import Review, judged
from pipeline.train.gold import role_of
from pipeline.train.standoff import StandoffRole, letters_hash, text_hash

DOUBTED = 0.6
"""What a row weighs in training when somebody could not decide; see ``annotations/README.md``."""

STANDOFF_ROLES = frozenset(get_args(StandoffRole))

Said = Mapping[str, Sequence[Review]]
"""Reviews by the current sentence that they are about, in the order in which they were put down."""


def gold_rows(labelled: LabelledDocument, said: Said) -> Iterator[dict[str, Any]]:
    """A row for each sentence that has an outcome, in the format that ``gestand train`` and ``evaluate`` read.

    Sentences that nobody decided, or about which people differ, give no row.
    """
    for context, statement, decision in _decided(labelled, said):
        commitment = statement.commitment
        yield {
            "id": statement.sentence.id,
            "document": labelled.document.id,
            "role": role_of(context),
            "function": context.office,
            "context": context.asked,
            "before": context.before,
            "text": context.text,
            "labels": list(statement.labels),
            "strength": commitment.strength if commitment else None,
            "polarity": commitment.polarity if commitment else None,
            "cue": statement.cue,
            "weight": DOUBTED if decision.unsure else 1.0,
            "annotators": _people(said, statement),
            "state": decision.state,
        }


def standoff_rows(labelled: LabelledDocument, said: Said) -> Iterator[dict[str, Any]]:
    """The same without the text of others: where the sentence stands, and hashes to find it by.

    Rows of :class:`pipeline.train.standoff.LabelledSpan`, as ``annotations/labels.jsonl`` holds them; a sentence in a
    role that those do not know (a question, a heading) gives none.
    """
    for context, statement, decision in _decided(labelled, said):
        sentence, commitment = statement.sentence, statement.commitment
        people, promises = _people(said, statement), "commitment" in statement.labels
        if role_of(context) not in STANDOFF_ROLES:
            continue
        yield {
            "document": labelled.document.id,
            "file": labelled.document.id,
            "start": sentence.start,
            "end": sentence.end,
            "sha256": text_hash(sentence.text),
            "letters": letters_hash(sentence.text),
            "role": role_of(context),
            "labels": list(statement.labels),
            "strength": commitment.strength if commitment else None,
            "polarity": (commitment.polarity if commitment else "act") if promises else None,
            "cue": statement.cue,
            "unsure": bool(decision.unsure),
            "agree": None if len(people) == 1 else decision.state == "agreed",
            "annotators": people,
            "date": max(review.at for review in decision.reviews).date().isoformat(),
        }


def _people(said: Said, statement: Statement) -> list[str]:
    """Whose words the outcome rests on, by name."""
    return [one.by for one in judged(said[statement.sentence.id]) if one.kind != "unsure"]


def _decided(labelled: LabelledDocument, said: Said) -> Iterable[tuple[Context, Statement, Decision]]:
    sentences = [one.sentence for one in labelled.statements]
    for context, machine in zip(contexts(labelled.document, sentences), labelled.statements, strict=True):
        decision = decide(said.get(machine.sentence.id, ()))
        statement = decided(machine, decision)
        if statement is not None:
            yield context, statement, decision
