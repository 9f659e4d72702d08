"""One run: plan, label in batches, write in order, and report. The command line and the flow call this."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.batch.index import Index
from pipeline.batch.lock import only_writer
from pipeline.batch.place import place
from pipeline.batch.plan import Plan, plan_run
from pipeline.batch.report import Entry, Report
from pipeline.batch.sources import Found, Source
from pipeline.batch.work import Labelled, Outcome, SetAside
from pipeline.batch.workers import Recipe, Workers, workers_for
from pipeline.export import (
    InvalidLabelledDocumentError,
    Rejection,
    TableFormat,
    read_labelled,
    read_rejected,
    sweep,
    table,
    write_rejected,
    write_whole,
)
from pipeline.records import LabelledDocument

Item = TypeVar("Item")
Result = TypeVar("Result")
Batch = tuple[Source, ...]
Work = Callable[[Batch], Outcome]
Mapper = Callable[[Work, Sequence[Batch], int], Iterator[Outcome]]
"""Does the work for each batch, so many at the same time, and gives the outcomes in the order of the batches."""


REPORT_FILE = ".last-run"
"""The last run of a folder in figures; JSON under a name that no search for documents finds."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do. ``workers`` is how many processes, ``None`` for as many as pay.

    ``tables`` are written beside the labelled documents, over all of them in the folder.
    """

    found: Found
    out: Path
    recipe: Recipe
    created_at: dt.datetime
    batch_documents: int = 16
    force: bool = False
    workers: int | None = None
    tables: tuple[TableFormat, ...] = ()


class Watcher(Protocol):
    """Is told how a run goes."""

    def planned(self, plan: Plan) -> None:
        """What will be done, before it is done."""

    def done(self, result: Labelled | SetAside) -> None:
        """One more document was labelled and written, or set aside."""


class Silent:
    """Watches nothing."""

    def planned(self, plan: Plan) -> None:
        """Nothing."""

    def done(self, result: Labelled | SetAside) -> None:
        """Nothing."""


def label_all(request: Request, *, mapper: Mapper | None = None, watcher: Watcher | None = None) -> Report:
    """Label what was found into a folder, and say what happened.

    Documents are written one after the other in the order in which they were found, so a run that was killed
    and started again ends with the same files as one that was not. Raises ``BusyFolderError``,
    ``UnwritableFolderError``, ``InvalidModelError``, and ``OSError`` when the disk is full.
    """
    started = time.perf_counter()
    with only_writer(request.out), _swept(request.out), Index(request.out) as index:
        plan = plan_run(request.found, index, request.recipe, force=request.force, at=request.created_at)
        (watcher or Silent()).planned(plan)
        report = _label_plan(plan, index, request, mapper or in_threads, watcher or Silent())
        _write_rejected(request, report.rejected)
        written = tuple(_write_table(request.out, format_) for format_ in request.tables)
        timings = dataclasses.replace(report.timings, wall=time.perf_counter() - started)
        report = dataclasses.replace(report, tables=written, timings=timings)
        write_whole(request.out / REPORT_FILE, report.as_json())
    return report


@contextmanager
def _swept(out: Path) -> Iterator[None]:
    """No half-written file before or after, also when a run is interrupted between making and naming one."""
    sweep(out)
    try:
        yield
    finally:
        sweep(out)


def in_threads(work: Work, batches: Sequence[Batch], at_once: int) -> Iterator[Outcome]:
    """A mapper without orchestration."""
    if at_once == 1:
        yield from map(work, batches)
        return
    with ThreadPoolExecutor(at_once) as threads:
        yield from in_order(batches, lambda batch: threads.submit(work, batch).result, ahead=2 * at_once)


def in_order(items: Iterable[Item], submit: Callable[[Item], Callable[[], Result]], *, ahead: int) -> Iterator[Result]:
    """Results in the order of the items, with at most ``ahead`` on their way or waiting to be taken.

    ``submit`` sets an item to work and gives what waits for its result.
    """
    waiting: deque[Callable[[], Result]] = deque()
    for item in items:
        if len(waiting) == ahead:
            yield waiting.popleft()()
        waiting.append(submit(item))
    while waiting:
        yield waiting.popleft()()


def _label_plan(plan: Plan, index: Index, request: Request, mapper: Mapper, watcher: Watcher) -> Report:
    labelled: list[Entry] = []
    rejected = list(plan.rejected)
    timings = plan.timings
    for outcome in _outcomes(plan, request, mapper):
        begun = time.perf_counter()
        for result in outcome.results:
            if isinstance(result, Labelled):
                labelled.append(place(result, index, plan, request.out))
            else:
                rejected.append(result.rejection)
            watcher.done(result)
        timings += dataclasses.replace(outcome.timings, writing=time.perf_counter() - begun)
    return Report(request.out, tuple(labelled), plan.unchanged, plan.duplicates, tuple(rejected), timings)


def _outcomes(plan: Plan, request: Request, mapper: Mapper) -> Iterator[Outcome]:
    if not plan.todo:
        return
    with workers_for(request.recipe, plan.todo, request.workers) as workers:
        batches = _batches(plan.todo, request.batch_documents, workers)
        yield from mapper(lambda batch: workers.label(batch, request.created_at), batches, workers.count)


def _batches(sources: Sequence[Source], size: int, workers: Workers) -> tuple[Batch, ...]:
    """Batches of at most ``size``, small enough that every worker gets some."""
    size = max(1, min(size, -(-len(sources) // (2 * workers.count))))
    return tuple(tuple(sources[start : start + size]) for start in range(0, len(sources), size))


def _write_rejected(request: Request, rejected: Sequence[Rejection]) -> None:
    """What this run set aside, and what earlier runs did with files that this one did not look at."""
    asked = {source.name for source in request.found.sources} | {row.source for row in rejected}
    kept = [row for row in read_rejected(request.out) if row.source not in asked and Path(row.source).exists()]
    write_rejected(request.out, [*kept, *rejected])


def _write_table(out: Path, format_: TableFormat) -> Path:
    path = out / f"sentences.{format_}"
    write_whole(path, table(format_, _documents(out)))
    return path


def _documents(out: Path) -> Iterator[LabelledDocument]:
    """All labelled documents of a folder by name; other JSON files are passed over."""
    for path in sorted(out.glob("*.json")):
        try:
            yield read_labelled(path)
        except InvalidLabelledDocumentError:
            continue
