"""What ``gestand train`` does: gold files in, a model folder out, held-out documents left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.classify.card import ModelCard
from pipeline.errors import InvalidLabelError
from pipeline.train.cues import train_cues
from pipeline.train.gold import GoldRow, read_gold
from pipeline.train.held_out import read_held_out
from pipeline.train.linear import train_linear

Kind = Literal["linear", "cues"]
_TRAINERS: dict[Kind, Callable[..., ModelCard]] = {"linear": train_linear, "cues": train_cues}


@dataclass(frozen=True, slots=True)
class Trained:
    """A new model: its card, how many rows it learned from, and what was left out and why."""

    card: ModelCard
    rows: int
    held_out_rows: int
    errors: tuple[InvalidLabelError, ...]


def training_rows(gold: Sequence[Path], held_out: frozenset[str]) -> tuple[list[GoldRow], int, list[InvalidLabelError]]:
    """Rows of all files but those of held-out documents; how many those were; rows that cannot be used."""
    read = [read_gold(path) for path in gold]
    every = [row for part in read for row in part.rows]
    rows = [row for row in every if row.document not in held_out]
    return rows, len(every) - len(rows), [error for part in read for error in part.errors]


def train_command(
    gold: Sequence[Path], out: Path, *, seed: int = 0, held_out: Path | None = None, kind: Kind = "linear"
) -> Trained:
    """Train a model on gold files and write its folder.

    ``held_out`` is the file that lists documents to keep apart (``annotations/held-out.json``); None keeps
    none apart. Raises InvalidLabelError when a file cannot be read or there is too little to learn from.
    """
    apart = read_held_out(held_out) if held_out is not None else frozenset()
    rows, left, errors = training_rows(gold, apart)
    card = _TRAINERS[kind](rows, out, seed=seed)
    return Trained(card, len(rows), left, tuple(errors))
