"""Cue rules: which wordings of ``resources/cues.toml`` stand in a sentence, and a classifier on them alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from pipeline.classify.card import ModelCard
from pipeline.classify.protocol import Context, ScoreMatrix, Thresholds
from pipeline.classify.wording import plain
from pipeline.records import LABELS, Cue, Label, Strength
from pipeline.resources.cues import CueRule, load_cues


def fired(context: Context) -> tuple[CueRule, ...]:
    """The cues that stand in a sentence, in the order of the file.

    >>> [rule.id for rule in fired(Context("Deze motie ontraad ik.", "turn"))][:1]
    ['refusal.ontraden']
    """
    return fired_in_all([context])[0]


def fired_in_all(contexts: Sequence[Context]) -> list[tuple[CueRule, ...]]:
    """The cues of many sentences: rule by rule, which is quicker than sentence by sentence."""
    cues = load_cues()
    wordings = [plain(context.text) for context in contexts]
    wanted: list[list[int]] = [[] for _ in cues.rules]
    for row, wording in enumerate(wordings):
        for number in cues.index.candidates(wording):
            wanted[number].append(row)
    found: list[list[CueRule]] = [[] for _ in contexts]
    for rule, rows in zip(cues.rules, wanted, strict=True):
        for row in rows:
            if _stands(rule, wordings[row], contexts[row]):
                found[row].append(rule)
    return [tuple(rules) for rules in found]


def _stands(rule: CueRule, wording: str, context: Context) -> bool:
    """Whether a cue stands in a sentence, and in what was asked (which is looked at last)."""
    if rule.kinds and context.kind not in rule.kinds:
        return False
    if rule.pattern.search(wording) is None:
        return False
    return rule.asked is None or rule.asked.search(plain(context.asked)) is not None


def detect_cue(context: Context, labels: Sequence[Label] = ()) -> Cue | None:
    """Whether a sentence looks back at an earlier commitment: ``fulfilment`` (met) or ``reminder`` (brought up).

    A sentence that commits anew ("zal ik, zoals toegezegd, …") is no reminder: guidelines, rulings on hard cases.

    >>> detect_cue(Context("Zoals toegezegd is het rapport gedeeld.", "letter"), ("claim",))
    'reminder'
    >>> detect_cue(Context("Ik zal dat, zoals toegezegd, doen.", "letter"), ("commitment",)) is None
    True
    """
    sentence = plain(context.text)
    for notice in load_cues().notices:
        if notice.pattern.search(sentence):
            return None if notice.cue == "reminder" and "commitment" in labels else notice.cue
    return None


def likely_strength(context: Context) -> Strength | None:
    """How firmly a commitment binds, as its cues say: a condition before a hedge before a plain promise.

    >>> likely_strength(Context("Het kabinet zet in op snelle invoering.", "letter"))
    'weak'
    """
    found = {rule.strength for rule in fired(context) if rule.label == "commitment" and rule.speaks_for}
    order: tuple[Strength, ...] = ("conditional", "weak", "firm")
    return next((strength for strength in order if strength in found), None)


class CueClassifier:
    """Scores from cues alone: a log-odds weight per cue and label, added up (weights stand in the card)."""

    def __init__(self, card: ModelCard) -> None:
        self._card = card
        self._weights = {
            (name, label): weight for label in LABELS for name, weight in card.cue_weights.get(label, {}).items()
        }

    @property
    def name(self) -> str:
        """Name and version, as it stands in ``run.model``."""
        return self._card.full_name

    @property
    def thresholds(self) -> Thresholds:
        """Where scores become labels."""
        return self._card.bands()

    def _score(self, names: Sequence[str], label: Label) -> float:
        odds = sum(self._weights.get((name, label), 0.0) for name in names)
        return 1.0 / (1.0 + math.exp(-odds))

    def predict(self, contexts: Sequence[Context]) -> ScoreMatrix:
        """Calibrated probabilities, shape ``n × 3``; no contexts give ``0 × 3``."""
        scores = np.zeros((len(contexts), len(LABELS)), dtype=np.float32)
        for row, (context, rules) in enumerate(zip(contexts, fired_in_all(contexts), strict=True)):
            names = cue_names(context, rules)
            scores[row] = [self._score(names, label) for label in LABELS]
        return scores

    def explain(self, context: Context) -> tuple[str, ...]:
        """The ids of the cues that fired."""
        return tuple(f"cue:{rule.id}" for rule in fired(context))


def cue_names(context: Context, rules: Sequence[CueRule]) -> list[str]:
    """What the cue classifier adds up: a bias, the kind of text, the cues, and the cues in this kind of text."""
    ids = [rule.id for rule in rules]
    return ["bias", context.text_kind, *ids, *(f"{context.text_kind}:{name}" for name in ids)]
