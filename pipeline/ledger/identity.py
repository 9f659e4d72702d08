"""Which entry of a document is which, after it was labelled again (identiteit)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pipeline.entries import Entry, Mention

LEAST_OF_SPAN = 0.5
"""Share of the shorter of two spans that must be in both."""
LEAST_CHARACTERS = 20
"""A shorter sentence ("Ja, zeker.") is the same only in the same place."""


def keep_ids(fresh: Sequence[Entry], stored: Sequence[Entry]) -> tuple[Entry, ...]:
    """The fresh entries of a document, under the ids under which their sentences are known, in their order.

    A sentence is known by its id, and when it was cut in another way by the place or by the words that it shares
    with a mention. An earlier id goes to the first fresh entry that has its sentence: a model that finds an earlier
    mention, or splits a commitment in two, leaves the history where it was.
    """
    taken: set[str] = set()
    kept: list[Entry] = []
    for entry in fresh:
        earlier = next((one.id for one in stored if one.id not in taken and _shares(entry, one)), None)
        name = earlier if earlier is not None else _own(entry, taken, stored)
        taken.add(name)
        kept.append(entry if name == entry.id else dataclasses.replace(entry, id=name))
    return tuple(kept)


def _own(entry: Entry, taken: set[str], stored: Sequence[Entry]) -> str:
    """Its own id, or that of a later mention when another entry holds that id already."""
    held = taken | {one.id for one in stored}
    names = (f"e-{mention.sentence_id.removeprefix('s-')}" for mention in entry.mentions)
    return next((name for name in (entry.id, *names) if name not in held), entry.id)


def _shares(entry: Entry, other: Entry) -> bool:
    return any(_same(one, two) for one in entry.mentions for two in other.mentions)


def _same(one: Mention, two: Mention) -> bool:
    if one.sentence_id == two.sentence_id:
        return True
    words = " ".join(one.text.casefold().split())
    if len(words) >= LEAST_CHARACTERS and words == " ".join(two.text.casefold().split()):
        return True
    overlap = min(one.end, two.end) - max(one.start, two.start)
    shorter = min(one.end - one.start, two.end - two.start)
    return overlap > 0 and overlap >= LEAST_OF_SPAN * shorter and (one.text in two.text or two.text in one.text)
