"""What a frame is read from: one sentence with everything around it that a field may need."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.records import DocumentKind, PassageKind, Role, Speaker


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence in its surroundings; plain values, so that no room needs another room's types.

    ``start`` is the offset of ``text`` in the document, in code points. ``asked`` is the text of the question that the
    sentence answers, ``before`` the text just before it, and ``earlier`` what the same turn said before it (its end),
    each ``""`` where there is none. ``answerers`` are those who answer or sign the document, in its order. ``cues`` are
    half-open spans inside ``text``, of the wordings of commitment and refusal that fired.
    """

    text: str
    start: int
    kind: PassageKind
    role: Role | None
    speaker: Speaker | None
    asked: str
    before: str
    document_kind: DocumentKind
    date: dt.date | None
    answerers: tuple[Speaker, ...]
    cues: tuple[tuple[int, int], ...] = ()
    earlier: str = ""
