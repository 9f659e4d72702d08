"""What SQLite and PostgreSQL both know and SQLAlchemy spells for each."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_of(tx: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say ``ON CONFLICT``."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)


def insert_or_pass(tx: Connection, table: Table, *key: str) -> sqlite.Insert | postgresql.Insert:
    """An insert that leaves a row with the same ``key`` alone."""
    return insert_of(tx, table).on_conflict_do_nothing(index_elements=list(key))
