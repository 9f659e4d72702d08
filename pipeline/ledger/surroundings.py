"""What a sentence leans on: the question that it answers, and the words before it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.classify import Context, contexts
from pipeline.records import LabelledDocument, Passage, Statement

BEFORE = 5
"""Sentences of the same answer, letter or turn that count as the words before."""
FEW = 3
"""With fewer words before it, the question before counts too."""
CHARACTERS = 700


def surroundings(labelled: LabelledDocument) -> tuple[str, ...]:
    """For each statement: the words before it in its unit, and where those are few the question before.

    A sentence that itself commits is no surrounding: it is about something of its own. At most 700 characters,
    cut at a word. Nothing before and nothing asked gives ``""``.
    """
    statements = labelled.statements
    found = contexts(labelled.document, [statement.sentence for statement in statements])
    return tuple(_leans_on(position, statements, found[position]) for position in range(len(statements)))


def unit(passage: Passage) -> tuple[object, ...]:
    """What belongs together: one turn, one answer, the letter; what follows a heading in it included."""
    if passage.turn is not None:
        return ("turn", passage.turn)
    return (passage.kind, passage.numbers)


def _leans_on(position: int, statements: Sequence[Statement], context: Context) -> str:
    here = unit(statements[position].sentence.passage)
    before: list[str] = []
    for statement in reversed(statements[max(0, position - BEFORE) : position]):
        if unit(statement.sentence.passage) != here:
            break
        if "commitment" not in statement.labels:
            before.insert(0, statement.sentence.text)
    asked = context.asked if len(before) < FEW else ""
    return " ".join(part for part in (_tail(asked, CHARACTERS // 2), _tail(" ".join(before), CHARACTERS // 2)) if part)


def _tail(text: str, length: int) -> str:
    """The end of a text, from the beginning of a word.

    >>> _tail("een twee drie", 8)
    '… drie'
    """
    if len(text) <= length:
        return text
    return f"… {text[-length + 2 :].partition(' ')[2]}"
