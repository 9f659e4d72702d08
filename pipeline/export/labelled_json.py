"""Labelled documents as JSON and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import GestandError
from pipeline.export import contract as file
from pipeline.records import (
    Claim,
    Commitment,
    Document,
    LabelledDocument,
    Passage,
    Refusal,
    Run,
    Scores,
    Sentence,
    Speaker,
    Statement,
    sentence_id,
)

DIGITS = 4
"""Decimals of a score."""


class InvalidLabelledDocumentError(GestandError):
    """A file that is no labelled document of this schema version."""


def labelled_json(labelled: LabelledDocument, *, indent: bool = True) -> bytes:
    """The contract's JSON for a labelled document: UTF-8, one line end at the end."""
    option = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(as_file(labelled), option=option)


def parse_labelled(content: bytes, *, place: str = "") -> LabelledDocument:
    """The records of a labelled document, from its JSON.

    What the file does not hold stays behind: the map to the source, and digits of scores after the fourth.
    Raises :class:`InvalidLabelledDocumentError` naming the first key that is wrong.
    """
    try:
        return from_file(_adapter().validate_json(content))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InvalidLabelledDocumentError(
            f"a labelled document follows the schema: {first['msg']}",
            value=_brief(first.get("input")),
            place=", ".join(part for part in (place, key) if part),
        ) from error


def read_labelled(path: Path) -> LabelledDocument:
    """The records of a labelled document, from its file; raises ``OSError`` or what :func:`parse_labelled` raises."""
    return parse_labelled(path.read_bytes(), place=str(path))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the labelled document."""
    generated = _adapter().json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gestand:labelled-document:{file.SCHEMA_VERSION}",
        **generated,
    }


def renamed(labelled: LabelledDocument, document_id: str) -> LabelledDocument:
    """The same labelled document under another id; the ids of its sentences follow."""
    statements = tuple(
        dataclasses.replace(statement, sentence=_renamed_sentence(statement.sentence, document_id))
        for statement in labelled.statements
    )
    document = dataclasses.replace(labelled.document, id=document_id)
    return dataclasses.replace(labelled, document=document, statements=statements)


def as_file(labelled: LabelledDocument) -> file.LabelledFile:
    """The shape of the file; raises pydantic's ``ValidationError`` when a record breaks the contract."""
    return file.LabelledFile(
        schema_version=file.SCHEMA_VERSION,
        document=_document_part(labelled.document),
        run=file.RunPart(
            pipeline_version=labelled.run.pipeline_version,
            model=labelled.run.model,
            created_at=labelled.run.created_at.astimezone(dt.UTC),
        ),
        sentences=tuple(_sentence_part(statement) for statement in labelled.statements),
    )


def from_file(content: file.LabelledFile) -> LabelledDocument:
    """The records behind a file; passages are those that hold a sentence."""
    statements = tuple(_statement(part) for part in content.sentences)
    fields = {name: getattr(content.document, name) for name in _SAME}
    document = Document(
        **fields,
        askers=tuple(_speaker(part) for part in content.document.askers),
        answerers=tuple(_speaker(part) for part in content.document.answerers),
        passages=tuple(dict.fromkeys(statement.sentence.passage for statement in statements)),
    )
    run = Run(content.run.pipeline_version, content.run.model, content.run.created_at)
    return LabelledDocument(document, run, statements)


_SAME = (
    "id",
    "kind",
    "title",
    "date",
    "language",
    "source",
    "sha256",
    "text",
    "asked",
    "answered",
    "dossiers",
    "question_ids",
    "omissions",
)
"""Keys of the document that are the same in record and file."""


@cache
def _adapter() -> TypeAdapter[file.LabelledFile]:
    return TypeAdapter(file.LabelledFile)


def _document_part(document: Document) -> file.DocumentPart:
    return file.DocumentPart(
        **{name: getattr(document, name) for name in _SAME},
        askers=tuple(_speaker_part(speaker) for speaker in document.askers),
        answerers=tuple(_speaker_part(speaker) for speaker in document.answerers),
    )


def _sentence_part(statement: Statement) -> file.SentencePart:
    sentence = statement.sentence
    return file.SentencePart(
        id=sentence.id,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        passage=_passage_part(sentence.passage),
        labels=statement.labels,
        scores=_scores_part(statement.scores),
        needs_review=statement.needs_review,
        cue=statement.cue,
        commitment=_commitment_part(statement.commitment),
        refusal=_refusal_part(statement.refusal),
        claim=None if statement.claim is None else file.ClaimPart(statement.claim.attribution),
        evidence=statement.evidence,
    )


def _statement(part: file.SentencePart) -> Statement:
    return Statement(
        sentence=Sentence(part.id, part.start, part.end, part.text, _passage(part.passage)),
        labels=part.labels,
        scores=Scores(part.scores.commitment, part.scores.refusal, part.scores.claim),
        needs_review=part.needs_review,
        cue=part.cue,
        commitment=_commitment(part.commitment),
        refusal=None if part.refusal is None else Refusal(part.refusal.refused, part.refusal.reason),
        claim=None if part.claim is None else Claim(part.claim.attribution),
        evidence=part.evidence,
    )


def _speaker_part(speaker: Speaker) -> file.SpeakerPart:
    return file.SpeakerPart(speaker.name, speaker.office, speaker.ministry, speaker.role, speaker.party)


def _speaker(part: file.SpeakerPart) -> Speaker:
    return Speaker(part.name, part.office, part.ministry, part.role, part.party)


def _passage_part(passage: Passage) -> file.PassagePart:
    return file.PassagePart(
        kind=passage.kind,
        numbers=passage.numbers,
        speaker=None if passage.speaker is None else _speaker_part(passage.speaker),
        form=passage.form,
        turn=passage.turn,
        depth=passage.depth,
        start=passage.start,
        end=passage.end,
    )


def _passage(part: file.PassagePart) -> Passage:
    speaker = None if part.speaker is None else _speaker(part.speaker)
    return Passage(part.start, part.end, part.kind, part.form, part.numbers, speaker, part.turn, part.depth)


def _scores_part(scores: Scores) -> file.ScoresPart:
    return file.ScoresPart(
        round(float(scores.commitment), DIGITS),
        round(float(scores.refusal), DIGITS),
        round(float(scores.claim), DIGITS),
    )


def _refusal_part(frame: Refusal | None) -> file.RefusalPart | None:
    return None if frame is None else file.RefusalPart(frame.refused, frame.reason)


def _commitment_part(frame: Commitment | None) -> file.CommitmentPart | None:
    if frame is None:
        return None
    return file.CommitmentPart(
        actor=frame.actor,
        action=frame.action,
        recipient=frame.recipient,
        deadline=frame.deadline,
        condition=frame.condition,
        strength=frame.strength,
        polarity=frame.polarity,
    )


def _commitment(part: file.CommitmentPart | None) -> Commitment | None:
    if part is None:
        return None
    return Commitment(
        actor=part.actor,
        action=part.action,
        strength=part.strength,
        polarity=part.polarity,
        recipient=part.recipient,
        deadline=part.deadline,
        condition=part.condition,
    )


def _renamed_sentence(sentence: Sentence, document_id: str) -> Sentence:
    identity = sentence_id(document_id, sentence.start, sentence.end, sentence.text)
    return dataclasses.replace(sentence, id=identity)


def _brief(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."
