"""TOML text becomes a model; what breaks its schema is told with file, entry and rule."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import InvalidResourceError

Model = TypeVar("Model", bound=BaseModel)


def validated(
    model: type[Model],
    text: str,
    *,
    place: str,
    rule: str = "a rule file is valid TOML",
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> Model:
    """The model in TOML text, ``prepare`` applied before it is checked; raises InvalidResourceError.

    >>> class Entry(BaseModel):
    ...     id: str
    >>> validated(Entry, 'id = "a"', place="x.toml").id
    'a'
    >>> validated(Entry, "", place="x.toml")
    Traceback (most recent call last):
    ...
    pipeline.errors.InvalidResourceError: x.toml, id: Field required (got {})
    """
    try:
        return model.model_validate(prepare(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise InvalidResourceError(rule, value=str(error), place=place) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidResourceError(first["msg"], value=first["input"], place=f"{place}, {where}") from error
