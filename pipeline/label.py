"""The composition: bytes become a labelled document. The flow, the command line and the web call this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline import __version__
from pipeline.classify import Classifier, Context, Verdict, contexts, decide, detect_cue
from pipeline.classify.cues import fired
from pipeline.frame import Frames, Given, frame
from pipeline.frame.deadline.plain import plain
from pipeline.read import Hints, read_document
from pipeline.records import Document, LabelledDocument, Run, Sentence, Statement
from pipeline.resources.calendar import Calendar
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits

EARLIER_CHARACTERS = 2000
"""How far a turn is looked back in for what "that motion" is."""


@dataclass(frozen=True, slots=True)
class Labeller:
    """Labels documents with one classifier; the same bytes, hints and versions give the same labels.

    ``calendar`` replaces the parliamentary calendar that ships with the project, for deadlines.
    """

    classifier: Classifier
    limits: ReadLimits = field(default_factory=ReadLimits)
    pipeline_version: str = __version__
    calendar: Calendar | None = None

    def label(self, data: bytes, *, source: str, hints: Hints, created_at: dt.datetime) -> LabelledDocument:
        """Read and label one document; raises ``UnreadableDocumentError`` when it cannot be read."""
        return self.label_documents([self.read(data, source=source, hints=hints)], created_at=created_at)[0]

    def read(self, data: bytes, *, source: str, hints: Hints) -> Document:
        """The document in these bytes; raises ``UnreadableDocumentError``."""
        return read_document(data, source=source, limits=self.limits, hints=hints)

    def label_documents(
        self, documents: Sequence[Document], *, created_at: dt.datetime
    ) -> tuple[LabelledDocument, ...]:
        """Label documents in the order given; the sentences of all of them go through the model at once.

        What a document gets does not depend on the others. No documents give an empty tuple.
        """
        longest = self.limits.max_sentence_characters
        sentences = [segment_document(document, max_sentence_characters=longest) for document in documents]
        found = [contexts(document, part) for document, part in zip(documents, sentences, strict=True)]
        every = [context for part in found for context in part]
        verdicts = decide(self.classifier.predict(every), every, self.classifier.thresholds)
        run = Run(self.pipeline_version, self.classifier.name, created_at)
        edges = pairwise(accumulate(map(len, sentences), initial=0))
        return tuple(
            LabelledDocument(document, run, self._statements(document, part, every[start:end], verdicts[start:end]))
            for document, part, (start, end) in zip(documents, sentences, edges, strict=True)
        )

    def _statements(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        found: Sequence[Context],
        verdicts: Sequence[Verdict],
    ) -> tuple[Statement, ...]:
        return tuple(
            self._statement(document, sentence, context, verdict)
            for sentence, context, verdict in zip(sentences, found, verdicts, strict=True)
        )

    def _statement(self, document: Document, sentence: Sentence, context: Context, verdict: Verdict) -> Statement:
        """The proposal for one sentence: labels, cue, and a frame for every label."""
        why = self.classifier.explain(context) if verdict.labels or verdict.needs_review else ()
        frames = Frames()
        if verdict.labels:
            frames = frame(given(document, sentence, context), verdict.labels, calendar=self.calendar)
        return Statement(
            sentence=sentence,
            labels=verdict.labels,
            scores=verdict.scores,
            needs_review=verdict.needs_review,
            cue=detect_cue(context, verdict.labels),
            commitment=frames.commitment,
            refusal=frames.refusal,
            claim=frames.claim,
            evidence=tuple(dict.fromkeys((*verdict.evidence, *why, *frames.evidence))),
        )


def given(document: Document, sentence: Sentence, context: Context) -> Given:
    """A sentence of a document with what its frame is read from."""
    return Given(
        text=sentence.text,
        start=sentence.start,
        kind=sentence.passage.kind,
        role=context.role,
        speaker=sentence.passage.speaker,
        asked=context.asked,
        before=context.before,
        document_kind=document.kind,
        date=document.date,
        answerers=document.answerers,
        cues=_cue_places(context),
        earlier=_earlier(document, sentence),
    )


def _earlier(document: Document, sentence: Sentence) -> str:
    """What the same turn said before a sentence: its last 2,000 characters; nothing outside of turns."""
    turn = sentence.passage.turn
    if turn is None:
        return ""
    said = (
        document.text[passage.start : min(passage.end, sentence.start)]
        for passage in document.passages
        if passage.turn == turn and passage.start < sentence.start and passage.form != "heading"
    )
    return " ".join(said)[-EARLIER_CHARACTERS:]


def _cue_places(context: Context) -> tuple[tuple[int, int], ...]:
    """Where the wordings of commitment and refusal that fired stand in the sentence."""
    small = plain(context.text)
    matches = (
        rule.pattern.search(small.text)
        for rule in fired(context)
        if rule.speaks_for and rule.label in {"commitment", "refusal"}
    )
    return tuple(small.original(*match.span()) for match in matches if match and match.end() > match.start())
