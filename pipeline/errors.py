"""Errors that name the rule that was broken, the value that broke it, and the place where it stands."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "empty",
    "too_large",
    "truncated",
    "encrypted",
    "no_text",
    "damaged",
    "unsafe_xml",
    "unknown_format",
    "unknown_encoding",
    "unknown_language",
    "limit_exceeded",
    "unreadable_file",
    "internal_error",
]
"""Why a document was set aside; the machine-readable half of a rejection."""


class GestandError(Exception):
    """A rule that was broken, by which value, and where.

    >>> print(GestandError("a page number is positive", value=-1, place="letter.pdf, page 3"))
    letter.pdf, page 3: a page number is positive (got -1)
    """

    def __init__(self, rule: str, *, value: object = None, place: str = "") -> None:
        self.rule = rule
        self.value = value
        self.place = place
        super().__init__(rule, value, place)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        what = f" (got {self.value!r})" if self.value is not None else ""
        return f"{where}{self.rule}{what}"


class UnreadableDocumentError(GestandError):
    """A document that cannot be read; the batch goes on without it.

    >>> error = UnreadableDocumentError("empty", "a document has text", value="0 bytes", place="leeg.txt")
    >>> error.reason, str(error)
    ('empty', "leeg.txt: a document has text (got '0 bytes')")
    """

    def __init__(self, reason: Reason, rule: str, *, value: object = None, place: str = "") -> None:
        super().__init__(rule, value=value, place=place)
        self.reason: Reason = reason


class InvalidResourceError(GestandError):
    """An entry in ``pipeline/resources`` that breaks its schema."""


class InvalidModelError(GestandError):
    """A model folder that is incomplete, damaged or of another version."""


class InvalidLabelError(GestandError):
    """A row of labelled sentences (gold, annotations) that cannot be used."""
