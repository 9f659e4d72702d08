"""What people said about sentences, and what follows from it."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, String, Table, Text

from pipeline.store.columns import Content, Key, Moment
from pipeline.store.tables.base import metadata

reviews = Table(
    "reviews",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("document_id", Key, ForeignKey("documents.id"), nullable=False, index=True),
    Column("sentence_id", Key, ForeignKey("sentences.id"), nullable=False, index=True),
    Column("statement_id", Key, ForeignKey("statements.id")),
    Column("undoes_id", Key, ForeignKey("reviews.id")),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("labels", Content, nullable=False),
    Column("cue", String(16)),
    Column("frame", Content),
    Column("note", Text, nullable=False),
)
"""Only grows. ``sentence_id`` is the sentence as it was when the word was said, ``statement_id`` what was shown."""

successions = Table(
    "successions",
    metadata,
    Column("labelling_id", Key, ForeignKey("labellings.id"), primary_key=True),
    Column("sentence_id", Key, ForeignKey("sentences.id"), primary_key=True, index=True),
    Column("successor_id", Key, ForeignKey("sentences.id"), index=True),
    Column("how", String(16), nullable=False),
    Column("share", Double, nullable=False),
)
"""Where a sentence that somebody spoke about went in a labelling that does not have it; no successor: lost."""

judgements = Table(
    "judgements",
    metadata,
    Column("sentence_id", Key, ForeignKey("sentences.id"), primary_key=True),
    Column("by", Text, primary_key=True),
    Column("review_id", Key, ForeignKey("reviews.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("labels", Content, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "by", "sentence_id"),
)
"""What each person holds of a current sentence; follows from ``reviews`` and ``successions``."""
