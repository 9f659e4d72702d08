"""The frames of one statement, put together from their fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.frame.action import find_action
from pipeline.frame.actor import find_actor
from pipeline.frame.attribution import find_attribution
from pipeline.frame.condition import find_condition
from pipeline.frame.deadline.find import explain_deadline
from pipeline.frame.given import Given
from pipeline.frame.polarity import find_polarity
from pipeline.frame.recipient import find_recipient
from pipeline.frame.refused import find_refusal
from pipeline.frame.strength import find_strength
from pipeline.records import Claim, Commitment, Deadline, Label, Refusal
from pipeline.resources.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Frames:
    """A frame for every label that a statement has, ``None`` for the others; ``evidence`` names what filled them."""

    commitment: Commitment | None = None
    refusal: Refusal | None = None
    claim: Claim | None = None
    evidence: tuple[str, ...] = ()


def frame(given: Given, labels: Collection[Label], *, calendar: Calendar | None = None) -> Frames:
    """What exactly was promised, refused or stated in a sentence with these labels; never raises.

    Offsets in the frames are of the document. ``calendar`` replaces the one that ships with the project.

    >>> given = Given("Ik stuur uw Kamer de cijfers.", 0, "answer", None, None, "", "", "letter", None, ())
    >>> found = frame(given, ("commitment",))
    >>> found.commitment.recipient.text, found.commitment.strength, found.refusal
    ('uw Kamer', 'firm', None)
    >>> found.evidence
    ('actor:speaker', 'strength:delivers', 'recipient:chamber')
    """
    commitment, evidence = _commitment(given, calendar) if "commitment" in labels else (None, ())
    return Frames(
        commitment=commitment,
        refusal=find_refusal(given) if "refusal" in labels else None,
        claim=Claim(find_attribution(given)) if "claim" in labels else None,
        evidence=evidence,
    )


def _commitment(given: Given, calendar: Calendar | None) -> tuple[Commitment, tuple[str, ...]]:
    actor = find_actor(given)
    condition = find_condition(given)
    deadline, rule = _deadline(given, calendar)
    strength = find_strength(given, condition=condition)
    polarity = find_polarity(given)
    recipient = find_recipient(given)
    found = Commitment(
        actor=actor.value,
        action=find_action(given, actor=actor.value, deadline=deadline),
        strength=strength.value,
        polarity=polarity.value,
        recipient=recipient.value,
        deadline=deadline,
        condition=condition,
    )
    return found, (*actor.evidence, *strength.evidence, *polarity.evidence, *recipient.evidence, *rule)


def _deadline(given: Given, calendar: Calendar | None) -> tuple[Deadline | None, tuple[str, ...]]:
    """The deadline with its place in the document, and the wording that found it."""
    found = explain_deadline(given.text, given.date, calendar=calendar)
    if found is None:
        return None, ()
    deadline = found.deadline
    moved = replace(deadline, start=deadline.start + given.start, end=deadline.end + given.start)
    return moved, (f"deadline:{found.rule}",)
