"""Deadlines found by Gestand and by dateparser: our own sentences, and the labels of real documents.

Run ``.venv/bin/python tests/bench/deadlines.py [SHARED]`` with the extra ``bench`` installed; without the real
documents only our own sentences are measured. An expression that names a date is *right* when both ends of its
interval are, *wrong* when a date comes out that is not right, *open* when none comes out; one that names none is
*quiet* or *false*. Dateparser gives one day: it is right when that is the first or the last day of the interval.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from deadline_gold import Row, lawful, rows

from pipeline.frame import find_deadline

Answer = tuple[dt.date | None, dt.date | None]
System = Callable[[str, dt.date], Answer]
OWN = Path(__file__).parents[1] / "frame" / "deadline_cases.jsonl"


@dataclass(slots=True)
class Tally:
    """What came out, for expressions that name a date and for those that name none."""

    right: int = 0
    wrong: int = 0
    open: int = 0
    quiet: int = 0
    false: int = 0

    def add(self, answer: Answer, gold: Answer, *, one_day: bool) -> None:
        """Compare one answer; ``one_day``: the system gives a day and no interval."""
        if gold == (None, None):
            self.quiet += answer == (None, None)
            self.false += answer != (None, None)
        elif answer == (None, None):
            self.open += 1
        elif answer == gold or (one_day and answer[0] in gold):
            self.right += 1
        else:
            self.wrong += 1


def gestand(text: str, on: dt.date) -> Answer:
    """Ours."""
    found = find_deadline(text, on)
    return (found.earliest, found.latest) if found else (None, None)


def dateparser(*, search: bool) -> System:
    """dateparser, Dutch, dates in the future preferred: the whole text as a date, or the first date found in it."""
    library: Any = importlib.import_module("dateparser.search" if search else "dateparser")

    def answer(text: str, on: dt.date) -> Answer:
        base = dt.datetime.combine(on, dt.time())
        options = {"languages": ["nl"], "settings": {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"}}
        if search:
            found = library.search_dates(text, **options)
            day = found[0][1].date() if found else None
        else:
            parsed = library.parse(text, **options)
            day = parsed.date() if parsed else None
        return day, day

    return answer


def own() -> list[Row]:
    """Our own sentences."""
    found = []
    for line in OWN.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        ends = [dt.date.fromisoformat(raw[key]) if raw[key] else None for key in ("from", "to")]
        found.append(Row("own", raw["text"], dt.date.fromisoformat(raw["on"]), raw["words"], *ends))
    return found


def measure(system: System, gold: Iterable[Row], *, words_only: bool, one_day: bool) -> tuple[Tally, float]:
    """The tally of a system, and its milliseconds an answer."""
    tally, count, start = Tally(), 0, time.perf_counter()
    for row in gold:
        text = row.words if words_only else row.text
        if text is not None:
            tally.add(system(text, row.on), (row.earliest, row.latest), one_day=one_day)
            count += 1
    return tally, 1000 * (time.perf_counter() - start) / max(count, 1)


def show(title: str, gold: list[Row]) -> None:
    """One table: each system on whole sentences, and on the labelled words alone."""
    sys.stdout.write(f"\n{title}\n| system | input | right | wrong | open | quiet | false | ms |\n")
    sys.stdout.write("|---|---|--:|--:|--:|--:|--:|--:|\n")
    systems: list[tuple[str, System, System]] = [
        ("dateparser", dateparser(search=True), dateparser(search=False)),
        ("Gestand", gestand, gestand),
    ]
    for name, on_sentences, on_words in systems:
        for place, system, words_only in (("sentence", on_sentences, False), ("words", on_words, True)):
            tally, milliseconds = measure(system, gold, words_only=words_only, one_day=name == "dateparser")
            figures = f"{tally.right} | {tally.wrong} | {tally.open} | {tally.quiet} | {tally.false}"
            sys.stdout.write(f"| {name} | {place} | {figures} | {milliseconds:.2f} |\n")


def main() -> None:
    """Print the tables."""
    show("Our own sentences", own())
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2].parent / "shared"
    if not (shared / "corpus" / "labels").is_dir():
        sys.stdout.write(f"\nno real documents at {shared}\n")
        return
    labelled = list(rows(shared))
    show("Commitments as labelled", labelled)
    show("Commitments, labels brought to the guidelines, dates that the sentence names", _named(labelled))


def _named(labelled: list[Row]) -> list[Row]:
    return [lawful(row) for row in labelled if row.named or not row.dated]


if __name__ == "__main__":
    main()
