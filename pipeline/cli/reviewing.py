"""What the commands about reviews take from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.export.tasks import Task
    from pipeline.records import LabelledDocument
    from pipeline.reviews import Review
    from pipeline.store import Store, Transaction


def documents_of(tx: Transaction, only: str | None) -> Iterator[LabelledDocument]:
    """The documents in the store, newest first, or the one that is asked for."""
    from pipeline.store import DocumentFilter, documents  # noqa: PLC0415 - start-up is quick

    names = [only] if only else [row.id for row in documents.listed(tx, DocumentFilter(limit=1_000_000))]
    for name in names:
        found = documents.labelled(tx, name)
        if found is not None:
            yield found


def said_of(tx: Transaction, labelled: LabelledDocument) -> dict[str, list[Review]]:
    """What was said about the sentences of a document, by the current sentence that it is about.

    A review of a sentence with other boundaries keeps the id that it was given for.
    """
    from pipeline.store import reviews  # noqa: PLC0415 - start-up is quick

    found: dict[str, list[Review]] = defaultdict(list)
    for one in reviews.of_document(tx, labelled.document.id):
        found[one.sentence_id or one.review.sentence_id].append(one.review)
    return found


def tasks_of(store: Store, *, only: str | None, reviewed: bool) -> Iterator[Task]:
    """A task for each sentence, or for each that somebody spoke of."""
    from pipeline.classify.context import contexts  # noqa: PLC0415 - start-up is quick
    from pipeline.export.tasks import Task  # noqa: PLC0415

    with store.reading() as tx:
        for labelled in documents_of(tx, only):
            said = said_of(tx, labelled)
            sentences = [one.sentence for one in labelled.statements]
            texts = [one.text for one in sentences]
            places = zip(contexts(labelled.document, sentences), labelled.statements, [*texts[1:], ""], strict=True)
            for context, statement, after in places:
                words = tuple(said.get(statement.sentence.id, ()))
                if words or not reviewed:
                    yield Task(
                        document=replace(labelled.document, passages=()),
                        statement=statement,
                        run=labelled.run,
                        asked=context.asked,
                        before=context.before,
                        after=after,
                        reviews=words,
                    )
