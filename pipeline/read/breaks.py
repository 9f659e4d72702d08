"""Forced line breaks inside a paragraph (Word, HTML): which of them end a paragraph."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.?!:;…][\"”’»)]*\d{0,2}$")
_HEADER = re.compile(r"(?:vraag|vragen|antwoord(?:en)?)\b.{0,40}$", re.IGNORECASE)


def split_lines(text: str) -> tuple[str, ...]:
    r"""The paragraphs within a paragraph: a forced line break ends one where a sentence or a header ends.

    >>> split_lines("Ja.\nVraag 2\nKlopt dit\nbericht?")
    ('Ja.', 'Vraag 2', 'Klopt dit bericht?')
    """
    found: list[str] = []
    for line in text.split("\n"):
        words = re.sub(r"\s+", " ", line).strip()
        if not words:
            continue
        if found and not (_SENTENCE_END.search(found[-1]) or _HEADER.match(found[-1]) or _HEADER.match(words)):
            found[-1] = f"{found[-1]} {words}"
        else:
            found.append(words)
    return tuple(found)
