"""Documents, their versions, runs, and statements about sentences.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CONTENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _documents()
    _labellings()
    _statements()
    _words()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.UniqueConstraint("name", name="uq_documents_name"),
    )
    op.create_table(
        "versions",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("document_id", KEY, sa.ForeignKey("documents.id", name="fk_versions_document_id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("date", sa.Date),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("asked", sa.Date),
        sa.Column("answered", sa.Date),
        *(
            sa.Column(name, CONTENT, nullable=False)
            for name in ("askers", "answerers", "dossiers", "question_ids", "omissions")
        ),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("document_id", "digest", name="uq_versions_document_id_digest"),
    )
    op.create_index("ix_versions_sha256", "versions", ["sha256"])
    op.create_table(
        "version_numbers",
        sa.Column(
            "version_id",
            KEY,
            sa.ForeignKey("versions.id", name="fk_version_numbers_version_id"),
            primary_key=True,
        ),
        sa.Column("number", sa.Text, primary_key=True),
    )
    op.create_index("ix_version_numbers_number", "version_numbers", ["number"])


def _labellings() -> None:
    op.create_table(
        "runs",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("pipeline_version", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint(
            "pipeline_version", "model", "created_at", name="uq_runs_pipeline_version_model_created_at"
        ),
    )
    op.create_table(
        "labellings",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("document_id", KEY, sa.ForeignKey("documents.id", name="fk_labellings_document_id"), nullable=False),
        sa.Column("version_id", KEY, sa.ForeignKey("versions.id", name="fk_labellings_version_id"), nullable=False),
        sa.Column("run_id", KEY, sa.ForeignKey("runs.id", name="fk_labellings_run_id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("sentences", sa.Integer, nullable=False),
        sa.UniqueConstraint("version_id", "run_id", "digest", name="uq_labellings_version_id_run_id_digest"),
    )
    op.create_index("ix_labellings_document_id", "labellings", ["document_id"])
    op.create_index("ix_labellings_run_id", "labellings", ["run_id"])
    _partial_index("uq_labellings_current", "labellings", ["document_id"], unique=True)
    op.create_table(
        "files",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("document_id", KEY, sa.ForeignKey("documents.id", name="fk_files_document_id"), nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("labelling_id", KEY, sa.ForeignKey("labellings.id", name="fk_passages_labelling_id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("numbers", CONTENT, nullable=False),
        sa.Column("turn", sa.Integer),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("office", sa.Text),
        sa.Column("ministry", sa.Text),
        sa.Column("role", sa.String(16)),
        sa.Column("party", sa.Text),
        sa.UniqueConstraint("labelling_id", "ordinal", name="uq_passages_labelling_id_ordinal"),
    )


def _statements() -> None:
    op.create_table(
        "sentences",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("document_id", KEY, sa.ForeignKey("documents.id", name="fk_sentences_document_id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("name", name="uq_sentences_name"),
    )
    op.create_index("ix_sentences_document_id_start", "sentences", ["document_id", "start"])
    op.create_table(
        "statements",
        sa.Column("id", KEY, primary_key=True),
        *(
            sa.Column(f"{one}_id", KEY, sa.ForeignKey(f"{one}s.id", name=f"fk_statements_{one}_id"), nullable=False)
            for one in ("labelling", "sentence", "passage", "document")
        ),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False, server_default=sa.false()),
        *(sa.Column(label, sa.Boolean, nullable=False) for label in ("commitment", "refusal", "claim")),
        *(sa.Column(f"{label}_score", sa.Double, nullable=False) for label in ("commitment", "refusal", "claim")),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("cue", sa.String(16)),
        sa.Column("frame", CONTENT),
        sa.Column("evidence", CONTENT),
        sa.Column("uncertainty", sa.Double, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("minister", sa.Text),
        sa.Column("ministry", sa.Text),
        sa.Column("strength", sa.String(16)),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("judges", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("disputed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("labelling_id", "ordinal", name="uq_statements_labelling_id_ordinal"),
    )
    op.create_index("ix_statements_sentence_id", "statements", ["sentence_id"])
    for name, columns in {
        "document": ["document_id", "ordinal"],
        "day": ["day", "id"],
        "uncertainty": ["uncertainty", "id"],
        "ministry": ["ministry", "day", "id"],
        "minister": ["minister", "day", "id"],
        "kind": ["kind", "day", "id"],
        "latest": ["latest", "id"],
        "judges": ["judges", "uncertainty", "id"],
    }.items():
        _partial_index(f"ix_statements_current_{name}", "statements", columns)


def _words() -> None:
    """The word index of sentences: FTS5 without content, or tsvector under GIN."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE sentence_words USING fts5("
            "words, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"
        )
    else:
        op.execute("CREATE TABLE sentence_words (id bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_sentence_words_words ON sentence_words USING gin (words)")


def _partial_index(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
