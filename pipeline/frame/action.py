"""The action: the shortest span of a sentence that still says what will be done."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.frame.condition import LONGEST, condition_place
from pipeline.frame.edges import action_place, trimmed
from pipeline.frame.given import Given
from pipeline.frame.heads import heads
from pipeline.frame.masked import Masked, Place, masked
from pipeline.records import Actor, Deadline, Span

_FEWEST = 2


def find_action(given: Given, *, actor: Actor, deadline: Deadline | None) -> Span:
    """What will be done, with offsets in the document; never raises.

    It is taken from the clause that promises: without actor and finite verb where an infinitive says it, without the
    deadline and the condition at its edges, without what is told beside it. Where no clause is known, it is the
    sentence without the words that only link it to the one before. An empty sentence gives an empty span; a text of
    more than 10,000 characters, which is no sentence, is its own action.

    >>> sentence = "Daarom zal ik de inspectie vragen om mee te kijken."
    >>> given = Given(sentence, 100, "answer", None, None, "", "", "letter", None, ())
    >>> find_action(given, actor=Actor("ik"), deadline=None)
    Span(text='de inspectie vragen om mee te kijken', start=114, end=150)
    """
    seen = masked(given, actor=actor.text, deadline=deadline, condition=condition_place(given))
    if not seen.tokens or len(given.text) > LONGEST:
        return Span(given.text, given.start, given.start + len(given.text))
    bare = masked(given, actor=None, deadline=None, condition=None)
    place = _best(seen, given) or _rest(seen) or trimmed(bare, 0, len(bare.text)) or (0, len(bare.text))
    start, end = seen.small.original(*place)
    return Span(given.text[start:end], given.start + start, given.start + end)


def _best(seen: Masked, given: Given) -> Place | None:
    """The action of the likeliest clause that has one of at least two words."""
    places = seen.small.places
    cues = tuple((bisect_left(places, start), bisect_left(places, end)) for start, end in given.cues)
    ordered = sorted(heads(seen, cues), key=lambda head: (-head.weight, head.verb))
    for head in ordered[:3]:
        place = action_place(seen, head)
        if head.weight >= 0 and place is not None and _words(seen, place) >= _FEWEST:
            return place
    return None


def _rest(seen: Masked) -> Place | None:
    """The sentence without masked stretches and lead words at its edges, if two words are left."""
    place = trimmed(seen, 0, len(seen.text))
    return place if place is not None and _words(seen, place) >= _FEWEST else None


def _words(seen: Masked, place: Place) -> int:
    return sum(token.is_word for token in seen.tokens if place[0] <= token.start and token.end <= place[1])
