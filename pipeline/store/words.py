"""Searching text by words, the same on SQLite and PostgreSQL.

Both databases get words that were folded here, so neither decides what a word is: no case, no accents, letters
and digits only. A word of a question finds every word that begins with it; words between double quotes find
each other in that order, whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, text
from sqlalchemy import column as named
from sqlalchemy import table as any_table

LONGEST = 64
"""Characters of a word that count."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r'"([^"]*)"|([^"]+)')
_LAST_POSITION = 16_383


def folded(content: str) -> list[str]:
    """The words of a text as they are compared; no words give an empty list.

    >>> folded("De coördinatie van 36 600-XII: ’s-Gravenhage.")
    ['de', 'coordinatie', 'van', '36', '600', 'xii', 's', 'gravenhage']
    """
    plain = unicodedata.normalize("NFKD", content).casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return [word[:LONGEST] for word in _WORD.findall(plain)]


def add_words(tx: Connection, name: str, rows: Iterable[tuple[int, str]]) -> None:
    """Make texts findable in the word index ``name``, each under the number of its row."""
    if tx.dialect.name == "sqlite":
        statement = text(f"INSERT INTO {name} (rowid, words) VALUES (:id, :words)")  # noqa: S608 - a name of ours
        values = [{"id": number, "words": " ".join(folded(content))} for number, content in rows]
    else:
        statement = text(f"INSERT INTO {name} (id, words) VALUES (:id, CAST(:words AS tsvector))")  # noqa: S608
        values = [{"id": number, "words": _vector(folded(content))} for number, content in rows]
    if values:
        tx.execute(statement, values)


def remove_words(tx: Connection, name: str, rows: Iterable[tuple[int, str]]) -> None:
    """Take texts out of the word index ``name``; the texts are those that were added."""
    if tx.dialect.name == "sqlite":
        statement = text(f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', :id, :words)")  # noqa: S608
        values = [{"id": number, "words": " ".join(folded(content))} for number, content in rows]
    else:
        statement = text(f"DELETE FROM {name} WHERE id = :id")  # noqa: S608
        values = [{"id": number} for number, _ in rows]
    if values:
        tx.execute(statement, values)


def matching(tx: Connection, name: str, key: ColumnElement[int], question: str) -> ColumnElement[bool] | None:
    """The condition that the row ``key`` holds all words of a question; ``None`` for one without words."""
    parts = asked(question)
    return key.in_(_holding(tx, name, parts)) if parts else None


def is_frequent(tx: Connection, name: str, question: str, than: int) -> bool:
    """Whether more than ``than`` rows hold all words of a question; False for one without words."""
    parts = asked(question)
    if not parts:
        return False
    some = _holding(tx, name, parts).limit(than + 1).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one()) > than


def asked(question: str) -> list[tuple[list[str], bool]]:
    """The parts of a question: words, and whether they are a phrase.

    >>> asked('douane "binnen zes weken"')
    [(['douane'], False), (['binnen', 'zes', 'weken'], True)]
    """
    parts: list[tuple[list[str], bool]] = []
    for phrase, loose in _PARTS.findall(question):
        parts += [([word], False) for word in folded(loose)]
        words = folded(phrase)
        parts += [(words, True)] if words else []
    return parts


def _holding(tx: Connection, name: str, parts: Sequence[tuple[list[str], bool]]) -> Select[Any]:
    """The numbers of the rows of a word index that hold all parts of a question."""
    if tx.dialect.name == "sqlite":
        key, condition, words = "rowid", f"{name} MATCH :asked", _match(parts)
    else:
        key, condition, words = "id", "words @@ CAST(:asked AS tsquery)", _query(parts)
    found: Select[Any] = select(named(key)).select_from(any_table(name))
    return found.where(text(condition).bindparams(bindparam("asked", words)))


def _match(parts: Sequence[tuple[list[str], bool]]) -> str:
    """A question for FTS5."""
    return " AND ".join(f'"{" ".join(words)}"{"" if phrase else "*"}' for words, phrase in parts)


def _query(parts: Sequence[tuple[list[str], bool]]) -> str:
    """A question as a tsquery of PostgreSQL."""
    whole = ["(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words, phrase in parts if phrase]
    begun = [f"'{words[0]}':*" for words, phrase in parts if not phrase]
    return " & ".join([*whole, *begun])


def _vector(words: Sequence[str]) -> str:
    """Words with their places as a tsvector of PostgreSQL."""
    return " ".join(f"'{word}':{min(place, _LAST_POSITION)}" for place, word in enumerate(words, start=1))
