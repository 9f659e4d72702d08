"""The words of the ledger (toezeggingenregister): frozen records, standard library only.

An :class:`Entry` is a commitment with the sentences that say it. Each :class:`LedgerEvent` tells what became of it
and is never changed. The machine makes a :class:`Proposal`; it becomes an event when a person accepts it.
:class:`State` follows from an entry and its events, :class:`Standing` from a state and a day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.records import Actor, Deadline, DocumentKind, Polarity, Speaker, Strength

EventKind = Literal[
    "repeated",
    "reminded",
    "sharpened",
    "postponed",
    "partly_fulfilled",
    "fulfilled",
    "withdrawn",
    "taken_over",
    "registered",
    "retracted",
]
"""What can become of a commitment: herhaald, in herinnering gebracht, aangescherpt, uitgesteld, deels
nagekomen, nagekomen, ingetrokken, overgenomen; ``registered`` ties it to a row of the Kamer's register;
``retracted`` takes back an earlier event (terugdraaien)."""
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)

LinkKind = Literal[
    "repeated", "reminded", "sharpened", "postponed", "partly_fulfilled", "fulfilled", "withdrawn", "taken_over"
]
"""What a sentence can do to an entry."""
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)

Status = Literal["openstaand", "deels_afgedaan", "afgedaan", "vervallen"]
STATUSES: tuple[Status, ...] = get_args(Status)
OPEN: tuple[Status, ...] = ("openstaand", "deels_afgedaan")
"""In which the government is still bound."""

Urgency = Literal["te_laat", "binnenkort", "zonder_termijn"]
"""What stands beside an open status on a given day: overdue, due soon, no day known."""
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)

EvidenceKind = Literal[
    "reference", "dossier", "question", "date", "likeness", "wording", "speaker", "deadline", "status"
]
"""What ties two texts together: an explicit reference (Kamerstuk, TZ number), a shared dossier, a shared
question number, the date of a letter or debate, likeness of words, a set phrase, the same office, a moved
deadline, a status in the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A sentence of the founding document that says the commitment; ``date`` is the document's."""

    sentence_id: str
    document_id: str
    start: int
    end: int
    text: str
    date: dt.date | None = None
    speaker: Speaker | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A commitment in the ledger (toezegging), as it was made in one document or debate.

    ``mentions`` stand in the order of the text and hold at least one; the first is the founding one.
    ``action`` is what is promised, the whole sentence where no frame says it shorter. ``minister`` is the
    name of who speaks or signs, ``ministry`` is the actor's. ``deadline`` is the last one given in the
    document, resolved before unresolved. ``context`` is what the founding sentence leans on: the question
    or the words before it, shortened. What the document does not say is ``None``.
    """

    id: str
    document_id: str
    mentions: tuple[Mention, ...]
    action: str
    made: dt.date | None = None
    actor: Actor | None = None
    minister: str | None = None
    ministry: str | None = None
    recipient: str | None = None
    condition: str | None = None
    deadline: Deadline | None = None
    strength: Strength = "firm"
    polarity: Polarity = "act"
    probability: float = 1.0
    title: str | None = None
    dossiers: tuple[str, ...] = ()
    question_ids: tuple[str, ...] = ()
    context: str = ""

    @property
    def text(self) -> str:
        """The founding sentence."""
        return self.mentions[0].text


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a proposal: its kind, the words or number that matched, and the rule that found it."""

    kind: EvidenceKind
    matched: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The machine's guess that a sentence, or a row of the register, belongs to an entry.

    One of ``sentence_id`` and ``register_id`` is given. ``quote`` is that sentence or that row's text,
    ``entry_text`` the entry's sentence, ``date`` the day of the document or row. ``probability`` is 0…1.
    """

    id: str
    entry_id: str
    kind: EventKind
    quote: str
    entry_text: str
    probability: float
    evidence: tuple[Evidence, ...]
    document_id: str | None = None
    sentence_id: str | None = None
    register_id: str | None = None
    date: dt.date | None = None
    deadline: Deadline | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A person's word that a proposal is wrong; it never returns (append-only)."""

    proposal_id: str
    by: str
    at: dt.datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """Something that happened to a commitment, on a person's word (append-only).

    ``date`` is the day on which it happened (of the letter or debate), ``at`` when it was put down (UTC).
    ``quote`` keeps the words, so that the event can be read even when the document is gone.
    ``deadline`` is the new one, ``actor`` who took over; ``retracts`` the id of the event taken back.
    """

    id: str
    entry_id: str
    kind: EventKind
    by: str
    at: dt.datetime
    date: dt.date | None = None
    document_id: str | None = None
    sentence_id: str | None = None
    register_id: str | None = None
    proposal_id: str | None = None
    quote: str = ""
    deadline: Deadline | None = None
    actor: Actor | None = None
    retracts: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an entry and its accepted events come to; no day enters it, so that it may be kept and searched.

    ``said`` counts how often it was promised (made, repeated, sharpened, postponed), ``slipped_days`` the
    days from the first dated deadline to the current one (negative when it was brought forward).
    ``earliest`` and ``latest`` are the current interval.
    """

    status: Status = "openstaand"
    earliest: dt.date | None = None
    latest: dt.date | None = None
    ministry: str | None = None
    said: int = 1
    reminded: int = 0
    slipped_days: int = 0
    settled_on: dt.date | None = None
    last_event_on: dt.date | None = None
    touched: bool = False
    """Whether a person has put down any event."""
    registered: str | None = None
    """The id of the register row that it was tied to."""
    merged_into: str | None = None
    """The id of the entry that this one turned out to repeat; such an entry is not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A state on a given day: ``late_days`` after the deadline, ``due_in_days`` before it, or the age."""

    state: State
    today: dt.date
    urgency: Urgency | None = None
    late_days: int | None = None
    due_in_days: int | None = None
    age_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A row of the Tweede Kamer's register (Toezegging).

    ``status_text`` is the value as it came, ``status`` what it is taken to mean, ``None`` when unknown or
    empty. A deleted row has ``deleted`` and, in OData, nothing else. ``fulfilled_on`` is ``None`` for
    ``0001-01-01``. ``letters`` and ``promised_to`` hold every repetition of their field. The last four are
    ids of other rows.
    """

    id: str
    number: str | None = None
    activity: str | None = None
    created: dt.date | None = None
    name: str | None = None
    office: str | None = None
    ministry: str | None = None
    text: str | None = None
    status_text: str | None = None
    status: Status | None = None
    fulfilled_on: dt.date | None = None
    letters: tuple[str, ...] = ()
    promised_to: tuple[str, ...] = ()
    changed_at: dt.datetime | None = None
    deleted: bool = False
    repeats: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    adds_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries to list; what is empty or ``None`` does not filter.

    ``statuses`` may hold statuses and urgencies; an entry passes with any of them. ``ministry``,
    ``minister`` and ``text`` look for the words anywhere, without regard to case. ``due_from`` and
    ``due_to`` bound the latest day of the deadline, both included. ``kind`` is that of the document.
    ``today`` and ``soon_days`` decide what is overdue and what is due soon.
    """

    today: dt.date
    soon_days: int = 30
    statuses: tuple[Status | Urgency, ...] = ()
    ministry: str | None = None
    minister: str | None = None
    document: str | None = None
    dossier: str | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    text: str | None = None
    kind: DocumentKind | None = None
    strength: Strength | None = None
    limit: int | None = None
    offset: int = 0


def entry_id(sentence: str) -> str:
    """The id of the entry that this sentence founds; stable as long as the sentence is.

    >>> entry_id("s-dd29f76d1049ec2a")
    'e-dd29f76d1049ec2a'
    """
    return f"e-{sentence.removeprefix('s-')}"


def proposal_id(entry: str, source: str, quote: str) -> str:
    """The id of a proposal, from the entry, the document or register row, and the words, not the place or kind.

    What was rejected stays rejected when the document is split or labelled in another way.

    >>> proposal_id("e-1", "kst-1", "Ik kom hierop  terug.") == proposal_id("e-1", "kst-1", "ik kom hierop terug.")
    True
    """
    words = " ".join(quote.casefold().split())
    return f"p-{_digest(entry, source, words)}"


def event_id(entry: str, kind: EventKind, source: str, at: dt.datetime) -> str:
    """The id of an event: the same word put down twice at one moment is one event.

    >>> event_id("e-1", "fulfilled", "p-1", dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    'v-0a3637a966184f32'
    """
    return f"v-{_digest(entry, kind, source, at.astimezone(dt.UTC).isoformat())}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
