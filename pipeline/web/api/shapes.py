"""What the API answers, as OpenAPI describes it."""

from __future__ import annotations

import datetime as dt
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from pipeline.entries import EventKind, Evidence, Status, Urgency
from pipeline.records import Deadline, DocumentKind, Label, Polarity, Strength

Item = TypeVar("Item")


class Shape(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Commitment(Shape):
    """A commitment (toezegging) in a list, as it stands today."""

    id: str = Field(description="stays the same as long as the sentence does")
    status: Status
    urgency: Urgency | None
    late_days: int | None
    due_in_days: int | None
    age_days: int | None
    earliest: dt.date | None
    latest: dt.date | None
    deadline: str | None = Field(description="the words of the deadline")
    said: int
    reminded: int
    slipped_days: int
    slippage: str | None
    made: dt.date | None
    settled_on: dt.date | None
    ministry: str | None
    minister: str | None
    actor: str | None
    action: str
    text: str
    context: str | None = Field(description="the question that was answered, or the turn before")
    recipient: str | None
    condition: str | None
    strength: Strength
    polarity: Polarity
    probability: float
    mentions: tuple[str, ...]
    document: str
    title: str | None
    dossiers: tuple[str, ...]
    questions: tuple[str, ...]
    registered: str | None
    address: str | None


class Event(Shape):
    """Something that happened to a commitment; ``counts`` is false when it was taken back."""

    id: str
    kind: EventKind
    date: dt.date | None
    at: dt.datetime
    by: str
    counts: bool
    quote: str
    note: str
    document_id: str | None
    sentence_id: str | None
    register_id: str | None
    deadline: Deadline | None


class Proposed(Shape):
    """What the machine proposes and nobody answered yet."""

    id: str
    kind: EventKind
    probability: float
    quote: str
    date: dt.date | None
    document_id: str | None
    sentence_id: str | None
    register_id: str | None
    evidence: tuple[Evidence, ...]


class Whole(Commitment):
    """A commitment with its history, its open proposals, and those that turned out to repeat it."""

    history: tuple[Event, ...]
    proposals: tuple[Proposed, ...]
    repeats: tuple[str, ...]
    merged_into: str | None


class Said(Shape):
    """A sentence with the machine's proposal for it."""

    id: str
    text: str
    labels: tuple[Label, ...]
    commitment_score: float
    refusal_score: float
    claim_score: float
    needs_review: bool
    judges: int
    refused: str | None
    reason: str | None
    attribution: str | None
    minister: str | None
    ministry: str | None
    date: dt.date | None
    document: str
    kind: DocumentKind
    title: str | None
    dossiers: tuple[str, ...]
    questions: tuple[str, ...]
    start: int
    end: int
    address: str | None
    model: str


class Listing(Shape, Generic[Item]):
    """A page of a list; ``next`` and ``previous`` are addresses."""

    items: tuple[Item, ...]
    total: int
    total_is_least: bool = Field(
        default=False, description="there are more than total: of a search in the text no more are counted"
    )
    page: int
    per_page: int
    next: str | None
    previous: str | None


class Counted(Shape):
    """Counts per status and urgency, on the day ``today``."""

    today: dt.date
    total: int
    counts: dict[str, int]
    overdue: dict[str, int]
    labelled_at: dt.datetime | None


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
