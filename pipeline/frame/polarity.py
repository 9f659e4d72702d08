"""Whether a commitment is to act (``act``) or to keep from acting (``abstain``)."""

from __future__ import annotations

from pipeline.frame.bindings import Layout, Place, layout
from pipeline.frame.deadline.plain import plain
from pipeline.frame.found import Found
from pipeline.frame.given import Given
from pipeline.records import Polarity
from pipeline.resources.commitments import PolarityEntry, load_commitments


def find_polarity(given: Given) -> Found[Polarity]:
    """``abstain`` where the clause that binds denies its act, or an answer of one word agrees to keep from one.

    A clause that binds without a negation beside it makes the sentence ``act`` ("dat kan niet, maar ik zal …").
    """
    clauses = layout(given.text)
    asked = _asked(given)
    if asked is not None:
        return Found("abstain", (f"polarity:{asked.id}",))
    if _binds_to_an_act(clauses):
        return Found("act")
    found = [entry for part in _weighed(clauses) if (entry := _abstaining(clauses, part)) is not None]
    if found and (clauses.bindings or _abstaining(clauses, clauses.parts[0]) is not None):
        return Found("abstain", (f"polarity:{found[0].id}",))
    return Found("act")


def _asked(given: Given) -> PolarityEntry | None:
    """The entry by which an answer of one word keeps from what was asked."""
    text, question = plain(given.text).text, plain(given.asked).text
    for entry in load_commitments().polarity:
        if entry.asked is not None and entry.pattern.search(text) and entry.asked.search(question):
            return entry
    return None


def _weighed(clauses: Layout) -> list[Place]:
    """The main clauses that bind; all of them where no committing verb was seen."""
    return [clauses.part_of(found.start) for found in clauses.bindings] or list(clauses.parts)


def _binds_to_an_act(clauses: Layout) -> bool:
    return any(_abstaining(clauses, clauses.part_of(found.start)) is None for found in clauses.bindings)


def _abstaining(clauses: Layout, part: Place) -> PolarityEntry | None:
    """The entry that makes a main clause one of keeping from an act."""
    start, end = part
    whole = clauses.small.text[start:end]
    sight = "".join(" " if clauses.is_aside(start + place) else letter for place, letter in enumerate(whole))
    for entry in load_commitments().polarity:
        if entry.asked is None and entry.polarity == "act":
            sight = entry.pattern.sub(lambda match: " " * len(match[0]), sight)
        elif entry.asked is None and entry.pattern.search(whole if entry.anywhere else sight):
            return entry
    return None
