"""How well the shipped models do: ``make evaluate``, or ``python tests/bench/accuracy.py [MODEL…]``.

Per label F1 with its 95 % interval over documents, on the gold part of our own sentences and, where the real
documents are at hand (beside the repository, or where GESTAND_SHARED says), on the documents held out from training.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.classify import Classifier, load_classifier
from pipeline.train.commands import Material, gather
from pipeline.train.evaluation import evaluate
from pipeline.train.gold import GoldRow, read_gold
from pipeline.train.held_out import read_held_out

ROOT = Path(__file__).resolve().parents[2]
ANNOTATIONS = ROOT / "annotations"
SHARED = Path(os.environ.get("GESTAND_SHARED", ROOT.parent / "shared"))
FILES = ("written", "written-pdf", "debates", "debates-2")


def own_gold() -> list[GoldRow]:
    """The part of our own sentences that no model may learn from."""
    return [row for row in read_gold(ANNOTATIONS / "own.jsonl").rows if row.test_only]


def held_out() -> list[GoldRow]:
    """The labelled sentences of the documents that are kept apart, as they were given."""
    apart = read_held_out(ANNOTATIONS / "held-out.json")
    files = tuple(SHARED / "corpus" / "labels" / f"{name}.jsonl" for name in FILES)
    return [row for row in gather(Material(files)).rows if row.document in apart]


def show(title: str, classifier: Classifier, rows: Sequence[GoldRow]) -> None:
    sys.stdout.write(f"\n-- {title}\n{evaluate(classifier, rows).as_table()}\n")


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [ROOT / "models" / name for name in ("linear", "cues")]
    for folder in folders:
        classifier = load_classifier(folder, models_dir=ROOT / "models")
        show("own sentences, gold part", classifier, own_gold())
        if (SHARED / "corpus" / "labels").is_dir():
            show("held-out documents", classifier, held_out())
        else:
            sys.stdout.write(f"\n-- held-out documents: SKIPPED, no labelled documents at {SHARED}\n")


if __name__ == "__main__":
    main()
