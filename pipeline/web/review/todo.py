"""What is in the queue, in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.records import Label
from pipeline.review import Priority, priority, rarity
from pipeline.store import Order, StatementFilter, StatementRow, Transaction, review_queue
from pipeline.web.review.state import QueueState
from pipeline.web.site import Site

Found = TypeVar("Found")

SHORTLIST = 40
"""How many sentences each reason puts forward where the order is by worth."""

LONGEST = 200
"""How many sentences one goes through in another order."""

SKIP_HOURS = 12
"""How long a sentence that somebody skipped stays away from them."""

WALK_SECONDS = 300
"""How long the way from sentence to sentence stays the same."""

MOST_KEPT = 512
"""Figures and ways kept at once; then all are forgotten."""

TOTAL_SECONDS = 60
"""How long the number of all sentences that pass a filter is good for."""

RARITY_SECONDS = 600
"""How long counts of labels are good for."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A sentence in the queue, and why it stands there."""

    row: StatementRow
    priority: Priority


def queued(tx: Transaction, here: Site, state: QueueState, user: str) -> tuple[Queued, ...]:
    """The first sentences of the queue in its order: by worth, or as the store sorts them."""
    wanted = state.filter(user)
    if state.volgorde != "waarde" or state.wie != "todo" or state.zekerheid:
        found = _ids(tx, here, replace(wanted, limit=LONGEST), user)
        weighed = tuple(_weighed(tx, here, review_queue.rows(tx, found)))
        return tuple(sorted(weighed, key=_worth)) if state.volgorde == "waarde" else weighed
    names = [name for one in _put_forward(wanted) for name in _ids(tx, here, one, user)]
    rows = review_queue.rows(tx, tuple(dict.fromkeys(names)))
    return tuple(sorted(_weighed(tx, here, rows), key=_worth))


def total(tx: Transaction, here: Site, state: QueueState, user: str) -> int:
    """How many sentences pass the filters.

    Those that a person has yet to judge are many: all of them, as counted a short while ago, less the judged.
    """
    wanted = state.filter(user)
    by_judges = (wanted.judges, wanted.judged_by, wanted.judged, wanted.disputed)
    if wanted.not_judged_by is None or any(one is not None for one in by_judges):
        return review_queue.count(tx, wanted)
    everyone = replace(wanted, not_judged_by=None)
    known = _remembered(here, ("review.total", everyone), TOTAL_SECONDS, lambda: review_queue.count(tx, everyone))
    return max(0, known - review_queue.count(tx, replace(everyone, judged_by=user)))


def walked(tx: Transaction, here: Site, state: QueueState, user: str) -> tuple[str, ...]:
    """The sentences that a person goes through, as they were a short while ago.

    They stay as they are for :data:`WALK_SECONDS`, so that "previous" and "next" lead to and fro.
    """

    def names() -> tuple[str, ...]:
        return tuple(one.row.statement.sentence.id for one in queued(tx, here, state, user))

    return _remembered(here, ("review.walk", user, state), WALK_SECONDS, names)


def beside(names: Sequence[str], sentence: str) -> tuple[str | None, str | None]:
    """The sentences before and after one in the queue; after one that is not in it comes the first."""
    if sentence not in names:
        return None, names[0] if names else None
    at = names.index(sentence)
    return names[at - 1] if at else None, names[at + 1] if at + 1 < len(names) else None


def _put_forward(wanted: StatementFilter) -> Iterable[StatementFilter]:
    """What each reason would have a person look at first."""
    orders: tuple[Order, ...] = ("uncertain", "deadline")
    for order in orders:
        yield replace(wanted, order=order, limit=SHORTLIST)
    yield replace(wanted, judges=max(wanted.judges or 0, 1), limit=SHORTLIST)
    rare: tuple[Label, ...] = ("refusal", "commitment")
    for label in rare:
        if not wanted.labels and wanted.labelled is None:
            yield replace(wanted, labels=(label,), limit=SHORTLIST)


def _ids(tx: Transaction, here: Site, wanted: StatementFilter, user: str) -> tuple[str, ...]:
    if wanted.not_judged_by is None:
        return review_queue.ids(tx, wanted)
    since = here.now() - dt.timedelta(hours=SKIP_HOURS)
    return review_queue.ids(tx, wanted, skipped_by=user, since=since)


def _weighed(tx: Transaction, here: Site, rows: Iterable[StatementRow]) -> Iterable[Queued]:
    rare = _rare(tx, here)
    for row in rows:
        worth = priority(
            row.statement,
            uncertainty=row.uncertainty,
            judges=row.judges,
            disputed=row.disputed,
            rare=rare,
            today=here.today,
        )
        yield Queued(row, worth)


def _worth(one: Queued) -> tuple[float, str, int]:
    return -one.priority.value, one.row.document, one.row.ordinal


def _rare(tx: Transaction, here: Site) -> dict[Label, float]:
    """How rare labels are, counted every few minutes."""
    return _remembered(here, ("review.rarity",), RARITY_SECONDS, lambda: rarity(*review_queue.label_counts(tx)))


def _remembered(here: Site, key: tuple[Hashable, ...], seconds: int, work_out: Callable[[], Found]) -> Found:
    """What ``work_out`` gives, from memory while it is not older than so many seconds."""
    now = here.now()
    known: tuple[dt.datetime, Found] | None = here.kept.get(key)
    if known is None or now - known[0] > dt.timedelta(seconds=seconds):
        if len(here.kept) >= MOST_KEPT:
            here.kept.clear()
        known = here.kept[key] = (now, work_out())
    return known[1]
