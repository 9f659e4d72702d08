"""How often labels are given wrongly to sentences that look as if they had them, class by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.classify.decide import Verdict
from pipeline.classify.wording import plain
from pipeline.records import LABELS, Label
from pipeline.resources.hard_negatives import HardNegative, load_hard_negatives
from pipeline.train.curves import Interval, share_interval
from pipeline.train.gold import GoldRow

OTHER = "other"
"""Sentences that lack a label and are in no class of hard negatives for it."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One label among the sentences of a class that truly lack it: ``given`` of ``count`` got it all the same.

    ``interval`` is the 95 % interval of the rate (Wilson; sentences counted as independent); None without sentences.
    """

    count: int
    given: int
    interval: Interval | None

    @property
    def rate(self) -> float:
        """``given`` of ``count``; 0 when there are none."""
        return self.given / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class of hard negatives: sentences that lack the label ``lacks`` and are easily given it.

    ``rows`` is how many there are; ``wrong`` counts each label over those of them that truly lack it.
    """

    id: str
    dutch: str
    lacks: Label
    rows: int
    wrong: dict[Label, Wrong]


def belongs(row: GoldRow, found: HardNegative, wording: str | None = None) -> bool:
    """Whether a labelled sentence is a hard negative of a class; ``wording`` is its plain wording, if at hand."""
    if found.lacks in row.labels:
        return False
    if row.ruling in found.rulings or row.context.role in found.roles or row.cue in found.cues:
        return True
    return found.worded(plain(row.context.text) if wording is None else wording)


def hard_negatives(rows: Sequence[GoldRow], verdicts: Sequence[Verdict]) -> tuple[ClassFigures, ...]:
    """A count per class, in the order of ``hard_negatives.toml``; classes without a sentence are left out.

    ``verdicts`` are those on ``rows``, in the same order. A sentence may be in several classes; those that lack a
    label and are in no class for it are counted last, under ``other``.
    """
    pairs = list(zip(rows, verdicts, strict=True))
    wordings = [plain(row.context.text) for row in rows]
    classed: dict[Label, set[int]] = {label: set() for label in LABELS}
    counted: list[ClassFigures] = []
    for found in load_hard_negatives():
        inside = [place for place, row in enumerate(rows) if belongs(row, found, wordings[place])]
        classed[found.lacks].update(inside)
        counted.append(_counted(found.id, found.dutch, found.lacks, [pairs[place] for place in inside]))
    for label, places in classed.items():
        rest = [pair for place, pair in enumerate(pairs) if place not in places and label not in pair[0].labels]
        counted.append(_counted(OTHER, "overige", label, rest))
    return tuple(figures for figures in counted if figures.rows)


def _counted(name: str, dutch: str, lacks: Label, pairs: Sequence[tuple[GoldRow, Verdict]]) -> ClassFigures:
    wrong = {
        label: _wrong([label in verdict.labels for row, verdict in pairs if label not in row.labels])
        for label in LABELS
    }
    return ClassFigures(name, dutch, lacks, len(pairs), wrong)


def _wrong(given: Sequence[bool]) -> Wrong:
    return Wrong(len(given), sum(given), share_interval(sum(given), len(given)))
