"""What the caller knows and the document does not say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.records import DocumentKind


@dataclass(frozen=True, slots=True)
class Hints:
    """From ``--date``, ``--kind`` or a manifest; ``kind`` overrides what was detected, ``date`` fills a gap only.

    ``id`` and ``address`` come from a manifest of official documents.
    """

    kind: DocumentKind | None = None
    date: dt.date | None = None
    id: str | None = None
    address: str | None = None
    title: str | None = None
