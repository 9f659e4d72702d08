"""Sequels (vervolg): sentences that may say something about a commitment that was made before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.classify.wording import plain
from pipeline.entries import Entry, LinkKind
from pipeline.ledger.founding import deadline_of, speaker_of
from pipeline.ledger.references import Reference, find_references
from pipeline.ledger.surroundings import surroundings
from pipeline.ledger.terms import subject_words
from pipeline.records import Actor, Deadline, Document, LabelledDocument, Speaker, Statement
from pipeline.resources.links import LinkRule, load_links

_ASIDE = frozenset({"heading", "front"})
_OF_COMMITMENTS = re.compile(r"\btoe(?:zegging|gezegd)", re.IGNORECASE)
_FEW = 3
"""With fewer words of its own, a sentence is compared together with what it leans on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """A sentence, with what linking looks at. ``founds`` is the id of the entry that it is a mention of."""

    sentence_id: str
    document_id: str
    text: str
    about: str
    date: dt.date | None
    speaker: Speaker | None
    deadline: Deadline | None
    actor: Actor | None
    commits: bool
    closing: bool
    kind: LinkKind | None
    wording: str | None
    rule: str
    references: tuple[Reference, ...]
    dossiers: tuple[str, ...]
    question_ids: tuple[str, ...]
    founds: str | None

    @property
    def ministry(self) -> str | None:
        """The ministry of who acts, else of who speaks."""
        return (self.actor.ministry if self.actor else None) or (self.speaker.ministry if self.speaker else None)


def sequels(labelled: LabelledDocument, entries: Sequence[Entry] = ()) -> tuple[Sequel, ...]:
    """The sentences of a document that commit or look back, in the order of the text.

    ``entries`` are those that the document itself founded: of an entry's mentions that only commit, the one
    with most words of its own stands for all.
    """
    around = surroundings(labelled)
    lists = _closing_turns(labelled)
    founded = {mention.sentence_id: entry.id for entry in entries for mention in entry.mentions}
    speaking_for = {_fullest(entry) for entry in entries}
    found = []
    for position, statement in enumerate(labelled.statements):
        sentence = statement.sentence
        if sentence.passage.kind in _ASIDE or sentence.passage.form in {"heading", "footnote"}:
            continue
        looks_back = _looks_back(labelled, statement, lists)
        promises = "commitment" in statement.labels
        if looks_back is None and (not promises or sentence.id not in speaking_for):
            continue
        here = _Here(statement, around[position], looks_back, promises, founded.get(sentence.id))
        found.append(_sequel(labelled.document, here))
    return tuple(found)


def _fullest(entry: Entry) -> str:
    return max(entry.mentions, key=lambda one: (len(subject_words(one.text)), -one.start)).sentence_id


@dataclass(frozen=True, slots=True)
class _Wording:
    rule: str
    kind: LinkKind
    words: str


def _closing_turns(labelled: LabelledDocument) -> frozenset[int]:
    """The turns in which the chair speaks of commitments: there the list is read out."""
    return frozenset(
        statement.sentence.passage.turn
        for statement in labelled.statements
        if statement.sentence.passage.turn is not None
        and _role(labelled, statement) == "chair"
        and _OF_COMMITMENTS.search(statement.sentence.text)
    )


def _looks_back(labelled: LabelledDocument, statement: Statement, lists: frozenset[int]) -> _Wording | None:
    """The first wording in a sentence that says what became of a commitment, or the cue that the model room found."""
    role = _role(labelled, statement)
    if role == "chair" and statement.sentence.passage.turn not in lists:
        return None
    wording = plain(statement.sentence.text)
    for rule in load_links():
        if _may_say(rule, role) and (match := rule.regex.search(wording)):
            return _Wording(rule.id, rule.kind, match.group())
    if statement.cue == "fulfilment":
        return _Wording("cue-fulfilment", "fulfilled", "")
    if statement.cue == "reminder":
        return _Wording("cue-reminder", "reminded", "")
    return None


def _may_say(rule: LinkRule, role: str) -> bool:
    return role in rule.roles if rule.roles else role != "chair"


def _role(labelled: LabelledDocument, statement: Statement) -> str:
    """In what quality the words are said; a question is a member's, a letter or answer the government's."""
    passage = statement.sentence.passage
    if passage.speaker is not None:
        return passage.speaker.role
    if passage.kind == "question" or labelled.document.kind == "written_questions":
        return "member"
    return "government" if passage.kind in {"answer", "letter"} else "other"


@dataclass(frozen=True, slots=True)
class _Here:
    """What was found out about one sentence."""

    statement: Statement
    context: str
    looks_back: _Wording | None
    promises: bool
    founds: str | None


def _sequel(document: Document, here: _Here) -> Sequel:
    statement, wording = here.statement, here.looks_back
    sentence, frame = statement.sentence, statement.commitment
    closing = wording is not None and wording.rule == "closing-list"
    own = closing or len(subject_words(sentence.text)) >= _FEW
    return Sequel(
        sentence_id=sentence.id,
        document_id=document.id,
        text=sentence.text,
        about=sentence.text if own else f"{here.context} {sentence.text}",
        date=document.date,
        speaker=speaker_of(document, statement),
        deadline=deadline_of(statement, document),
        actor=frame.actor if frame else None,
        commits=here.promises,
        closing=closing,
        kind=wording.kind if wording else None,
        wording=(wording.words or None) if wording else None,
        rule=wording.rule if wording else "",
        references=find_references(sentence.text, document.date),
        dossiers=document.dossiers,
        question_ids=document.question_ids,
        founds=here.founds,
    )
