"""From a model folder to a classifier, by the type that its card names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.classify.card import CARD, read_card
from pipeline.classify.cues import CueClassifier
from pipeline.classify.linear import LinearClassifier
from pipeline.classify.protocol import Classifier
from pipeline.errors import InvalidModelError

PREFERRED = ("encoder", "linear")
"""The folders in ``models/``, best first, of which the first that is there is used when none is asked for."""


def _encoder(folder: Path) -> Classifier:
    from pipeline.classify.encoder import EncoderClassifier  # noqa: PLC0415 - onnxruntime only where it is used

    return EncoderClassifier.load(folder)


_TYPES: dict[str, Callable[[Path], Classifier]] = {
    "encoder": _encoder,
    "linear": LinearClassifier.load,
    "cues": lambda folder: CueClassifier(read_card(folder)),
}


def preferred(models_dir: Path) -> Path:
    """The folder of the best model that ships in ``models_dir``."""
    there = (models_dir / name for name in PREFERRED if (models_dir / name / CARD).exists())
    return next(there, models_dir / PREFERRED[-1])


def load_classifier(folder: Path | None, *, models_dir: Path) -> Classifier:
    """The classifier in ``folder``, or the one that ships in ``models_dir`` when None.

    Raises InvalidModelError when the folder holds no model, a damaged one, or one of an unknown type.
    """
    chosen = folder if folder is not None else preferred(models_dir)
    kind = read_card(chosen).type
    if kind not in _TYPES:
        raise InvalidModelError(f"a model's type is one of {', '.join(_TYPES)}", value=kind, place=str(chosen))
    return _TYPES[kind](chosen)
