"""Which words matter: how far each label's score falls when a word is taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.classify.protocol import Classifier, Context, ScoreMatrix
from pipeline.records import LABELS, Label

_WORD = re.compile(r"\w(?:[\w'’.-]*\w)?")
_EDGE = 1e-6

Odds = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the sentence, half-open offsets in it, and its weight for each label.

    A weight is the log odds with the word minus those without it: above 0, the word speaks for the label.
    """

    text: str
    start: int
    end: int
    weights: dict[Label, float]


def words_that_matter(classifier: Classifier, context: Context) -> tuple[Word, ...]:
    """Every word of the sentence with its weights, in order; a sentence of one word has none to take away."""
    found = list(_WORD.finditer(context.text))
    if len(found) < 2:
        return ()
    without = [replace(context, text=_cut(context.text, word.start(), word.end())) for word in found]
    scores = _log_odds(classifier.predict([context, *without]))
    return tuple(
        Word(word.group(), word.start(), word.end(), _weights(scores[0], scores[number]))
        for number, word in enumerate(found, start=1)
    )


def strongest(words: Sequence[Word], label: Label, count: int) -> tuple[Word, ...]:
    """The words that weigh most for or against a label, strongest first."""
    return tuple(sorted(words, key=lambda word: -abs(word.weights[label]))[:count])


def _cut(text: str, start: int, end: int) -> str:
    return re.sub(r"\s{2,}", " ", text[:start] + text[end:]).strip()


def _log_odds(scores: ScoreMatrix) -> Odds:
    sure = np.clip(scores.astype(np.float64), _EDGE, 1 - _EDGE)
    return np.asarray(np.log(sure / (1 - sure)))


def _weights(whole: Odds, without: Odds) -> dict[Label, float]:
    return {label: round(float(whole[place] - without[place]), 2) for place, label in enumerate(LABELS)}
