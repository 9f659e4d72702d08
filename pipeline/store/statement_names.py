"""Who speaks in statements: names to filter by."""

from __future__ import annotations

from sqlalchemy import select

from pipeline.records import Label
from pipeline.store.database import Transaction
from pipeline.store.tables.documents import statements


def ministries(tx: Transaction, label: Label, limit: int = 200) -> tuple[str, ...]:
    """The ministries of current statements with a label, by name."""
    name = statements.c.ministry
    query = select(name).where(statements.c.is_current, statements.c[label], name.is_not(None)).distinct()
    return tuple(tx.execute(query.order_by(name).limit(limit)).scalars())
