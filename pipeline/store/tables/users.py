"""Accounts, who is signed in, and failed attempts to sign in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text

from pipeline.store.columns import Key, Moment
from pipeline.store.tables.base import metadata

users = Table(
    "users",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)
"""``password`` is its argon2 hash."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("user_id", Key, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)
"""``digest`` is of the token in the cookie, which is kept nowhere."""

login_failures = Table(
    "login_failures",
    metadata,
    Column("id", Key, primary_key=True),
    Column("who", String(64), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Index(None, "who", "at"),
)
"""``who`` is a digest of a user name, of an address or of both; rows are removed when they no longer count."""
