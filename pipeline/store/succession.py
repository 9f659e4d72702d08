"""Where a sentence went when a document was read or cut in another way.

In the same text its span says it. In another text the same words do, and where several sentences have the same
words, what stands next to them; else the sentence that shares most words. A short sentence ("Ja.") that stands in
several places with other neighbours is lost rather than guessed: somebody else's answer is not the one that was judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reviews import Attachment
from pipeline.store.words import folded

LEAST_OF_SPAN = 0.5
"""Share of the shorter of two spans that must be in both."""

LEAST_ALIKE = 0.5
"""Share of the words of two sentences together that must be in both."""

LEAST_WITHIN = 0.9
"""Share of the words of the shorter sentence that must be in a sentence that was joined with others."""

LEAST_WORDS = 4
"""Words in common before likeness means anything."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in its document: its span, its text, the texts on both sides, and how far down it stands, 0…1."""

    id: int
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    depth: float = 0.0


@dataclass(frozen=True, slots=True)
class Succession:
    """The sentence that took another's place, ``None`` when none did; how that is known; how much is the same."""

    successor: int | None
    how: Attachment
    share: float


LOST = Succession(None, "lost", 0.0)


class Successors:
    """Finds successors among the sentences of one labelling, given in the order of the text."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places
        self._words = [Counter(folded(place.text)) for place in places]
        self._by_text: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, place in enumerate(places):
            self._by_text[tuple(folded(place.text))].append(index)
            for word in self._words[index]:
                self._by_word[word].append(index)

    def in_same_text(self, old: Place) -> Succession:
        """By span: the text is the same, only its boundaries moved."""
        best, shared = None, 0
        for place in self._places:
            overlap = min(old.end, place.end) - max(old.start, place.start)
            if overlap > shared:
                best, shared = place, overlap
        if best is None or shared < LEAST_OF_SPAN * min(old.end - old.start, best.end - best.start):
            return LOST
        union = max(old.end, best.end) - min(old.start, best.start)
        return Succession(best.id, "overlap", round(shared / union, 4))

    def in_other_text(self, old: Place) -> Succession:
        """By words: the text is another, and offsets mean nothing."""
        same = self._by_text.get(tuple(folded(old.text)), [])
        if same:
            return self._same_words(old, [self._places[index] for index in same])
        return self._alike(old)

    def _same_words(self, old: Place, places: Sequence[Place]) -> Succession:
        best = max(places, key=lambda place: (_neighbours(old, place), -abs(place.depth - old.depth)))
        alone = len(places) == 1 and len(folded(old.text)) >= LEAST_WORDS
        if not alone and _neighbours(old, best) == 0:
            return LOST
        return Succession(best.id, "same_text", 1.0)

    def _alike(self, old: Place) -> Succession:
        words = Counter(folded(old.text))
        indexes = {index for word in words for index in self._by_word.get(word, ())}
        best, found = LOST, (0.0, 0.0)
        for index in sorted(indexes):
            share = _share(words, self._words[index])
            nearness = -abs(self._places[index].depth - old.depth)
            if share > 0 and (share, nearness) > found:
                best, found = Succession(self._places[index].id, "alike", round(share, 4)), (share, nearness)
        return best


def _neighbours(old: Place, new: Place) -> int:
    """On how many sides the same text stands."""
    return int(bool(old.before) and folded(old.before) == folded(new.before)) + int(
        bool(old.after) and folded(old.after) == folded(new.after)
    )


def _share(old: Counter[str], new: Counter[str]) -> float:
    """The share of words in both, 0 when that is too little to tell."""
    common = (old & new).total()
    if common < LEAST_WORDS:
        return 0.0
    share = 2 * common / (old.total() + new.total())
    within = common / min(old.total(), new.total())
    return share if share >= LEAST_ALIKE or within >= LEAST_WITHIN else 0.0
