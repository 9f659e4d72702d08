"""Figures that are kept until the ledger changes or a minute has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import TypeVar

from pipeline.store import Transaction, entry_figures
from pipeline.web.site import Site

Figure = TypeVar("Figure")
LONGEST = dt.timedelta(seconds=60)
KEPT = "ledger"
MOST = 512
"""Figures kept at once; then all are forgotten."""


def kept(here: Site, tx: Transaction, key: tuple[Hashable, ...], work_out: Callable[[], Figure]) -> Figure:
    """What ``work_out`` gives, from memory when nothing was added to the ledger since and it is not a minute old."""
    mark, now = entry_figures.stamp(tx), here.now()
    place = (KEPT, *key)
    known = here.kept.get(place)
    if known is not None and known[0] == mark and now - known[1] < LONGEST:
        found: Figure = known[2]
        return found
    found = work_out()
    if len(here.kept) >= MOST:
        here.kept.clear()
    here.kept[place] = (mark, now, found)
    return found


def forget(here: Site) -> None:
    """Work the figures out anew when they are next asked for; other processes do so within a minute."""
    for key in list(here.kept):
        if isinstance(key, tuple) and key[:1] == (KEPT,):
            here.kept.pop(key, None)
