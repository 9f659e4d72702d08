"""Agreement (overeenstemming) per label, pair of people and period, from words that were said blind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.records import LABELS, Label
from pipeline.review.coefficients import cohen_kappa, gwet_ac1, krippendorff_alpha


@dataclass(frozen=True, slots=True)
class Word:
    """What a person decided, blind, about a sentence."""

    sentence_id: str
    by: str
    at: dt.datetime
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far people agree about a label.

    ``label`` is ``None`` for all labels at once, where only the same set counts as the same. ``pair`` is ``None``
    for everybody together; ``period`` is a month as "2026-11", ``None`` for all time. ``sentences`` is how many two
    or more people judged; ``both``, ``one`` and ``neither`` count pairs of people that gave the label both, one of
    them, neither (``both`` counts the same set and ``neither`` is 0 where ``label`` is ``None``).
    ``kappa`` is for a pair only, or where there are two people.
    """

    label: Label | None
    pair: tuple[str, str] | None
    period: str | None
    sentences: int
    both: int
    one: int
    neither: int
    kappa: float | None
    ac1: float | None
    alpha: float | None

    @property
    def observed(self) -> float | None:
        """The share of pairs that agree; ``None`` without any."""
        pairs = self.both + self.one + self.neither
        return (self.both + self.neither) / pairs if pairs else None


def agreements(words: Iterable[Word], *, by_pair: bool = False, by_month: bool = False) -> tuple[Agreement, ...]:
    """Figures for each label and for all at once; for each pair and month, where asked, in their order.

    The month of a sentence is that of the last word that makes it shared. Without shared sentences there are none.
    """
    shared = _shared(words)
    groups: dict[tuple[str | None, tuple[str, str] | None], list[tuple[Word, ...]]] = defaultdict(list)
    for said in shared:
        for chosen, pair in _people(said, by_pair=by_pair):
            month = f"{max(word.at for word in chosen):%Y-%m}" if by_month else None
            groups[month, pair].append(chosen)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0] or "", item[0][1] or ()))
    return tuple(_agreement(label, pair, month, units) for (month, pair), units in ordered for label in (*LABELS, None))


def _shared(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    """The words about each sentence that two or more people judged, by name."""
    sentences: dict[str, dict[str, Word]] = defaultdict(dict)
    for word in words:
        sentences[word.sentence_id][word.by] = word
    return [tuple(said[name] for name in sorted(said)) for said in sentences.values() if len(said) > 1]


def _people(said: tuple[Word, ...], *, by_pair: bool) -> list[tuple[tuple[Word, ...], tuple[str, str] | None]]:
    if not by_pair:
        return [(said, None)]
    return [((one, other), (one.by, other.by)) for one, other in combinations(said, 2)]


def _agreement(
    label: Label | None, pair: tuple[str, str] | None, period: str | None, units: Sequence[tuple[Word, ...]]
) -> Agreement:
    ratings = [[_value(word, label) for word in said] for said in units]
    pairs = [two for rated in ratings for two in combinations(rated, 2)]
    people = {word.by for said in units for word in said}
    two_people = [(rated[0], rated[1]) for rated in ratings] if len(people) == 2 else []
    same = sum(one == other for one, other in pairs)
    neither = 0 if label is None else sum(not one and not other for one, other in pairs)
    return Agreement(
        label=label,
        pair=pair,
        period=period,
        sentences=len(units),
        both=same - neither,
        one=len(pairs) - same,
        neither=neither,
        kappa=cohen_kappa(two_people),
        ac1=gwet_ac1(ratings, values=2 if label else 2 ** len(LABELS)),
        alpha=krippendorff_alpha(ratings),
    )


def _value(word: Word, label: Label | None) -> bool | tuple[Label, ...]:
    return word.labels if label is None else label in word.labels
