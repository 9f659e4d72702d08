"""What templates may call: filters and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pipeline.web import notation, wording
from pipeline.web.wording import said


def with_value(options: Iterable[str], value: str | None) -> list[tuple[str, str]]:
    """Choices of a list, with the one that is chosen even when it is none of them."""
    found = list(options)
    return [(one, one) for one in (found if not value or value in found else [value, *found])]


FILTERS: dict[str, Callable[..., Any]] = {
    "day": notation.day,
    "short_day": notation.short_day,
    "moment": notation.moment,
    "number": notation.number,
    "percent": notation.percent,
    "chance": notation.chance,
    "reason": wording.reason,
    "month": notation.month,
    "days": notation.days,
    "capital": wording.capital,
    "shorten": wording.shorten,
    "score": getattr,
    "status": said(wording.STATUSES),
    "event": said(wording.EVENTS),
    "kind": said(wording.KINDS),
    "strength": said(wording.STRENGTHS),
    "polarity": said(wording.POLARITIES),
    "label": said(wording.LABELS),
    "evidence": said(wording.EVIDENCE),
    "figure": said(wording.FIGURES),
    "job": said(wording.JOBS),
}

GLOBALS: dict[str, Any] = {
    "with_value": with_value,
    "statuses": tuple(wording.STATUSES.items()),
    "kinds": tuple(wording.KINDS.items()),
    "strengths": tuple(wording.STRENGTHS.items()),
}
