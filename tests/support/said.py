"""Reviews in a few words, for tests."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

from pipeline.records import Label
from pipeline.reviews import Review, ReviewKind

NOON = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)

Say = Callable[..., Review]


def speaker(sentence: str = "s-1") -> Say:
    """A function that makes the next review of a sentence, a minute after the one before: ``r1``, ``r2``, …"""
    numbers = itertools.count(1)

    def say(by: str, *labels: Label, kind: ReviewKind = "decision", **fields: Any) -> Review:
        number = next(numbers)
        at = NOON + dt.timedelta(minutes=number)
        fields = {"id": f"r{number}", "sentence_id": sentence, "at": at, **fields}
        return Review(by=by, kind=kind, labels=tuple(sorted(labels)), **fields)

    return say
