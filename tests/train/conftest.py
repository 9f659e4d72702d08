"""Labelled sentences of our own, enough to learn something from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.classify import Classifier, load_classifier
from pipeline.train.gold import GoldRow, read_gold


@pytest.fixture(scope="session")
def own(root: Path) -> tuple[GoldRow, ...]:
    return read_gold(root / "annotations" / "own.jsonl").rows


@pytest.fixture(scope="session")
def shipped_model(root: Path) -> Classifier:
    """The model that is used when nobody names one."""
    return load_classifier(None, models_dir=root / "models")
