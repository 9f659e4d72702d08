"""To whom a commitment is made, where the sentence says so."""

from __future__ import annotations

from pipeline.frame.deadline.plain import plain
from pipeline.frame.found import Found
from pipeline.frame.given import Given
from pipeline.records import Words
from pipeline.resources.commitments import load_commitments


def find_recipient(given: Given) -> Found[Words | None]:
    """The words that name to whom something will be told, sent or promised; ``None`` when nobody is named."""
    small = plain(given.text)
    for entry in load_commitments().recipient:
        match = entry.pattern.search(small.text)
        if match is not None:
            start, end = small.original(*match.span("who"))
            return Found(Words(given.text[start:end]), (f"recipient:{entry.id}",))
    return Found(None)
