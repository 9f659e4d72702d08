"""From a labelled document to entries: each commitment once, with its mentions."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from pipeline.entries import Entry, Mention, entry_id
from pipeline.frame import find_deadline
from pipeline.ledger.grouping import Said, group
from pipeline.ledger.surroundings import surroundings
from pipeline.ledger.terms import subject_words
from pipeline.records import Actor, Commitment, Deadline, Document, LabelledDocument, Speaker, Statement


def found_entries(labelled: LabelledDocument, *, corrected: Collection[str] = ()) -> tuple[Entry, ...]:
    """The commitments of a document, in the order of their first mention; none give ``()``.

    What people decided stands in the statements already (:func:`pipeline.ledger.decided.followed`); ``corrected``
    are the ids of the sentences whose frame they gave, which goes before those of other mentions. Where a frame is
    missing, the actor is who speaks, the action the sentence, and the deadline is looked for in the sentence.
    """
    around = surroundings(labelled)
    document = labelled.document
    said = [
        Said(position, statement, around[position], deadline_of(statement, document))
        for position, statement in enumerate(labelled.statements)
        if "commitment" in statement.labels
    ]
    return tuple(_entry(document, members, corrected) for members in group(said))


def deadline_of(statement: Statement, document: Document) -> Deadline | None:
    """The deadline of the frame; where there is no frame, the one that the sentence names."""
    if statement.commitment is not None:
        return statement.commitment.deadline
    found = find_deadline(statement.sentence.text, document.date)
    if found is None:
        return None
    shift = statement.sentence.start
    return dataclasses.replace(found, start=found.start + shift, end=found.end + shift)


def _entry(document: Document, members: Sequence[Said], corrected: Collection[str]) -> Entry:
    binding = _binding(members)
    own = [one for one in binding if one.statement.sentence.id in corrected]
    fullest = _fullest([one for one in own if not one.points] or binding)
    leading = _fullest(own or binding)
    frame, words = leading.statement.commitment, fullest.statement.commitment
    speaker = speaker_of(document, leading.statement)
    actor = frame.actor if frame is not None else _implied(speaker)
    return Entry(
        id=entry_id(members[0].statement.sentence.id),
        document_id=document.id,
        mentions=tuple(_mention(document, one) for one in members),
        action=words.action.text if words is not None else fullest.statement.sentence.text,
        made=document.date,
        actor=actor,
        minister=speaker.name if speaker else None,
        ministry=(actor.ministry if actor else None) or (speaker.ministry if speaker else None),
        recipient=_first([*own, *members], "recipient"),
        condition=_first([*own, *members], "condition"),
        deadline=_last_deadline(own) or _last_deadline(binding),
        strength=frame.strength if frame is not None else "firm",
        polarity=frame.polarity if frame is not None else "act",
        probability=max(one.statement.scores.commitment for one in members),
        title=document.title,
        dossiers=document.dossiers,
        question_ids=document.question_ids,
        context=fullest.context,
    )


def _binding(members: Sequence[Said]) -> Sequence[Said]:
    """The mentions that say what is due: where some act and others refrain, those that act.

    "Die brief komt in mei. Tot die tijd besluit ik niets." is late in June. A mention that only points, without a
    deadline of its own, says what the others say.
    """
    if not any(_abstains(one) for one in members):
        return members
    return [one for one in members if not _abstains(one) and (not one.points or one.deadline is not None)] or members


def _abstains(said: Said) -> bool:
    frame = said.statement.commitment
    return frame is not None and frame.polarity == "abstain"


def _fullest(members: Sequence[Said]) -> Said:
    return max(members, key=lambda one: (len(subject_words(one.statement.sentence.text)), -one.position))


def _mention(document: Document, said: Said) -> Mention:
    sentence = said.statement.sentence
    return Mention(
        sentence_id=sentence.id,
        document_id=document.id,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        date=document.date,
        speaker=sentence.passage.speaker,
        deadline=said.deadline,
    )


def speaker_of(document: Document, statement: Statement) -> Speaker | None:
    """Who speaks or signs: of the passage, else the only one who answers the document."""
    speaker = statement.sentence.passage.speaker
    if speaker is not None:
        return speaker
    return document.answerers[0] if len(document.answerers) == 1 else None


def _implied(speaker: Speaker | None) -> Actor | None:
    if speaker is None or speaker.role != "government":
        return None
    return Actor(speaker.name or speaker.office or "", speaker.office, speaker.ministry)


def _first(members: Sequence[Said], name: str) -> str | None:
    """The words of the first frame that has this field."""
    for one in members:
        frame: Commitment | None = one.statement.commitment
        words = getattr(frame, name) if frame is not None else None
        if words is not None:
            return str(words.text)
    return None


def _last_deadline(members: Sequence[Said]) -> Deadline | None:
    given = [one.deadline for one in members if one.deadline is not None]
    dated = [one for one in given if one.earliest is not None or one.latest is not None]
    found = dated or given
    return found[-1] if found else None
