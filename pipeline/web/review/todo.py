"""What is in the queue, in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.records import Label
from pipeline.review import Priority, priority, rarity
from pipeline.store import Order, StatementFilter, StatementRow, Transaction, judgements, review_queue
from pipeline.users import User
from pipeline.web.keeping import remembered
from pipeline.web.review.state import QueueState, sees_disputes
from pipeline.web.site import Site

SHORTLIST = 40
"""How many sentences each reason puts forward where the order is by worth."""

LONGEST = 200
"""How many sentences one goes through in another order."""

SKIP_HOURS = 12
"""How long a sentence that somebody skipped stays away from them."""

WALK_SECONDS = 300
"""How long the way from sentence to sentence stays the same."""

TOTAL_SECONDS = 60
"""How long the number of all sentences that pass a filter is good for."""

RARITY_SECONDS = 600
"""How long counts of labels are good for."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A sentence in the queue, and why it stands there."""

    row: StatementRow
    priority: Priority


def queued(tx: Transaction, here: Site, state: QueueState, user: User) -> tuple[Queued, ...]:
    """The first sentences of the queue in its order: by worth, or as the store sorts them.

    That others differ neither moves nor marks a sentence for who may not know it.
    """
    wanted = state.filter(user)
    if state.volgorde != "waarde" or state.wie != "todo" or state.zekerheid:
        found = _ids(tx, here, replace(wanted, limit=LONGEST), user.name)
        weighed = tuple(_weighed(tx, here, review_queue.rows(tx, found), user))
        return tuple(sorted(weighed, key=_worth)) if state.volgorde == "waarde" else weighed
    names = [name for one in _put_forward(wanted) for name in _ids(tx, here, one, user.name)]
    rows = review_queue.rows(tx, tuple(dict.fromkeys(names)))
    return tuple(sorted(_weighed(tx, here, rows, user), key=_worth))


def total(tx: Transaction, here: Site, state: QueueState, user: User) -> int:
    """How many sentences pass the filters.

    Those that a person has yet to judge are many: all of them, as counted a short while ago, less the judged.
    """
    wanted = state.filter(user)
    by_judges = (wanted.judges, wanted.judged_by, wanted.judged, wanted.disputed)
    if wanted.not_judged_by is None or any(one is not None for one in by_judges):
        return review_queue.count(tx, wanted)
    everyone = replace(wanted, not_judged_by=None)
    known = remembered(here, ("review.total", everyone), TOTAL_SECONDS, lambda: review_queue.count(tx, everyone))
    return max(0, known - review_queue.count(tx, replace(everyone, judged_by=user.name)))


def walked(tx: Transaction, here: Site, state: QueueState, user: User) -> tuple[str, ...]:
    """The sentences that a person goes through, as they were a short while ago.

    They stay as they are for :data:`WALK_SECONDS`, so that "previous" and "next" lead to and fro.
    """

    def names() -> tuple[str, ...]:
        return tuple(one.row.statement.sentence.id for one in queued(tx, here, state, user))

    return remembered(here, ("review.walk", user.name, user.role, state), WALK_SECONDS, names)


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


def _weighed(tx: Transaction, here: Site, rows: Sequence[StatementRow], user: User) -> Iterable[Queued]:
    rare, differing = _rare(tx, here), _known_disputes(tx, rows, user)
    for row in rows:
        worth = priority(
            row.statement,
            uncertainty=row.uncertainty,
            judges=row.judges,
            disputed=row.statement.sentence.id in differing,
            rare=rare,
            today=here.today,
        )
        yield Queued(row, worth)


def _known_disputes(tx: Transaction, rows: Sequence[StatementRow], user: User) -> set[str]:
    """The sentences on which people differ, as far as a person may know: see :func:`sees_disputes`."""
    found = {row.statement.sentence.id for row in rows if row.disputed}
    if sees_disputes(user) or not found:
        return found
    held = judgements.of_sentences(tx, found)
    return {one for one in found if any(word.by == user.name and word.kind != "unsure" for word in held.get(one, ()))}


def _worth(one: Queued) -> tuple[float, str, int]:
    return -one.priority.value, one.row.document, one.row.ordinal


def _rare(tx: Transaction, here: Site) -> dict[Label, float]:
    """How rare labels are, counted every few minutes."""
    return remembered(here, ("review.rarity",), RARITY_SECONDS, lambda: rarity(*review_queue.label_counts(tx)))
