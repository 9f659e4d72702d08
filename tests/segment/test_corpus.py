"""The aims of segmentation on the real documents: boundary F1 and speed."""

from __future__ import annotations

import runpy
import time
from pathlib import Path

import pytest

from pipeline.segment import split_spans

AIMS = {"written": 0.97, "written PDF": 0.97, "debates": 0.97, "UD Alpino": 0.95, "UD LassySmall": 0.95}


@pytest.mark.corpus
@pytest.mark.parametrize("name", AIMS)
def test_boundary_f1_and_speed_meet_their_aim(name: str, shared: Path, root: Path):
    gold = runpy.run_path(str(root / "tests" / "bench" / "segmentation_gold.py"), run_name="segmentation_gold")
    stretches = gold["gold_sets"](shared)[name]
    split_spans("Dit is een zin. Dit ook.")
    began = time.process_time()
    found = [{end for _, end in split_spans(item.text)} for item in stretches]
    seconds = time.process_time() - began
    right = sum(len(ends & item.ends) for ends, item in zip(found, stretches, strict=True))
    total = sum(len(ends) + len(item.ends) for ends, item in zip(found, stretches, strict=True))
    assert 2 * right / total >= AIMS[name]
    assert sum(len(item.text.split()) for item in stretches) / seconds >= 20_000
