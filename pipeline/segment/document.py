"""The sentences of a document, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Document, Passage, Sentence, sentence_id
from pipeline.segment.spans import MAX_SENTENCE_CHARACTERS, Span, split_spans, trimmed


def segment_document(
    document: Document, *, max_sentence_characters: int = MAX_SENTENCE_CHARACTERS
) -> tuple[Sentence, ...]:
    """The sentences of all passages in the order of the passages; none ever crosses the edge of its passage.

    A heading is one sentence, whatever stops it holds, and so is a table row and a signature. For each sentence
    ``document.text[start:end] == text``. A document without passages gives an empty tuple.
    """
    return tuple(
        _sentence(document, passage, span)
        for passage in document.passages
        for span in _spans(document.text, passage, max_sentence_characters)
    )


def _spans(text: str, passage: Passage, longest: int) -> Iterator[Span]:
    content = text[passage.start : passage.end]
    whole = passage.form in {"heading", "table", "signature"} and len(content) <= longest
    spans = [trimmed(content, 0, len(content))] if whole else split_spans(content, max_sentence_characters=longest)
    return ((passage.start + start, passage.start + end) for start, end in spans if start < end)


def _sentence(document: Document, passage: Passage, span: Span) -> Sentence:
    start, end = span
    words = document.text[start:end]
    return Sentence(sentence_id(document.id, start, end, words), start, end, words, passage)
