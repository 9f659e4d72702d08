# ruff: noqa: T201
"""How long a person who judges waits for the next sentence, in a real browser, on SQLite and on PostgreSQL.

``python tests/bench/browser.py [--documents 100] [--entries 2000] [--decisions 40] [--pauses 2 0.5] [--sqlite]``.
Chromium presses the keys of a decision (``0``, or a label and ``Enter``) with so many seconds of reading before each.
What is timed begins with the browser's own time of the last key and ends when the next sentence has been painted and
has the focus, so that the next key counts. Beside it, in the same run: a key that does nothing until the next
painting, ``/healthz``, and what the server takes for a page and for a decision. Ends with 1 when a decision was lost.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))
sys.path.append(str(Path(__file__).resolve().parent))

from ledger_site import PASSWORD
from playwright.sync_api import Browser, Page, Response, sync_playwright
from postgresql_server import programs, server
from web import fill, serving

from pipeline.store import Store, reviews

NAME = "annotator0"
PATIENCE = 60_000
"""Milliseconds until the browser gives up."""

KEYS = (("0",), ("3", "Enter"))
"""Decisions in turn: no label, and a claim."""

TIMES = """() => {
  let began = 0;
  window.taken = [];
  window.idle = [];
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(null);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Shift") painted(() => window.idle.push(performance.now() - event.timeStamp));
    else began = event.timeStamp;
  }, {capture: true});
  new MutationObserver((changes) => {
    if (![...changes].some((one) => [...one.addedNodes].some((node) => node.id === "beoordeling"))) return;
    painted(() => {
      if (document.activeElement.id === "kop") window.taken.push(performance.now() - began);
    });
  }).observe(document.querySelector("main"), {childList: true});
}"""

HEALTH = """async () => {
  const began = performance.now();
  await (await fetch("/healthz")).text();
  return performance.now() - began;
}"""

SENT = """() => Object.keys(localStorage).filter((key) => key.startsWith("gestand-oordelen"))
  .every((key) => JSON.parse(localStorage[key]).length === 0)"""

Times = dict[str, list[float]]


def signed_in(browser: Browser, address: str) -> Page:
    """A window of somebody who judges."""
    context = browser.new_context(base_url=address, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/aanmelden")
    page.fill("#naam", NAME)
    page.fill("#wachtwoord", PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/")
    return page


def session(page: Page, decisions: int, pause: float) -> Times:
    """Judge one sentence after another; milliseconds by what they were for."""
    seen: Times = defaultdict(list)
    page.goto("/beoordelen/begin")
    page.wait_for_load_state("networkidle")
    page.evaluate(TIMES)

    def answered(response: Response) -> None:
        if "/beoordelen/zin/" in response.url:
            name = "server: decision" if response.request.method == "POST" else "server: page"
            seen[name].append(response.request.timing["responseStart"])

    page.on("response", answered)
    for number in range(decisions):
        page.wait_for_timeout(pause * 1000)
        page.keyboard.press("Shift")
        seen["server: /healthz"].append(page.evaluate(HEALTH))
        for key in KEYS[number % len(KEYS)]:
            page.keyboard.press(key)
        page.wait_for_function(f"() => window.taken.length > {number}")
    page.wait_for_function(SENT)
    page.remove_listener("response", answered)
    seen["key that does nothing"] = page.evaluate("window.idle")
    seen["next sentence"] = page.evaluate("window.taken")
    return seen


def report(store: str, pause: float, seen: Times) -> None:
    """Print the table."""
    print(f"{store}, {pause:g} s of reading before each decision")
    for name, times in sorted(seen.items()):
        middle, high = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
        print(f"  {name:<24} {len(times):>4} times, median {middle:>5.0f} ms, p95 {high:>5.0f} ms")


def run(store: str, address: str, workers: int, asked: argparse.Namespace) -> int:
    """Fill, serve, judge, count."""
    fill(address, asked.documents, asked.entries)
    with serving(address, workers) as at, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = signed_in(browser, at)
        for pause in asked.pauses:
            report(store, pause, session(page, asked.decisions, pause))
        browser.close()
    with Store(address) as opened, opened.reading() as tx:
        kept = sum(one.review.by == NAME for one in reviews.every(tx))
    lost = asked.decisions * len(asked.pauses) - kept
    print(f"  {kept} decisions, {lost} lost")
    return int(lost != 0)


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--decisions", type=int, default=40)
    parser.add_argument("--pauses", type=float, nargs="+", default=[2, 0.5])
    parser.add_argument("--sqlite", action="store_true")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="browser-", dir="/tmp") as folder:
        status = run("SQLite", str(Path(folder) / "bench.sqlite"), 1, asked)
    bin_ = None if asked.sqlite else programs()
    if bin_ is not None:
        with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
            Path(folder).chmod(0o755)
            with server(Path(folder), bin_) as address:
                status |= run("PostgreSQL", address, 2, asked)
    elif not asked.sqlite:
        print("left out, no PostgreSQL server: judging in a browser")
    print(f"{time.monotonic() - began:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
