"""The figures of an evaluation as lines of a table, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.records import LABELS, Label
from pipeline.train.hard_negatives import ClassFigures, Wrong
from pipeline.train.intervals import Figure
from pipeline.train.label_figures import LabelFigures
from pipeline.train.review import Review

NOTHING = "–"
"""Stands where there is nothing to take a share of."""


def figure_lines(figures: Mapping[str, Mapping[Label, LabelFigures]]) -> list[str]:
    """A line per kind of text and label: precision, recall, F1, average precision and calibration error."""
    if not figures:
        return []
    rates = f"{'precision':18} {'recall':18} {'F1':18}"
    head = f"{'text':8} {'label':11} {'true':>5} {'given':>6}  {rates} {'AP':>4}  ECE"
    return [head, *(_line(kind, label, found) for kind, by in figures.items() for label, found in by.items())]


def _line(kind: str, label: Label, found: LabelFigures) -> str:
    some = found.support or found.given
    rates = f"{_of(found.precision, found.given):18} {_of(found.recall, found.support):18} {_of(found.f1, some):18}"
    average = f"{found.average_precision:4.2f}" if found.support else f"{NOTHING:>4}"
    return f"{kind:8} {label:11} {found.support:5} {found.given:6}  {rates} {average}  {found.calibration_error:.3f}"


def _of(figure: Figure, whole: int) -> str:
    return str(figure) if whole else NOTHING


def review_lines(reviews: Mapping[str, Review]) -> list[str]:
    """A line per kind of text for the band, and one per label for what lies outside it."""
    if not reviews:
        return []
    head = f"{'text':8} {'for review':24} {'label':11} {'true':>5} {'given':>6}  {'precision':18} recall"
    lines = ["outside the review band", head]
    for kind, found in reviews.items():
        share = f"{found.reviewed} of {found.rows}: {found.share}"
        for number, (label, outside) in enumerate(found.outside.items()):
            start = f"{kind:8} {share:24}" if number == 0 else " " * 33
            rates = f"{_of(outside.precision, outside.given):18} {_of(outside.recall, outside.support):18}"
            lines.append(f"{start} {label:11} {outside.support:5} {outside.given:6}  {rates}".rstrip())
    return lines


def class_lines(classes: Sequence[ClassFigures]) -> list[str]:
    """A line per class of hard negatives: how often each label was given to sentences that lack it."""
    if not classes:
        return []
    wide = max(len(found.id) for found in classes) + 1
    title = "hard negatives: labels wrongly given, of the sentences in the class that lack the label"
    head = f"{'class':{wide}} {'lacks':11}" + "".join(f" {label:24}" for label in LABELS)
    rows = (
        f"{one.id:{wide}} {one.lacks:11}" + "".join(f" {_wrong(one.wrong[label]):24}" for label in LABELS)
        for one in classes
    )
    return [title, head.rstrip(), *(row.rstrip() for row in rows)]


def _wrong(wrong: Wrong) -> str:
    if not wrong.count:
        return NOTHING
    return f"{wrong.given}/{wrong.count} {Figure(wrong.rate, wrong.interval)}"


def confusion_lines(confusion: Mapping[tuple[str, str], int]) -> list[str]:
    """Sets of labels, the true ones down and the given ones across."""
    if not confusion:
        return []
    sets = sorted({name for pair in confusion for name in pair})
    wide = max(map(len, sets)) + 1
    head = f"{'true / given':{wide + 4}}" + "".join(f"{name:>{wide}}" for name in sets)
    rows = (f"{one:{wide + 4}}" + "".join(f"{confusion.get((one, other), 0):{wide}}" for other in sets) for one in sets)
    return [head, *rows]
