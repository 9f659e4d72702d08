"""The ledger at 20,000 entries: the index, proposals for a document, lists, and memory.

``python tests/bench/ledger.py [--entries 20000]``; ends with 1 when a list takes 100 ms or more at the median. The
store itself, on both databases, is measured by ``store.py``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))
sys.path.append(str(Path(__file__).resolve().parent))

from promises import labelled, promise
from store import fill_ledger, resident, sentence

from pipeline.entries import EntryFilter
from pipeline.ledger import found_entries, propose, refresh
from pipeline.ledger.linking import Linker
from pipeline.ledger.lists import listing
from pipeline.ledger.proposing import known_entries
from pipeline.ledger.sequels import sequels
from pipeline.store import Store, save

LIMIT_MS = 100
TODAY = dt.date(2025, 6, 1)
ROUNDS = 7


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def lists() -> dict[str, EntryFilter]:
    """What somebody asks of the ledger."""
    page = {"today": TODAY, "limit": 50}
    return {
        "all": EntryFilter(**page),
        "overdue": EntryFilter(**page, statuses=("te_laat",)),
        "soon or open": EntryFilter(**page, statuses=("binnenkort", "openstaand")),
        "ministry": EntryFilter(**page, ministry="waterstaat"),
        "minister and status": EntryFilter(**page, minister="wolf", statuses=("afgedaan",)),
        "dossier": EntryFilter(**page, dossier="99101"),
        "due this quarter": EntryFilter(**page, due_from=TODAY, due_to=dt.date(2025, 8, 31)),
        "text": EntryFilter(**page, text="woord4711"),
        "document": EntryFilter(**page, document="kst-7"),
    }


def main() -> int:
    """Fill a ledger, print what things take, and say whether the lists are quick enough."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "ledger.sqlite") as store:
        store.prepare()
        seconds = fill_ledger(store, arguments.entries)
        say(f"{arguments.entries} entries written in {seconds:.1f} s, {resident()} MiB")
        slowest = _lists(store)
        _linking(store)
    return int(slowest >= LIMIT_MS)


def _lists(store: Store) -> float:
    slowest = 0.0
    for name, wanted in lists().items():
        taken = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            with store.reading() as tx:
                found = listing(tx, wanted)
            taken.append((time.perf_counter() - begun) * 1000)
        median = statistics.median(taken)
        slowest = max(slowest, median)
        say(f"list {name:20} {median:6.1f} ms  {len(found)} rows")
    return slowest


def _linking(store: Store) -> None:
    chance = random.Random(3)  # noqa: S311 - words of a measurement
    lines = [promise(sentence(chance)) for _ in range(100)]
    document = labelled("kst-new", TODAY, lines, dossiers=("99101",))
    with store.writing() as tx:
        save(tx, document)
        begun = time.perf_counter()
        refresh(tx, document)
        say(f"refresh of a document with 100 commitments: {time.perf_counter() - begun:.2f} s")
    with store.reading() as tx:
        begun = time.perf_counter()
        known = [one for one, _ in known_entries(tx)]
        read = time.perf_counter()
        linker = Linker(known)
        built = time.perf_counter()
        made = linker.propose(sequels(document, found_entries(document)))
        done = time.perf_counter()
    say(
        f"entries read in {read - begun:.1f} s, index built in {built - read:.1f} s, 100 sentences compared with "
        f"{len(known)} entries in {done - built:.2f} s ({len(made)} proposals), {resident()} MiB"
    )
    with store.writing() as tx:
        begun = time.perf_counter()
        propose(tx, ["kst-new"])
        say(f"proposals for one document, all told: {time.perf_counter() - begun:.1f} s, {resident()} MiB")


if __name__ == "__main__":
    sys.exit(main())
