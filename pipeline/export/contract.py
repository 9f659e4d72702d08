"""The labelled document as it stands in a file: the contract's keys in the contract's order.

These classes mirror ``pipeline.records`` and follow them; ``schema_version`` rises when a key changes meaning
or goes away. Additions to the contract's keys stand last in their object.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from pipeline.records import (
    Actor,
    Cue,
    Deadline,
    DocumentKind,
    Form,
    Label,
    Omission,
    PassageKind,
    Polarity,
    Role,
    Span,
    Strength,
    Words,
)

SCHEMA_VERSION: Literal["1.0"] = "1.0"
_STRICT = ConfigDict(extra="forbid")

Offset = Annotated[int, Field(ge=0)]
Probability = Annotated[float, Field(ge=0, le=1)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@checked(config=_STRICT, frozen=True, slots=True)
class SpeakerPart:
    """Who speaks, asks, answers or signs; null where the document does not say."""

    name: str | None
    office: str | None
    ministry: str | None
    role: Role
    party: str | None


@checked(config=_STRICT, frozen=True, slots=True)
class PassagePart:
    """The paragraph, heading, bullet or turn that holds the sentence; ``start`` and ``end`` are its own offsets."""

    kind: PassageKind
    numbers: tuple[str, ...]
    speaker: SpeakerPart | None
    form: Form
    turn: Offset | None
    depth: Offset
    start: Offset
    end: Offset


@checked(config=_STRICT, frozen=True, slots=True)
class ScoresPart:
    """Calibrated probabilities, four digits, each label by itself."""

    commitment: Probability
    refusal: Probability
    claim: Probability


@checked(config=_STRICT, frozen=True, slots=True)
class CommitmentPart:
    """The frame of a commitment (toezegging)."""

    actor: Actor
    action: Span
    recipient: Words | None
    deadline: Deadline | None
    condition: Words | None
    strength: Strength
    polarity: Polarity


@checked(config=_STRICT, frozen=True, slots=True)
class RefusalPart:
    """The frame of a refusal (weigering)."""

    refused: Words | None
    reason: Words | None


@checked(config=_STRICT, frozen=True, slots=True)
class ClaimPart:
    """The frame of a factual claim (feitelijke bewering)."""

    attribution: Words | None


@checked(config=_STRICT, frozen=True, slots=True)
class SentencePart:
    """One sentence, also without a label; ``start`` and ``end`` are half-open offsets in document.text, code points."""

    id: str
    start: Offset
    end: Offset
    text: str
    passage: PassagePart
    labels: tuple[Label, ...]
    scores: ScoresPart
    needs_review: bool
    cue: Cue | None
    commitment: CommitmentPart | None
    refusal: RefusalPart | None
    claim: ClaimPart | None
    evidence: tuple[str, ...]


@checked(config=_STRICT, frozen=True, slots=True)
class DocumentPart:
    """The document: what its front says, and its text after repair."""

    id: Annotated[str, Field(min_length=1)]
    kind: DocumentKind
    title: str | None
    date: dt.date | None
    language: str
    source: str
    sha256: Digest
    text: str
    asked: dt.date | None
    answered: dt.date | None
    askers: tuple[SpeakerPart, ...]
    answerers: tuple[SpeakerPart, ...]
    dossiers: tuple[str, ...]
    question_ids: tuple[str, ...]
    omissions: tuple[Omission, ...]


@checked(config=_STRICT, frozen=True, slots=True)
class RunPart:
    """What made the labels, and when (UTC)."""

    pipeline_version: str
    model: str
    created_at: AwareDatetime


@checked(config=_STRICT, frozen=True, slots=True)
class LabelledFile:
    """A labelled document: every sentence of a parliamentary document with the machine's proposal for it."""

    schema_version: Literal["1.0"]
    document: DocumentPart
    run: RunPart
    sentences: tuple[SentencePart, ...]
