"""Files that are made piece by piece: memory stays flat however long the list, and a failure is still an answer.

The pieces go to a file without a name, so that no reader with a slow line keeps the store busy.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from fastapi import Response
from fastapi.responses import StreamingResponse

IN_MEMORY = 1 << 20
"""Bytes that are kept in memory before a file takes them."""
PIECE = 1 << 16
"""Bytes sent at once."""


def array(pieces: Iterable[bytes]) -> Iterator[bytes]:
    r"""One JSON array out of some, all indented and ended by a line break.

    >>> b"".join(array([b"[\n  1\n]\n", b"[\n  2\n]\n"]))
    b'[\n  1,\n  2\n]\n'
    >>> b"".join(array([]))
    b'[]\n'
    """
    before = b"["
    for piece in pieces:
        yield before + piece.removeprefix(b"[").removesuffix(b"\n]\n")
        before = b","
    yield b"[]\n" if before == b"[" else b"\n]\n"


def table(header: str, pieces: Iterable[str]) -> Iterator[bytes]:
    r"""One table out of some that all begin with the same header.

    >>> b"".join(table("a\n", ["a\n1\n", "a\n2\n"]))
    b'a\n1\n2\n'
    """
    yield header.encode()
    for piece in pieces:
        yield piece.removeprefix(header).encode()


def spooled(pieces: Iterable[bytes], kind: str) -> Response:
    """An answer of these pieces; all are made before it begins, so that errors are answered as such."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it was sent
    try:
        for piece in pieces:
            file.write(piece)
        length = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return StreamingResponse(_read(file), media_type=kind, headers={"Content-Length": str(length)})


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
