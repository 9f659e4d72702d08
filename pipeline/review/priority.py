"""What is most worth a person's time (voorrang): how much a word about a sentence would tell."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.records import Label, Statement

Reason = Literal["disputed", "uncertain", "rare", "deadline", "half"]
"""People differ; the model does not know; its label is rare; its deadline is near; one of two people judged it."""

WEIGHTS: Mapping[Reason, float] = {"disputed": 1.0, "uncertain": 0.8, "half": 0.6, "deadline": 0.5, "rare": 0.4}
"""How much each reason counts when it holds wholly."""

NEAR_DAYS = 60
"""A deadline that is further off, or longer past, than this does not count."""


@dataclass(frozen=True, slots=True)
class Priority:
    """How much a sentence is worth looking at, and why, weightiest reason first; 0 and no reason: not at all."""

    value: float
    reasons: tuple[Reason, ...]


def priority(
    statement: Statement,
    *,
    uncertainty: float,
    judges: int,
    disputed: bool,
    rare: Mapping[Label, float],
    today: dt.date,
) -> Priority:
    """How much a word about a statement is worth today.

    ``uncertainty`` is 0…1; ``rare`` says how rare each label is, 0…1, as :func:`rarity` gives it.
    """
    parts: dict[Reason, float] = {
        "disputed": float(disputed),
        "uncertain": uncertainty,
        "half": float(judges == 1),
        "deadline": _nearness(statement, today),
        "rare": max((rare.get(label, 0.0) for label in statement.labels), default=0.0),
    }
    weighed = {reason: WEIGHTS[reason] * share for reason, share in parts.items()}
    telling = [reason for reason, value in weighed.items() if parts[reason] >= 0.5 and value > 0]
    telling.sort(key=lambda reason: -weighed[reason])
    return Priority(round(sum(weighed.values()), 6), tuple(telling))


def rarity(counts: Mapping[Label, int], total: int) -> dict[Label, float]:
    """How rare labels are among ``total`` statements: 0 where half or more have it, towards 1 where few do.

    It grows by a quarter each time that a label is half as frequent.

    >>> rarity({"claim": 800, "commitment": 125, "refusal": 10}, 1000)
    {'claim': 0.0, 'commitment': 0.5, 'refusal': 1.0}
    """
    if total <= 0:
        return {}
    return {
        label: 1.0 if count <= 0 else round(min(1.0, max(0.0, math.log2(total / count) - 1) / 4), 4)
        for label, count in counts.items()
    }


def _nearness(statement: Statement, today: dt.date) -> float:
    deadline = statement.commitment.deadline if statement.commitment else None
    if deadline is None or deadline.latest is None:
        return 0.0
    return max(0.0, 1 - abs((deadline.latest - today).days) / NEAR_DAYS)
