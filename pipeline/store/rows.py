"""Between records and rows: what stands in which column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from pipeline.export.labelled_json import DIGITS
from pipeline.records import (
    LABELS,
    Claim,
    Commitment,
    Document,
    Omission,
    Passage,
    Refusal,
    Run,
    Scores,
    Sentence,
    Speaker,
    Statement,
)
from pipeline.reviews import Review

Values = dict[str, Any]


def document_values(document: Document) -> Values:
    """The columns of a version, without its document and digest."""
    return {
        "sha256": document.sha256,
        "kind": document.kind,
        "title": document.title,
        "date": document.date,
        "language": document.language,
        "source": document.source,
        "asked": document.asked,
        "answered": document.answered,
        "askers": document.askers,
        "answerers": document.answerers,
        "dossiers": document.dossiers,
        "question_ids": document.question_ids,
        "omissions": document.omissions,
        "text": document.text,
    }


def document_of(row: RowMapping, passages: tuple[Passage, ...] = ()) -> Document:
    """The document in a row of versions, joined with its name as ``document``."""
    return Document(
        id=row["document"],
        kind=row["kind"],
        title=row["title"],
        date=row["date"],
        language=row["language"],
        source=row["source"],
        sha256=row["sha256"],
        text=row["text"],
        passages=passages,
        asked=row["asked"],
        answered=row["answered"],
        askers=tuple(Speaker(**speaker) for speaker in row["askers"]),
        answerers=tuple(Speaker(**speaker) for speaker in row["answerers"]),
        dossiers=tuple(row["dossiers"]),
        question_ids=tuple(row["question_ids"]),
        omissions=tuple(Omission(**omission) for omission in row["omissions"]),
    )


def passage_values(passage: Passage) -> Values:
    """The columns of a passage, without its labelling and ordinal."""
    speaker = passage.speaker
    return {
        "start": passage.start,
        "end": passage.end,
        "kind": passage.kind,
        "form": passage.form,
        "numbers": passage.numbers,
        "turn": passage.turn,
        "depth": passage.depth,
        "name": speaker and speaker.name,
        "office": speaker and speaker.office,
        "ministry": speaker and speaker.ministry,
        "role": speaker and speaker.role,
        "party": speaker and speaker.party,
    }


def passage_of(row: Mapping[Any, Any]) -> Passage:
    """The passage in its columns."""
    speaker = None
    if row["role"] is not None:
        speaker = Speaker(row["name"], row["office"], row["ministry"], row["role"], row["party"])
    return Passage(
        row["start"], row["end"], row["kind"], row["form"], tuple(row["numbers"]), speaker, row["turn"], row["depth"]
    )


def statement_values(statement: Statement, document: Document) -> Values:
    """The columns of a statement, without what it hangs on and its ordinal."""
    commitment, speaker = statement.commitment, speaker_of(statement, document)
    deadline = commitment.deadline if commitment else None
    actor = commitment.actor if commitment else None
    return {
        **{label: label in statement.labels for label in LABELS},
        **{f"{label}_score": round(float(getattr(statement.scores, label)), DIGITS) for label in LABELS},
        "needs_review": statement.needs_review,
        "cue": statement.cue,
        "frame": frame_of(statement),
        "evidence": statement.evidence or None,
        "uncertainty": uncertainty(statement.scores),
        "kind": document.kind,
        "date": document.date,
        "day": document.date or dt.date.min,
        "minister": speaker.name if speaker and speaker.role == "government" else None,
        "ministry": (actor and actor.ministry) or (speaker and speaker.ministry),
        "strength": commitment.strength if commitment else None,
        "earliest": deadline.earliest if deadline else None,
        "latest": deadline.latest if deadline else None,
    }


def speaker_of(statement: Statement, document: Document) -> Speaker | None:
    """Whose words a sentence is: who speaks in its passage, else who signs the answer or letter first."""
    passage = statement.sentence.passage
    if passage.speaker is not None:
        return passage.speaker
    signed = passage.kind in {"answer", "letter"} and document.answerers
    return document.answerers[0] if signed else None


def uncertainty(scores: Scores) -> float:
    """How near the score that is nearest to a half is to it: 0 for none or all, 1 for a half.

    >>> uncertainty(Scores(commitment=0.5, refusal=0.0, claim=1.0)), uncertainty(Scores(0.0, 0.25, 1.0))
    (1.0, 0.5)
    """
    return max(1 - abs(2 * score - 1) for score in (scores.commitment, scores.refusal, scores.claim))


def statement_of(row: Mapping[Any, Any], sentence: Sentence) -> Statement:
    """The statement in its columns."""
    return Statement(
        sentence=sentence,
        labels=tuple(label for label in sorted(LABELS) if row[label]),
        scores=Scores(row["commitment_score"], row["refusal_score"], row["claim_score"]),
        needs_review=row["needs_review"],
        cue=row["cue"],
        evidence=tuple(row["evidence"] or ()),
        **frames_of(row["frame"]),
    )


def run_of(row: RowMapping) -> Run:
    """The run in its columns."""
    return Run(row["pipeline_version"], row["model"], row["created_at"])


def frame_of(said: Statement | Review) -> Values | None:
    """The frames of a statement or a review as one object by label; ``None`` without any."""
    parts = {label: getattr(said, label) for label in LABELS}
    return {label: part for label, part in parts.items() if part is not None} or None


def frames_of(content: Mapping[str, Any] | None) -> Values:
    """The frames in such an object, by label."""
    return {label: _frames()[label].validate_python(part) for label, part in (content or {}).items()}


@cache
def _frames() -> Mapping[str, TypeAdapter[Any]]:
    return {"commitment": TypeAdapter(Commitment), "refusal": TypeAdapter(Refusal), "claim": TypeAdapter(Claim)}
