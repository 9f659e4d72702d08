"""What states in the Kamer's register mean (``register_status.toml``): read, validated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from pipeline.entries import Status
from pipeline.errors import InvalidResourceError
from pipeline.resources.validation import validated

FILE = "register_status.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    status: Status
    values: tuple[str, ...] = Field(min_length=1)
    source: str = Field(min_length=10)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    status: tuple[_Entry, ...] = Field(min_length=1)


def read_statuses(text: str) -> Mapping[str, Status]:
    r"""Value, folded, → status; raises InvalidResourceError when a value stands twice.

    >>> read_statuses('[[status]]\nid = "a"\nstatus = "openstaand"\nvalues = ["open"]\nsource = "an example"')
    {'open': 'openstaand'}
    """
    found: dict[str, Status] = {}
    for entry in validated(_File, text, place=FILE).status:
        for value in entry.values:
            if value in found or value != _folded(value):
                rule = "a value stands once, in lower case, with single spaces"
                raise InvalidResourceError(rule, value=value, place=f"{FILE}, {entry.id}")
            found[value] = entry.status
    return found


@cache
def load_statuses() -> Mapping[str, Status]:
    """The values that ship with the project, read once."""
    return read_statuses((files("pipeline.resources") / FILE).read_text(encoding="utf-8"))


def status_of(value: str | None) -> Status | None:
    """What a state in the register means; ``None`` for an empty or unknown one.

    >>> status_of("Deels  Voldaan"), status_of(""), status_of("Onbekend")
    ('deels_afgedaan', None, None)
    """
    return load_statuses().get(_folded(value or ""))


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
