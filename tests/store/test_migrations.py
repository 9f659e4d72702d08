"""Tables grow step by step: from every revision, with rows in every table, on both databases."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    Table,
    insert,
    inspect,
    select,
    text,
)
from stored import labelled

from pipeline.store import SchemaError, Store, documents, save, schema
from pipeline.store.tables import documents as document_tables
from pipeline.store.tables import jobs, ledger, reviews, users
from pipeline.store.tables.base import metadata

REVISIONS = schema.revisions()
MODULES = (document_tables, jobs, ledger, reviews, users)
SAMPLES: dict[type, Any] = {
    Boolean: True,
    Integer: 1,
    Float: 0.5,
    JSON: [],
    Date: dt.date(2025, 3, 4),
    DateTime: dt.datetime(2025, 3, 4, 9, tzinfo=dt.UTC),
}


def ours(tx: Connection) -> list[Table]:
    """The tables that the database has now, those that others refer to first; word indexes aside."""
    there = MetaData()
    names = [name for name in inspect(tx).get_table_names() if "_words" not in name and name != "alembic_version"]
    there.reflect(tx, only=names)
    return there.sorted_tables


def sample(table: Table) -> dict[str, Any]:
    """A row with something in every column; it refers to the rows with number 1."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "id":
            continue  # the database gives it out: 1
        kind = next((kind for kind in SAMPLES if isinstance(column.type, kind)), None)
        values[column.name] = SAMPLES[kind] if kind else "x"
    return values


def filled(tx: Connection) -> dict[str, dict[str, Any]]:
    """Put a row into every table, and give all rows as they came to stand."""
    tables = ours(tx)
    for table in tables:
        tx.execute(insert(table).values(sample(table)))
    return {table.name: dict(tx.execute(select(table)).mappings().one()) for table in tables}


def test_there_is_one_line_of_revisions() -> None:
    assert REVISIONS == ("0001", "0002", "0003", "0004", "0005")
    assert schema.newest() == REVISIONS[-1]


@pytest.mark.parametrize("revision", REVISIONS)
def test_rows_of_every_revision_survive_the_way_up(address: str, revision: str) -> None:
    """And the store takes documents after it."""
    with Store(address) as store:
        store.upgrade(revision)
        assert store.revision == revision
        with store.writing() as tx:
            before = filled(tx)
        store.upgrade()
        store.check()
        with store.reading() as tx:
            for table in ours(tx):
                if table.name in before:
                    row = dict(tx.execute(select(table)).mappings().one())
                    assert {name: row[name] for name in before[table.name]} == before[table.name]
        with store.writing() as tx:
            assert save(tx, labelled()).outcome == "added"
        with store.reading() as tx:
            assert documents.labelled(tx, "kst-99101-7") == labelled()


def test_the_steps_end_at_the_tables_of_the_program(store: Store) -> None:
    """What the migrations make is what the program thinks it has: columns, types, keys, indexes."""
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == {
        path.stem for path in (Path(schema.__file__).parent / "tables").glob("*.py")
    } - {"__init__", "base"}
    with store.reading() as tx:
        context = MigrationContext.configure(
            tx,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: not (kind == "table" and name is not None and "_words" in name),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_going_up_twice_changes_nothing(address: str) -> None:
    with Store(address) as store:
        store.upgrade()
        store.upgrade()
        store.prepare()
        assert store.revision == schema.newest()


def test_another_revision_is_refused_with_advice(address: str) -> None:
    with Store(address) as store:
        with pytest.raises(SchemaError, match="gestand store upgrade"):
            store.check()
        store.upgrade("0001")
        for refuses in (store.check, store.prepare):
            with pytest.raises(SchemaError, match=r"gestand store upgrade.*0001"):
                refuses()
        with store.writing() as tx:
            tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for refuses in (store.check, store.prepare):
            with pytest.raises(SchemaError, match=r"older than its store.*9999"):
                refuses()
        with pytest.raises(SchemaError, match=r"known to this program.*9999"):
            store.upgrade()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("ALTER TABLE statements RENAME COLUMN day TO dag", "statements.day"),
        ("DROP TABLE jobs", "jobs.ended_at"),
        ("ALTER TABLE reviews RENAME TO oordelen", "reviews.at"),
    ],
)
def test_tables_without_a_column_of_their_revision_are_refused_with_advice(
    store: Store, change: str, missing: str
) -> None:
    """As a store of an early build, whose first step had fewer columns."""
    with store.writing() as tx:
        tx.execute(text(change))
    for refuses in (store.check, store.prepare, store.upgrade):
        with pytest.raises(SchemaError, match=rf"early build.*gestand store import MAP.*no {missing}") as refused:
            refuses()
        assert refused.value.place == store.place
    assert store.revision == schema.newest()


def test_somebody_elses_database_is_left_alone(address: str) -> None:
    with Store(address) as store:
        with store.writing() as tx:
            tx.execute(text("CREATE TABLE boodschappen (wat text)"))
        for refuses in (store.upgrade, store.prepare):
            with pytest.raises(SchemaError, match="boodschappen"):
                refuses()
        with store.reading() as tx:
            assert inspect(tx).get_table_names() == ["boodschappen"]


def test_a_step_that_fails_takes_the_earlier_ones_with_it(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "migrations"
    shutil.copytree(Path(schema.__file__).parent / "migrations", steps)
    last = (
        "from alembic import op\nrevision = '9000'\ndown_revision = '{}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE half (a int)')\n    raise RuntimeError('power cut')\n"
    )
    (steps / "versions" / "r9000_last.py").write_text(last.format(schema.newest()))
    from alembic.script import ScriptDirectory

    monkeypatch.setattr(schema, "_scripts", lambda: ScriptDirectory(str(steps)))
    with Store(address) as store:
        with pytest.raises(RuntimeError, match="power cut"):
            store.upgrade()
        with store.reading() as tx:
            assert inspect(tx).get_table_names() == []
        assert store.revision is None


def test_programs_that_start_together_make_the_tables_once(address: str) -> None:
    errors: list[BaseException] = []

    def start() -> None:
        try:
            with Store(address) as store:
                store.prepare()
        except Exception as error:  # noqa: BLE001 - whatever it is, no thread may have it
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Store(address) as store:
        store.check()
