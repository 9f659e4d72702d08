# ruff: noqa: T201 - it prints
"""The store at 100,000 statements and 20,000 entries: taking in, memory, and lists, on SQLite and PostgreSQL.

``python tests/bench/store.py [--documents 1000] [--entries 20000] [--only sqlite]``; ends with 1 when a list or its
count takes 100 ms or more at the median.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))

from postgresql_server import programs, server
from stored import labelled

from pipeline.entries import Entry, EntryFilter, Mention, State
from pipeline.export import labelled_json
from pipeline.records import Deadline, Label
from pipeline.reviews import Review
from pipeline.store import (
    Kept,
    StatementFilter,
    Store,
    documents,
    entries,
    import_folder,
    reviews,
    statements,
    take_in,
)

SENTENCES = 100
LIMIT_MS = 100
TODAY = dt.date(2025, 6, 1)
NAMES = ("De Wolf", "Van den Berg", "Jansen", "Lindeboom", "De Beer")
MINISTRIES = ("Financiën", "Infrastructuur en Waterstaat", "Defensie", "Binnenlandse Zaken")
COMMON = ("de", "het", "een", "van", "ik", "zal", "uw", "Kamer", "voor", "en", "in", "op", "dat", "met", "is", "niet")
SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvwz" for vowel in ("a", "ee", "ie", "o", "ui")]
LABELS: tuple[tuple[Label, ...], ...] = ((), (), (), ("claim",), ("claim",), ("commitment",), ("refusal",), ())


def sentence(chance: random.Random) -> str:
    """Words as frequent as in text: a few everywhere, thousands seldom."""
    rare = [word_of(int(chance.paretovariate(0.6)) % 100_000) for _ in range(8)]
    words = [word for pair in zip(rare, chance.choices(COMMON, k=8), strict=True) for word in pair]
    return " ".join(words).capitalize() + (" voor 1 juli 2025." if chance.random() < 0.1 else ".")


def word_of(number: int) -> str:
    """One of 100,000 words: the lower its number, the shorter and the more frequent."""
    number, last = divmod(number, len(SYLLABLES))
    return (word_of(number - 1) if number else "") + SYLLABLES[last]


def folder_of(path: Path, count: int) -> None:
    """Labelled documents as files."""
    chance = random.Random(1)  # noqa: S311 - the same documents on every run
    for number in range(count):
        date = dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(4000))
        made = labelled(
            [sentence(chance) for _ in range(SENTENCES)],
            name=f"kst-{number}",
            labels=chance.choices(LABELS, k=SENTENCES),
            date=date,
        )
        (path / f"kst-{number}.json").write_bytes(labelled_json(made))


MOST_COUNTED = 10_001
"""Statements that hold some words are counted no further, as the application does (``pipeline/web/totals.py``)."""


def fill_ledger(store: Store, count: int) -> float:
    """Entries on random days; gives the seconds that took."""
    chance = random.Random(2)  # noqa: S311 - likewise
    begun = time.perf_counter()
    for start in range(0, count, 500):
        with store.writing() as tx:
            entries.put(tx, [entry(number, chance) for number in range(start, min(start + 500, count))])
    return time.perf_counter() - begun


def entry(number: int, chance: random.Random) -> Kept:
    """One entry; a third has no day, a third is fulfilled."""
    latest = None if number % 3 == 0 else TODAY + dt.timedelta(days=chance.randrange(-900, 400))
    deadline = Deadline("voor 1 juli", 0, 11, None, latest, "day") if latest else None
    document, ministry = f"kst-{number // 20}", chance.choice(MINISTRIES)
    mention = Mention(sentence_id=f"s-{number}", document_id=document, start=0, end=9, text=sentence(chance))
    made = Entry(
        id=f"e-{number}", document_id=document, mentions=(mention,), action=sentence(chance),
        made=dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(3800)), deadline=deadline,
        minister=chance.choice(NAMES), ministry=ministry, dossiers=(str(99_000 + number % 300),),
    )  # fmt: skip
    status = chance.choice(("openstaand", "openstaand", "afgedaan", "deels_afgedaan"))
    return Kept(made, State(status=status, latest=latest, ministry=ministry))


def fill_reviews(store: Store, count: int) -> float:
    """Reviews of the first documents by two people; gives the reviews a second."""
    begun, done = time.perf_counter(), 0
    with store.reading() as tx:
        ids = [one.statement.sentence.id for one in statements.listed(tx, StatementFilter(limit=count // 2))]
    for number, one in enumerate(ids):
        for by in ("anna", "bram"):
            at = dt.datetime(2025, 6, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=number)
            labels: tuple[Label, ...] = ("claim",) if number % 7 or by == "anna" else ()
            said = Review(id=f"{by}-{one}", sentence_id=one, by=by, at=at, kind="decision", labels=labels)
            with store.writing() as tx:
                reviews.append(tx, said)
            done += 1
    return done / (time.perf_counter() - begun)


def taken_in(store: Store, folder: Path) -> tuple[float, int, int]:
    """Statements a second, and memory in MiB after a tenth of the documents and after all."""
    seen: list[int] = []
    begun = time.perf_counter()
    found = import_folder(store, folder, lambda _: seen.append(resident()))
    rate = found.sentences / (time.perf_counter() - begun)
    return rate, seen[len(seen) // 10], seen[-1]


def resident() -> int:
    """Memory of this process in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def statement_lists() -> dict[str, StatementFilter]:
    """What somebody asks of statements."""
    return {
        "newest": StatementFilter(),
        "page 400": StatementFilter(offset=20_000),
        "commitments": StatementFilter(labels=("commitment",)),
        "queue: uncertain, unjudged": StatementFilter(needs_review=True, judged=False, order="uncertain"),
        "queue: not judged by anna": StatementFilter(not_judged_by="anna", order="uncertain"),
        "judged by anna": StatementFilter(judged_by="anna"),
        "disputed": StatementFilter(disputed=True),
        "two judges": StatementFilter(judges=2),
        "ministry and label": StatementFilter(ministry="Infrastructuur en Waterstaat", labels=("refusal",)),
        "kind and band": StatementFilter(kind="letter", band=(0.85, 0.95), band_label="claim"),
        "one document": StatementFilter(document="kst-7", order="document"),
        "dossier": StatementFilter(number="99101", labels=("commitment",)),
        "due this quarter": StatementFilter(due_from=TODAY, due_to=dt.date(2025, 8, 31), order="deadline"),
        "model": StatementFilter(model="cues-1", labels=("commitment",)),
        "text, rare": StatementFilter(text=word_of(47_114)),
        "text, common": StatementFilter(text="uw kamer"),
        "text, one letter": StatementFilter(text="d"),
        "text, half a word": StatementFilter(text="bee"),
        "text, phrase": StatementFilter(text='"voor 1 juli 2025"', labels=("commitment",)),
    }


def entry_lists() -> dict[str, EntryFilter]:
    """What somebody asks of the ledger."""
    filters: dict[str, dict[str, object]] = {
        "all": {},
        "overdue": {"statuses": ("te_laat",)},
        "due soon": {"statuses": ("binnenkort",)},
        "no day": {"statuses": ("zonder_termijn",)},
        "ministry and minister": {"ministry": "waterstaat", "minister": "wolf"},
        "document": {"document": "kst-7"},
        "dossier": {"dossier": "99007"},
        "deadline between": {"due_from": TODAY, "due_to": dt.date(2025, 8, 31)},
        "text, rare": {"text": word_of(47_114)},
        "text, one letter": {"text": "d"},
        "text, half a word": {"text": "bee"},
        "everything at once": {
            "statuses": ("te_laat", "openstaand"), "ministry": "financien", "text": "uw kamer", "dossier": "99007",
        },
    }  # fmt: skip
    return {name: EntryFilter(today=TODAY, limit=50, **wanted) for name, wanted in filters.items()}  # type: ignore[arg-type]


def median_ms(work: Callable[[], object], times: int = 9) -> float:
    """The median of several times, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def lists(store: Store) -> Iterator[tuple[str, float, float, int]]:
    """Name, milliseconds of a page and of its count, and the count."""
    with store.reading() as tx:
        for name, wanted in statement_lists().items():
            page = median_ms(lambda wanted=wanted: statements.listed(tx, wanted))
            most = MOST_COUNTED if wanted.text else None
            number = statements.count(tx, wanted, at_most=most)
            counting = median_ms(lambda wanted=wanted, most=most: statements.count(tx, wanted, at_most=most))
            yield f"statements: {name}", page, counting, number
        for name, asked in entry_lists().items():
            page = median_ms(lambda asked=asked: entries.listed(tx, asked))
            number = entries.count(tx, asked)
            yield f"entries: {name}", page, median_ms(lambda asked=asked: entries.count(tx, asked)), number
        tiles = EntryFilter(today=TODAY)
        yield "entries: tiles", median_ms(lambda: entries.counts(tx, tiles)), 0.0, entries.count(tx, tiles)
        yield "documents: newest", median_ms(lambda: documents.listed(tx, documents.DocumentFilter(limit=50))), 0.0, 0


def measure(name: str, address: str, folder: Path, count: int) -> bool:
    """Everything on one database; whether all lists are quick enough."""
    with Store(address) as store:
        store.prepare()
        rate, early, late = taken_in(store, folder)
        print(f"\n{name}\n  taking in       {rate:8.0f} statements/s, memory {early} → {late} MiB")
        begun = time.perf_counter()
        again = import_folder(store, folder)
        print(f"  once more       {again.unchanged / (time.perf_counter() - begun):8.0f} documents/s passed over")
        print(f"  entries         {count / fill_ledger(store, count):8.0f} entries/s")
        print(f"  reviews         {fill_reviews(store, 1000):8.0f} reviews/s")
        relabelled(store, folder)
        store.tidy()
        quick = True
        print(f"  {'list':<40} {'page ms':>9} {'count ms':>9} {'rows':>8}")
        for what, page, counted, number in lists(store):
            slow = max(page, counted) >= LIMIT_MS
            quick = quick and not slow
            print(f"  {what:<40} {page:9.1f} {counted:9.1f} {number:8}{'  SLOW' if slow else ''}", flush=True)
    return quick


def relabelled(store: Store, folder: Path) -> None:
    """A tenth of the documents once more with another model, so that there is history to pass over."""
    from stored import SECOND

    from pipeline.export import read_labelled

    chosen = sorted(folder.glob("*.json"))[::10]
    begun = time.perf_counter()
    for path in chosen:
        before = read_labelled(path)
        take_in(store, labelled_json(type(before)(before.document, SECOND, before.statements)))
    seconds = time.perf_counter() - begun
    print(f"  relabelling     {len(chosen) * SENTENCES / seconds:8.0f} statements/s")


@contextmanager
def databases(only: str | None) -> Iterator[dict[str, str]]:
    """The address of an empty database of each kind."""
    with tempfile.TemporaryDirectory(prefix="store-") as folder:
        found = {"sqlite": f"sqlite:///{folder}/store.sqlite"}
        bin_ = programs()
        if bin_ is None or only == "sqlite":
            print("left out: PostgreSQL")
            yield found
            return
        with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as data:
            Path(data).chmod(0o755)
            with server(Path(data), bin_) as address:
                yield {"postgresql": address} if only == "postgresql" else {**found, "postgresql": address}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="labelled-") as folder, databases(asked.only) as addresses:
        folder_of(Path(folder), asked.documents)
        print(f"{asked.documents} documents, {asked.documents * SENTENCES} statements, {asked.entries} entries")
        quick = [measure(name, address, Path(folder), asked.entries) for name, address in addresses.items()]
    sys.exit(0 if all(quick) else 1)


if __name__ == "__main__":
    main()
