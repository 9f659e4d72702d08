"""What all tables share: one collection, and names for constraints that are the same on every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, MetaData, Table, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def partial_index(name: str, table: Table, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows for which the boolean column ``where`` is true."""
    expressions: list[Any] = [table.c[column] for column in columns]
    return Index(
        name,
        *expressions,
        unique=unique,
        sqlite_where=text(f"{where} = 1"),
        postgresql_where=text(where),
    )
