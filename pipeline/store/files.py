"""Taking in files of labelled JSON: each in a transaction of its own, what was taken in before is not read again."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from pipeline.errors import GestandError
from pipeline.export import InvalidLabelledDocumentError, parse_labelled
from pipeline.records import LabelledDocument
from pipeline.store.database import Store, Transaction
from pipeline.store.faults import UnstorableError
from pipeline.store.saving import Outcome, Saved, save
from pipeline.store.sql import insert_or_pass
from pipeline.store.tables.documents import documents, files

CURRENT: frozenset[Outcome] = frozenset({"added", "relabelled"})
"""What became of documents whose labels are now the current ones."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: what was saved of it, or the error that kept it out."""

    path: Path
    saved: Saved | None
    error: GestandError | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """Files in figures. ``moved`` and ``lost`` are sentences that people had spoken about."""

    added: int = 0
    relabelled: int = 0
    unchanged: int = 0
    older: int = 0
    sentences: int = 0
    moved: int = 0
    lost: int = 0
    refused: tuple[Taken, ...] = ()

    def plus(self, taken: Taken) -> Imported:
        """These counts and those of one more file."""
        saved = taken.saved
        if saved is None:
            return self
        counted = {saved.outcome: getattr(self, saved.outcome) + 1}
        more = {name: getattr(self, name) + getattr(saved, name) for name in ("sentences", "moved", "lost")}
        return dataclasses.replace(self, **counted, **more)


Also = Callable[[Transaction, LabelledDocument], object]
"""What is done with a document whose labels became the current ones, in the same transaction: the ledger follows."""


def import_folder(
    store: Store, folder: Path, watch: Callable[[Taken], None] | None = None, *, also: Also | None = None
) -> Imported:
    """Take in all labelled documents of a folder, by name; one that cannot be taken in keeps no other out.

    Raises ``OSError`` for a folder that cannot be read, and what a :class:`Store` raises.
    """
    return import_files(store, labelled_files(folder), watch, also=also)


def import_files(
    store: Store, paths: Iterable[Path], watch: Callable[[Taken], None] | None = None, *, also: Also | None = None
) -> Imported:
    """The same for these files, in their order."""
    figures, refused = Imported(), list[Taken]()
    for path in paths:
        taken = _taken(store, path, also)
        figures = figures.plus(taken)
        if taken.saved is None:
            refused.append(taken)
        if watch is not None:
            watch(taken)
    return dataclasses.replace(figures, refused=tuple(refused))


def labelled_files(folder: Path) -> Iterator[Path]:
    """The files of a folder that may be labelled documents, by name; hidden ones are not."""
    names = sorted(entry.name for entry in folder.iterdir() if entry.suffix == ".json")
    yield from (folder / name for name in names if not name.startswith("."))


def take_in(store: Store, content: bytes, *, place: str = "", also: Also | None = None) -> Saved:
    """Save the labelled document in these bytes, in a transaction of its own.

    Raises ``InvalidLabelledDocumentError``, :class:`UnstorableError`, and what a :class:`Store` raises.
    """
    digest = hashlib.sha256(content).hexdigest()
    with store.reading() as tx:
        known = _known(tx, digest)
    if known is not None:
        return Saved(known, "unchanged", 0)
    labelled = parse_labelled(content, place=place)
    with store.writing() as tx:
        saved = save(tx, labelled)
        document = select(documents.c.id).where(documents.c.name == saved.document).scalar_subquery()
        tx.execute(insert_or_pass(tx, files, "digest").values(digest=digest, document_id=document))
        if also is not None and saved.outcome in CURRENT:
            also(tx, labelled)
    return saved


def _taken(store: Store, path: Path, also: Also | None) -> Taken:
    try:
        return Taken(path, take_in(store, path.read_bytes(), place=str(path), also=also))
    except OSError as error:
        rule = "a file of labelled JSON can be read"
        return Taken(path, None, GestandError(rule, value=error.strerror, place=str(path)))
    except (InvalidLabelledDocumentError, UnstorableError) as error:
        return Taken(path, None, error)


def _known(tx: Transaction, digest: str) -> str | None:
    query = select(documents.c.name).join(files).where(files.c.digest == digest)
    return tx.execute(query).scalar()
