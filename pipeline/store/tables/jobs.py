"""What was done when: to say how fresh the store is, and what failed."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from pipeline.store.columns import Content, Key, Moment
from pipeline.store.tables.base import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("started_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("figures", Content, nullable=False),
    Column("set_aside", Content, nullable=False),
    Column("error", Text),
)
