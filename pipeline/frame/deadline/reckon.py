"""From wording to a period: which year, how many, counted from where."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.frame.deadline.spans import Period, Without
from pipeline.resources.calendar import Calendar
from pipeline.resources.deadlines import PeriodEntry, Relation

Groups = Mapping[str, str | None]
Reckoned = Period | Without

BEFORE: tuple[Relation, ...] = ("before", "voor", "until")
_LAST_YEAR, _FIRST_YEAR = 2200, 1900


@dataclass(frozen=True, slots=True)
class Reckoner:
    """What a period is reckoned from. ``anchor`` is the date of the document; ``assumed_year`` comes from a range."""

    anchor: dt.date | None
    calendar: Calendar
    numbers: Mapping[str, float]
    relation: Relation
    entry: PeriodEntry
    assumed_year: int | None = None
    groups: Groups = field(default_factory=dict)
    words: str = ""

    @property
    def lists(self) -> bool:
        """Whether the words name one and another ("juni en december"), not a stretch from one to another."""
        return re.search(r"(?<!tot) en ", self.words) is not None

    def has(self, name: str) -> str | None:
        """The words of a named group; ``None`` when the pattern has none or it did not match."""
        return self.groups.get(name)

    def number(self, name: str = "number") -> float | None:
        """The number in a group; ``None`` for "enkele" and the like."""
        words = self.has(name)
        if words is None:
            return None
        return float(words) if words.isdigit() else self.numbers.get(words)

    def in_year(self, make: Callable[[int], Period | None], *, guard: int = 0) -> Reckoned:
        """The period in the year that the words name, or else the next one to come (or running)."""
        year = self._named_year()
        if year is None:
            return self._next(make, guard)
        if isinstance(year, Without):
            return year
        made = make(year)
        return Without.DATE if made is None else self.unless_past(made)

    def unless_past(self, made: Period) -> Reckoned:
        """The period, unless it ended before the document's date."""
        return Without.FUTURE if self.anchor is not None and made.last < self.anchor else made

    def _named_year(self) -> int | Without | None:
        words, rel = self.has("year"), self.has("rel")
        if words:
            return int(words)
        if self.has("short_year"):
            return 2000 + int(self.has("short_year") or 0)
        if rel or self.has("same"):
            return self.relative_year(rel or "")
        return self.assumed_year

    def relative_year(self, words: str) -> int | Without:
        """The year behind "dit jaar", "volgend jaar" and the like.

        "Komend jaar" is next year, except in the first months, when it may be the year that runs.
        """
        if self.anchor is None or re.search(r"daarop|daarna|erna|erop|daaropvolgend", words):
            return Without.DATE
        if re.search(r"vorig|afgelopen", words):
            return self.anchor.year - 1
        if re.search(r"komend", words):
            return Without.DATE if self.anchor.month <= 2 else self.anchor.year + 1
        return self.anchor.year + (1 if re.search(r"volgend|nieuwe", words) else 0)

    def _next(self, make: Callable[[int], Period | None], guard: int) -> Reckoned:
        """The first occurrence that has not ended; one that ended within ``guard`` days makes it ambiguous."""
        anchor = self.anchor
        if anchor is None:
            return Without.DATE
        for year in range(anchor.year - 1, anchor.year + 3):
            made = make(year)
            if made is None and year < anchor.year:
                continue
            if made is None:
                return Without.DATE
            if made.last < anchor:
                if (anchor - made.last).days <= guard:
                    return Without.DATE
                continue
            running_out = made.opens is not None and made.opens <= anchor
            return Without.DATE if running_out and self.relation in BEFORE else made
        return Without.DATE


def sensible(year: int) -> bool:
    """Whether a year can be reckoned with."""
    return _FIRST_YEAR < year < _LAST_YEAR
