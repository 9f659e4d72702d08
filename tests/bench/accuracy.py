"""How well the shipped models do: ``make evaluate``, or ``python tests/bench/accuracy.py [--figures DIR] [MODEL…]``.

What ``gestand evaluate`` shows, on the gold part of our own sentences and, where the real documents are at hand
(beside the repository, or where GESTAND_SHARED says), on the documents held out from training. With ``--figures`` the
pictures of each model and set are drawn in ``DIR/<model>-<set>``.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.classify import Classifier, load_classifier
from pipeline.train.commands import Material, gather
from pipeline.train.evaluation import evaluate
from pipeline.train.gold import GoldRow, read_gold
from pipeline.train.held_out import read_held_out
from pipeline.train.pictures import write_pictures

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


def show(name: str, title: str, classifier: Classifier, rows: Sequence[GoldRow], figures: Path | None) -> None:
    evaluation = evaluate(classifier, rows)
    sys.stdout.write(f"\n-- {title}\n{evaluation.as_table()}\n")
    if figures is not None:
        for path in write_pictures(evaluation, figures / f"{classifier.name}-{name}"):
            sys.stdout.write(f"drawn: {path}\n")


def shipped() -> list[Path]:
    """Every folder with a model in the repository."""
    return sorted(path.parent for path in (ROOT / "models").glob("*/model.json"))


def main() -> None:
    parser = argparse.ArgumentParser(description="How well the shipped models do.")
    parser.add_argument("models", nargs="*", type=Path, help="model folders; none: all that are in the repository")
    parser.add_argument("--figures", type=Path, help="folder for the pictures")
    wanted = parser.parse_args()
    for folder in wanted.models or shipped():
        classifier = load_classifier(folder, models_dir=ROOT / "models")
        show("own", "own sentences, gold part", classifier, own_gold(), wanted.figures)
        if (SHARED / "corpus" / "labels").is_dir():
            show("held-out", "held-out documents", classifier, held_out(), wanted.figures)
        else:
            sys.stdout.write(f"\n-- held-out documents: SKIPPED, no labelled documents at {SHARED}\n")


if __name__ == "__main__":
    main()
