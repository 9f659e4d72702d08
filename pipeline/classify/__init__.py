"""Classification: sentences in their context become calibrated scores, and scores become verdicts."""

from pipeline.classify.context import contexts
from pipeline.classify.cues import detect_cue, likely_strength
from pipeline.classify.decide import Verdict, decide
from pipeline.classify.loading import load_classifier
from pipeline.classify.protocol import Band, Classifier, Context, Thresholds

__all__ = [
    "Band",
    "Classifier",
    "Context",
    "Thresholds",
    "Verdict",
    "contexts",
    "decide",
    "detect_cue",
    "likely_strength",
    "load_classifier",
]
