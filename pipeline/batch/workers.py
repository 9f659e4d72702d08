"""Who does the work: this process, or several processes that each hold their own model."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import resource_tracker
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pipeline.batch.report import Timings
from pipeline.batch.sources import Source
from pipeline.batch.work import Outcome, SetAside, label_sources, set_aside
from pipeline.errors import UnreadableDocumentError
from pipeline.label import Labeller
from pipeline.settings import ReadLimits

MIN_BYTES_PER_WORKER = 1024 * 1024
"""Source bytes for which another process is worth its start."""


@dataclass(frozen=True)
class Recipe:
    """How a process makes its labeller: small, and the same in every process.

    ``model`` is a model's folder; None means the best one in ``models_dir``.
    """

    models_dir: Path
    limits: ReadLimits = field(default_factory=ReadLimits)
    model: Path | None = None

    def labeller(self) -> Labeller:
        """The labeller of this process, made once; raises ``InvalidModelError``."""
        return _labeller(self)

    def model_name(self) -> str:
        """Name and version of the model, as it stands in ``run.model``; raises ``InvalidModelError``."""
        return self.labeller().classifier.name


@cache
def _labeller(recipe: Recipe) -> Labeller:
    from pipeline.classify import load_classifier  # noqa: PLC0415 - heavy, and each process loads its own

    return Labeller(load_classifier(recipe.model, models_dir=recipe.models_dir), recipe.limits)


class Workers(Protocol):
    """Labels batches; ``count`` of them at the same time, each call from its own thread."""

    @property
    def count(self) -> int:
        """How many batches are labelled at the same time."""
        ...

    def label(self, batch: Sequence[Source], created_at: dt.datetime) -> Outcome:
        """What became of a batch: a result for each source, in order."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass
class InProcess:
    """The work is done here, one batch after the other."""

    recipe: Recipe
    count: int = 1

    def label(self, batch: Sequence[Source], created_at: dt.datetime) -> Outcome:
        """Label a batch."""
        return label_sources(batch, self.recipe.labeller(), created_at=created_at)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


class Processes:
    """The work is done in processes of their own; one that crashes on a document does not take the run along."""

    def __init__(self, recipe: Recipe, count: int) -> None:
        self.recipe = recipe
        self.count = count
        self._lock = threading.Lock()
        self._pool = self._new_pool(count)

    def label(self, batch: Sequence[Source], created_at: dt.datetime) -> Outcome:
        """Label a batch in one of the processes."""
        pool = self._pool
        try:
            return self._submit(pool, batch, created_at).result()
        except BrokenProcessPool:
            self._replace(pool)
            return self._one_by_one(batch, created_at)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            _kill(self._pool)
        self._pool.shutdown(cancel_futures=True)

    def _one_by_one(self, batch: Sequence[Source], created_at: dt.datetime) -> Outcome:
        """Each document in a process that it may break: only the one that does so is set aside."""
        results: list[Outcome] = []
        alone = self._new_pool(1)
        for source in batch:
            try:
                results.append(self._submit(alone, (source,), created_at).result())
            except BrokenProcessPool:
                rule = "no document makes the process that reads it end"
                error = UnreadableDocumentError("internal_error", rule, place=source.name)
                crashed: SetAside = set_aside(source, error, sha256=None, at=created_at)
                results.append(Outcome((crashed,), Timings()))
                alone = self._new_pool(1)
        alone.shutdown()
        timings = sum((outcome.timings for outcome in results), Timings())
        return Outcome(tuple(result for outcome in results for result in outcome.results), timings)

    def _submit(self, pool: ProcessPoolExecutor, batch: Sequence[Source], created_at: dt.datetime) -> Future[Outcome]:
        """Hand over a batch; the pool may start a process for it."""
        with _unheard_by_children():
            return pool.submit(_label, self.recipe, tuple(batch), created_at)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = self._new_pool(self.count)

    def _new_pool(self, count: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, context, initializer=_start, initargs=(self.recipe,))


def workers_for(recipe: Recipe, sources: Sequence[Source], count: int | None) -> Workers:
    """The workers for these documents: ``count`` processes, or as many as pay for their start when it is None."""
    if count is None:
        size = sum(_size(source.path) for source in sources)
        count = max(1, min(len(os.sched_getaffinity(0)), size // MIN_BYTES_PER_WORKER))
    return InProcess(recipe) if count == 1 else Processes(recipe, count)


def _kill(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once, also one that hangs (``kill_workers`` of Python 3.14)."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


@contextmanager
def _unheard_by_children() -> Iterator[None]:
    """Processes that this thread starts do not hear an interrupt, from their first moment on.

    A terminal sends Ctrl-C to all of them; what they do with it is up to this process. A thread hands down which
    signals it holds back, and takes them up itself when it is done. The tracker of multiprocessing is started before:
    it would let the signal through again.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(recipe: Recipe) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    recipe.labeller()


def _end_with_parent() -> None:
    """A parent that is killed cannot stop its processes: they watch it themselves."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _label(recipe: Recipe, batch: tuple[Source, ...], created_at: dt.datetime) -> Outcome:
    return label_sources(batch, recipe.labeller(), created_at=created_at)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
