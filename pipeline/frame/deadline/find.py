"""The deadline of a sentence: find, weigh, choose, and lead the offsets back."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, replace

from pipeline.frame.deadline.candidates import Candidate, Scanner, without_overlap
from pipeline.frame.deadline.choose import choose
from pipeline.frame.deadline.joined import join
from pipeline.frame.deadline.plain import Plain, plain
from pipeline.frame.deadline.reckon import sensible
from pipeline.frame.deadline.surroundings import bounds_the_act, comes_first
from pipeline.records import Deadline
from pipeline.resources.calendar import Calendar, load_calendar
from pipeline.resources.deadlines import load_wording


@dataclass(frozen=True, slots=True)
class Explained:
    """A deadline, and the id of the wording that found it (``resources/deadlines.toml``)."""

    deadline: Deadline
    rule: str


def find_deadline(
    text: str,
    anchor: dt.date | None,
    *,
    cue_span: tuple[int, int] | None = None,
    calendar: Calendar | None = None,
) -> Deadline | None:
    """The deadline (termijn) in one sentence, with offsets in that sentence; ``None`` when nothing bounds the act.

    ``anchor`` is the date of the document; without it, or with one before 1901 or after 2199, what counts from it keeps
    its words and has no dates. ``cue_span`` is the place of the committing verb, when the caller knows it. ``calendar``
    replaces the one that ships with the project. What names no date is ``unresolved``. Never raises. The law:
    annotations/guidelines.md, "Time expressions".

    >>> found = find_deadline("Ik stuur u voor 1 maart 2026 een brief.", dt.date(2025, 7, 2))
    >>> found.text, found.start, str(found.latest), found.precision
    ('voor 1 maart 2026', 11, '2026-02-28', 'day')
    >>> find_deadline("Ik stuur u zo spoedig mogelijk een brief.", dt.date(2025, 7, 2)).precision
    'unresolved'
    >>> find_deadline("In 2019 heb ik u een brief gestuurd.", dt.date(2025, 7, 2)) is None
    True
    """
    found = explain_deadline(text, anchor, cue_span=cue_span, calendar=calendar)
    return found.deadline if found else None


def explain_deadline(
    text: str,
    anchor: dt.date | None,
    *,
    cue_span: tuple[int, int] | None = None,
    calendar: Calendar | None = None,
) -> Explained | None:
    """Like :func:`find_deadline`, with the id of the wording that found it."""
    wording = load_wording()
    small = plain(text)
    known = anchor if anchor and sensible(anchor.year) else None
    scanner = Scanner(wording, calendar or load_calendar(), known)
    found = without_overlap([*scanner.periods(small.text), *scanner.words(small.text)])
    joined = join(small.text, list(found), wording.surroundings)
    kept = [
        replace(candidate, interval=None) if comes_first(small.text, candidate, wording.surroundings) else candidate
        for candidate in joined
        if bounds_the_act(small.text, candidate, wording)
    ]
    if cue_span is None:
        cues = [match.span() for match in wording.surroundings.cue.finditer(small.text)]
    else:
        cues = [(bisect_left(small.places, cue_span[0]), bisect_left(small.places, cue_span[1]))]
    chosen = choose(small.text, kept, cues)
    return Explained(_deadline(text, small, chosen), chosen.rule) if chosen else None


def _deadline(text: str, small: Plain, candidate: Candidate) -> Deadline:
    start, end = small.original(candidate.start, candidate.end)
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if candidate.interval is None:
        return Deadline(text[start:end], start, end, None, None, "unresolved")
    known = candidate.interval
    return Deadline(text[start:end], start, end, known.earliest, known.latest, known.precision)
