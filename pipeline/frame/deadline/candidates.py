"""Time expressions of a sentence, each with its preposition and what they bound together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.frame.deadline.bounds import Interval, interval
from pipeline.frame.deadline.meanings import MEANINGS
from pipeline.frame.deadline.reckon import Reckoned, Reckoner
from pipeline.frame.deadline.spans import DAY, Without, period
from pipeline.resources.calendar import Calendar
from pipeline.resources.deadlines import PeriodEntry, Relation, Wording

_REACH = 60
_RANGE = re.compile(r"[a-z0-9](?: (?:tot en met|t/m|tot) | ?[-–] ?)[a-z0-9]")
_FIXED = ("rule", "recess", "next_recess", "budget", "event", "dated_event", "turn_of_year")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time expression at ``start:end`` of the plain text; without ``interval`` it names no date.

    ``rank`` orders what names no date: 3 a period, 2 a clause, 1 an event, 0 vague.
    ``ahead``: it names its year or says that it is to come, and it lies ahead.
    """

    start: int
    end: int
    rule: str
    relation: Relation
    interval: Interval | None
    strong: bool = False
    rank: int = 3
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class _Core:
    start: int
    end: int
    entry: PeriodEntry
    match: re.Match[str]
    bound: str
    bound_start: int
    relation: Relation
    strong: bool


@dataclass(frozen=True, slots=True)
class Scanner:
    """Finds candidates in plain text, for one document's date and calendar."""

    wording: Wording
    calendar: Calendar
    anchor: dt.date | None

    def periods(self, text: str) -> list[Candidate]:
        """Expressions that name a period, in the order of the text."""
        cores = [self._bounded(text, entry, match) for entry, match in self._cores(text)]
        found, skip = [], -1
        for place, core in enumerate(cores):
            if place == skip:
                continue
            following = cores[place + 1] if place + 1 < len(cores) else None
            made = self._range(text, core, following) if following else None
            if made is not None:
                skip = place + 1
            else:
                made = self._single(text, core)
            if made is not None:
                found.append(made)
        return found

    def words(self, text: str) -> list[Candidate]:
        """Expressions of a deadline that name no date."""
        return [
            Candidate(match.start(), match.end(), entry.id, "none", None, rank=entry.rank)
            for entry in self.wording.words
            for match in entry.pattern.finditer(text)
        ]

    def _cores(self, text: str) -> list[tuple[PeriodEntry, re.Match[str]]]:
        """The longest matches that do not overlap, in the order of the text."""
        matches = [(entry, match) for entry in self.wording.period for match in entry.pattern.finditer(text)]
        matches.sort(key=lambda pair: (pair[1].start() - pair[1].end(), pair[1].start()))
        taken = bytearray(len(text))
        chosen = []
        for entry, match in matches:
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                chosen.append((entry, match))
        return sorted(chosen, key=lambda pair: pair[1].start())

    def _bounded(self, text: str, entry: PeriodEntry, match: re.Match[str]) -> _Core:
        start, offset = match.start(), max(0, match.start() - _REACH)
        before = text[offset:start]
        longest, which = "", None
        for bound in self.wording.bound:
            found = bound.pattern.search(before)
            if found and len(found[0]) > len(longest):
                longest, which = found[0], bound
        relation: Relation = which.relation if which else "none"
        strong = which.strong if which else entry.id.startswith("within")
        return _Core(start, match.end(), entry, match, longest, start - len(longest), relation, strong)

    def _single(self, text: str, core: _Core) -> Candidate | None:
        relation = self._read_voor(text, core)
        groups = core.match.groupdict()
        first = groups.get("first_month") or groups.get("first_day") or groups.get("first_year")
        if relation == "between" and first and _RANGE.search(core.match[0]):
            relation = "at"
        if relation is None or relation == "between" or (relation == "none" and not core.entry.bare):
            return None
        if core.entry.self_bound and relation in ("between", "until", "after", "from", "by", "with", "at"):
            relation = "none"
        reckoned = self._reckon(core, relation)
        if relation == "voor" and self._planned_near(text, core):
            reckoned = Without.DATE
        made = reckoned if isinstance(reckoned, Without) else interval(relation, reckoned, self.anchor)
        if made is Without.FUTURE:
            return None
        if isinstance(made, Interval) and self.wording.surroundings.open_end.search(text[core.end : core.end + _REACH]):
            made = replace(made, latest=None) if relation in ("at", "none", "from") else Without.DATE
        around = self.wording.surroundings
        if core.relation != "none" and around.counted.search(
            text[max(0, core.bound_start - _REACH) : core.bound_start]
        ):
            made = Without.DATE
        lead = around.lead.search(text, max(0, core.bound_start - _REACH), core.bound_start)
        return Candidate(
            lead.start() if lead else core.bound_start,
            core.end,
            core.entry.id,
            relation,
            made if isinstance(made, Interval) else None,
            strong=core.strong and relation != "at",
            ahead=_names_year(core) and isinstance(made, Interval) and self._lies_ahead(made),
        )

    def _lies_ahead(self, found: Interval) -> bool:
        return self.anchor is None or found.earliest is None or found.earliest > self.anchor

    def _read_voor(self, text: str, core: _Core) -> Relation | None:
        """What "voor" says here: before it, planned for it ("at"), or about it (``None``)."""
        if core.relation != "voor":
            return core.relation
        before = text[max(0, core.bound_start - _REACH) : core.bound_start]
        summer = core.match.groupdict().get("season") == "zomer" and core.entry.plain_for == "before"
        if self.wording.surroundings.planned.search(before) and core.entry.means not in _FIXED and not summer:
            return "at"
        groups = core.match.groupdict()
        if (groups.get("part") or groups.get("part_of") or "").endswith(("eind", "einde", "einde van")):
            return "voor"
        about = core.entry.self_bound or core.entry.plain_for == "for" or core.entry.means == "near_day"
        return None if about else "voor"

    def _planned_near(self, text: str, core: _Core) -> bool:
        """Whether something is planned in this sentence, so that "voor maart" may be in March."""
        named = core.entry.means in ("month", "half_month") and not core.match.groupdict().get("part")
        return named and self.wording.surroundings.planned_near.search(text) is not None

    def _reckon(self, core: _Core, relation: Relation, assumed_year: int | None = None) -> Reckoned:
        reckoner = Reckoner(
            self.anchor,
            self.calendar,
            self.wording.numbers,
            relation,
            core.entry,
            assumed_year,
            core.match.groupdict(),
            core.match[0],
        )
        return MEANINGS[core.entry.means](reckoner)

    def _range(self, text: str, first: _Core, last: _Core) -> Candidate | None:
        """Of "tussen 1 mei en 1 juli", "van maart tot en met juni"."""
        between = text[first.end : last.start]
        if first.relation != "between" or not self.wording.surroundings.range.fullmatch(between):
            return None
        year = last.match.groupdict().get("year")
        begin = self._reckon(first, "at", int(year) if year else None)
        end = self._reckon(last, "at")
        if not year and begin is Without.FUTURE:
            return None
        candidate = Candidate(first.bound_start, last.end, last.entry.id, "at", None, ahead=bool(year))
        if isinstance(begin, Without) or isinstance(end, Without) or begin.first > end.first:
            return candidate
        until = between.strip() in ("tot", "tot aan")
        if until and (end.first != end.last or end.first - DAY < begin.first):
            return candidate
        whole = period(begin.first, end.first - DAY if until else end.last, end.precision)
        made = interval("at", whole, self.anchor)
        return replace(candidate, interval=made if isinstance(made, Interval) else None)


def _names_year(core: _Core) -> bool:
    groups = core.match.groupdict()
    to_come = re.search(r"volgend|komend|aanstaand|nieuwe|morgen|a\.s\.", core.match[0])
    return bool(groups.get("year") or groups.get("iso_year") or groups.get("short_year") or to_come)


def without_overlap(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Candidates in the order of the text; of two that overlap, one with a date, else the longer one.

    A date inside a clause ("zodra in mei het advies er is") belongs to that clause.
    """
    taken: list[Candidate] = []
    order = sorted(candidates, key=lambda one: (one.rank != 2, one.rank != 3, one.start - one.end, one.start))
    for candidate in order:
        if all(candidate.end <= other.start or candidate.start >= other.end for other in taken):
            taken.append(candidate)
    yield from sorted(taken, key=lambda one: one.start)
