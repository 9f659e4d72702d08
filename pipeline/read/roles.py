"""In what quality people speak, where the minutes do not say it: out of the chair's words and their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.read.floor import (
    MEMBER,
    Named,
    agrees,
    called_up,
    defenders,
    movers,
    named_members,
    named_office,
    one_ministry,
    received,
    thanked,
)
from pipeline.records import Role, Speaker
from pipeline.resources.floor import House, OwnWording, load_floor

_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|„[^”]*”")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn: the id of who speaks, the role that the minutes say (``None``: unknown), and the words.

    ``follows`` says whether nothing was left out since the turn before.
    """

    who: str
    role: Role | None
    text: str
    follows: bool = True


@dataclass(slots=True)
class _Clues:
    """Everything that speaks for a quality, by the id of who speaks.

    ``weak`` are a name without party, as a minister may be called "de heer" as well, and an office without name, as
    another may interrupt before its holder speaks: what is certain goes before them, unless they are as many.
    """

    open: frozenset[str]
    certain: dict[str, list[Speaker]] = field(default_factory=lambda: defaultdict(list))
    weak: dict[str, list[Speaker]] = field(default_factory=lambda: defaultdict(list))

    def add_named(self, people: Iterable[Named]) -> None:
        """Members named anywhere; a name on which two ids agree tells nothing."""
        for person in people:
            holders = [who for who in self.open if agrees(person.name, who)]
            if len(holders) == 1:
                self.certain[holders[0]].append(person.speaker)

    def called_once(self, who: str) -> bool:
        """Whether all that is known is one call of an office to which another answered more often."""
        weak = self.weak.get(who, [])
        if self.certain.get(who) or len(weak) != 1 or weak[0].role != "government" or weak[0].ministry:
            return False
        return any(self.weak[other].count(weak[0]) > 1 for other in self.open - {who} if other in self.weak)

    def joined(self, who: str) -> Speaker | None:
        """One speaker out of all clues; what they say in two ways stays open, a role in two ways leaves nothing."""
        certain, weak = self.certain.get(who, []), self.weak.get(who, [])
        if self.called_once(who):
            return None
        roles = {speaker.role for speaker in certain or weak}
        if len(roles) != 1:
            return None
        against = sum(speaker.role not in roles for speaker in weak)
        if against > max(1, len(certain) - 1):
            return None
        found = [speaker for speaker in (*certain, *weak) if speaker.role in roles]
        return Speaker(
            office=_only(speaker.office for speaker in found),
            ministry=_only(speaker.ministry for speaker in found),
            role=roles.pop(),
            party=_only(speaker.party for speaker in found),
        )


def infer(utterances: Sequence[Utterance], house: House | None = None) -> dict[str, Speaker]:
    """Role, and office, ministry and party where they follow as well, by id; who stays unknown is not in it.

    The chair gives the floor, thanks, or names those who moved a motion or defend a bill; people speak of their own
    fractie, motion or ministry (``resources/floor.toml``). Where two clues contradict each other nothing follows.
    Who presides at another moment is a member, as the Reglementen van Orde of both Houses have it.

    >>> turns = [Utterance("AnProef", "chair", "Het woord is aan de minister."), Utterance("BoToets", None, "Dank u.")]
    >>> infer(turns)["BoToets"].role
    'government'
    """
    guests = {turn.who for turn in utterances if turn.role == "other"}
    clues = _Clues(frozenset(turn.who for turn in utterances if turn.who) - guests)
    _listen_to_chair(utterances, clues)
    for who in clues.open:
        own = [turn.text for turn in utterances if turn.who == who and turn.role != "chair"]
        if any(turn.who == who and turn.role == "chair" for turn in utterances):
            clues.certain[who].append(MEMBER)
        clues.certain[who].extend(_own_words(own, house))
    joined = {who: speaker for who in sorted(clues.open) if (speaker := clues.joined(who)) is not None}
    return _with_ministries(joined, utterances)


def _listen_to_chair(utterances: Sequence[Utterance], clues: _Clues) -> None:
    for turn in utterances:
        clues.add_named(movers(turn.text))
        if turn.role == "chair":
            clues.add_named(defenders(turn.text))
    for before, after in pairwise(utterances):
        if after.follows and after.who and before.who:
            if before.role == "chair" and after.role != "chair":
                _add_next(before.text, after.who, clues)
            elif after.role == "chair" and before.role != "chair" and (speaker := thanked(after.text)):
                clues.weak[before.who].append(speaker)


def _add_next(words: str, who: str, clues: _Clues) -> None:
    """Who speaks after the chair: whom it named, else the office that it called up."""
    office = named_office(words, who)
    named = [person for person in named_members(words) if agrees(person.name, who)]
    for person in named:
        (clues.certain if person.party else clues.weak)[who].append(person.speaker)
    if office:
        clues.certain[who].append(office)
    elif not named and (speaker := called_up(words)):
        clues.weak[who].append(speaker)


def _own_words(texts: Sequence[str], house: House | None) -> list[Speaker]:
    """What follows from somebody's own words, quotations left out."""
    unquoted = [_QUOTED.sub(" ", text) for text in texts]
    return [
        MEMBER if entry.role == "member" else Speaker(role="government")
        for entry in load_floor().own
        if (entry.house is None or entry.house == house) and _count(entry, unquoted) >= entry.times
    ]


def _count(entry: OwnWording, texts: Sequence[str]) -> int:
    return sum(1 for text in texts for _ in entry.compiled.finditer(text))


def _only(values: Iterable[str | None]) -> str | None:
    said = {value for value in values if value}
    return said.pop() if len(said) == 1 else None


def _with_ministries(people: dict[str, Speaker], utterances: Sequence[Utterance]) -> dict[str, Speaker]:
    """A minister without ministry has the one under which the chair received the only minister."""
    holders: dict[str, set[str]] = defaultdict(set)
    known = {turn.who: Speaker(role="government") for turn in utterances if turn.role == "government"}
    for who, speaker in (known | people).items():
        if speaker.role == "government":
            holders[speaker.office or ""].add(who)
    called: dict[str, set[str]] = defaultdict(set)
    for turn in utterances:
        for person in received(turn.text) if turn.role == "chair" else ():
            called[person.office or ""].add(person.ministry or "")
    ministries = {} if holders.get("") else one_ministry(called, holders)
    return {
        who: replace(speaker, ministry=speaker.ministry or ministries.get(speaker.office or ""))
        if speaker.role == "government"
        else speaker
        for who, speaker in people.items()
    }
