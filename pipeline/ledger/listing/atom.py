"""Entries as an Atom feed (RFC 4287): whoever follows it sees what was promised and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Any

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]

from pipeline.ledger.listing.rows import Listed, address_of, slippage, standing_words, without_controls

FEED_ID = "urn:gestand:ledger"
SUBTITLE = "Toezeggingen van de regering en wat ervan geworden is."
TITLE = 150
"""Longest title, in characters."""

_UNKNOWN = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed that asks no clock: an empty one was last changed at the beginning of time."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=_UNKNOWN)


def as_atom(listed: Sequence[Listed], *, address: str = FEED_ID, note: str = "") -> str:
    """A feed with an item for each entry, in the order given; the id of an item is that of its entry.

    An item is updated on the day of its last event, else on the day it was made; where neither is known, on
    1 January 1970. ``address`` is where the feed can be read; ``note`` stands in its subtitle.
    """
    feed: Any = _Feed(
        title="Toezeggingen",
        link=address,
        description=" ".join(part for part in (SUBTITLE, note) if part),
        language="nl",
        feed_guid=FEED_ID,
        author_name="Gestand",
    )
    for one in listed:
        _add(feed, one)
    return str(feed.writeString("utf-8"))


def _add(feed: Any, listed: Listed) -> None:  # noqa: ANN401 - the library has no types
    entry, state = listed.entry, listed.state
    made = _moment(entry.made)
    feed.add_item(
        title=without_controls(_title(entry.action)),
        link=address_of(entry.document_id) or f"urn:gestand:entry:{entry.id}",
        description=without_controls(_summary(listed)),
        unique_id=f"urn:gestand:entry:{entry.id}",
        pubdate=made,
        updateddate=_moment(state.last_event_on) or made or _UNKNOWN,
        categories=[without_controls(one) for one in (state.status, listed.standing.urgency, state.ministry) if one],
    )


def _title(action: str) -> str:
    text = " ".join(action.split())
    return text if len(text) <= TITLE else f"{text[: TITLE - 1]}…"


def _summary(listed: Listed) -> str:
    parts = (listed.entry.text, standing_words(listed.standing), slippage(listed.state))
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _moment(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day is not None else None
