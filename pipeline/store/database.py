"""The store (opslag): a database, SQLite or PostgreSQL, and transactions on it.

Everything that reads or writes gets a :data:`Transaction`; it comes from :meth:`Store.reading` or
:meth:`Store.writing` and is used up when that block ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError

from pipeline.store import schema
from pipeline.store.faults import (
    ConflictError,
    SchemaError,
    StoreAddressError,
    StoreError,
    UnavailableStoreError,
    UnstorableError,
)

Transaction = Connection
"""What a repository function reads from or writes into."""

BUSY_SECONDS = 30.0
"""How long SQLite waits for another writer."""

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY")
_MIGRATING = {"gestand_immediate": True, "gestand_migrating": True}


class Store:
    """A database with this program's tables. A context manager; one per process, shared by its threads."""

    def __init__(self, address: str | Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """``address`` is ``sqlite:///PATH``, ``postgresql://…`` or the path of an SQLite file.

        Nothing is opened yet. Raises :class:`StoreAddressError`.
        """
        self._url = _url(address)
        self._engine = _engine(self._url, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """The address without its password."""
        return self._url.set(drivername=self.dialect).render_as_string(hide_password=True)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def exists(self) -> bool:
        """Whether there is a database with tables; looking does not make one."""
        path = self._url.database
        if self.dialect == "sqlite" and not (path and Path(path).exists()):
            return False
        return self.revision is not None

    @property
    def revision(self) -> str | None:
        """The revision of its tables; ``None`` when it has none."""
        with self.reading() as tx:
            return schema.current(tx)

    def check(self) -> None:
        """Raise :class:`SchemaError` unless the tables are this program's."""
        with self.reading() as tx:
            schema.check(tx, self.place)

    def prepare(self) -> None:
        """Make the tables in an empty database; raise :class:`SchemaError` when those there are of another version."""
        with self.reading() as tx:
            empty = schema.current(tx) is None
        if empty:
            self.upgrade()
        else:
            self.check()

    def upgrade(self, to: str = "head") -> None:
        """Bring the tables up to this program's, all steps or none; raises :class:`SchemaError`."""
        try:
            with self._transaction(**_MIGRATING) as connection:
                schema.upgrade(connection, self.place, to)
                _check_references(connection, self.place)
        finally:
            self._engine.dispose()  # its connections no longer check references

    def tidy(self) -> None:
        """Tell the database to look at what it holds, so that it finds it the quick way; after large imports."""
        with self.writing() as tx:
            tx.exec_driver_sql("ANALYZE")

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads. Raises :class:`UnavailableStoreError`."""
        with self._transaction() as tx:
            yield tx

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction: everything in the block is written, or nothing when it raises.

        On SQLite one writer at a time; the others wait. Raises :class:`UnavailableStoreError`.
        """
        with self._transaction(gestand_immediate=True) as tx:
            yield tx

    @contextmanager
    def _transaction(self, **options: bool) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection = connection.execution_options(**options)  # noqa: PLW2901 - the same connection
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise self._ours(error) from error

    def _ours(self, error: DBAPIError) -> StoreError:
        """What the database says, as an error of ours."""
        said = str(error.orig).strip().splitlines()
        value = said[0] if said else None
        if isinstance(error, IntegrityError):
            return ConflictError("what is written agrees with what is there", value=value, place=self.place)
        if isinstance(error, DataError):
            return UnstorableError("a value fits its column", value=value, place=self.place)
        return UnavailableStoreError("the store answers", value=value, place=self.place)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def _url(address: str | Path) -> URL:
    text = str(address)
    if isinstance(address, Path) or "://" not in text:
        return URL.create("sqlite+pysqlite", database=text)
    try:
        url = make_url(text)
        driver = _DRIVERS[url.get_backend_name()]
    except (ArgumentError, KeyError) as error:
        scheme = text.split("://", maxsplit=1)[0]
        raise StoreAddressError("a store's address begins with sqlite:// or postgresql://", value=scheme) from error
    if driver.startswith("sqlite") and url.database in {None, "", ":memory:"}:
        raise StoreAddressError("an SQLite store is a file", value=url.database)
    return url.set(drivername=driver)


def _engine(url: URL, busy_seconds: float) -> Engine:
    sqlite = url.drivername.startswith("sqlite")
    arguments: dict[str, Any] = {"timeout": busy_seconds} if sqlite else {}
    try:
        engine = create_engine(
            url,
            connect_args=arguments,
            pool_pre_ping=not sqlite,
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
        )
    except ModuleNotFoundError as error:
        rule = "PostgreSQL needs its driver: pip install 'gestand[postgres]'"
        raise StoreAddressError(rule, value=url.drivername) from error
    if sqlite:
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's, typed as Any by SQLAlchemy
    """Transactions are ours to begin: the driver would leave changes of tables outside them."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begun(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("gestand_migrating"):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("gestand_immediate") else "BEGIN")


def _check_references(connection: Connection, place: str) -> None:
    """SQLite checks references only while rows change, and not while tables are remade."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise SchemaError("every row refers to rows that are there", value=broken[0], place=place)
