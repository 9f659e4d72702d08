"""Fixtures that every room's tests share."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from databases import address, postgresql, postgresql_tables, sqlite_tables, store
from hypothesis import HealthCheck, settings

settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")
"""How long an example takes says how busy the machine is, not whether the program is right."""

__all__ = ["address", "postgresql", "postgresql_tables", "sqlite_tables", "store"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real documents and labels, beside the repository or where GESTAND_SHARED says."""
    folder = Path(os.environ.get("GESTAND_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no real documents at {folder}")
    return folder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model of cue rules, for tests of what goes on around a model."""
    folder = tmp_path_factory.mktemp("models") / "cues"
    folder.mkdir()
    band = {"threshold": 0.5, "low": 0.4, "high": 0.6}
    card = {
        "type": "cues",
        "name": "test-cues",
        "version": "1",
        "thresholds": {label: {"written": band, "debate": band} for label in ("commitment", "refusal", "claim")},
        "cue_weights": {"claim": {"bias": 1.0}},
    }
    (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")
    return folder
