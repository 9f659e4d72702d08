"""How firmly a commitment binds: ``firm``, ``weak`` or ``conditional``."""

from __future__ import annotations

from pipeline.frame.bindings import layout
from pipeline.frame.condition import is_light
from pipeline.frame.found import Found
from pipeline.frame.given import Given
from pipeline.records import Strength, Words


def find_strength(given: Given, *, condition: Words | None) -> Found[Strength]:
    """The strength of a commitment: with a condition ``conditional``, else what its committing verb says.

    A condition that only says how far ("waar nodig", "indien mogelijk") leaves the strength to the verb. Without a
    wording of ``resources/commitments.toml`` it is ``firm``: what is told to be done is promised. The law:
    annotations/guidelines.md, "commitment" and "Rulings on hard cases".
    """
    if condition is not None and not is_light(condition):
        return Found("conditional", ("strength:condition",))
    bindings = layout(given.text).bindings
    if not bindings:
        return Found("firm")
    return Found(bindings[0].entry.strength, (f"strength:{bindings[0].entry.id}",))
