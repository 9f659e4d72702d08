"""Figures that are kept for a while, because working them out takes longer than a reader should wait.

Each is worked out once however many ask for it at the same time: the first works, the others wait, or make do with
what was known a moment before where that is good enough for them.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.store import Transaction, entry_figures

if TYPE_CHECKING:
    from pipeline.web.site import Site

Figure = TypeVar("Figure")
LONGEST = dt.timedelta(seconds=60)
"""How long a figure of the ledger is good when nothing was added: a changed row alone leaves no mark."""

MOST = 4096
"""Figures kept at once; then the one that was asked for longest ago is forgotten."""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure, when it was worked out, and the mark of what it rests on."""

    at: dt.datetime
    mark: Hashable
    value: Any


@dataclass(slots=True)
class _Place:
    known: Known | None = None
    working: Lock = field(default_factory=Lock)


class Shelf:
    """Figures by key; safe for several threads. ``changes`` counts what this process did to the ledger."""

    def __init__(self, most: int = MOST) -> None:
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._lock = Lock()
        self._most = most
        self.changes = 0

    def __len__(self) -> int:
        return len(self._places)

    def figure(
        self,
        key: Hashable,
        work_out: Callable[[], Known],
        *,
        good: Callable[[Known], bool],
        will_do: Callable[[Known], bool],
    ) -> Known:
        """What is known when it is ``good``; else it is worked out, once for all who ask meanwhile.

        While somebody works it out, others get what was known if that ``will_do``, and else wait. An error of
        ``work_out`` goes to who worked; the next one tries anew.
        """
        place = self._place(key)
        known = place.known
        if known is not None and good(known):
            return known
        waits = known is None or not will_do(known)
        if not place.working.acquire(blocking=waits) and known is not None:
            return known
        try:
            known = place.known
            if known is None or not good(known):
                known = place.known = work_out()
            return known
        finally:
            place.working.release()

    def _place(self, key: Hashable) -> _Place:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
        return place


def kept(here: Site, tx: Transaction, key: Hashable, work_out: Callable[[], Figure], *, exact: bool = True) -> Figure:
    """A figure of the ledger: from memory while nothing was added to it and it is not older than :data:`LONGEST`.

    For who need not have it ``exact`` it may be ``figures_seconds`` old, whatever was added since.
    """
    mark, now = (here.kept.changes, *entry_figures.stamp(tx)), here.now()
    lag = dt.timedelta(seconds=0 if exact else here.settings.figures_seconds)

    def good(known: Known) -> bool:
        age = now - known.at
        return age < lag or (known.mark == mark and age < LONGEST)

    found = here.kept.figure(
        ("ledger", key),
        lambda: Known(now, mark, work_out()),
        good=good,
        will_do=lambda known: not exact and now - known.at < LONGEST,
    )
    value: Figure = found.value
    return value


def remembered(here: Site, key: Hashable, seconds: int, work_out: Callable[[], Figure]) -> Figure:
    """A figure that is good for so many seconds, whatever happens."""
    now = here.now()
    found = here.kept.figure(
        ("while", key),
        lambda: Known(now, None, work_out()),
        good=lambda known: now - known.at <= dt.timedelta(seconds=seconds),
        will_do=lambda _: False,
    )
    value: Figure = found.value
    return value


def unchanged(here: Site, key: Hashable, mark: Hashable, work_out: Callable[[], Figure]) -> Figure:
    """A figure that is good as long as the ``mark`` of what it rests on is the same."""
    found = here.kept.figure(
        ("marked", key),
        lambda: Known(here.now(), mark, work_out()),
        good=lambda known: known.mark == mark,
        will_do=lambda _: False,
    )
    value: Figure = found.value
    return value


def changed(here: Site) -> None:
    """What rests on the ledger is worked out anew when it is next asked for; other processes do so within a minute."""
    here.kept.changes += 1
