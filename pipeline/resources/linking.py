"""Weights of evidence for links (``linking.toml``): read, validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "linking.toml"

WeightName = Literal[
    "bias",
    "likeness",
    "few-words",
    "register-number",
    "publication",
    "question-number",
    "date",
    "dossier",
    "wording",
    "closing-list",
    "same-ministry",
    "other-ministry",
    "same-deadline",
    "same-day",
]
ThresholdName = Literal["propose", "match"]


class _Weight(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: WeightName
    weight: float = Field(ge=-20, le=20)
    source: str = Field(min_length=10)


class _Threshold(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ThresholdName
    value: float = Field(gt=0, lt=1)
    source: str = Field(min_length=10)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    weight: tuple[_Weight, ...]
    threshold: tuple[_Threshold, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by evidence, and probabilities from which a link is proposed and a row matched."""

    weights: Mapping[WeightName, float]
    propose: float
    match: float


def read_weights(text: str) -> Weights:
    """The weights in a TOML text, all of them, each once; raises InvalidResourceError naming file, entry and rule.

    >>> read_weights("weight = []")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: linking.toml, threshold: Field required (got {'weight': []})
    """
    file = validated(_File, text, place=FILE)
    weights = {entry.id: entry.weight for entry in file.weight}
    thresholds = {entry.id: entry.value for entry in file.threshold}
    for name, found, entries, wanted in (
        ("weight", weights, file.weight, WeightName),
        ("threshold", thresholds, file.threshold, ThresholdName),
    ):
        if len(entries) != len(found) or set(found) != set(wanted.__args__):  # type: ignore[attr-defined]
            raise InvalidResourceError("every entry stands here once", value=sorted(found), place=f"{FILE}, {name}")
    return Weights(weights, thresholds["propose"], thresholds["match"])


@cache
def load_weights() -> Weights:
    """The weights that ship with the project, read once."""
    return read_weights((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))
