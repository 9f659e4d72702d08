"""Where a sentence binds somebody: its main part, and the committing verbs in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.frame.deadline.plain import Plain, plain
from pipeline.resources.commitments import StrengthEntry, load_commitments

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Binding:
    """A wording of ``commitments.toml`` at ``start:end`` of the plain text."""

    entry: StrengthEntry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A sentence by its clauses; all places are in ``small.text``.

    ``sides`` are side clauses, ``parts`` the main clauses in their order, which together cover the sentence.
    ``bindings`` are the committing verbs in the main part, or where it has none those in side clauses that may hold
    a promise; the deciding one comes first. Empty: the sentence binds by its verb in the present tense, or by "ja".
    """

    small: Plain
    sides: tuple[Place, ...]
    parts: tuple[Place, ...]
    bindings: tuple[Binding, ...]

    def part_of(self, place: int) -> Place:
        """The main clause around a place."""
        return next(part for part in reversed(self.parts) if part[0] <= place)

    def is_aside(self, place: int) -> bool:
        """Whether a place lies in a side clause."""
        return any(start <= place < end for start, end in self.sides)


@lru_cache(maxsize=1024)
def layout(text: str) -> Layout:
    """The clauses of a sentence and the verbs by which it binds.

    >>> [found.entry.id for found in layout("Ik zal de wet aanpassen, zodat wij kijken naar de kosten.").bindings]
    ['zal']
    """
    around = load_commitments().surroundings
    small = plain(text)
    sides = tuple(match.span() for match in around.side.finditer(small.text))
    cuts = [0, *(match.start() for match in around.part.finditer(small.text)), len(small.text)]
    parts = tuple((start, end) for start, end in pairwise(cuts) if start < end) or ((0, 0),)
    return Layout(small, sides, parts, _bindings(small.text, sides))


def _bindings(text: str, sides: tuple[Place, ...]) -> tuple[Binding, ...]:
    commitments = load_commitments()
    every = [Binding(entry, *match.span()) for entry in commitments.strength for match in entry.pattern.finditer(text)]
    closed = [side for side in sides if not commitments.surroundings.may_promise.match(text, side[0])]
    for hidden in (sides, closed):
        seen = [found for found in every if not any(start <= found.start < end for start, end in hidden)]
        if seen:
            return tuple(sorted(seen, key=lambda found: (found.entry.rank, found.start)))
    return ()
