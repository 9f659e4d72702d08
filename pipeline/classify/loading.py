"""From a model folder to a classifier, by the type that its card names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.classify.card import read_card
from pipeline.classify.cues import CueClassifier
from pipeline.classify.linear import LinearClassifier
from pipeline.classify.protocol import Classifier
from pipeline.errors import InvalidModelError

DEFAULT = "linear"
"""The folder in ``models/`` that is used when none is asked for."""

_TYPES: dict[str, Callable[[Path], Classifier]] = {
    "linear": LinearClassifier.load,
    "cues": lambda folder: CueClassifier(read_card(folder)),
}


def load_classifier(folder: Path | None, *, models_dir: Path) -> Classifier:
    """The classifier in ``folder``, or the one that ships in ``models_dir`` when None.

    Raises InvalidModelError when the folder holds no model, a damaged one, or one of an unknown type.
    """
    chosen = folder if folder is not None else models_dir / DEFAULT
    kind = read_card(chosen).type
    if kind not in _TYPES:
        raise InvalidModelError(f"a model's type is one of {', '.join(_TYPES)}", value=kind, place=str(chosen))
    return _TYPES[kind](chosen)
