"""How good a classifier is on labelled sentences: figures per label, kind of text and kind of hard negative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.classify.decide import Verdict, decide
from pipeline.classify.protocol import Classifier
from pipeline.records import LABELS, Label
from pipeline.train.gold import GoldRow, read_gold
from pipeline.train.hard_negatives import ClassFigures, hard_negatives
from pipeline.train.label_figures import LabelFigures, label_figures
from pipeline.train.plain_figures import plain_class, plain_label, plain_review
from pipeline.train.review import Review, review
from pipeline.train.tables import class_lines, confusion_lines, figure_lines, review_lines

EvaluatedKind = Literal["all", "written", "debate", "letter", "news"]
KINDS: tuple[EvaluatedKind, ...] = ("all", "written", "debate", "letter", "news")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by kind of text (one of ``KINDS``; absent where there are no rows) and label.

    ``confusion`` counts pairs of label sets, true and given, written as ``claim+commitment`` or ``none``.
    ``review`` says of each kind of text what the review band costs and buys; ``needs_review`` is its share of all
    sentences. ``hard_negatives`` counts wrong labels class by class. ``left_out`` says of rows that could not be
    used why. Without rows there are no figures.
    """

    model: str
    rows: int
    documents: int
    figures: dict[str, dict[Label, LabelFigures]]
    confusion: dict[tuple[str, str], int]
    needs_review: float
    left_out: tuple[str, ...] = ()
    review: dict[str, Review] = field(default_factory=dict)
    hard_negatives: tuple[ClassFigures, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For machines: plain JSON values; intervals are ``[low, high]`` or null."""
        return {
            "model": self.model,
            "rows": self.rows,
            "documents": self.documents,
            "needs_review": round(self.needs_review, 4),
            "figures": {
                kind: {label: plain_label(figures) for label, figures in labels.items()}
                for kind, labels in self.figures.items()
            },
            "review": {kind: plain_review(found) for kind, found in self.review.items()},
            "hard_negatives": [plain_class(found) for found in self.hard_negatives],
            "confusion": [
                {"true": true, "given": given, "count": count} for (true, given), count in self.confusion.items()
            ],
            "left_out": list(self.left_out),
        }

    def as_table(self) -> str:
        """For people: figures, review band, hard negatives and the confusion table, a blank line between them."""
        counts = f"{self.rows} sentences of {self.documents} documents, {len(self.left_out)} rows left out"
        parts = [
            [f"{self.model}: {counts}, {self.needs_review:.0%} for review"],
            figure_lines(self.figures),
            review_lines(self.review),
            class_lines(self.hard_negatives),
            confusion_lines(self.confusion),
        ]
        return "\n\n".join("\n".join(part) for part in parts if part)


def kind_of(row: GoldRow) -> EvaluatedKind:
    """The kind of text that a labelled sentence is counted under; answers, papers and all else are ``written``."""
    context = row.context
    if context.text_kind == "debate":
        return "debate"
    if context.document_kind == "news":
        return "news"
    return "letter" if "letter" in {context.kind, context.document_kind} else "written"


def evaluate(classifier: Classifier, rows: Sequence[GoldRow], *, left_out: Sequence[str] = ()) -> Evaluation:
    """Figures of a classifier, its rules and thresholds included, on labelled sentences."""
    contexts = [row.context for row in rows]
    verdicts = decide(classifier.predict(contexts), contexts, classifier.thresholds)
    return compare(rows, verdicts, model=classifier.name, left_out=left_out)


def evaluate_files(paths: Iterable[Path], classifier: Classifier, *, only: frozenset[str] | None = None) -> Evaluation:
    """Figures on files of labelled sentences; rows that cannot be used are named in ``left_out``.

    ``only`` are the documents to measure on; None: all. A file that is named twice is read once.
    Raises InvalidLabelError when a file cannot be read.
    """
    found = [read_gold(path) for path in dict.fromkeys(paths)]
    rows = [row for gold in found for row in gold.rows if only is None or row.document in only]
    return evaluate(classifier, rows, left_out=[str(error) for gold in found for error in gold.errors])


def compare(
    rows: Sequence[GoldRow], verdicts: Sequence[Verdict], *, model: str, left_out: Sequence[str] = ()
) -> Evaluation:
    """Figures from labelled sentences and the verdicts on them, in the same order."""
    pairs = list(zip(rows, verdicts, strict=True))
    kinds = {kind_of(row) for row in rows}
    parts = {kind: _of_kind(pairs, kind) for kind in KINDS if kind in kinds or (kind == "all" and rows)}
    confusion = Counter((_set(row.labels), _set(verdict.labels)) for row, verdict in pairs)
    return Evaluation(
        model=model,
        rows=len(rows),
        documents=len({row.document for row in rows}),
        figures={kind: {label: label_figures(*part, label) for label in LABELS} for kind, part in parts.items()},
        confusion=dict(sorted(confusion.items())),
        needs_review=sum(verdict.needs_review for verdict in verdicts) / max(len(verdicts), 1),
        left_out=tuple(left_out),
        review={kind: review(*part) for kind, part in parts.items()},
        hard_negatives=hard_negatives(rows, verdicts),
    )


def _of_kind(pairs: Sequence[tuple[GoldRow, Verdict]], kind: EvaluatedKind) -> tuple[list[GoldRow], list[Verdict]]:
    chosen = [(row, verdict) for row, verdict in pairs if kind in {"all", kind_of(row)}]
    return [row for row, _ in chosen], [verdict for _, verdict in chosen]


def _set(labels: Sequence[Label]) -> str:
    return "+".join(sorted(labels)) or "none"
