"""The composition: bytes become a labelled document. The flow, the command line and the web call this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline import __version__
from pipeline.classify import Classifier, Context, Verdict, contexts, decide, detect_cue
from pipeline.read import Hints, read_document
from pipeline.records import Document, LabelledDocument, Run, Sentence, Statement
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits


@dataclass(frozen=True, slots=True)
class Labeller:
    """Labels documents with one classifier; the same bytes, hints and versions give the same labels."""

    classifier: Classifier
    limits: ReadLimits = field(default_factory=ReadLimits)
    pipeline_version: str = __version__

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
            LabelledDocument(document, run, self._statements(part, every[start:end], verdicts[start:end]))
            for document, part, (start, end) in zip(documents, sentences, edges, strict=True)
        )

    def _statements(
        self,
        sentences: Sequence[Sentence],
        found: Sequence[Context],
        verdicts: Sequence[Verdict],
    ) -> tuple[Statement, ...]:
        return tuple(map(self._statement, sentences, found, verdicts))

    def _statement(self, sentence: Sentence, context: Context, verdict: Verdict) -> Statement:
        """The proposal for one sentence, without its frame: that is what ``pipeline.frame`` will add here."""
        why = self.classifier.explain(context) if verdict.labels or verdict.needs_review else ()
        return Statement(
            sentence=sentence,
            labels=verdict.labels,
            scores=verdict.scores,
            needs_review=verdict.needs_review,
            cue=detect_cue(context, verdict.labels),
            evidence=tuple(dict.fromkeys((*verdict.evidence, *why))),
        )
