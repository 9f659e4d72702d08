"""How far people agree beyond chance: Cohen's kappa, Gwet's AC1 and Krippendorff's alpha for names (nominal values).

A unit is a tuple of ratings; people are interchangeable except for Cohen's kappa, which knows the first from the
second. All give 1 for perfect agreement, 0 for what chance would give, less when people avoid each other's choice,
and ``None`` where the figure is not defined: no unit that two people rated, or one value only for kappa and alpha.

Sources: J. Cohen, A coefficient of agreement for nominal scales (1960); K.L. Gwet, Computing inter-rater reliability
and its variance in the presence of high agreement (2008); K. Krippendorff, Content Analysis (2018), chapter 12.
The one library that has all three (irrCAC) is bound to one version of SciPy and the one for alpha alone carries a
licence that a EUPL program does not take on lightly, so the tests hold this against published examples instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

Ratings = Sequence[Hashable]
"""What each person who rated a unit said of it; those who did not rate it are left out."""


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two people, each with a taste of their own; ``None`` without pairs or with one value only.

    >>> cohen_kappa([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15)
    0.4
    """
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    total = len(pairs)
    by_chance = sum(first[value] * second[value] for value in first) / total**2
    return _beyond(sum(one == other for one, other in pairs) / total, by_chance)


def gwet_ac1(units: Sequence[Ratings], *, values: int) -> float | None:
    """Agreement of two or more people that stays sensible where one value is rare; ``None`` without a shared unit.

    ``values`` is how many values there are to choose from, at least two.

    >>> round(gwet_ac1([(1, 1)] * 118 + [(1, 0)] * 5 + [(0, 1)] * 2, values=2), 4)
    0.9408
    """
    shared = [ratings for ratings in units if len(ratings) > 1]
    if not shared:
        return None
    rated = [ratings for ratings in units if ratings]
    seen = sorted({value for ratings in rated for value in ratings}, key=repr)
    shares = [sum(_count(ratings, value) / len(ratings) for ratings in rated) / len(rated) for value in seen]
    by_chance = sum(share * (1 - share) for share in shares) / (values - 1)
    return _beyond(sum(map(_observed, shared)) / len(shared), by_chance)


def krippendorff_alpha(units: Sequence[Ratings]) -> float | None:
    """Agreement of any number of people, each of whom may have passed units over.

    ``None`` without a shared unit, and when only one value was ever given.

    >>> krippendorff_alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b",)])
    0.4444444444444444
    """
    shared = [ratings for ratings in units if len(ratings) > 1]
    totals = Counter(value for ratings in shared for value in ratings)
    number = totals.total()
    if len(totals) < 2:
        return None
    differing = sum((1 - _observed(ratings)) * len(ratings) for ratings in shared) / number
    expected = 1 - sum(count * (count - 1) for count in totals.values()) / (number * (number - 1))
    return 1 - differing / expected


def _observed(ratings: Ratings) -> float:
    """The share of the pairs of people that agree about a unit that two or more rated."""
    number = len(ratings)
    return sum(count * (count - 1) for count in Counter(ratings).values()) / (number * (number - 1))


def _count(ratings: Ratings, value: Hashable) -> int:
    return sum(rating == value for rating in ratings)


def _beyond(observed: float, by_chance: float) -> float | None:
    if by_chance >= 1:
        return None
    return round((observed - by_chance) / (1 - by_chance), 12)
