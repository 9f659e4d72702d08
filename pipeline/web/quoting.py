"""What a journalist quotes: the sentences of a commitment in the speaker's own words, who said them, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.entries import Entry
from pipeline.ledger.decided import decided_labels
from pipeline.ledger.page import InContext
from pipeline.records import Statement
from pipeline.store import Transaction, statements
from pipeline.web import wording
from pipeline.web.notation import day

BEFORE, AFTER = 2, 1
"""Sentences of the same speaker shown before and after a commitment."""

LEFT_OUT = "(…)"
_SELF = frozenset({"ik", "wij", "we", "mij", "ons"})


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a quote; ``said`` when it is one of those that commit, else it stands beside one."""

    sentence: str
    text: str
    said: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentences that follow each other, by one speaker; ``about`` is where they stand."""

    parts: tuple[Part, ...]
    about: InContext

    @property
    def words(self) -> str:
        """The sentences that commit; what was left out between two of them is marked."""
        found: list[str] = []
        for part in self.parts:
            if part.said:
                found.append(part.text)
            elif found and found[-1] != LEFT_OUT:
                found.append(LEFT_OUT)
        return " ".join(found).removesuffix(f" {LEFT_OUT}")


def quotes(tx: Transaction, mentions: Sequence[InContext], asked: Collection[str] = ()) -> tuple[Quote, ...]:
    """The mentions of a commitment with what the same speaker said around them; those that touch are one quote.

    ``asked`` are the ids of the sentences of the question, which are shown apart. Words of somebody else are left
    out: they are not the minister's. A mention that is no longer in the store stands alone.
    """
    said = {one.sentence_id for one in mentions}
    found: list[tuple[dict[str, Part], InContext]] = []
    for mention in mentions:
        parts = {part.sentence: part for part in _around(tx, mention, said, asked)}
        if found and found[-1][0].keys() & parts.keys():
            found[-1][0].update(parts)
        else:
            found.append((parts, mention))
    return tuple(Quote(tuple(parts.values()), about) for parts, about in found)


def _around(tx: Transaction, mention: InContext, said: Collection[str], asked: Collection[str]) -> list[Part]:
    near = statements.around(tx, mention.sentence_id, before=BEFORE, after=AFTER)
    own = next((one for one in near if one.sentence.id == mention.sentence_id), None)
    if own is None:
        return [Part(mention.sentence_id, mention.text, said=True)]
    return [
        Part(one.sentence.id, one.sentence.text, one.sentence.id in said)
        for one in near
        if one.sentence.id in said or (one.sentence.id not in asked and _belongs(one, own))
    ]


def _belongs(one: Statement, own: Statement) -> bool:
    """Whether two sentences are of one speaker, in one answer or turn."""
    there, here = one.sentence.passage, own.sentence.passage
    return (there.kind, there.speaker, there.numbers, there.turn) == (here.kind, here.speaker, here.numbers, here.turn)


def said_by(entry: Entry) -> str:
    """Who said it, as a newspaper writes it; ``""`` when the document does not say."""
    speaker = entry.mentions[0].speaker
    name = entry.minister or (speaker.name if speaker else None) or ""
    office = speaker.office if speaker else None
    ministry = (speaker.ministry if speaker else None) or entry.ministry
    if office:
        place = f"{office} van {ministry}" if ministry and office in {"minister", "staatssecretaris"} else office
        return f"{name}, {place}" if name else wording.capital(place)
    if name and ministry:
        return f"{name} ({ministry})"
    return name or ministry or ""


def who_acts(entry: Entry) -> str:
    """Who the sentence says will do it, where that is somebody else than who speaks; else ``""``."""
    actor = entry.actor.text.strip() if entry.actor else ""
    return "" if actor.casefold() in _SELF or actor == entry.minister else wording.capital(actor)


def citation(entry: Entry, words: str, source: str | None, address: str, today: dt.date) -> str:
    """What somebody who quotes this writes down: the words, who said them, when, where, and the day of looking."""
    place = source if source and source.startswith("https://") else entry.document_id
    parts = (said_by(entry), day(entry.made), entry.title, place)
    told = ". ".join(part.rstrip(".") for part in parts if part)
    return f"“{words}” {told}. Gestand: {address}, geraadpleegd op {day(today)}."


def confirmed(tx: Transaction, found: Iterable[Entry], *, judges_needed: int = 1) -> frozenset[str]:
    """The ids of the commitments of which people decided that a sentence is one, as the ledger follows them."""
    shown = tuple(found)
    mentioned = [mention.sentence_id for one in shown for mention in one.mentions]
    labels = decided_labels(tx, mentioned, judges_needed=judges_needed)
    decided = {sentence for sentence, its in labels.items() if "commitment" in its}
    return frozenset(one.id for one in shown if any(mention.sentence_id in decided for mention in one.mentions))
