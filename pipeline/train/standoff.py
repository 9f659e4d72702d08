"""Stand-off labels (``annotations/labels.jsonl``): a place in a document and what annotators say of it, no text."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.records import Cue, Label, Polarity, Strength
from pipeline.train.json_lines import read_json_lines

StandoffRole = Literal["answer", "letter", "government", "member", "chair", "stage", "motion"]
"""Who speaks, as :func:`pipeline.train.gold.role_of` names it; ``stage``, ``motion``: outside the turns of a debate."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_NOT_LETTERS = re.compile(r"[\W_]+")


def text_hash(text: str) -> str:
    """SHA-256 of a sentence as it stands."""
    return hashlib.sha256(text.encode()).hexdigest()


def letters_hash(text: str) -> str:
    """SHA-256 of the letters and digits of a sentence alone: spaces, hyphens, quotes and case do not change it.

    >>> letters_hash("Dat is ge-  meld.") == letters_hash("dat is gemeld")
    True
    """
    return text_hash(_NOT_LETTERS.sub("", text.casefold()))


class LabelledSpan(BaseModel):
    """One row; see ``annotations/README.md``.

    ``file`` is the name, without suffix, of the file that was labelled; ``start`` and ``end`` count in the
    document's text as it was read then. ``adjudicate``: a person has to decide before anybody learns from it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str = Field(min_length=1)
    file: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    sha256: Sha256
    letters: Sha256
    role: StandoffRole
    labels: tuple[Label, ...]
    strength: Strength | None
    polarity: Polarity | None
    cue: Cue | None
    unsure: bool
    agree: bool | None
    annotators: tuple[str, ...] = Field(min_length=1)
    date: dt.date
    adjudicate: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        promises = "commitment" in self.labels
        if self.end <= self.start:
            raise ValueError("a span ends after its start")
        if (self.polarity is not None) != promises or (self.strength is not None and not promises):
            raise ValueError("strength and polarity belong to a commitment")
        if (self.agree is None) != (len(self.annotators) == 1):
            raise ValueError("agreement takes two annotators")
        return self


def read_standoff(path: Path) -> tuple[LabelledSpan, ...]:
    """The rows of a file, in its order; raises InvalidLabelError naming file and line."""
    return read_json_lines(path, LabelledSpan, of="labels", rule="stand-off labels follow their format")
