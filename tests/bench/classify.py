"""Sentences a second of the classifiers that ship, on one core: ``python tests/bench/classify.py [GOLD.jsonl]``.

Without a file it takes the sentences of our own writing, ten times over (each with another last word, so that
no cache helps more than it would on a document).
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import sys
import time
from dataclasses import replace
from pathlib import Path

from pipeline.classify import Context, load_classifier
from pipeline.train.gold import read_gold

ROOT = Path(__file__).resolve().parents[2]
REPEATS = 5


def sentences(paths: list[Path]) -> list[Context]:
    if paths:
        return [row.context for path in paths for row in read_gold(path).rows]
    rows = read_gold(ROOT / "annotations" / "own.jsonl").rows
    return [replace(row.context, text=f"{row.context.text} {turn}x") for turn in range(10) for row in rows]


def main() -> None:
    contexts = sentences([Path(name) for name in sys.argv[1:]])
    length = sum(len(context.text) for context in contexts) / max(len(contexts), 1)
    sys.stdout.write(f"{len(contexts)} sentences of {length:.0f} characters on average\n")
    for name in ("linear", "cues"):
        classifier = load_classifier(ROOT / "models" / name, models_dir=ROOT / "models")
        classifier.predict(contexts[:100])
        times = []
        for _ in range(REPEATS):
            start = time.perf_counter()
            classifier.predict(contexts)
            times.append(time.perf_counter() - start)
        best, middle = min(times), sorted(times)[REPEATS // 2]
        rates = f"{len(contexts) / middle:8.0f} (median) {len(contexts) / best:8.0f} (best of {REPEATS})"
        sys.stdout.write(f"{classifier.name:18} sentences/s: {rates}\n")


if __name__ == "__main__":
    main()
