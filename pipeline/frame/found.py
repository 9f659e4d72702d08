"""A field of a frame with the rules that filled it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[Value_co]):
    """``evidence`` holds ids such as ``strength:streven``; empty where no rule but the default gave the value."""

    value: Value_co
    evidence: tuple[str, ...] = ()
