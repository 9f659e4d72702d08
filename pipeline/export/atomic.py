"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

MODE = 0o666
"""What a new file may be, before the user's umask."""


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file so that nobody ever sees half of it.

    The content goes to a hidden temporary file in the same folder, to the disk, and then takes the place of
    ``path`` in one step. When anything fails, ``path`` is what it was and no temporary file stays; only a killed
    process leaves one (``.<name>.….part``), which :func:`sweep` removes. Raises ``OSError``.
    """
    parts = (content,) if isinstance(content, bytes) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fchmod(file.fileno(), MODE & ~_umask())
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> int:
    """Remove what killed runs left half-written in a folder; gives how many files that were."""
    left = list(folder.glob(".*.part"))
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _umask() -> int:
    """The user's umask, read without changing it where the system says it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        status = ""
    for line in status.splitlines():
        if line.startswith("Umask:"):
            return int(line.split()[1], 8)
    return 0o022
