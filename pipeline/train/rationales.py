"""Rationales: which words of a sentence carry its label, as readers marked them (``annotations/rationales.jsonl``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.errors import InvalidLabelError
from pipeline.train.gold import GoldRow, Spans
from pipeline.train.json_lines import read_json_lines
from pipeline.train.standoff import Sha256, text_hash

Carried = Literal["commitment", "refusal"]
CARRIED: tuple[Carried, ...] = get_args(Carried)
"""The labels that few words carry; a claim is what the whole sentence says."""


class Rationale(BaseModel):
    """The words that carry one label of one row, as half-open places in the row's text, in their order.

    ``id`` is the row's, in whatever file of labels it stands; ``sha256`` that of its text, so that places are never
    read in another sentence.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    sha256: Sha256
    label: Carried
    spans: Spans = Field(min_length=1)

    @field_validator("spans")
    @classmethod
    def _in_order(cls, spans: Spans) -> Spans:
        ends = [0, *(end for _, end in spans)]
        if any(not ends[number] <= start < end for number, (start, end) in enumerate(spans)):
            raise ValueError("spans are not empty, in their order, and apart")
        return spans


@dataclass(frozen=True, slots=True)
class WithRationales:
    """Rows with what carries their labels, and the rationales that do not fit their row."""

    rows: tuple[GoldRow, ...]
    errors: tuple[InvalidLabelError, ...]


def read_rationales(path: Path) -> tuple[Rationale, ...]:
    """The rationales of a file, one JSON object a line; raises InvalidLabelError naming file and line."""
    return read_json_lines(path, Rationale, of="rationales", rule="a rationale has id, sha256, label and spans")


def with_rationales(rows: Iterable[GoldRow], rationales: Iterable[Rationale]) -> WithRationales:
    """The rows, each with its rationales; all else stays as it was.

    A rationale is in ``errors`` where its row has another text or runs shorter than its places; where the row no longer
    has the label (it was mended) it is passed over, as are rationales of rows that are not there.
    """
    wanted: dict[str, list[Rationale]] = {}
    for one in rationales:
        wanted.setdefault(one.id, []).append(one)
    found: list[GoldRow] = []
    errors: list[InvalidLabelError] = []
    for row in rows:
        own: dict[str, Spans] = {}
        for one in wanted.get(row.id, ()):
            if one.sha256 != text_hash(row.context.text) or one.spans[-1][1] > len(row.context.text):
                rule = "a rationale belongs to the sentence in which it was marked"
                errors.append(InvalidLabelError(rule, value=one.spans, place=f"{one.id}, {one.label}"))
            elif one.label in row.labels:
                own[one.label] = one.spans
        found.append(replace(row, rationales=own) if own else row)
    return WithRationales(tuple(found), tuple(errors))


def marks(row: GoldRow, places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each piece of a sentence, of which ``places`` are the places, one value per label of ``CARRIED``.

    1: the piece carries the label; 0: it does not, or the sentence does not have the label; -1: the sentence has the
    label and nobody marked what carries it.

    >>> from pipeline.classify.protocol import Context
    >>> row = GoldRow("d#1", "d", Context("Ik kom erop terug.", "answer"), ("commitment",))
    >>> marks(replace(row, rationales={"commitment": ((3, 6),)}), [(0, 2), (2, 6), (6, 18)])
    [[0, 0], [1, 0], [0, 0]]
    >>> marks(row, [(0, 18)])
    [[-1, 0]]
    """
    return [[_mark(row, label, place) for label in CARRIED] for place in places]


def _mark(row: GoldRow, label: Carried, place: tuple[int, int]) -> int:
    if label not in row.labels:
        return 0
    if label not in row.rationales:
        return -1
    return int(any(place[0] < end and place[1] > start for start, end in row.rationales[label]))
