"""The work on one batch: bytes are read, labelled and turned into JSON; nothing is written here."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.report import Counts, Timings
from pipeline.batch.sources import Source
from pipeline.errors import UnreadableDocumentError
from pipeline.export import Rejection, labelled_json, renamed, safe_id
from pipeline.label import Labeller
from pipeline.records import Document, DocumentKind, LabelledDocument

_PASSING = frozenset(
    {errno.ENOENT, errno.EIO, errno.ESTALE, errno.EAGAIN, errno.EINTR, errno.ETIMEDOUT, errno.EBUSY, errno.ENETDOWN}
    | {errno.ENETUNREACH, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ECONNRESET, errno.EREMOTEIO}
)
"""Errors of a file system that can be gone a moment later: a file that is being replaced, a share that hiccups."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document that was labelled: its JSON, and what the report and the index say about it."""

    source: Source
    sha256: str
    id: str
    kind: DocumentKind
    counts: Counts
    content: bytes


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that was set aside; ``passing`` when another attempt may do better."""

    source: Source
    rejection: Rejection
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch: one result for each source, in the same order."""

    results: tuple[Labelled | SetAside, ...]
    timings: Timings

    @property
    def passing(self) -> tuple[SetAside, ...]:
        """What another attempt may mend."""
        return tuple(result for result in self.results if isinstance(result, SetAside) and result.passing)


class ChangedFileError(OSError):
    """A file that changed while it was read."""


def label_sources(sources: Sequence[Source], labeller: Labeller, *, created_at: dt.datetime) -> Outcome:
    """Read and label a batch. A bad document gives a :class:`SetAside` and never stops the others."""
    started = time.perf_counter()
    read = [_read(source, labeller, created_at) for source in sources]
    middle = time.perf_counter()
    documents = [(item.source, item.document) for item in read if isinstance(item, _Read)]
    results = iter(_label(documents, labeller, created_at))
    merged = tuple(next(results) if isinstance(item, _Read) else item for item in read)
    return Outcome(merged, Timings(reading=middle - started, labelling=time.perf_counter() - middle))


def read_source(path: Path, *, max_bytes: int) -> bytes:
    """The bytes of a file that stood still while it was read.

    Raises ``OSError``; :class:`ChangedFileError` when somebody wrote to it meanwhile;
    ``UnreadableDocumentError`` for a file above the limit, without reading it.
    """
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        if before.st_size > max_bytes:
            rule = f"a source file has at most {max_bytes} bytes"
            raise UnreadableDocumentError("too_large", rule, value=f"{before.st_size} bytes", place=path.as_posix())
        data = file.read(max_bytes + 1)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise ChangedFileError(errno.EAGAIN, "changed while it was read", str(path))
    return data


def set_aside(source: Source, error: Exception, *, sha256: str | None, at: dt.datetime) -> SetAside:
    """What an error says about a document, as a rejection."""
    if isinstance(error, UnreadableDocumentError):
        value = None if error.value is None else str(error.value)
        place = error.place or source.name
        rejection = Rejection(source.name, sha256, error.reason, error.rule, value, place, at)
        return SetAside(source, rejection)
    if isinstance(error, OSError):
        value = error.strerror or str(error)
        rejection = Rejection(source.name, sha256, "unreadable_file", "a file can be read", value, source.name, at)
        return SetAside(source, rejection, passing=error.errno in _PASSING)
    value = f"{type(error).__name__}: {error}"[:500]
    rule = "no document makes the program fail"
    return SetAside(source, Rejection(source.name, sha256, "internal_error", rule, value, source.name, at))


@dataclass(frozen=True, slots=True)
class _Read:
    source: Source
    document: Document


def _read(source: Source, labeller: Labeller, at: dt.datetime) -> _Read | SetAside:
    digest = None
    try:
        data = read_source(source.path, max_bytes=labeller.limits.max_bytes)
        digest = hashlib.sha256(data).hexdigest()
        return _Read(source, labeller.read(data, source=source.name, hints=source.hints))
    except Exception as error:  # noqa: BLE001 - a batch goes on whatever one document does
        return set_aside(source, error, sha256=digest, at=at)


def _label(
    documents: Sequence[tuple[Source, Document]], labeller: Labeller, at: dt.datetime
) -> list[Labelled | SetAside]:
    """All documents at once; when that fails, each by itself, to find the one that makes it fail."""
    try:
        labelled = labeller.label_documents([document for _, document in documents], created_at=at)
        return [_finished(source, result) for (source, _), result in zip(documents, labelled, strict=True)]
    except Exception as error:  # noqa: BLE001 - likewise
        if len(documents) == 1:
            source, document = documents[0]
            return [set_aside(source, error, sha256=document.sha256, at=at)]
        return [result for one in documents for result in _label([one], labeller, at)]


def _finished(source: Source, labelled: LabelledDocument) -> Labelled:
    name = safe_id(labelled.document.id)
    if name != labelled.document.id:
        labelled = renamed(labelled, name)
    document = labelled.document
    return Labelled(source, document.sha256, name, document.kind, Counts.of(labelled), labelled_json(labelled))
