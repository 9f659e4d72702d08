"""The ledger: entries, events, proposals, rejections, and the register.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from pipeline.store.append_only import only_grows

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CONTENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _entries()
    _events()
    _proposals()
    _register()
    dialect = op.get_bind().dialect.name
    grows = {"events": ("id", "name"), "rejections": ("id",)}
    for statement in (sql for table, keys in grows.items() for sql in only_grows(dialect, table, keys)):
        op.execute(statement)
    _words(dialect)


def _entries() -> None:
    op.create_table(
        "entries",
        *_named("entries"),
        _text("document"),
        sa.Column("content", CONTENT, nullable=False),
        sa.Column("state", CONTENT, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Date) for name in ("made", "earliest", "latest")),
        *(_text(name, nullable=True) for name in ("minister", "ministry")),
        *(_text(name) for name in ("minister_words", "ministry_words")),
        *(sa.Column(name, sa.String(16), nullable=False) for name in ("strength", "polarity")),
        sa.Column("slipped_days", sa.Integer, nullable=False),
        sa.Column("touched", sa.Boolean, nullable=False),
        *(_text(name, nullable=True) for name in ("registered", "merged_into")),
    )
    _index("entries", ["document"], ["registered"], ["merged_into"], ["latest", "id"], ["made", "id"])
    op.create_table(
        "entry_numbers",
        _entry("entry_numbers", ondelete="CASCADE", primary_key=True),
        sa.Column("number", sa.Text, primary_key=True),
    )
    _index("entry_numbers", ["number"])
    op.create_table(
        "mentions",
        _entry("mentions", ondelete="CASCADE", primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        _text("sentence"),
        _text("document"),
    )
    _index("mentions", ["sentence"], ["document"])


def _events() -> None:
    op.create_table(
        "events",
        *_named("events"),
        _entry("events"),
        sa.Column("kind", sa.String(32), nullable=False),
        _text("by"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("date", sa.Date),
        *(_text(name, nullable=True) for name in ("document", "sentence", "register", "proposal")),
        _text("quote"),
        sa.Column("deadline", CONTENT),
        sa.Column("actor", CONTENT),
        _text("retracts", nullable=True),
        _text("note"),
    )
    _index("events", ["entry_id"], ["at"], ["document"], ["proposal"], ["retracts"])


def _proposals() -> None:
    op.create_table(
        "proposals",
        *_named("proposals"),
        _entry("proposals", ondelete="CASCADE"),
        sa.Column("kind", sa.String(32), nullable=False),
        *(_text(name, nullable=True) for name in ("document", "sentence", "register")),
        sa.Column("probability", sa.Double, nullable=False),
        sa.Column("content", CONTENT, nullable=False),
    )
    _index("proposals", ["entry_id"], ["document"], ["register"], ["probability"])
    op.create_table(
        "rejections",
        sa.Column("id", KEY, primary_key=True),
        _text("proposal"),
        _text("by"),
        sa.Column("at", MOMENT, nullable=False),
        _text("reason"),
        sa.UniqueConstraint("proposal", "by", "at", name="uq_rejections_proposal_by_at"),
    )


def _register() -> None:
    op.create_table(
        "register_entries",
        *_named("register_entries"),
        _text("number", nullable=True),
        sa.Column("created", sa.Date),
        _text("ministry", nullable=True),
        sa.Column("status", sa.String(16)),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("changed_at", MOMENT),
        sa.Column("content", CONTENT, nullable=False),
    )
    _index("register_entries", ["number"])


def _words(dialect: str) -> None:
    if dialect == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE entry_words USING fts5("
            "words, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"
        )
    else:
        op.execute("CREATE TABLE entry_words (id bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_entry_words_words ON entry_words USING gin (words)")


def _named(table: str) -> list[sa.Column[int] | sa.Column[str] | sa.UniqueConstraint]:
    return [
        sa.Column("id", KEY, primary_key=True),
        _text("name"),
        sa.UniqueConstraint("name", name=f"uq_{table}_name"),
    ]


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _entry(table: str, *, ondelete: str | None = None, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("entries.id", name=f"fk_{table}_entry_id", ondelete=ondelete)
    return sa.Column("entry_id", KEY, key, nullable=False, primary_key=primary_key)


def _index(table: str, *columns: list[str]) -> None:
    for names in columns:
        op.create_index(f"ix_{table}_{'_'.join(names)}", table, names)
