"""Of several time expressions, the one that bounds the act.

The rule: what names a date goes before what names none, except a date inside a clause ("zodra …"), which belongs to the
clause. Of dates: one that restates ("dus binnen twee weken"), then one whose clause has the committing verb, then a
bound ("uiterlijk", "voor", "binnen") before a period, "tot" last; then the nearest to that verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.frame.deadline.candidates import Candidate

_STOP = re.compile(r"[,;:()—–]")
_RESTATES = re.compile(r"(?<![a-z])(?:dus|oftewel|concreet) $")


def choose(text: str, candidates: Sequence[Candidate], cues: Sequence[tuple[int, int]]) -> Candidate | None:
    """The candidate that bounds the act; ``cues`` are the spans of its verbs. ``None`` for no candidates.

    >>> choose("", (), ()) is None
    True
    """
    if not candidates:
        return None
    dated = [candidate for candidate in candidates if candidate.interval is not None]
    if dated:
        return min(dated, key=lambda candidate: _dated_key(text, candidate, cues))
    return min(candidates, key=lambda candidate: (-candidate.rank, _nearest(text, candidate, cues)))


def _dated_key(text: str, candidate: Candidate, cues: Sequence[tuple[int, int]]) -> tuple[bool, bool, int, bool, int]:
    stops, distance = _nearest(text, candidate, cues)
    restates = _RESTATES.search(text[max(0, candidate.start - 12) : candidate.start]) is not None
    return (not restates, candidate.relation == "until", stops, not candidate.strong, distance)


def _nearest(text: str, candidate: Candidate, cues: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Stops and characters between a candidate and the cue that is nearest to it."""
    measured = (_measure(text, candidate, cue) for cue in cues)
    return min(measured, default=(0, candidate.start))


def _measure(text: str, candidate: Candidate, cue: tuple[int, int]) -> tuple[int, int]:
    low, high = (cue[1], candidate.start) if cue[1] <= candidate.start else (candidate.end, cue[0])
    if low >= high:
        return 0, 0
    return len(_STOP.findall(text, low, min(high, low + 400))), high - low
