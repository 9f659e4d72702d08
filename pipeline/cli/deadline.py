"""``gestand deadline``: the deadline in one sentence, or in each line of a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.faults import SET_ASIDE, faults_shown, wrong_usage
from pipeline.errors import GestandError

if TYPE_CHECKING:
    from pipeline.resources.calendar import Calendar


def deadline(
    text: Annotated[str | None, typer.Argument(metavar="TEKST", help="Eén zin.")] = None,
    *,
    date: Annotated[
        str | None, typer.Option(metavar="JJJJ-MM-DD", help="Datum van het document, waarvandaan geteld wordt.")
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(metavar="BESTAND", help='Regels {"date": …, "text": …}; één JSON-waarde per regel terug.'),
    ] = None,
    calendar: Annotated[
        Path | None, typer.Option(metavar="KALENDER.toml", help="Recessen en dagen naast die van het programma.")
    ] = None,
) -> None:
    """Druk de termijn in een zin af als JSON, of null; zonder datum blijft open wat van de datum afhangt."""
    if (text is None) == (jsonl is None):
        raise wrong_usage("geef een tekst of --jsonl")
    with faults_shown():
        from pipeline.resources.calendar import load_calendar, read_calendar  # noqa: PLC0415 - start-up is quick

        known = read_calendar(calendar) if calendar else load_calendar()
        if jsonl is not None:
            if date is not None:
                raise wrong_usage("--date staat bij --jsonl in de regels zelf")
            _lines(jsonl, known)
        elif text is not None:
            typer.echo(_json(_found(text, date, known)))


def _lines(path: Path, calendar: Calendar) -> None:
    """One value for each line; a line that cannot be read gives an error object and exit code 1 at the end."""
    failed = False
    for number, line in _numbered(path):
        try:
            value: Any = _of_line(line, f"{path}, regel {number}", calendar)
        except GestandError as error:
            failed = True
            typer.echo(f"gestand: {error}", err=True)
            value = {"error": str(error)}
        typer.echo(_json(value))
    if failed:
        raise typer.Exit(SET_ASIDE)


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, as bytes, with their numbers."""
    with path.open("rb") as file:
        yield from ((number, line) for number, line in enumerate(file, start=1) if line.strip())


def _of_line(line: bytes, place: str, calendar: Calendar) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise GestandError("een regel is JSON in UTF-8", place=place) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise GestandError('een regel is een object met "text"', place=place)
    date = row.get("date")
    if date is not None and not isinstance(date, str):
        raise GestandError('"date" is een datum JJJJ-MM-DD of null', value=date, place=place)
    return _found(row["text"], date, calendar, place)


def _found(text: str, date: str | None, calendar: Calendar, place: str = "") -> dict[str, Any] | None:
    from pipeline.frame import find_deadline  # noqa: PLC0415 - start-up is quick

    try:
        anchor = dt.date.fromisoformat(date) if date is not None else None
    except ValueError:
        anchor = None
    if date is not None and (anchor is None or anchor.isoformat() != date):
        raise GestandError("een datum is JJJJ-MM-DD", value=date, place=place)
    found = find_deadline(text, anchor, calendar=calendar)
    return asdict(found) if found else None


def _json(value: dict[str, Any] | None) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
