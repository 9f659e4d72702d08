"""The figures of an evaluation as plain JSON values, for machines: four places, intervals ``[low, high]`` or null."""

from __future__ import annotations

from typing import Any

from pipeline.train.curves import Bin, Interval
from pipeline.train.hard_negatives import ClassFigures, Wrong
from pipeline.train.intervals import Figure
from pipeline.train.label_figures import LabelFigures
from pipeline.train.review import Outside, Review


def plain_label(found: LabelFigures) -> dict[str, Any]:
    """One label in one kind of text, with the bins of its reliability diagram."""
    return {
        "support": found.support,
        "given": found.given,
        **_figure("precision", found.precision),
        **_figure("recall", found.recall),
        **_figure("f1", found.f1),
        "average_precision": round(found.average_precision, 4),
        "calibration_error": round(found.calibration_error, 4),
        "bins": [_bin(one) for one in found.curves.bins],
    }


def plain_review(found: Review) -> dict[str, Any]:
    """The review band in one kind of text."""
    return {
        "rows": found.rows,
        "reviewed": found.reviewed,
        **_figure("share", found.share),
        "outside": {label: _outside(outside) for label, outside in found.outside.items()},
    }


def plain_class(found: ClassFigures) -> dict[str, Any]:
    """One class of hard negatives."""
    return {
        "class": found.id,
        "dutch": found.dutch,
        "lacks": found.lacks,
        "rows": found.rows,
        "wrong": {label: _wrong(wrong) for label, wrong in found.wrong.items()},
    }


def _figure(name: str, figure: Figure) -> dict[str, Any]:
    return {name: round(figure.value, 4), f"{name}_95": _edges(figure.interval)}


def _outside(found: Outside) -> dict[str, Any]:
    rates = {**_figure("precision", found.precision), **_figure("recall", found.recall)}
    return {"support": found.support, "given": found.given, **rates}


def _wrong(found: Wrong) -> dict[str, Any]:
    return {"count": found.count, "given": found.given, **_figure("rate", Figure(found.rate, found.interval))}


def _bin(found: Bin) -> dict[str, Any]:
    return {
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "count": found.count,
        "score": round(found.score, 4),
        "share": round(found.share, 4),
        "share_95": _edges(found.interval),
    }


def _edges(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(edge, 4) for edge in interval]
