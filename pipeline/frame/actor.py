"""Who is bound by a commitment: as the sentence says it, and the office and ministry behind it."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.frame.actor_choice import choose_actor
from pipeline.frame.actor_mentions import Mention, mentions
from pipeline.frame.bindings import layout
from pipeline.frame.found import Found
from pipeline.frame.given import Given
from pipeline.records import Actor, Speaker

IMPLIED = "implied"
"""The words of an actor whom the sentence does not name: a passive, an event, "Ja."."""


def find_actor(given: Given) -> Found[Actor]:
    """Who is bound, as written, with office and ministry where the document says them; what is unknown is ``None``.

    "Ik" and "wij" are who speaks, else who answers or signs; a sentence that names nobody binds the same, with the
    words ``implied`` and the evidence ``actor:implied``. For the cabinet (office "kabinet") the ministry is that of
    who speaks for it. Ministries bear the name that they had on the date of the document.
    """
    clauses = layout(given.text)
    cues = tuple((_place(clauses.small.places, start), _place(clauses.small.places, end)) for start, end in given.cues)
    found = choose_actor(clauses, mentions(given.text, clauses.small, given.date), cues)
    if found is None:
        speaker = who_speaks(given)
        return Found(Actor(IMPLIED, speaker.office, speaker.ministry), ("actor:implied",))
    start, end = clauses.small.original(found.start, found.end)
    return Found(_resolved(given.text[start:end], found, given), (f"actor:{found.rule}",))


def who_speaks(given: Given) -> Speaker:
    """Who says the sentence for the government: the speaker, else the first who answers or signs; may be unknown."""
    speaker = given.speaker
    if speaker is not None and (speaker.office or speaker.ministry or speaker.name):
        return speaker
    quoted = given.document_kind == "news"
    return given.answerers[0] if given.answerers and not quoted else Speaker()


def _resolved(text: str, found: Mention, given: Given) -> Actor:
    speaker = who_speaks(given)
    if found.means == "speaker":
        return Actor(text, speaker.office, speaker.ministry)
    if found.means == "cabinet":
        return Actor(text, "kabinet", speaker.ministry)
    if found.means == "own":
        return Actor(text, None, speaker.ministry)
    if found.means == "office" and found.ministry is None:
        return Actor(text, found.office, _ministry_of(found, given))
    return Actor(text, found.office, found.ministry)


def _ministry_of(found: Mention, given: Given) -> str | None:
    """The ministry of an office without a name behind it, if just one of those who answer holds it."""
    people = [person for person in (*given.answerers, given.speaker) if person is not None]
    same = [person for person in people if person.office == found.office]
    if found.name is not None:
        same = [person for person in same if person.name and found.name.casefold() in person.name.casefold()]
    known = {person.ministry for person in same}
    return known.pop() if len(known) == 1 else None


def _place(places: tuple[int, ...], original: int) -> int:
    return bisect_left(places, original)
