"""Documents as they were read, and the machine's statements about their sentences.

``documents`` ─< ``versions`` ─< ``labellings`` >─ ``runs``; a labelling has ``passages`` and ``statements``;
``sentences`` belong to the document, because their ids come from document, span and text alone.
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
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from pipeline.store.columns import Content, Key, Moment
from pipeline.store.tables.base import metadata, partial_index

documents = Table(
    "documents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("document_id", Key, ForeignKey("documents.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("title", Text),
    Column("date", Date),
    Column("language", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("asked", Date),
    Column("answered", Date),
    Column("askers", Content, nullable=False),
    Column("answerers", Content, nullable=False),
    Column("dossiers", Content, nullable=False),
    Column("question_ids", Content, nullable=False),
    Column("omissions", Content, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("document_id", "digest"),
)
"""``digest`` is of everything that the labelled JSON says of the document, ``sha256`` of the source bytes."""

version_numbers = Table(
    "version_numbers",
    metadata,
    Column("version_id", Key, ForeignKey("versions.id"), primary_key=True),
    Column("number", Text, primary_key=True),
    Index(None, "number"),
)
"""Dossiers and numbers of questions, to search by."""

runs = Table(
    "runs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("pipeline_version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("pipeline_version", "model", "created_at"),
)

labellings = Table(
    "labellings",
    metadata,
    Column("id", Key, primary_key=True),
    Column("document_id", Key, ForeignKey("documents.id"), nullable=False),
    Column("version_id", Key, ForeignKey("versions.id"), nullable=False),
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("is_current", Boolean, nullable=False, server_default=false()),
    Column("sentences", Integer, nullable=False),
    UniqueConstraint("version_id", "run_id", "digest"),
    Index(None, "document_id"),
)
"""One version of a document, labelled by one run. One labelling of a document is current: the newest."""
partial_index("uq_labellings_current", labellings, "document_id", where="is_current", unique=True)

files = Table(
    "files",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("document_id", Key, ForeignKey("documents.id"), nullable=False),
)
"""Files of labelled JSON that were taken in, by the digest of their bytes: they need not be read again."""

passages = Table(
    "passages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("labelling_id", Key, ForeignKey("labellings.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("form", String(16), nullable=False),
    Column("numbers", Content, nullable=False),
    Column("turn", Integer),
    Column("depth", Integer, nullable=False),
    Column("name", Text),
    Column("office", Text),
    Column("ministry", Text),
    Column("role", String(16)),
    Column("party", Text),
    UniqueConstraint("labelling_id", "ordinal"),
)
"""``role`` is null when nobody is known to speak."""

sentences = Table(
    "sentences",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("document_id", Key, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "document_id", "start"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("labelling_id", Key, ForeignKey("labellings.id"), nullable=False),
    Column("sentence_id", Key, ForeignKey("sentences.id"), nullable=False, index=True),
    Column("passage_id", Key, ForeignKey("passages.id"), nullable=False),
    Column("document_id", Key, ForeignKey("documents.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("is_current", Boolean, nullable=False, server_default=false()),
    Column("commitment", Boolean, nullable=False),
    Column("refusal", Boolean, nullable=False),
    Column("claim", Boolean, nullable=False),
    Column("commitment_score", Double, nullable=False),
    Column("refusal_score", Double, nullable=False),
    Column("claim_score", Double, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    Column("cue", String(16)),
    Column("frame", Content),
    Column("evidence", Content),
    Column("uncertainty", Double, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("date", Date),
    Column("day", Date, nullable=False),
    Column("minister", Text),
    Column("ministry", Text),
    Column("strength", String(16)),
    Column("earliest", Date),
    Column("latest", Date),
    Column("judges", SmallInteger, nullable=False, server_default="0"),
    Column("disputed", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("labelling_id", "ordinal"),
)
"""The machine's words about a sentence, never changed; ``is_current``, ``judges`` and ``disputed`` follow from
other tables and are kept so that lists are fast. What stands after ``uncertainty`` is copied from elsewhere.
``day`` is ``date``, or the first of all days where there is none: an order that every database has an index for."""

for _name, _columns in {
    "document": ("document_id", "ordinal"),
    "day": ("day", "id"),
    "uncertainty": ("uncertainty", "id"),
    "ministry": ("ministry", "day", "id"),
    "minister": ("minister", "day", "id"),
    "kind": ("kind", "day", "id"),
    "latest": ("latest", "id"),
    "judges": ("judges", "uncertainty", "id"),
}.items():
    partial_index(f"ix_statements_current_{_name}", statements, *_columns, where="is_current")
