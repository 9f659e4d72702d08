"""Entries as an iCalendar of tasks (RFC 5545, VTODO): what is due shows up in anybody's calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from icalendar import Calendar, Todo
from icalendar.enums import STATUS

from pipeline.entries import Status
from pipeline.ledger.listing.rows import Listed, address_of, slippage, standing_words, without_controls

PRODUCT = "-//Gestand//Toezeggingen//NL"
SUMMARY = 200
"""Longest summary, in characters."""

_STATUS: Mapping[Status, STATUS] = {
    "openstaand": STATUS.NEEDS_ACTION,
    "deels_afgedaan": STATUS.IN_PROCESS,
    "afgedaan": STATUS.COMPLETED,
    "vervallen": STATUS.CANCELLED,
}


def as_ical(listed: Sequence[Listed], *, now: dt.datetime, note: str = "") -> bytes:
    """A calendar with a task for each entry, under an id that stays; ``DUE`` is the last day of its deadline.

    An entry without a known last day has no ``DUE``. ``now`` is when the calendar was made (UTC). An empty list
    gives a calendar without tasks. ``note`` is its description.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Toezeggingen")
    if note:
        calendar.add("x-wr-caldesc", note)
    for one in listed:
        calendar.add_component(_todo(one, now))
    return bytes(calendar.to_ical())


def _todo(listed: Listed, now: dt.datetime) -> Todo:
    entry, state = listed.entry, listed.state
    todo = Todo()
    todo.add("uid", f"{entry.id}@gestand")
    todo.add("dtstamp", now)
    todo.add("summary", without_controls(_summary(listed)))
    todo.add("description", without_controls(_description(listed)))
    todo.add("status", _STATUS[state.status])
    if state.latest is not None:
        if state.earliest is not None and state.earliest < state.latest:
            todo.add("dtstart", state.earliest)
        todo.add("due", state.latest)
    if state.status == "afgedaan" and state.settled_on is not None:
        todo.add("completed", dt.datetime.combine(state.settled_on, dt.time(), dt.UTC))
    if state.ministry is not None:
        todo.add("categories", [without_controls(state.ministry)])
    if (address := address_of(entry.document_id)) is not None:
        todo.add("url", address)
    return todo


def _summary(listed: Listed) -> str:
    who = listed.state.ministry
    text = " ".join(listed.entry.action.split())
    whole = f"{who}: {text}" if who else text
    return whole if len(whole) <= SUMMARY else f"{whole[: SUMMARY - 1]}…"


def _description(listed: Listed) -> str:
    entry = listed.entry
    said = f"{entry.title or entry.document_id}, {entry.made.isoformat() if entry.made else 'zonder datum'}"
    return "\n".join(
        part for part in (entry.text, said, standing_words(listed.standing), slippage(listed.state)) if part
    )
