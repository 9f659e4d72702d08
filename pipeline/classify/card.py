"""The model card as data (``model.json``): what a model folder holds and how its scores are to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.classify.protocol import Band, TextKind, Thresholds
from pipeline.errors import InvalidModelError
from pipeline.records import LABELS, Label

CARD = "model.json"
Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class BandCard(BaseModel):
    """See :class:`pipeline.classify.protocol.Band`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    threshold: Probability
    low: Probability
    high: Probability


class ModelCard(BaseModel):
    """What ``model.json`` says.

    ``calibration`` holds for every label the slope and intercept of Platt scaling; ``figures`` and ``data``
    are for people and are not read by a program.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    format: Literal[1] = 1
    type: str = Field(min_length=1)
    name: str = Field(pattern=r"^[a-z0-9.-]+$")
    version: str = Field(pattern=r"^[a-z0-9.-]+$")
    labels: tuple[Label, ...] = LABELS
    thresholds: dict[Label, dict[TextKind, BandCard]]
    calibration: dict[Label, tuple[float, float]] = Field(default_factory=dict)
    cue_weights: dict[Label, dict[str, float]] = Field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """Name and version, as in ``run.model``."""
        return f"{self.name}-{self.version}"

    def bands(self) -> Thresholds:
        """The thresholds by label and kind of text."""
        return {
            (label, kind): Band(band.threshold, band.low, band.high)
            for label, kinds in self.thresholds.items()
            for kind, band in kinds.items()
        }


def read_card(folder: Path) -> ModelCard:
    """The card of a model folder; raises InvalidModelError when it is missing, damaged or of another format."""
    path = folder / CARD
    try:
        card = ModelCard.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InvalidModelError("a model folder holds a valid model.json", value=str(error), place=str(path)) from error
    if card.labels != LABELS:
        raise InvalidModelError(f"the labels of a model are {', '.join(LABELS)}", value=card.labels, place=str(path))
    missing = [(label, kind) for label in LABELS for kind in ("written", "debate") if (label, kind) not in card.bands()]
    if missing:
        raise InvalidModelError("every label has a threshold for every kind of text", value=missing[0], place=str(path))
    return card
