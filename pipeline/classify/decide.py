"""From scores to labels: the rules that no model may overrule, then the thresholds.

The rules are those of the annotation guidelines ("Decision rules, in order", 1 and 2), and their ruling on procedure
where a document says when its own questions will be answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.classify.protocol import Context, ScoreMatrix, Thresholds
from pipeline.classify.wording import plain
from pipeline.records import LABELS, Label, Scores
from pipeline.resources.procedure import extension_notice


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a classifier proposes for one sentence, after the rules.

    ``labels`` is sorted by name; ``evidence`` holds the ids of the rules that were applied.
    """

    labels: tuple[Label, ...]
    scores: Scores
    needs_review: bool
    evidence: tuple[str, ...] = ()


_NONE_KINDS = {"question": "rule:question", "heading": "rule:heading", "front": "rule:front"}
_NONE_FORMS = {"heading": "rule:heading", "footnote": "rule:footnote", "signature": "rule:signature"}
_CLOSERS = "\"'”’»«) \u00a0"
PROMISES: frozenset[Label] = frozenset({"commitment", "refusal"})
UNBOUND: Mapping[str | None, str] = {"member": "rule:member-speaks", "chair": "rule:chair-speaks"}
"""Roles whose words bind no government, with the id of the rule (guidelines, rule 2)."""
_UNKNOWN = "rule:unknown-role"


def excluded(context: Context) -> tuple[frozenset[Label], str | None]:
    """The labels that a sentence cannot have, and the id of the rule that says so.

    >>> excluded(Context("De vergadering wordt geschorst.", "other", document_kind="debate"))[1]
    'rule:outside-turn'
    """
    rule = _NONE_KINDS.get(context.kind) or _NONE_FORMS.get(context.form)
    if rule is None and context.unspoken:
        rule = "rule:outside-turn"
    if rule is None and context.text.rstrip(_CLOSERS).endswith("?"):
        rule = "rule:question-mark"
    if rule is None and not any(character.isalpha() for character in context.text):
        rule = "rule:no-words"
    if rule is not None:
        return frozenset(LABELS), rule
    if context.unanswered and context.kind == "letter" and (notice := extension_notice(plain(context.text))):
        return PROMISES, f"rule:{notice}"
    if context.role in UNBOUND:
        return PROMISES, UNBOUND[context.role]
    return frozenset(), None


def _verdict(values: Sequence[float], context: Context, thresholds: Thresholds) -> Verdict:
    without, rule = excluded(context)
    scores = {label: 0.0 if label in without else float(value) for label, value in zip(LABELS, values, strict=True)}
    bands = {label: thresholds[label, context.text_kind] for label in LABELS if label not in without}
    labels = sorted(label for label, band in bands.items() if scores[label] >= band.threshold)
    doubt = any(band.low <= scores[label] < band.high for label, band in bands.items())
    if rule is None and _of_unknown_role(context) and not PROMISES.isdisjoint(labels):
        doubt, rule = True, _UNKNOWN
    return Verdict(tuple(labels), Scores(**scores), doubt, () if rule is None else (rule,))


def _of_unknown_role(context: Context) -> bool:
    """Whether somebody speaks in a debate of whom it is not known whether he can commit the government."""
    return context.kind == "turn" and context.role in {None, "other"}


def decide(scores: ScoreMatrix, contexts: Sequence[Context], thresholds: Thresholds) -> tuple[Verdict, ...]:
    """A verdict for each sentence, in order; ``scores`` has shape ``n × 3`` for ``n`` contexts.

    Headings, front matter, footnotes, signatures, questions and what a debate prints around its turns get no label
    and scores of 0; a member or the chair who speaks never commits or refuses, nor does a notice that the answers
    come later. Labels are given from their threshold on. A commitment or refusal by a speaker in a debate whose role
    is unknown always asks for review.
    """
    rows = [[float(value) for value in row] for row in scores]
    return tuple(_verdict(row, context, thresholds) for row, context in zip(rows, contexts, strict=True))
