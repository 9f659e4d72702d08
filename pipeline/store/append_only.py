"""Tables that only grow: the database itself refuses to change or remove a row."""

from __future__ import annotations

_SQLITE = (
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows: no row is changed'); END""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows: no row is removed'); END""",
    """CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} only grows: no row is replaced'); END""",
)

_POSTGRESQL = (
    """CREATE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} only grows: no row is changed or removed'
USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()""",
)


def only_grows(dialect: str, table: str, keys: tuple[str, ...]) -> list[str]:
    """The statements that make a table only grow.

    ``keys`` are its unique columns: SQLite's ``INSERT OR REPLACE`` removes a row without asking a trigger, so a
    row that would replace another is refused before.
    """
    same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    return [sql.format(table=table, same=same) for sql in (_SQLITE if dialect == "sqlite" else _POSTGRESQL)]
