"""Which sentences of one document say the same commitment (vermeldingen)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.classify.wording import plain
from pipeline.ledger.likeness import LikenessIndex
from pipeline.ledger.surroundings import unit
from pipeline.ledger.terms import subject_words
from pipeline.records import Deadline, Statement
from pipeline.resources.mentions import load_mentions

NEAR = 3
"""Sentences between two mentions of which one only points at the other ("Dat zeg ik toe.")."""
ALIKE = 0.42
"""Cosine from which two sentences of one speaker are one commitment."""
NEAR_ALIKE = 0.25
"""The same, when they stand near each other in one answer or turn."""
POINTING_ALIKE = 0.55
"""The same, when one of them is compared by what it leans on, which it must do close by."""
CLOSE_BY = 40
ALIKE_IN_SPITE = 0.7
"""The same, when their deadlines exclude each other."""
POINTING = 1
"""With at most this many words of its own a sentence only points at what was said."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that commits: where it stands among all statements, what it leans on, its deadline."""

    position: int
    statement: Statement
    context: str
    deadline: Deadline | None

    @property
    def points(self) -> bool:
        """Whether it has no subject of its own."""
        return len(subject_words(self.statement.sentence.text)) <= POINTING

    @property
    def takes_up(self) -> bool:
        """Whether it takes up what was promised just before ("Die brief …", "Dat doe ik …")."""
        wording = plain(self.statement.sentence.text)
        return any(rule.regex.match(wording) for rule in load_mentions())

    @property
    def about(self) -> str:
        """What it is compared by: its own words, with what it leans on where it has none."""
        text = self.statement.sentence.text
        return f"{self.context} {text}" if self.points else text


def group(said: Sequence[Said]) -> tuple[tuple[Said, ...], ...]:
    """The statements of one document that commit, by commitment, both in the order of the text.

    Two belong together when one only points at the other close by in the same answer or turn, or when
    the same speaker says nearly the same. No statements give no groups.
    """
    parent = list(range(len(said)))
    for one, other in _pairs(said):
        first, second = sorted((_root(parent, one), _root(parent, other)))
        parent[second] = first
    groups: dict[int, list[Said]] = {}
    for number, each in enumerate(said):
        groups.setdefault(_root(parent, number), []).append(each)
    return tuple(tuple(members) for members in groups.values())


def _pairs(said: Sequence[Said]) -> list[tuple[int, int]]:
    pairs = [(number - 1, number) for number in range(1, len(said)) if _continues(said[number - 1], said[number])]
    near = LikenessIndex([each.about for each in said]).nearest([each.about for each in said], least=NEAR_ALIKE)
    for number, found in enumerate(near):
        pairs.extend((number, one.position) for one in found if _same(said, number, one.position, one.cosine))
    return pairs


def _continues(first: Said, second: Said) -> bool:
    """Whether one of two neighbours only points at the other, or the second takes up the first."""
    return _near(first, second) and (first.points or second.points or second.takes_up)


def _near(first: Said, second: Said) -> bool:
    together = unit(first.statement.sentence.passage) == unit(second.statement.sentence.passage)
    return together and second.position - first.position <= NEAR


def _same(said: Sequence[Said], one: int, other: int, cosine: float) -> bool:
    if other <= one or not _one_speaker(said[one], said[other]):
        return False
    if not _compatible(said[one].deadline, said[other].deadline):
        return cosine >= ALIKE_IN_SPITE
    if said[one].points or said[other].points:
        return cosine >= POINTING_ALIKE and said[other].position - said[one].position <= CLOSE_BY
    return cosine >= (NEAR_ALIKE if _near(said[one], said[other]) else ALIKE)


def _one_speaker(first: Said, second: Said) -> bool:
    names = [said.statement.sentence.passage.speaker for said in (first, second)]
    known = [speaker.name or speaker.ministry for speaker in names if speaker is not None]
    return len(set(known)) < 2


def _compatible(first: Deadline | None, second: Deadline | None) -> bool:
    """Whether two intervals share a day; an unknown deadline is compatible with all.

    >>> july = Deadline("in juli", 0, 7, dt.date(2025, 7, 1), dt.date(2025, 7, 31), "month")
    >>> later = Deadline("na de zomer", 0, 11, dt.date(2025, 9, 1), None, "event")
    >>> _compatible(july, later), _compatible(july, None), _compatible(july, july)
    (False, True, True)
    """
    if first is None or second is None:
        return True
    starts = [one.earliest or dt.date.min for one in (first, second)]
    ends = [one.latest or dt.date.max for one in (first, second)]
    return max(starts) <= min(ends)


def _root(parent: Sequence[int], number: int) -> int:
    while parent[number] != number:
        number = parent[number]
    return number
