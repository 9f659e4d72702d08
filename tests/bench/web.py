# ruff: noqa: T201
"""The web application under load: 50 readers and 5 annotators at once, on a store of 100,000 statements.

``python tests/bench/web.py [--documents 1000] [--entries 20000] [--seconds 60] [--pause 4] [--workers 2] [--sqlite]``.
Each reader opens a page, reads for ``--pause`` seconds on average and opens the next; each annotator opens a sentence
and judges it. Prints the median and 95th percentile per page; ends with 1 on an error, a lost decision, or a page that
is slower than 200 ms at the median or 500 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))
sys.path.append(str(Path(__file__).resolve().parent))

import httpx
from ledger_site import NOW, PASSWORD
from postgresql_server import programs, server
from store import MINISTRIES, fill_ledger, folder_of

from pipeline.ledger.updating import update
from pipeline.store import StatementFilter, Store, entries, import_folder, reviews, statements, users
from pipeline.users import User
from pipeline.web.passwords import hashed

READERS, ANNOTATORS = 50, 5
MEDIAN, MOST = 200, 500
"""Milliseconds."""

PAGES: tuple[tuple[str, int, Callable[[random.Random], str]], ...] = (
    ("front", 6, lambda _: "/"),
    ("front: status", 4, lambda chance: f"/?status={chance.choice(('te_laat', 'binnenkort', 'zonder_termijn'))}"),
    ("front: ministry", 4, lambda chance: f"/?ministerie={chance.choice(MINISTRIES)}&pagina={chance.randrange(1, 9)}"),
    ("front: words", 3, lambda chance: f"/?zoek=woord{chance.randrange(1, 300)}"),
    ("front: dossier", 2, lambda chance: f"/?dossier={99_000 + chance.randrange(300)}"),
    ("refusals", 2, lambda chance: f"/weigeringen?pagina={chance.randrange(1, 20)}"),
    ("claims: words", 2, lambda chance: f"/beweringen?zoek=woord{chance.randrange(1, 300)}"),
    ("data", 1, lambda _: "/gegevens"),
    ("API", 2, lambda chance: f"/api/v1/toezeggingen?status=te_laat&pagina={chance.randrange(1, 40)}"),
    ("feed", 1, lambda chance: f"/toezeggingen.atom?dossier={99_000 + chance.randrange(300)}"),
)
COMMITMENT = ("commitment", 6)
GONE = 410
"""The right answer for a commitment when an annotator meanwhile decided that its sentence is none."""


@dataclass(frozen=True)
class Filled:
    """What there is in the store: sentences to judge, and commitments to look at."""

    todo: list[str]
    entries: list[str]


@dataclass
class Seen:
    """Milliseconds per page, what went wrong, and the ids of the decisions that were confirmed."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)


async def get(client: httpx.AsyncClient, seen: Seen, name: str, path: str) -> httpx.Response | None:
    """The page; ``None`` when the connection broke, which is an error like another."""
    began = time.perf_counter()
    try:
        answer = await client.get(path, follow_redirects=True)
    except httpx.TransportError as error:
        seen.errors.append(f"{name}: {error!r} {path}")
        return None
    seen.times[name].append((time.perf_counter() - began) * 1000)
    if answer.status_code != 200 and not (name == COMMITMENT[0] and answer.status_code == GONE):
        seen.errors.append(f"{name}: {answer.status_code} {path}")
    return answer


async def read(address: str, number: int, seen: Seen, ends: float, *, pause: float, held: list[str]) -> None:
    """A reader who opens one page after another."""
    chance = random.Random(number)  # noqa: S311 - which page comes next
    pages = (*PAGES, (*COMMITMENT, lambda chance: f"/toezeggingen/{chance.choice(held)}"))
    async with httpx.AsyncClient(base_url=address, timeout=60, verify=False) as client:  # noqa: S501 - our own machine
        await asyncio.sleep(chance.uniform(0, pause))
        while time.monotonic() < ends:
            name, _, path = chance.choices(pages, [weight for _, weight, _ in pages])[0]
            await get(client, seen, name, path(chance))
            await asyncio.sleep(chance.expovariate(1 / pause))


async def judge(address: str, number: int, seen: Seen, ends: float, *, pause: float, todo: list[str]) -> None:
    """An annotator who judges one sentence after another."""
    chance = random.Random(1000 + number)  # noqa: S311
    async with httpx.AsyncClient(base_url=address, timeout=60, verify=False) as client:  # noqa: S501 - our own machine
        page = await client.get("/aanmelden")
        data = {"naam": f"annotator{number}", "wachtwoord": PASSWORD, "csrf": fields(page.text)["csrf"]}
        assert (await client.post("/aanmelden", data=data)).status_code == 303
        for sentence in todo[number::ANNOTATORS]:
            if time.monotonic() >= ends:
                return
            shown = await get(client, seen, "review: sentence", f"/beoordelen/zin/{sentence}")
            await asyncio.sleep(chance.expovariate(1 / pause))
            if shown is not None:
                await decide(client, seen, shown.text, sentence)
            await get(client, seen, "review: queue", "/beoordelen")


async def decide(client: httpx.AsyncClient, seen: Seen, page: str, sentence: str) -> None:
    """Send the form of the page."""
    form = fields(page[page.index('<form id="oordeel"') :]) | {"besluit": "kies", "label": "claim"}
    began = time.perf_counter()
    try:
        answer = await client.post(f"/beoordelen/zin/{sentence}", data=form)
    except httpx.TransportError as error:
        seen.errors.append(f"decision: {error!r} {sentence}")
        return
    seen.times["review: decision"].append((time.perf_counter() - began) * 1000)
    if answer.status_code == 303:
        seen.decided.append(form["id"])
    else:
        seen.errors.append(f"decision: {answer.status_code} {sentence}")


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the first form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page[: page.index("</form>") + 1])
    return {name: unescape(value) for name, value in found}


def fill(address: str, documents: int, count: int) -> Filled:
    """The store. The ledger of the documents that are judged, and of as many more, is made of their sentences."""
    with Store(address) as store, tempfile.TemporaryDirectory() as folder:
        store.prepare()
        folder_of(Path(folder), documents)
        import_folder(store, Path(folder), lambda _: None)
        fill_ledger(store, count)
        secret = hashed(PASSWORD)
        with store.writing() as tx:
            for number in range(ANNOTATORS):
                users.add(tx, User(name=f"annotator{number}", role="annotator", created_at=NOW), secret)
        with store.reading() as tx:
            found = statements.listed(tx, StatementFilter(limit=4000))
        update(store, dict.fromkeys(one.document for one in found))
        with store.reading() as tx:
            sentences = [one.statement.sentence.id for one in found]
            held = entries.by_sentences(tx, sentences)
        return Filled(sentences[:2000], list(dict.fromkeys(held.values())))


@contextmanager
def serving(address: str, workers: int) -> Iterator[str]:
    """``gestand serve`` as anybody would start it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("gestand", path=str(Path(sys.executable).parent))
    assert program
    command = [program, "serve", "--store", address, "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | {"GESTAND_LOGIN_ATTEMPTS": "50"}) as run:
        try:
            _wait(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            run.terminate()
            run.wait(30)


def _wait(address: str) -> None:
    ends = time.monotonic() + 120
    while True:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        assert time.monotonic() < ends, "the application did not start"
        time.sleep(0.2)


async def load(address: str, seconds: float, pause: float, there: Filled) -> Seen:
    """All at once; the first ten seconds warm up and do not count."""
    todo = there.todo
    for length in (min(10.0, seconds), seconds):
        seen, ends = Seen(), time.monotonic() + length
        readers = [read(address, number, seen, ends, pause=pause, held=there.entries) for number in range(READERS)]
        some, todo = todo[: len(todo) // 2], todo[len(todo) // 2 :]
        annotators = [judge(address, number, seen, ends, pause=pause, todo=some) for number in range(ANNOTATORS)]
        await asyncio.gather(*readers, *annotators)
    return seen


def report(seen: Seen, lost: int, seconds: float) -> int:
    """Print the table; gives the exit status."""
    slow = False
    print(f"{'page':<20} {'n':>6} {'median':>8} {'p95':>8}  ms")
    for name, times in sorted(seen.times.items()):
        middle, high = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
        slow |= middle >= MEDIAN or high >= MOST
        print(f"{name:<20} {len(times):>6} {middle:>8.0f} {high:>8.0f}")
    asked = sum(map(len, seen.times.values()))
    print(f"{asked} answers, {asked / seconds:.1f} a second; {len(seen.errors)} errors")
    print(f"{len(seen.decided)} decisions, {lost} lost")
    for one in seen.errors[:10]:
        print(f"  {one}")
    return int(slow or bool(seen.errors) or lost > 0)


def run(address: str, asked: argparse.Namespace) -> int:
    """Fill, serve, load, count."""
    there = fill(address, asked.documents, asked.entries)
    with serving(address, asked.workers) as at:
        seen = asyncio.run(load(at, asked.seconds, asked.pause, there))
    with Store(address) as store, store.reading() as tx:
        kept = {one.review.id for one in reviews.every(tx)}
    return report(seen, len(set(seen.decided) - kept), asked.seconds)


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sqlite", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        if asked.sqlite:
            asked.workers = 1
            return run(str(Path(folder) / "bench.sqlite"), asked)
        bin_ = programs()
        if bin_ is None:
            print("left out, no PostgreSQL server: the web application under load")
            return 0
        Path(folder).chmod(0o755)
        with server(Path(folder), bin_) as address:
            return run(address, asked)


if __name__ == "__main__":
    sys.exit(main())
