"""Commitments that a chair read out, and whether the ledger has an entry from the minister's own words.

Run ``.venv/bin/python tests/bench/closing_lists.py [SHARED] [--model DIR]``. ``closing_lists.json`` says, as hashes,
in which sentences the minister made each commitment of ``corpus/labels/closing-lists.jsonl``; somebody read the debates
for it. A commitment is *found* when one of those sentences is a mention of an entry, and *whole* when all of them that
are in the ledger are in one entry. *Linked* counts the closing sentences whose likeliest proposal is a right entry.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.classify import load_classifier
from pipeline.entries import Entry, Proposal
from pipeline.label import Labeller
from pipeline.ledger.founding import found_entries
from pipeline.ledger.linking import Known, Linker
from pipeline.ledger.sequels import sequels
from pipeline.read import Hints
from pipeline.records import LabelledDocument

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment as the chair read it out, and hashes of the sentences in which it was made."""

    document: str
    text: str
    said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: the ids of the entries that have it, why it was missed, whether it was linked."""

    item: Item
    entries: tuple[str, ...]
    linked: bool | None
    reason: str = ""


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def digest(text: str) -> str:
    """A hash of the words of a text."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def items(shared: Path) -> list[Item]:
    """The items of the closing lists, with where they were said."""
    known = json.loads((Path(__file__).parent / "closing_lists.json").read_text(encoding="utf-8"))
    said = {row["item"]: frozenset(row["said"]) for row in known}
    lines = (shared / "corpus/labels/closing-lists.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Item(row["document"], row["text"], said[digest(row["text"])]) for row in rows]


def outcomes(labelled: LabelledDocument, wanted: Sequence[Item]) -> list[Outcome]:
    """What the ledger makes of the items of one debate."""
    entries = found_entries(labelled)
    linker = Linker([Known(entry, entry.deadline.latest if entry.deadline else None) for entry in entries])
    proposals = linker.propose([one for one in sequels(labelled, entries) if one.closing])
    return [_outcome(labelled, item, entries, proposals) for item in wanted]


def _outcome(
    labelled: LabelledDocument, item: Item, entries: Sequence[Entry], proposals: Sequence[Proposal]
) -> Outcome:
    found = tuple(entry.id for entry in entries if any(digest(one.text) in item.said for one in entry.mentions))
    mine = [one for one in proposals if one.quote in item.text or item.text in one.quote]
    best = max(mine, key=lambda one: one.probability, default=None)
    linked = best.entry_id in found if best is not None else None
    return Outcome(item, found, linked, "" if found else _reason(labelled, item))


def _reason(labelled: LabelledDocument, item: Item) -> str:
    said = [one for one in labelled.statements if digest(one.sentence.text) in item.said]
    if not said:
        return "the sentence was cut in another way"
    score = max(one.scores.commitment for one in said)
    return f"the model did not take it for a commitment (score {score:.2f})"


def main() -> None:
    """Print each item with what became of it, then the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, default=None)
    arguments = parser.parse_args()
    wanted = items(arguments.shared)
    labeller = Labeller(load_classifier(arguments.model, models_dir=ROOT / "models"))
    made: list[Outcome] = []
    for name in dict.fromkeys(item.document for item in wanted):
        path = arguments.shared / "corpus/debates" / f"{name}.xml"
        labelled = labeller.label(
            path.read_bytes(), source=path.name, hints=Hints(), created_at=dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
        )
        made.extend(outcomes(labelled, [item for item in wanted if item.document == name]))
    for one in made:
        verdict = "found " if one.entries else "MISSED"
        linked = {True: "linked", False: "linked to another", None: "not linked"}[one.linked]
        say(f"{verdict} {len(one.entries)} {linked:17} {one.item.document}: {one.item.text[:90]} {one.reason}")
    found = [one for one in made if one.entries]
    whole = sum(len(one.entries) == 1 for one in found)
    linked_right = sum(one.linked is True for one in made)
    say(
        f"{labeller.classifier.name}: {len(found)} of {len(made)} found ({len(found) / len(made):.0%}), "
        f"{whole} in one entry, {linked_right} linked from the chair's words"
    )


if __name__ == "__main__":
    main()
