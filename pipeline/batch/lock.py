"""One run at a time writes into a folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import GestandError

FILE_NAME = ".lock"


class BusyFolderError(GestandError):
    """Another run writes into the output folder."""


class UnwritableFolderError(GestandError):
    """An output folder that cannot be made or written to."""


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Make the folder and hold it; the system lets go of it when this process ends, however it ends.

    Raises :class:`BusyFolderError` or :class:`UnwritableFolderError`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / FILE_NAME).open("ab")
    except OSError as error:
        rule = "an output folder can be written to"
        raise UnwritableFolderError(rule, value=error.strerror or str(error), place=str(folder)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyFolderError("one run at a time writes into a folder", place=str(folder)) from error
        yield
