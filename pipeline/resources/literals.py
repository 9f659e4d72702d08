"""Words that a regular expression cannot match without: a cheap look before the expensive one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 64
"""Sets larger than this cost as much as the expression itself."""

LONGEST = 6
"""Beginnings of words do: fewer strings to look for."""

_CAP = 400
_START = 3


def needed_literals(pattern: str) -> tuple[str, ...]:
    r"""Strings of which every match holds at least one; empty when no small set of them is known.

    >>> needed_literals(r"\b(?:zal|zullen) (?:\S+ )?blijven")
    ('blijve',)
    >>> needed_literals(r"\bniet|geen")
    ('geen', 'niet')
    >>> needed_literals(r"\d+")
    ()
    """
    found = _shortened(_needed(_parser.parse(pattern, re.NOFLAG)) or set())
    return tuple(sorted(found)) if len(found) <= MOST else ()


@dataclass(frozen=True, slots=True)
class LiteralIndex:
    r"""Which of many expressions can match a text at all, by the strings that they need.

    >>> index = LiteralIndex.of([r"\bzal\b", r"\bniet|geen", r"\d+"])
    >>> index.candidates("dat zal niet")
    [0, 1, 2]
    >>> index.candidates("dat klopt")
    [2]
    """

    always: tuple[int, ...]
    short: tuple[tuple[str, tuple[int, ...]], ...]
    by_start: dict[str, tuple[tuple[str, tuple[int, ...]], ...]]

    @classmethod
    def of(cls, patterns: Sequence[str]) -> LiteralIndex:
        """An index of expressions, numbered from 0."""
        wanted: dict[str, list[int]] = {}
        needs = [needed_literals(pattern) for pattern in patterns]
        for number, found in enumerate(needs):
            for need in found:
                wanted.setdefault(need, []).append(number)
        starts: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        for need, numbers in sorted(wanted.items()):
            starts.setdefault(need[:_START], []).append((need, tuple(numbers)))
        return cls(
            always=tuple(number for number, found in enumerate(needs) if not found),
            short=tuple(entry for start, entries in starts.items() if len(start) < _START for entry in entries),
            by_start={start: tuple(entries) for start, entries in starts.items() if len(start) == _START},
        )

    def candidates(self, text: str) -> list[int]:
        """The numbers of the expressions that can match, in order."""
        starts = {text[place : place + _START] for place in range(len(text) - _START + 1)}
        found = set(self.always)
        for need, numbers in self.short:
            if need in text:
                found.update(numbers)
        for start in self.by_start.keys() & starts:
            for need, numbers in self.by_start[start]:
                if need in text:
                    found.update(numbers)
        return sorted(found)


def _shortened(found: set[str]) -> set[str]:
    """Beginnings only, and none that holds another."""
    short = {text.strip()[:LONGEST].strip() for text in found}
    return {text for text in short if not any(other != text and other in text for other in short)}


def _exact(nodes: Sequence[Any]) -> set[str] | None:
    """All strings that a sequence can match, when they are few; anchors match nothing."""
    parts: list[set[str]] = [{""}]
    for code, value in nodes:
        part = _exact_node(code, value)
        if part is None:
            return None
        parts.append(part)
        if len(parts) > 1:
            parts = [{one + other for one, other in product(*parts)}]
        if len(parts[0]) > _CAP:
            return None
    return parts[0]


def _exact_node(code: Any, value: Any) -> set[str] | None:  # noqa: ANN401 - nodes of re's parser have no types
    if code is op.LITERAL:
        return {chr(value)}
    if code in {op.AT, op.ASSERT, op.ASSERT_NOT}:
        return {""}
    if code is op.SUBPATTERN:
        return _exact(value[3])
    if code is op.BRANCH:
        return _joined([_exact(branch) for branch in value[1]])
    if code is op.IN:
        plain = all(kind is op.LITERAL for kind, _ in value)
        return {chr(character) for _, character in value} if plain else None
    optional = _exact(value[2]) if code is op.MAX_REPEAT and (value[0], value[1]) == (0, 1) else None
    return None if optional is None else optional | {""}


def _joined(parts: Sequence[set[str] | None]) -> set[str] | None:
    """All of them together; None when one is not known."""
    known = [part for part in parts if part is not None]
    return set().union(*known) if len(known) == len(parts) else None


def _needed(nodes: Sequence[Any]) -> set[str] | None:
    """The best set for a sequence: of its runs of exact parts and of what its other parts need."""
    candidates: list[set[str]] = []
    run: set[str] = {""}
    for code, value in nodes:
        part = _exact_node(code, value)
        if part is not None and len(run) * len(part) <= _CAP:
            run = {one + other for one, other in product(run, part)}
            continue
        candidates.append(run)
        run = part if part is not None else {""}
        if part is None and (inner := _needed_node(code, value)) is not None:
            candidates.append(inner)
    candidates.append(run)
    useful = [found for found in candidates if min(len(text.strip()) for text in found) > 1]
    return min(useful, key=_cost, default=None)


def _cost(found: set[str]) -> float:
    """Few and long is best."""
    short = _shortened(found)
    return len(short) + 60.0 / min(map(len, short)) ** 2


def _needed_node(code: Any, value: Any) -> set[str] | None:  # noqa: ANN401 - nodes of re's parser have no types
    if code is op.SUBPATTERN:
        return _needed(value[3])
    if code is op.BRANCH:
        return _joined([_needed(branch) for branch in value[1]])
    if code in {op.MAX_REPEAT, op.MIN_REPEAT} and value[0] > 0:
        return _needed(value[2])
    return None
