"""Types of columns that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

Key = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database gives out."""

Content = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""A list or object that is read as a whole and never searched."""


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC; SQLite keeps it without its zone, what comes out always has one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Into the database; raises ``ValueError`` for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment has a time zone: {value}")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Out of the database."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
