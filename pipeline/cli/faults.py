"""Errors become one line on standard error and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from pipeline.errors import GestandError

SET_ASIDE = 1
WRONG_USAGE = 2
INTERRUPTED = 130


@contextmanager
def faults_shown() -> Iterator[None]:
    """Within this, an error that says what is wrong ends the program with its exit code."""
    try:
        yield
    except GestandError as error:
        _end(str(error), WRONG_USAGE, error)
    except KeyboardInterrupt as error:
        _end("afgebroken; wat al geschreven is, blijft staan", INTERRUPTED, error)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        place = f"{error.filename}: " if error.filename else ""
        _end(f"{place}{error.strerror or error}", WRONG_USAGE, error)


def wrong_usage(message: str) -> typer.Exit:
    """Say what is wrong with the command line; raise what this gives."""
    typer.echo(f"gestand: {message}", err=True)
    return typer.Exit(WRONG_USAGE)


def there(paths: Iterable[Path]) -> None:
    """End the program when one of these paths is not there."""
    for path in paths:
        if not os.path.lexists(path):
            raise wrong_usage(f"{path} bestaat niet")


def _end(message: str, code: int, error: BaseException) -> None:
    typer.echo(f"gestand: {message}", err=True)
    raise typer.Exit(code) from error
