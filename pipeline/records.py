"""The words that all rooms speak: frozen records, standard library only.

Data flows one way: bytes → :class:`Document` → :class:`Sentence` → :class:`Statement` → labelled JSON.
Offsets are half-open, in Unicode code points of ``Document.text``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

DocumentKind = Literal["written_questions", "written_answers", "letter", "paper", "debate", "news", "other"]
"""Question papers, answers, Kamerbrief, other Kamerstuk, Handelingen or verslag, news article, anything else."""

PassageKind = Literal["question", "answer", "letter", "turn", "heading", "front", "quote", "other"]
"""What a passage does in its document; ``quote`` is quoted speech in news, ``front`` title and address lines."""

Form = Literal["paragraph", "heading", "bullet", "table", "footnote", "signature"]
"""How a passage is laid out, whatever it does."""

Role = Literal["government", "member", "chair", "other"]
"""In what quality somebody speaks or signs."""

Label = Literal["commitment", "refusal", "claim"]
LABELS: tuple[Label, ...] = get_args(Label)
"""The order of the columns in every score matrix."""

Cue = Literal["fulfilment", "reminder"]
Strength = Literal["firm", "weak", "conditional"]
Polarity = Literal["act", "abstain"]
Precision = Literal["day", "week", "month", "quarter", "season", "half_year", "year", "event", "unresolved"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, asks, answers or signs.

    ``office`` is lower case as Dutch writes it ("minister", "staatssecretaris", "minister-president",
    "voorzitter", "Kamerlid"); ``ministry`` is the ministry's name without "ministerie van".
    What the document does not say is ``None``.
    """

    name: str | None = None
    office: str | None = None
    ministry: str | None = None
    role: Role = "other"
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, bullet or footnote of a document; a sentence never crosses its edge.

    ``numbers`` are the numbers of the questions that it asks or answers, as printed, expanded
    ("2-4" → ``("2", "3", "4")``). ``turn`` counts turns (spreekbeurten) from 0 in the order of the
    document and is shared by the paragraphs of one turn; ``depth`` is 1 for an interruption inside
    somebody else's turn. Both are ``None`` / 0 outside debates.
    """

    start: int
    end: int
    kind: PassageKind
    form: Form = "paragraph"
    numbers: tuple[str, ...] = ()
    speaker: Speaker | None = None
    turn: int | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class SourceRun:
    """``length`` characters of ``Document.text`` at ``start`` that stand at ``source`` in the decoded source."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that the reader left out of ``Document.text``: why, and how often."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parliamentary document, read: its text after repair, its passages, and what its front says.

    ``date`` is the date that deadlines count from: of the letter, of the answer, of the debate, of the
    questions when there is no answer. ``dossiers`` are written as "36045" or "36600-XII",
    ``question_ids`` as "2024Z01911". ``sha256`` is of the source bytes. ``source_map`` is empty for
    formats in which a character offset means nothing (PDF, DOCX, XML).
    """

    id: str
    kind: DocumentKind
    title: str | None
    date: dt.date | None
    language: str
    source: str
    sha256: str
    text: str
    passages: tuple[Passage, ...]
    asked: dt.date | None = None
    answered: dt.date | None = None
    askers: tuple[Speaker, ...] = ()
    answerers: tuple[Speaker, ...] = ()
    dossiers: tuple[str, ...] = ()
    question_ids: tuple[str, ...] = ()
    source_map: tuple[SourceRun, ...] = ()
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``document.text[start:end] == text``, inside ``passage``."""

    id: str
    start: int
    end: int
    text: str
    passage: Passage


def sentence_id(document_id: str, start: int, end: int, text: str) -> str:
    """A stable id, from document, span and text alone: no model and no label enters it.

    >>> sentence_id("ah-tk-20232024-1", 0, 3, "Ja.")
    's-dd29f76d1049ec2a'
    """
    digest = hashlib.sha256(f"{document_id}\x1f{start}\x1f{end}\x1f{text}".encode())
    return f"s-{digest.hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is bound, as written, and resolved where the document allows."""

    text: str
    office: str | None = None
    ministry: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document with their place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words as written, without a place (they may stand in the question)."""

    text: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time expression and the interval in which the act is due, both ends included (termijn)."""

    text: str
    start: int
    end: int
    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Commitment:
    """The frame of a commitment (toezegging)."""

    actor: Actor
    action: Span
    strength: Strength
    polarity: Polarity
    recipient: Words | None = None
    deadline: Deadline | None = None
    condition: Words | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """The frame of a refusal (weigering)."""

    refused: Words | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The frame of a factual claim (feitelijke bewering)."""

    attribution: Words | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """Calibrated probabilities, 0…1, each label by itself."""

    commitment: float
    refusal: float
    claim: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with the machine's proposal for it; never edited, people answer in reviews.

    ``labels`` is sorted by name. ``evidence`` says why: ids of the rules that fired and the model's part.
    """

    sentence: Sentence
    labels: tuple[Label, ...]
    scores: Scores
    needs_review: bool
    cue: Cue | None = None
    commitment: Commitment | None = None
    refusal: Refusal | None = None
    claim: Claim | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What made a labelled document: versions, and when (UTC)."""

    pipeline_version: str
    model: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document with a statement for every sentence, in the order of the text."""

    document: Document
    run: Run
    statements: tuple[Statement, ...]
