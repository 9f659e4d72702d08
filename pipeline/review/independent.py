"""Which words were said without knowing another's: only these may be compared."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.blind import ENOUGH
from pipeline.reviews import Review


def independent(reviews: Sequence[Review]) -> dict[str, Review]:
    """What each person decided of one sentence before they could see what others said, by name.

    A word that its person took back in time does not count; what they said after the others' words were shown, by
    whichever way, changes nothing. Doubt and adjudication are no decisions; who doubts is shown nothing, who
    adjudicates has seen the others' words.
    """
    words: dict[str, list[Review]] = {}
    judges: set[str] = set()
    frozen: set[str] = set()
    for review in reviews:
        if review.kind == "adjudication":
            frozen.add(review.by)
        if review.by in frozen or review.kind == "skip":
            continue
        said = words.setdefault(review.by, [])
        if review.kind == "undo":
            said[:] = [one for one in said if one.id != review.undoes]
        else:
            said.append(review)
        judges = {name for name, own in words.items() if own}
        if len(judges) >= ENOUGH:
            frozen |= {name for name in judges if words[name][-1].kind == "decision"}
    last = {name: own[-1] for name, own in sorted(words.items()) if own}
    return {name: review for name, review in last.items() if review.kind == "decision"}
