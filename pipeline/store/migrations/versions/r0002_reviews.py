"""Reviews, where their sentences went, and what people hold now.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from pipeline.store.append_only import only_grows

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CONTENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _reviews()
    _successions()
    _judgements()
    for statement in only_grows(op.get_bind().dialect.name, "reviews", ("id", "name")):
        op.execute(statement)


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        _reference("reviews", "document_id", "documents"),
        _reference("reviews", "sentence_id", "sentences"),
        _reference("reviews", "statement_id", "statements", nullable=True),
        _reference("reviews", "undoes_id", "reviews", nullable=True),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("labels", CONTENT, nullable=False),
        sa.Column("cue", sa.String(16)),
        sa.Column("frame", CONTENT),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("name", name="uq_reviews_name"),
    )
    for column in ("document_id", "sentence_id", "at"):
        op.create_index(f"ix_reviews_{column}", "reviews", [column])


def _successions() -> None:
    op.create_table(
        "successions",
        _reference("successions", "labelling_id", "labellings", primary_key=True),
        _reference("successions", "sentence_id", "sentences", primary_key=True),
        _reference("successions", "successor_id", "sentences", nullable=True),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("share", sa.Double, nullable=False),
    )
    for column in ("sentence_id", "successor_id"):
        op.create_index(f"ix_successions_{column}", "successions", [column])


def _judgements() -> None:
    op.create_table(
        "judgements",
        _reference("judgements", "sentence_id", "sentences", primary_key=True),
        sa.Column("by", sa.Text, primary_key=True),
        _reference("judgements", "review_id", "reviews"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("labels", CONTENT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_judgements_by_sentence_id", "judgements", ["by", "sentence_id"])


def _reference(
    table: str, column: str, to: str, *, nullable: bool = False, primary_key: bool = False
) -> sa.Column[int]:
    key = sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{column}")
    return sa.Column(column, KEY, key, nullable=nullable, primary_key=primary_key)
