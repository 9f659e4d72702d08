"""What a run did: counts per kind of document, what was set aside, what was passed over, and the time it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

import orjson

from pipeline.export import Rejection
from pipeline.records import DocumentKind, LabelledDocument


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands in documents; counts add up."""

    documents: int = 0
    sentences: int = 0
    commitments: int = 0
    refusals: int = 0
    claims: int = 0
    to_review: int = 0

    @classmethod
    def of(cls, labelled: LabelledDocument) -> Counts:
        """The counts of one document."""
        statements = labelled.statements
        return cls(
            documents=1,
            sentences=len(statements),
            commitments=sum("commitment" in statement.labels for statement in statements),
            refusals=sum("refusal" in statement.labels for statement in statements),
            claims=sum("claim" in statement.labels for statement in statements),
            to_review=sum(statement.needs_review for statement in statements),
        )

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, column.name) + getattr(other, column.name) for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds of work, added up over processes; ``wall`` is the time that the whole run took."""

    reading: float = 0.0
    labelling: float = 0.0
    writing: float = 0.0
    wall: float = 0.0

    def __add__(self, other: Timings) -> Timings:
        return Timings(*(getattr(self, column.name) + getattr(other, column.name) for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled document in the output folder: what made it, from which file, and its counts."""

    id: str
    source: str
    sha256: str
    fingerprint: str
    kind: DocumentKind
    counts: Counts


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file with the same bytes as another: it is passed over."""

    source: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Report:
    """A run in figures. ``labelled`` are new in this run, ``unchanged`` were labelled before."""

    out: Path
    labelled: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    timings: Timings = field(default_factory=Timings)
    tables: tuple[Path, ...] = ()

    @property
    def by_kind(self) -> dict[DocumentKind, Counts]:
        """Counts of the documents that were asked for and are labelled now, per kind, by name."""
        return counts_by_kind((*self.labelled, *self.unchanged))

    def as_json(self) -> bytes:
        """The run in figures, for machines."""
        figures = {
            "labelled": len(self.labelled),
            "unchanged": len(self.unchanged),
            "duplicates": self.duplicates,
            "rejected": len(self.rejected),
            "by_kind": self.by_kind,
            "seconds": self.timings,
        }
        return orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def counts_by_kind(entries: Iterable[Entry]) -> dict[DocumentKind, Counts]:
    """Counts added up per kind, in the order of the names; no entries give an empty dict."""
    found: dict[DocumentKind, Counts] = defaultdict(Counts)
    for entry in entries:
        found[entry.kind] += entry.counts
    return dict(sorted(found.items()))
