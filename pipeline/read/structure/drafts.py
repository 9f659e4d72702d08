"""Drafts: passages before their place in the text is known."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read.blocks import Block
from pipeline.records import Form, PassageKind, Speaker

GOVERNMENT = Speaker(role="government")
"""A member of the government whom the document does not name."""
MEMBER = Speaker(role="member")
"""A member of the House whom the document does not name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What :meth:`pipeline.read.assemble.TextBuilder.add` needs for one passage."""

    block: Block
    kind: PassageKind
    form: Form | None = None
    numbers: tuple[str, ...] = ()
    speaker: Speaker | None = None
    turn: int | None = None
    depth: int = 0
