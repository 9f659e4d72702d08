"""What the review band costs and what it buys: how many sentences it asks a person for, and how sure the rest is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.classify.decide import Verdict
from pipeline.records import LABELS, Label
from pipeline.train.gold import GoldRow
from pipeline.train.intervals import Figure, bootstrap


@dataclass(frozen=True, slots=True)
class Outside:
    """One label among the sentences outside the band: how often true, how often given, and how right that is."""

    support: int
    given: int
    precision: Figure
    recall: Figure


@dataclass(frozen=True, slots=True)
class Review:
    """``reviewed`` of ``rows`` sentences ask for review, whichever label is in doubt; ``share`` is their part."""

    rows: int
    reviewed: int
    share: Figure
    outside: dict[Label, Outside]


def review(rows: Sequence[GoldRow], verdicts: Sequence[Verdict]) -> Review:
    """The band on labelled sentences and the verdicts on them, in the same order; one row or more."""
    documents = [row.document for row in rows]
    asked = np.array([verdict.needs_review for verdict in verdicts], dtype=bool)
    sure = np.flatnonzero(~asked)
    return Review(
        rows=len(rows),
        reviewed=int(asked.sum()),
        share=bootstrap(documents, np.ones(len(rows), dtype=bool), asked)[1],
        outside={label: _outside(rows, verdicts, label, sure) for label in LABELS},
    )


def _outside(rows: Sequence[GoldRow], verdicts: Sequence[Verdict], label: Label, sure: npt.NDArray[np.intp]) -> Outside:
    truth = np.array([label in rows[number].labels for number in sure], dtype=bool)
    given = np.array([label in verdicts[number].labels for number in sure], dtype=bool)
    precision, recall, _ = bootstrap([rows[number].document for number in sure], truth, given)
    return Outside(int(truth.sum()), int(given.sum()), precision, recall)
