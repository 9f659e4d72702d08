"""The version of the tables: which one a database has, and bringing it up to this program's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Table, inspect, text

from pipeline.store.faults import SchemaError
from pipeline.store.tables import documents, jobs, ledger, reviews, users

_LOCK = 0x67657374
"""One program at a time changes the tables of a PostgreSQL database."""

_TABLES = (documents, jobs, ledger, reviews, users)
_COLUMNS = {
    "sqlite": "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
    "postgresql": "SELECT table_name || '.' || column_name FROM information_schema.columns "
    "WHERE table_schema = ANY (current_schemas(false))",
}


def newest() -> str:
    """The revision of this program's tables."""
    head = _scripts().get_current_head()
    assert head is not None  # noqa: S101 - there is at least one step
    return head


def revisions() -> tuple[str, ...]:
    """All revisions, oldest first."""
    return tuple(reversed([script.revision for script in _scripts().walk_revisions()]))


def current(connection: Connection) -> str | None:
    """The revision of a database; ``None`` for one without tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def check(connection: Connection, place: str) -> None:
    """Raise :class:`SchemaError` unless the tables are this program's, with all their columns."""
    found = current(connection)
    if found == newest():
        _check_columns(connection, place)
        return
    if found is None:
        raise SchemaError("a store has tables; make them with 'gestand store upgrade'", place=place)
    known = found in revisions()
    advice = "bring it up to date with 'gestand store upgrade'" if known else "this program is older than its store"
    raise SchemaError(f"the tables of a store have revision {newest()}; {advice}", value=found, place=place)


def upgrade(connection: Connection, place: str, to: str = "head") -> None:
    """Bring the tables up to a revision, all steps or none; the caller ends the transaction.

    A database with other tables and none of ours is refused: raises :class:`SchemaError`.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    found = current(connection)
    if found is None and (others := _tables(connection)):
        raise SchemaError("a new store is made in a database without tables", value=others[0], place=place)
    scripts = _scripts()
    try:
        with EnvironmentContext(
            Config(),
            scripts,
            fn=lambda revision, _: scripts._upgrade_revs(to, revision),  # noqa: SLF001 - as alembic.command does
            destination_rev=to,
        ) as environment:
            environment.configure(connection=connection)
            environment.run_migrations()
    except (CommandError, RevisionError) as error:
        raise SchemaError("a revision of the tables is known to this program", value=found, place=place) from error
    if current(connection) == newest():
        _check_columns(connection, place)


def _check_columns(connection: Connection, place: str) -> None:
    """A first step that was changed before the first release left stores with its number and without its columns."""
    there = set(connection.execute(text(_COLUMNS[connection.dialect.name])).scalars())
    missing = sorted(_columns() - there)
    if missing:
        rule = (
            f"the tables of a store have all columns of revision {newest()}; an early build made this one: "
            "make a new one out of the labelled JSON with 'gestand store import MAP'"
        )
        raise SchemaError(rule, value=f"no {missing[0]}", place=place)


@cache
def _columns() -> frozenset[str]:
    """Every column of every table of this program, as ``table.column``."""
    tables = (table for module in _TABLES for table in vars(module).values() if isinstance(table, Table))
    return frozenset(f"{table.name}.{column.name}" for table in tables for column in table.columns)


def _tables(connection: Connection) -> list[str]:
    return sorted(inspect(connection).get_table_names())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))
