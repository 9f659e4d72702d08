"""Labelled sentences of our own, enough to learn something from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.train.gold import GoldRow, read_gold


@pytest.fixture(scope="session")
def own(root: Path) -> tuple[GoldRow, ...]:
    return read_gold(root / "annotations" / "own.jsonl").rows
