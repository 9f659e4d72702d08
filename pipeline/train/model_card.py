"""The model card for people (``README.md`` of a model folder)."""

from __future__ import annotations

from pipeline.classify.card import ModelCard
from pipeline.records import LABELS
from pipeline.train.evaluation import Evaluation

_WHAT = {
    "linear": "A linear support vector machine per label over hashed words (1–3), characters (2–5), cues and their "
    "pairs, simple traits of the wording (who acts, how, when), kind of passage, office, place and length of the "
    "sentence, the sentence before it and, for short sentences, the question or the turn before. "
    "Margins become probabilities by Platt scaling.",
    "encoder": "A small transformer (the lowest layers of multilingual-e5-small, cut to Dutch word pieces) fine-tuned "
    "on the sentence, who says it, the question or turn before, and the sentence before, and on which words carry a "
    "commitment or refusal; int8 ONNX, read by onnxruntime. The linear model in `../linear` is asked first: where it "
    "is sure, its scores stand; elsewhere a logistic regression weighs both. `neighbours.*` hold a vector of 64 bytes "
    "for each labelled sentence, and its id, for `gestand explain`.",
    "cues": "Cue rules (`pipeline/resources/cues.toml`) alone: a log-odds weight per cue and label, added up.",
}

_TEMPLATE = """# {name}

{what}

Three independent labels per sentence: commitment (toezegging), refusal (weigering), claim (feitelijke bewering),
as the annotation guidelines define them. The rules of `pipeline/classify/decide.py` are applied afterwards.

## Data

{rows} labelled sentences of {documents} documents: written ones, most in answers of Dutch ministries ({written}), and
spoken ones in debates of the Tweede Kamer ({debate}); {labels}. Of these, {own} were written for this project
(`annotations/own*.jsonl`); they are learned from, {light} of all rows at less than full weight, and the figures below
are not measured on them. The documents in `annotations/held-out.json` are not among them.
No text is stored here, only weights.

## Figures

{how} In brackets the 95 % interval over documents drawn anew. Thresholds
were chosen on the same scores (one per label), which flatters F1 by about a hundredth; `docs/classification.md` has
the held-out figures.

| text | label | true | precision | recall | F1 | average precision | calibration error |
| --- | --- | ---: | --- | --- | --- | ---: | ---: |
{table}

{review:.0%} of the sentences fall into the band that asks for review.

## Limits

- Trained on answers and speech in debates, and on a few letters of our own writing: letters, papers and news are
  read by analogy.
- Sentences are judged with one sentence and the question (or turn) before them: what was promised further back,
  "dat" that points to another paragraph, and irony are lost on it.
- Words of members and the chair are kept from committing or refusing by rule, not by this model.
- The labels have errors of a few per cent, and figures for refusals in written answers rest on few examples.

## Origin and licence

Made by `gestand train` with seed {seed} from labelled public documents; EUPL-1.2, like the project.{origin}
"""

_FOLDS = "Ten-fold cross-validation over documents (a document is never in training and test at once)."
_APART = (
    "Measured on {count} documents that the network did not learn from, with the network as it ships (int8); the "
    "linear margins are out-of-fold."
)
_BASE = " The base model, {base}, is multilingual-e5-small under the MIT licence."


def card_text(card: ModelCard, data: dict[str, object], evaluation: Evaluation) -> str:
    """The card as Markdown."""
    table = "\n".join(
        f"| {kind} | {label} | {found.support} | {found.precision} | {found.recall} | {found.f1} "
        f"| {found.average_precision:.2f} | {found.calibration_error:.3f} |"
        for kind, labels in evaluation.figures.items()
        for label, found in labels.items()
    )
    kinds = data["rows_by_kind"]
    counts = data["labels"]
    assert isinstance(kinds, dict)  # noqa: S101 - made by model_folder
    assert isinstance(counts, dict)  # noqa: S101 - made by model_folder
    part = (card.model_extra or {}).get("encoder", {})
    return _TEMPLATE.format(
        how=_APART.format(count=len(part["calibration_documents"])) if part else _FOLDS,
        origin=_BASE.format(base=part["base"]) if part else "",
        name=card.full_name,
        what=_WHAT.get(card.type, card.type),
        rows=data["rows"],
        own=data["own_rows"],
        light=data["light_rows"],
        documents=data["documents"],
        written=kinds.get("written", 0),
        debate=kinds.get("debate", 0),
        labels=", ".join(f"{counts[label]} {label}s" for label in LABELS),
        table=table,
        review=evaluation.needs_review,
        seed=(card.model_extra or {}).get("seed", 0),
    )
