"""Action, condition, refusal and attribution on labelled sentences: our own, and those of real documents.

Run ``.venv/bin/python tests/bench/frames_clauses.py [SHARED]``; without the real documents only our own sentences are
measured. Conditions have labels: of sentences with one it is *exact*, *overlaps*, is *other* or *missed*; of sentences
labelled conditional without its words it is *found*; of all other commitments it is *false*. Of actions, refusals and
sources the labels know nothing: the table counts how often something shorter than the sentence came out, and from
where.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipeline.frame.action import find_action
from pipeline.frame.attribution import find_attribution
from pipeline.frame.condition import find_condition
from pipeline.frame.deadline.find import find_deadline
from pipeline.frame.given import Given
from pipeline.frame.refused import find_refusal
from pipeline.records import Actor

Row = dict[str, Any]
DAY = dt.date(2025, 7, 2)
OWN = Path(__file__).parents[2] / "annotations"


def given(row: Row) -> Given:
    """A labelled sentence as the frames read it."""
    asked = row.get("context") or ""
    kind = "turn" if row.get("role") == "government" else "answer"
    return Given(row["text"], 0, kind, "government", None, asked, "", "written_answers", DAY, ())


def rows(paths: Iterable[Path], label: str) -> list[Row]:
    """The labelled sentences with a label."""
    found = (json.loads(line) for path in sorted(paths) for line in path.read_text(encoding="utf-8").splitlines())
    return [row for row in found if label in (row.get("labels") or ())]


def condition(row: Row) -> str:
    """How the condition that was found compares with the label."""
    found, gold = find_condition(given(row)), row.get("condition")
    if not gold:
        sort = "unworded" if row.get("strength") == "conditional" else "unconditional"
        return f"{sort}: {'found' if found else 'none'}"
    if found is None:
        return "missed"
    ours, theirs = found.text.lower(), gold.lower()
    if ours == theirs:
        return "exact"
    return "overlap" if ours in theirs or theirs in ours else "other"


def action(row: Row) -> str:
    """Whether the action is shorter than the sentence, by half or at all."""
    text = row["text"]
    found = find_action(given(row), actor=Actor(row.get("actor") or "ik"), deadline=find_deadline(text, DAY))
    share = len(found.text) / len(text)
    return "at most half" if share <= 0.5 else "shorter" if share < 0.9 else "the sentence"


def refusal(row: Row) -> str:
    """Where what is turned down was found, and whether a reason was."""
    found = find_refusal(given(row))
    where = "nowhere"
    if found.refused is not None:
        where = "sentence" if found.refused.text in row["text"] else "question"
    return f"{where}, {'reason' if found.reason else 'no reason'}"


def source(row: Row) -> str:
    """Whether a source was found."""
    return "source" if find_attribution(given(row)) else "no source"


FIELDS: tuple[tuple[str, str, Callable[[Row], str]], ...] = (
    ("condition", "commitment", condition),
    ("action", "commitment", action),
    ("refusal", "refusal", refusal),
    ("attribution", "claim", source),
)


def show(title: str, paths: list[Path]) -> None:
    """One table: each field with its counts and milliseconds a sentence."""
    sys.stdout.write(f"\n{title}\n| field | sentences | counts | ms |\n|---|--:|---|--:|\n")
    for name, label, measure in FIELDS:
        found = rows(paths, label)
        start = time.perf_counter()
        counts = Counter(map(measure, found))
        spent = 1000 * (time.perf_counter() - start) / max(len(found), 1)
        told = " · ".join(f"{what} {count}" for what, count in sorted(counts.items()))
        sys.stdout.write(f"| {name} | {len(found)} | {told} | {spent:.2f} |\n")


def main() -> None:
    """Print the tables."""
    show("Our own sentences", list(OWN.glob("own*.jsonl")))
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2].parent / "shared"
    folder = shared / "corpus" / "labels"
    if not folder.is_dir():
        sys.stdout.write(f"\nno real documents at {shared}\n")
        return
    show("Real documents", [path for path in folder.glob("*.jsonl") if path.stem != "closing-lists"])


if __name__ == "__main__":
    main()
