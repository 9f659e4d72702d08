"""How likely a sentence or a row of the register belongs to an entry: evidence, added up."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.entries import Entry, Evidence
from pipeline.ledger.references import Reference
from pipeline.ledger.terms import PART, subject_words
from pipeline.records import Deadline
from pipeline.resources.linking import WeightName, load_weights
from pipeline.resources.offices import offices

LONG_DAYS = 183
SHARED_WORDS = 6
"""Words in common that are told as evidence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence and what it weighs (log-odds)."""

    evidence: Evidence
    weight: float


def probability(findings: Iterable[Finding]) -> float:
    """The probability that evidence adds up to, 0…1.

    >>> round(probability([]), 3)
    0.027
    """
    odds = load_weights().weights["bias"] + sum(finding.weight for finding in findings)
    return 1 / (1 + math.exp(-odds))


def likeness_finding(cosine: float, text: str, about: str) -> Finding:
    """How alike the words of a text and an entry are, and which they share, compounds of them included.

    >>> likeness_finding(0.5, "de veerdienst en de steiger", "steigers en veerdiensten").evidence.matched
    '0.50: veerdienst, steiger'
    """
    starts = {word[:PART] for word in subject_words(about)}
    shared = [word for word in dict.fromkeys(subject_words(text)) if word[:PART] in starts]
    matched = f"{cosine:.2f}" + (f": {', '.join(shared[:SHARED_WORDS])}" if shared else "")
    weight = _weight("likeness") * cosine + (_weight("few-words") if len(shared) < 2 else 0.0)
    return Finding(Evidence("likeness", matched, "tf-idf"), weight)


def reference_findings(references: Iterable[Reference], entry: Entry, *, number: str | None) -> list[Finding]:
    """The references that lead to this entry; ``number`` is that of its row in the register."""
    found = []
    for reference in references:
        weight = _leads_to(reference, entry, number)
        if weight is not None:
            evidence = Evidence("date" if weight == "date" else "reference", reference.words, reference.rule)
            found.append(Finding(evidence, _weight(weight)))
    return found


def _leads_to(reference: Reference, entry: Entry, number: str | None) -> WeightName | None:
    day = entry.made.isoformat() if entry.made else None
    leads: dict[str, tuple[bool, WeightName]] = {
        "register": (reference.value == number, "register-number"),
        "publication": (reference.value == entry.document_id, "publication"),
        "question": (reference.value in entry.question_ids, "question-number"),
        "dossier": (reference.value in entry.dossiers, "dossier"),
        "letter": (reference.value == day, "date"),
        "debate": (reference.value == day, "date"),
    }
    holds, weight = leads[reference.kind]
    return weight if holds else None


def dossier_findings(dossiers: Iterable[str], entry: Entry) -> list[Finding]:
    """The first dossier that both papers stand in; a chapter of a budget counts as itself only."""
    shared = next((dossier for dossier in dossiers if dossier in entry.dossiers), None)
    return [Finding(Evidence("dossier", shared, "same-dossier"), _weight("dossier"))] if shared else []


def ministry_findings(ministry: str | None, entry: Entry, day: dt.date | None) -> list[Finding]:
    """Whether the same ministry acts, under whatever name it has on a day; unknown says nothing."""
    if ministry is None or entry.ministry is None:
        return []
    now = {offices().ministry_on(name, day) or name for name in (ministry, entry.ministry)}
    weight: WeightName = "same-ministry" if len(now) == 1 else "other-ministry"
    return [Finding(Evidence("speaker", ministry, weight), _weight(weight))]


def wording_findings(words: str | None, rule: str) -> list[Finding]:
    """That the sentence says itself that it looks back; a closing list does so for certain."""
    weight = _weight("wording") + (_weight("closing-list") if rule == "closing-list" else 0.0)
    return [Finding(Evidence("wording", words or "", rule), weight)] if rule else []


def deadline_findings(deadline: Deadline | None, entry: Entry) -> list[Finding]:
    """Two bounded deadlines that share days."""
    if not (_bounded(deadline) and _bounded(entry.deadline)) or deadline is None or entry.deadline is None:
        return []
    starts = [one.earliest for one in (deadline, entry.deadline) if one.earliest]
    ends = [one.latest for one in (deadline, entry.deadline) if one.latest]
    if max(starts) > min(ends):
        return []
    matched = f"{deadline.text} / {entry.deadline.text}"
    return [Finding(Evidence("deadline", matched, "same-deadline"), _weight("same-deadline"))]


def day_findings(day: dt.date | None, entry: Entry) -> list[Finding]:
    """That a row was made on, or up to two weeks after, the day of the entry."""
    if day is None or entry.made is None or not 0 <= (day - entry.made).days <= 14:
        return []
    return [Finding(Evidence("date", entry.made.isoformat(), "same-day"), _weight("same-day"))]


def _bounded(deadline: Deadline | None) -> bool:
    if deadline is None or deadline.earliest is None or deadline.latest is None:
        return False
    return (deadline.latest - deadline.earliest).days <= LONG_DAYS


def _weight(name: WeightName) -> float:
    return load_weights().weights[name]
