"""The ledger: commitments, what became of them, what is proposed, and the Kamer's register.

What the ledger says of sentences and documents it says by their ids, so that it can be read when they are gone.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from pipeline.store.columns import Content, Key, Moment
from pipeline.store.tables.base import metadata

entries = Table(
    "entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False, index=True),
    Column("content", Content, nullable=False),
    Column("state", Content, nullable=False),
    Column("status", String(16), nullable=False),
    Column("made", Date),
    Column("earliest", Date),
    Column("latest", Date),
    Column("minister", Text),
    Column("ministry", Text),
    Column("minister_words", Text, nullable=False),
    Column("ministry_words", Text, nullable=False),
    Column("strength", String(16), nullable=False),
    Column("polarity", String(16), nullable=False),
    Column("slipped_days", Integer, nullable=False),
    Column("touched", Boolean, nullable=False),
    Column("registered", Text, index=True),
    Column("merged_into", Text, index=True),
    Index(None, "latest", "id"),
    Index(None, "made", "id"),
)
"""``content`` is the entry, ``state`` what its events come to; the other columns are copied from them to search by."""

entry_numbers = Table(
    "entry_numbers",
    metadata,
    Column("entry_id", Key, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Text, primary_key=True),
    Index(None, "number"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("entry_id", Key, ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("sentence", Text, nullable=False, index=True),
    Column("document", Text, nullable=False, index=True),
)

events = Table(
    "events",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("entry_id", Key, ForeignKey("entries.id"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("date", Date),
    Column("document", Text, index=True),
    Column("sentence", Text),
    Column("register", Text),
    Column("proposal", Text, index=True),
    Column("quote", Text, nullable=False),
    Column("deadline", Content),
    Column("actor", Content),
    Column("retracts", Text, index=True),
    Column("note", Text, nullable=False),
)
"""Only grows."""

proposals = Table(
    "proposals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("entry_id", Key, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("document", Text, index=True),
    Column("sentence", Text),
    Column("register", Text, index=True),
    Column("probability", Double, nullable=False, index=True),
    Column("content", Content, nullable=False),
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", Key, primary_key=True),
    Column("proposal", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("proposal", "by", "at"),
)
"""Only grows; outlives the proposal, so that what was rejected never returns."""

register_entries = Table(
    "register_entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("number", Text, index=True),
    Column("created", Date),
    Column("ministry", Text),
    Column("status", String(16)),
    Column("deleted", Boolean, nullable=False),
    Column("changed_at", Moment),
    Column("content", Content, nullable=False),
)
