"""What a run has to do: which documents are new, which were labelled before, which are copies."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.index import Index, fingerprint
from pipeline.batch.report import Duplicate, Entry, Timings
from pipeline.batch.sources import Found, Source, Trouble
from pipeline.batch.work import read_source
from pipeline.batch.workers import Recipe
from pipeline.errors import UnreadableDocumentError
from pipeline.export import Rejection


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a run, each in one of four heaps. ``model`` is the name of the classifier."""

    model: str
    todo: tuple[Source, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    timings: Timings = field(default_factory=Timings)


def plan_run(found: Found, index: Index, recipe: Recipe, *, force: bool, at: dt.datetime) -> Plan:
    """Sort what was found. A file that cannot be read now is planned: its batch will say why, or try again."""
    model = recipe.model_name()
    started = time.perf_counter()
    sorter = _Sorter(index, model, force=force)
    for source in found.sources:
        sorter.sort(source, _digest(source.path, recipe.limits.max_bytes))
    return Plan(
        model,
        tuple(sorter.todo),
        tuple(sorter.unchanged),
        tuple(sorter.duplicates),
        tuple(_rejection(trouble, at) for trouble in found.troubles),
        Timings(reading=time.perf_counter() - started),
    )


def same_file(name: str, path: Path) -> bool:
    """Whether a name and a path mean the same file, also when one of them is relative or gone."""
    try:
        return path.samefile(name)
    except OSError:
        return os.path.abspath(name) == os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links


@dataclass(slots=True)
class _Sorter:
    index: Index
    model: str
    force: bool = field(kw_only=True)
    todo: list[Source] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def sort(self, source: Source, digest: str | None) -> None:
        if digest is None:
            self.todo.append(source)
            return
        first = self.seen.setdefault(digest, source.name)
        if first != source.name:
            self.duplicates.append(Duplicate(source.name, first))
            return
        before = self.index.same_bytes(digest)
        if before is not None and Path(before.source).exists() and not same_file(before.source, source.path):
            self.duplicates.append(Duplicate(source.name, before.source))
        elif before is not None and not self.force and before.fingerprint == self._fingerprint(source, digest):
            self.unchanged.append(before)
        else:
            self.todo.append(source)

    def _fingerprint(self, source: Source, digest: str) -> str:
        return fingerprint(digest, source.hints, model=self.model)


def _digest(path: Path, max_bytes: int) -> str | None:
    try:
        return hashlib.sha256(read_source(path, max_bytes=max_bytes)).hexdigest()
    except (OSError, UnreadableDocumentError):
        return None


def _rejection(trouble: Trouble, at: dt.datetime) -> Rejection:
    place = trouble.path.as_posix()
    return Rejection(place, None, "unreadable_file", trouble.rule, trouble.value, place, at)
