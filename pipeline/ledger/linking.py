"""Linking: which sequels belong to which entries, why, and how likely (koppelvoorstellen)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.entries import Entry, Evidence, LinkKind, Proposal, proposal_id
from pipeline.ledger.likeness import LikenessIndex
from pipeline.ledger.sequels import Sequel
from pipeline.ledger.weighing import (
    Finding,
    deadline_findings,
    dossier_findings,
    likeness_finding,
    ministry_findings,
    probability,
    reference_findings,
    wording_findings,
)
from pipeline.records import Deadline
from pipeline.resources.linking import load_weights

NEAREST = 25
"""Entries that are looked at for their likeness."""
REFERRED = 200
"""Entries that are looked at because a reference leads to their paper or day."""
MOST = 3
"""Proposals for one sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as linking sees it: its current deadline, its number in the register, its words."""

    entry: Entry
    latest: dt.date | None = None
    number: str | None = None

    @property
    def words(self) -> str:
        """Its own words: what its mentions say and, where no mention says it so, what is promised."""
        return " ".join(dict.fromkeys((*(mention.text for mention in self.entry.mentions), self.entry.action)))

    @property
    def about(self) -> str:
        """What it shares words by: its own, and those that it leans on."""
        return f"{self.words} {self.entry.context}"


def index_of(known: Sequence[Known]) -> LikenessIndex:
    """Entries to search by likeness: their own words count twice, so for more than what they lean on."""
    return LikenessIndex([one.words for one in known], [one.entry.context for one in known])


@dataclass(frozen=True, slots=True)
class _Maps:
    by_document: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_question: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_day: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


class Linker:
    """The entries of a ledger, ready to be searched; built once for many sentences."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = tuple(known)
        self._index = index_of(self._known)
        self._maps = _Maps()
        for position, one in enumerate(self._known):
            entry = one.entry
            self._maps.by_document[entry.document_id].append(position)
            for number in entry.question_ids:
                self._maps.by_question[number].append(position)
            if one.number is not None:
                self._maps.by_number[one.number].append(position)
            if entry.made is not None:
                self._maps.by_day[entry.made.isoformat()].append(position)

    def propose(self, sequels: Sequence[Sequel], *, decided: Iterable[str] = ()) -> tuple[Proposal, ...]:
        """What each sentence may do to earlier entries, the sentences in their order, the likeliest entry first.

        At most three for a sentence, and one for each pair of entries. ``decided`` are ids of proposals that a
        person accepted or rejected: they do not come back.
        """
        known = frozenset(decided)
        near = self._index.nearest([one.about for one in sequels], most=NEAREST)
        found: list[Proposal] = []
        for sequel, likest in zip(sequels, near, strict=True):
            cosines = {one.position: one.cosine for one in likest}
            found.extend(self._proposals(sequel, cosines, known))
        return tuple(_best_of_pairs(found, {one.sentence_id: one.founds for one in sequels}))

    def _proposals(self, sequel: Sequel, cosines: Mapping[int, float], decided: frozenset[str]) -> list[Proposal]:
        found = []
        for position in dict.fromkeys((*cosines, *self._referred(sequel))):
            one = self._known[position]
            if _can_follow(sequel, one.entry):
                proposal = _proposal(sequel, one, cosines.get(position, 0.0))
                if proposal.probability >= load_weights().propose and proposal.id not in decided:
                    found.append(proposal)
        return sorted(found, key=lambda one: (-one.probability, one.id))[:MOST]

    def _referred(self, sequel: Sequel) -> list[int]:
        maps = {
            "publication": self._maps.by_document,
            "question": self._maps.by_question,
            "register": self._maps.by_number,
            "letter": self._maps.by_day,
            "debate": self._maps.by_day,
        }
        positions: list[int] = []
        for reference in sequel.references:
            if reference.kind in maps:
                positions.extend(maps[reference.kind].get(reference.value, ()))
        return positions[:REFERRED]


def _can_follow(sequel: Sequel, entry: Entry) -> bool:
    """A sequel comes after what it follows; in the same document only the chair's closing list does."""
    if sequel.founds == entry.id:
        return False
    if sequel.document_id == entry.document_id:
        return sequel.closing
    if sequel.closing:
        return False
    if sequel.date is None or entry.made is None:
        return True
    return entry.made < sequel.date or (entry.made == sequel.date and not sequel.commits)


def _proposal(sequel: Sequel, known: Known, cosine: float) -> Proposal:
    entry = known.entry
    kind, moved = _kind(sequel, known)
    findings: list[Finding] = [
        *reference_findings(sequel.references, entry, number=known.number),
        likeness_finding(cosine, sequel.about, known.about),
        *wording_findings(sequel.wording, sequel.rule),
        *dossier_findings(sequel.dossiers, entry),
        *(
            ministry_findings(sequel.ministry, entry, sequel.date)
            if sequel.speaker and sequel.speaker.role != "member"
            else ()
        ),
        *(deadline_findings(sequel.deadline, entry) if moved is None else ()),
    ]
    return Proposal(
        id=proposal_id(entry.id, sequel.document_id, sequel.text),
        entry_id=entry.id,
        kind=kind,
        quote=sequel.text,
        entry_text=entry.text,
        probability=round(probability(findings), 4),
        evidence=tuple(finding.evidence for finding in findings) + ((moved,) if moved else ()),
        document_id=sequel.document_id,
        sentence_id=sequel.sentence_id,
        date=sequel.date,
        deadline=sequel.deadline if kind in {"repeated", "sharpened", "postponed", "taken_over"} else None,
        actor=sequel.actor if kind == "taken_over" else None,
    )


def _kind(sequel: Sequel, known: Known) -> tuple[LinkKind, Evidence | None]:
    """What a sequel does to an entry: what its wording says, else how the deadline moves, else a repetition."""
    moved = _moved(sequel.deadline, known.latest)
    if sequel.kind is not None and sequel.kind not in {"reminded", "postponed", "sharpened"}:
        return sequel.kind, None
    if not sequel.commits:
        return sequel.kind or "reminded", None
    if moved is None:
        return (sequel.kind if sequel.kind in {"postponed", "sharpened"} else "repeated") or "repeated", None
    return moved


def _moved(deadline: Deadline | None, latest: dt.date | None) -> tuple[LinkKind, Evidence] | None:
    """Whether a day comes later (postponed), or sooner or for the first time (sharpened), than the one that stands."""
    if deadline is None or deadline.latest is None or deadline.latest == latest:
        return None
    kind: LinkKind = "postponed" if latest is not None and deadline.latest > latest else "sharpened"
    words = f"{latest.isoformat() if latest else 'geen termijn'} → {deadline.latest.isoformat()}"
    return kind, Evidence("deadline", words, f"deadline-{kind}")


def _best_of_pairs(proposals: Iterable[Proposal], founds: Mapping[str, str | None]) -> list[Proposal]:
    """Of the sentences of one entry, only the likeliest is proposed for another entry."""
    best: dict[tuple[str, str], Proposal] = {}
    for proposal in proposals:
        sentence = proposal.sentence_id or ""
        key = (proposal.entry_id, founds.get(sentence) or sentence)
        if key not in best or proposal.probability > best[key].probability:
            best[key] = proposal
    return list(best.values())
