"""Files of annotations with one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import InvalidLabelError

Row = TypeVar("Row", bound=BaseModel)


def read_json_lines(path: Path, model: type[Row], *, of: str, rule: str) -> tuple[Row, ...]:
    """The rows of a file, in its order; an empty file has none.

    ``of`` names what the file holds and ``rule`` what a row has to be, for the InvalidLabelError that names file and
    line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLabelError(f"a file of {of} is readable UTF-8", value=str(error), place=str(path)) from error
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(model.model_validate_json(line))
        except ValidationError as error:
            raise InvalidLabelError(rule, value=str(error), place=f"{path.name}, line {number}") from error
    return tuple(rows)
