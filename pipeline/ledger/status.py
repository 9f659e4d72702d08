"""What accepted events come to (stand van een toezegging), and how that stands on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.entries import OPEN, Entry, EventKind, LedgerEvent, Standing, State, Status
from pipeline.records import Deadline

_SETTLES: Mapping[EventKind, Status] = {
    "partly_fulfilled": "deels_afgedaan",
    "fulfilled": "afgedaan",
    "withdrawn": "vervallen",
}
_PROMISES: frozenset[EventKind] = frozenset({"repeated", "sharpened", "postponed"})
BINDS_ANEW: frozenset[EventKind] = _PROMISES | {"taken_over"}
"""Events that bind the government again: they open what was settled, and join what their sentence founded."""


def in_force(events: Iterable[LedgerEvent]) -> tuple[LedgerEvent, ...]:
    """The events that still count, in the order in which they happened; what was taken back is left out.

    A retraction can itself be taken back, which brings the first event back. The order is that of the
    day of the act, and where that is unknown or the same, of the moment at which it was put down.
    """
    ordered = sorted(events, key=_when)
    retracted: set[str] = set()
    for event in sorted(ordered, key=lambda one: one.at, reverse=True):
        if event.kind == "retracted" and event.retracts is not None and event.id not in retracted:
            retracted.add(event.retracts)
    return tuple(event for event in ordered if event.kind != "retracted" and event.id not in retracted)


def state(entry: Entry, events: Iterable[LedgerEvent], *, merged_into: str | None = None) -> State:
    """What an entry and its events come to; without events it is open and said once.

    ``partly_fulfilled``, ``fulfilled`` and ``withdrawn`` settle it; a promise or a successor after that
    opens it again. The last event that names a day moves the deadline, one without a day leaves it.
    """
    every = tuple(events)
    counting = in_force(every)
    status, settled_on = _settled(counting)
    dated = [one for one in (entry.deadline, *(event.deadline for event in counting)) if _has_days(one)]
    current = dated[-1] if dated else None
    return State(
        status=status,
        earliest=current.earliest if current else None,
        latest=current.latest if current else None,
        ministry=_ministry(entry, counting),
        said=1 + sum(event.kind in _PROMISES for event in counting),
        reminded=sum(event.kind == "reminded" for event in counting),
        slipped_days=_slipped(dated),
        settled_on=settled_on,
        last_event_on=max((event.date for event in counting if event.date), default=None),
        touched=bool(every),
        registered=next((event.register_id for event in reversed(counting) if event.register_id), None),
        merged_into=merged_into,
    )


def standing(entry: Entry, current: State, *, today: dt.date, soon_days: int) -> Standing:
    """How an entry stands on a day: overdue, due within ``soon_days`` days, or without a day.

    What is settled has no urgency, and neither has a promise to keep from something (``abstain``): its
    deadline is the end of the abstention, not a day on which something is due.
    """
    known = Standing(state=current, today=today)
    if current.status not in OPEN or current.merged_into is not None:
        return known
    aged = replace(known, age_days=(today - entry.made).days if entry.made else None)
    if entry.polarity == "abstain":
        return aged
    if current.latest is None:
        return replace(aged, urgency="zonder_termijn")
    days = (current.latest - today).days
    if days < 0:
        return replace(aged, urgency="te_laat", late_days=-days)
    return replace(aged, urgency="binnenkort" if days <= soon_days else None, due_in_days=days)


def _when(event: LedgerEvent) -> tuple[dt.date, dt.datetime]:
    return event.date or event.at.date(), event.at


def _settled(events: Sequence[LedgerEvent]) -> tuple[Status, dt.date | None]:
    status: Status = "openstaand"
    on: dt.date | None = None
    for event in events:
        if event.kind in _SETTLES:
            if event.kind == "partly_fulfilled" and status in {"afgedaan", "vervallen"}:
                continue
            status, on = _SETTLES[event.kind], event.date or event.at.date()
        elif event.kind in BINDS_ANEW and status in {"afgedaan", "vervallen"}:
            status, on = "openstaand", None
    return status, on


def _has_days(deadline: Deadline | None) -> bool:
    return deadline is not None and (deadline.earliest is not None or deadline.latest is not None)


def _slipped(dated: Sequence[Deadline | None]) -> int:
    days = [one.latest for one in dated if one is not None and one.latest is not None]
    return (days[-1] - days[0]).days if days else 0


def _ministry(entry: Entry, events: Sequence[LedgerEvent]) -> str | None:
    for event in reversed(events):
        if event.kind == "taken_over" and event.actor is not None and event.actor.ministry is not None:
            return event.actor.ministry
    return entry.ministry
