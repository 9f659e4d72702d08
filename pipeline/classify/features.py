"""From a context to a sparse row: words, characters, cues, place, speaker and question.

Nothing here has a state or sees a document's id: the same sentence in the same context gives the same row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

from scipy import sparse

from pipeline.classify.cues import fired_in_all
from pipeline.classify.hashing import character_grams, counted, tokens, word_grams
from pipeline.classify.protocol import Context
from pipeline.classify.wording import masked
from pipeline.records import LABELS
from pipeline.resources.cues import CueRule, word_traits


@dataclass(frozen=True, slots=True)
class Block:
    """A group of features with columns of its own: log2 of their number, weight, and whether idf is taken."""

    name: str
    bits: int
    scale: float
    weighted: bool


BLOCKS = (
    Block("words", 17, 1.0, weighted=True),
    Block("characters", 18, 1.0, weighted=True),
    Block("surroundings", 15, 0.45, weighted=True),
    Block("cues", 14, 0.5, weighted=False),
    Block("traits", 12, 0.15, weighted=False),
)
COLUMNS = sum(1 << block.bits for block in BLOCKS)

LAST_WORDS = 40
"""How many words of the question (or the turn before) are looked at: its end, where the question stands."""

SHORT = 60
"""Sentences of at most this many characters are read with the words of what was asked."""


@lru_cache(maxsize=256)
def _asked(asked: str) -> tuple[str, ...]:
    return tuple(tokens(masked(asked))[-LAST_WORDS:])


def _surroundings(context: Context) -> list[str]:
    mark = context.text_kind[0]
    before = (f"b:{word}" for word in tokens(masked(context.before)))
    asked = (f"{mark}:{word}" for word in (_asked(context.asked) if len(context.text) <= SHORT else ()))
    return [*asked, "|", *before]


def _length(context: Context) -> int:
    return sum(len(context.text) > edge for edge in (8, 16, 30, 50, 80, 120, 180, 260))


def _cues(context: Context, rules: Sequence[CueRule]) -> list[str]:
    """Kind, speaker, place and length, the cues that fired, and every two cues of one label."""
    ids = [rule.id for rule in rules]
    kind = context.text_kind
    place = [
        f"kind:{'stage' if context.outside_turns else context.kind}",
        f"role:{context.role}",
        f"office:{context.office}",
        f"{kind}:first:{context.first}",
        f"{kind}:length:{_length(context)}",
        f"{kind}:ends:{context.text.rstrip()[-1:]}",
    ]
    return [*place, *ids, *(f"{kind}:{name}" for name in ids), *_pairs(ids)]


def _pairs(ids: Iterable[str]) -> list[str]:
    by_label = {label: [name for name in ids if name.startswith(label)] for label in LABELS}
    return [f"{one}+{other}" for names in by_label.values() for one, other in combinations(names, 2)]


def _traits(words: Iterable[str]) -> list[str]:
    """Who acts, how and when, as far as single words tell, and every two of these together."""
    names = sorted(set(chain.from_iterable(map(word_traits, words))))
    return [*names, *(f"{one}&{other}" for one, other in combinations(names, 2))]


def count(contexts: Sequence[Context]) -> tuple[sparse.csr_matrix, ...]:
    """Counts for a batch: a matrix per block of ``BLOCKS``, a row per context (none for no contexts)."""
    wordings = [masked(context.text) for context in contexts]
    words = [tokens(wording) for wording in wordings]
    cues = [_cues(context, rules) for context, rules in zip(contexts, fired_in_all(contexts), strict=True)]
    grams = (
        word_grams([["<s>", *row, "</s>"] for row in words], (1, 2, 3)),
        character_grams([f" {wording} " for wording in wordings], (2, 3, 4, 5)),
        word_grams([_surroundings(context) for context in contexts], (1, 2)),
        word_grams(cues, (1,)),
        word_grams([_traits(row) for row in words], (1,)),
    )
    return tuple(
        counted(rows, hashes, (len(contexts), 1 << block.bits))
        for (rows, hashes), block in zip(grams, BLOCKS, strict=True)
    )
