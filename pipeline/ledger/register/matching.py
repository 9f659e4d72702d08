"""Rows of the register beside entries of the ledger: in both, said but not registered, registered but not found."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.entries import Entry, EventKind, Evidence, Proposal, RegisterEntry, State, Status, proposal_id
from pipeline.frame import find_deadline
from pipeline.ledger.linking import Known, index_of
from pipeline.ledger.weighing import (
    Finding,
    day_findings,
    deadline_findings,
    likeness_finding,
    ministry_findings,
    probability,
)
from pipeline.resources.linking import load_weights
from pipeline.resources.offices import offices

NEAREST = 25
SAME_DAY_DAYS = 14
"""Days after a debate in which its commitments are put in the register."""

_KINDS: Mapping[Status, EventKind] = {
    "afgedaan": "fulfilled",
    "deels_afgedaan": "partly_fulfilled",
    "vervallen": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A row and the entry that says the same; ``confirmed`` when a person said so."""

    row: RegisterEntry
    entry: Entry
    probability: float
    evidence: tuple[Evidence, ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The register beside the ledger; deleted rows and rows without text stand nowhere."""

    both: tuple[Match, ...]
    said: tuple[Entry, ...]
    registered: tuple[RegisterEntry, ...]


def match(
    rows: Sequence[RegisterEntry],
    known: Sequence[Known],
    *,
    confirmed: Mapping[str, str] | None = None,
    decided: Iterable[str] = (),
) -> tuple[Match, ...]:
    """For each row the entry that says the same, the rows in their order; a row without one is left out.

    ``confirmed`` are register ids with the entry that a person tied them to. Otherwise a row belongs to at most
    one entry and an entry to at most one row, the likeliest first. ``decided`` are ids of rejected proposals.
    """
    usable = [row for row in rows if row.text and not row.deleted]
    sure = confirmed or {}
    entries = {one.entry.id: one.entry for one in known}
    found = {
        row.id: Match(row, entries[sure[row.id]], 1.0, (), confirmed=True)
        for row in usable
        if sure.get(row.id) in entries
    }
    taken = {one.entry.id for one in found.values()}
    for candidate in _candidates([row for row in usable if row.id not in found], known, frozenset(decided)):
        if candidate.row.id not in found and candidate.entry.id not in taken:
            found[candidate.row.id] = candidate
            taken.add(candidate.entry.id)
    return tuple(found[row.id] for row in usable if row.id in found)


def compare(rows: Sequence[RegisterEntry], known: Sequence[Known], matches: Sequence[Match]) -> Comparison:
    """The three lists: in both, said but not registered, registered but not found."""
    rows_found = {one.row.id for one in matches}
    entries_found = {one.entry.id for one in matches}
    return Comparison(
        both=tuple(matches),
        said=tuple(one.entry for one in known if one.entry.id not in entries_found),
        registered=tuple(row for row in rows if row.text and not row.deleted and row.id not in rows_found),
    )


def tie_proposal(found: Match) -> Proposal:
    """The proposal to tie an entry to its row of the register."""
    return _proposal(found, "registered", found.row.text or "", found.evidence)


def status_proposal(found: Match, current: State) -> Proposal | None:
    """What the register's state says that the ledger does not say yet; ``None`` when they agree or it is open."""
    status = found.row.status
    if status is None or status == current.status or status not in _KINDS:
        return None
    words = " ".join((found.row.status_text or "", *found.row.letters)).strip()
    evidence = (Evidence("status", words, "register-status"), *found.evidence)
    quote = f"{words}: {found.row.text or ''}"
    return _proposal(found, _KINDS[status], quote, evidence)


def _proposal(found: Match, kind: EventKind, quote: str, evidence: tuple[Evidence, ...]) -> Proposal:
    row, entry = found.row, found.entry
    return Proposal(
        id=proposal_id(entry.id, row.id, quote),
        entry_id=entry.id,
        kind=kind,
        quote=quote,
        entry_text=entry.text,
        probability=found.probability,
        evidence=evidence,
        register_id=row.id,
        date=row.created if kind == "registered" else row.fulfilled_on or _changed(row),
    )


def _changed(row: RegisterEntry) -> dt.date | None:
    return row.changed_at.date() if row.changed_at else None


def _candidates(rows: Sequence[RegisterEntry], known: Sequence[Known], decided: frozenset[str]) -> list[Match]:
    """Pairs that are likely enough, the likeliest first."""
    index = index_of(known)
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    for position, one in enumerate(known):
        if one.entry.made is not None:
            by_day[one.entry.made].append(position)
    found: list[Match] = []
    for row, near in zip(rows, index.nearest([row.text or "" for row in rows], most=NEAREST), strict=True):
        cosines = {one.position: one.cosine for one in near}
        for position in dict.fromkeys((*cosines, *_of_days(row.created, by_day))):
            candidate = _match(row, known[position], cosines.get(position, 0.0))
            likely = candidate.probability >= load_weights().match
            if likely and tie_proposal(candidate).id not in decided:
                found.append(candidate)
    return sorted(found, key=lambda one: (-one.probability, one.row.id, one.entry.id))


def _of_days(day: dt.date | None, by_day: Mapping[dt.date, Sequence[int]]) -> list[int]:
    if day is None:
        return []
    days = (day - dt.timedelta(days=back) for back in range(SAME_DAY_DAYS + 1))
    return [position for one in days for position in by_day.get(one, ())]


def _match(row: RegisterEntry, known: Known, cosine: float) -> Match:
    entry, text = known.entry, row.text or ""
    findings: list[Finding] = [
        likeness_finding(cosine, text, known.about),
        *day_findings(row.created, entry),
        *ministry_findings(_ministry(row), entry, row.created),
        *deadline_findings(find_deadline(text, row.created), entry),
    ]
    return Match(row, entry, round(probability(findings), 4), tuple(one.evidence for one in findings))


def _ministry(row: RegisterEntry) -> str | None:
    """The ministry of a row: by its field, else by the office's name."""
    for words in (row.ministry, (row.office or "").partition(" van ")[2], (row.office or "").partition(" voor ")[2]):
        if words and (found := offices().resolve(words.removeprefix("Ministerie van "))):
            return found
    return None
