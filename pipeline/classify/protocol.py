"""The one interface that every classifier has: sentences in their context in, calibrated probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from pipeline.records import DocumentKind, Form, Label, PassageKind, Role

ScoreMatrix = npt.NDArray[np.float32]

TextKind = Literal["written", "debate"]
"""What thresholds and figures are kept apart for: speech in a debate, and everything else."""


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence with what a reader would look at before judging it.

    ``asked`` is the text of all questions that the sentence answers (empty if none), or in a debate the
    previous turn; ``before`` the sentence before it in the same answer, letter or turn.
    """

    text: str
    kind: PassageKind
    form: Form = "paragraph"
    role: Role | None = None
    asked: str = ""
    before: str = ""
    office: str | None = None
    document_kind: DocumentKind = "other"
    first: bool = False
    """Whether the sentence opens its answer or turn."""
    unanswered: bool = False
    """Whether the document holds questions and no answer to any of them."""

    @property
    def outside_turns(self) -> bool:
        """Whether it stands in a debate but is no speech: stage directions, papers received, a motion read out."""
        return self.kind == "other" and self.document_kind == "debate"

    @property
    def unspoken(self) -> bool:
        """Whether a debate prints it around its turns, as the words of nobody."""
        return self.outside_turns and self.role in {None, "other"}

    @property
    def text_kind(self) -> TextKind:
        """``debate`` for words spoken in a turn (spreekbeurt), ``written`` for all else."""
        return "debate" if self.kind == "turn" else "written"


@dataclass(frozen=True, slots=True)
class Band:
    """From ``threshold`` on a label is given; from ``low`` up to ``high`` a person should look.

    ``low <= threshold <= high``, all 0…1.
    """

    threshold: float
    low: float
    high: float


Thresholds = dict[tuple[Label, TextKind], Band]
"""A band for every label in every kind of text."""


class Classifier(Protocol):
    """A model behind one method.

    ``name`` goes into ``run.model``: a name and a version that changes when any score can change.
    """

    @property
    def name(self) -> str:
        """Name and version, as it stands in ``run.model``."""
        ...

    @property
    def thresholds(self) -> Thresholds:
        """Where this model's scores become labels, and where it does not know."""
        ...

    def predict(self, contexts: Sequence[Context]) -> ScoreMatrix:
        """Calibrated probabilities, shape ``n × 3``, columns in the order of ``records.LABELS``.

        An empty sequence gives shape ``0 × 3``. Order is kept; a sentence's scores do not depend on
        what else is in the batch.
        """
        ...

    def explain(self, context: Context) -> tuple[str, ...]:
        """Why: ids of the rules that fired and the features that weighed most, strongest first."""
        ...
