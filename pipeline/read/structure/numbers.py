"""Numbers of questions as they are printed: lists, ranges, a comma that was forgotten."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"(?P<number>\d{1,3})(?P<part>[A-Za-z])?(?![A-Za-z])|(?P<range>t/m|t/|tot\s+en\s+met|\btot\b|[-–—])",
    re.IGNORECASE,
)
_LONGEST_RANGE = 100


def parse_numbers(text: str) -> tuple[str, ...]:
    """The numbers in a list as printed, ranges expanded, each once and in the order of the text.

    A range that runs backwards, or over more than a hundred questions, gives its two ends.

    >>> parse_numbers("2-4, 6 en 8"), parse_numbers("7, 8, 9 10 en 11"), parse_numbers("1a t/m 1c")
    (('2', '3', '4', '6', '8'), ('7', '8', '9', '10', '11'), ('1a', '1b', '1c'))
    >>> parse_numbers("7–9 en 11–13"), parse_numbers("")
    (('7', '8', '9', '11', '12', '13'), ())
    """
    found: list[str] = []
    ranged = False
    for token in _TOKEN.finditer(text):
        if token["range"]:
            ranged = bool(found)
            continue
        number = token["number"].lstrip("0") or "0"
        label = f"{number}{(token['part'] or '').lower()}"
        if ranged:
            found.extend(_between(found[-1], label))
        found.append(label)
        ranged = False
    return tuple(dict.fromkeys(found))


def _between(first: str, last: str) -> list[str]:
    """What stands strictly between two labels of one sort: 2…5, or 1a…1d."""
    if first.isdecimal() and last.isdecimal():
        low, high = int(first), int(last)
        return [str(number) for number in range(low + 1, high)] if high - low <= _LONGEST_RANGE else []
    if first[:-1] == last[:-1] and first[-1].isalpha() and last[-1].isalpha():
        return [f"{first[:-1]}{chr(code)}" for code in range(ord(first[-1]) + 1, ord(last[-1]))]
    return []
