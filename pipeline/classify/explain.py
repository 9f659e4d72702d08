"""Everything that can be said of one sentence: verdict, cues, the words that matter, the nearest labelled sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.classify.decide import Verdict, decide
from pipeline.classify.encoder import EncoderClassifier
from pipeline.classify.neighbours import Neighbour, Neighbours
from pipeline.classify.occlusion import Word, words_that_matter
from pipeline.classify.protocol import Band, Classifier, Context
from pipeline.records import LABELS, Label


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a model says what it says of one sentence.

    ``bands`` are those of its kind of text; ``neighbours`` is empty for a model that has no vectors.
    """

    model: str
    verdict: Verdict
    bands: dict[Label, Band]
    evidence: tuple[str, ...]
    words: tuple[Word, ...]
    neighbours: tuple[Neighbour, ...]


def explain(classifier: Classifier, folder: Path, context: Context, *, neighbours: int = 5) -> Explanation:
    """Explain one sentence; ``folder`` is the model's, where the vectors of labelled sentences stand.

    Raises InvalidModelError when an encoder's folder lacks them.
    """
    verdict = decide(classifier.predict([context]), [context], classifier.thresholds)[0]
    return Explanation(
        model=classifier.name,
        verdict=verdict,
        bands={label: classifier.thresholds[label, context.text_kind] for label in LABELS},
        evidence=tuple(dict.fromkeys((*verdict.evidence, *classifier.explain(context)))),
        words=words_that_matter(classifier, context),
        neighbours=_nearest(classifier, folder, context, neighbours),
    )


def _nearest(classifier: Classifier, folder: Path, context: Context, count: int) -> tuple[Neighbour, ...]:
    if not isinstance(classifier, EncoderClassifier):
        return ()
    _, vectors = classifier.network.run([context])
    return Neighbours.load(folder).nearest(vectors[0], count)
