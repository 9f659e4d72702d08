"""Folders of labelled JSON go in, once; what is no labelled document keeps nothing else out."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stored import SECOND, labelled

from pipeline.export import labelled_json
from pipeline.records import LabelledDocument
from pipeline.store import (
    Imported,
    Job,
    SetAside,
    StatementFilter,
    Store,
    StoreAddressError,
    Transaction,
    UnavailableStoreError,
    documents,
    figures,
    import_folder,
    jobs,
    save,
    statements,
    take_in,
)

NAMES = [f"kst-99101-{number}" for number in range(3)]
AT = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three labelled documents, and what else stands in an output folder."""
    out = tmp_path / "out"
    out.mkdir()
    for name in NAMES:
        (out / f"{name}.json").write_bytes(labelled_json(labelled(name=name)))
    (out / ".hidden.json").write_text("{}")
    (out / "sentences.jsonl").write_text("{}\n")
    return out


def test_a_folder_goes_in_once(store: Store, folder: Path) -> None:
    assert import_folder(store, folder) == Imported(added=3, sentences=12)
    assert import_folder(store, folder) == Imported(unchanged=3)
    with store.reading() as tx:
        assert documents.count(tx) == 3
        found = figures(tx)
    assert (found.documents, found.statements, found.runs, found.reviews) == (3, 12, 1, 0)
    assert found.labelled_at == labelled().run.created_at


def test_what_is_no_labelled_document_is_named_and_keeps_nothing_out(store: Store, folder: Path) -> None:
    (folder / "a.json").write_text('{"schema_version": "1.0"}')
    (folder / "z.json").write_text("niet")
    (folder / "y.json").mkdir()
    (folder / "nul.json").write_bytes(labelled_json(labelled(("Een\x00zin.",), name="nul")))
    found = import_folder(store, folder)
    assert (found.added, [taken.path.name for taken in found.refused]) == (
        3,
        ["a.json", "nul.json", "y.json", "z.json"],
    )
    assert all(str(taken.path) in str(taken.error) or "nul" in str(taken.error) for taken in found.refused)


def test_a_changed_file_is_taken_in_again(store: Store, folder: Path) -> None:
    import_folder(store, folder)
    content = labelled_json(labelled(name=NAMES[0], run=SECOND))
    assert take_in(store, content).outcome == "relabelled"
    assert take_in(store, content).outcome == "unchanged"


def test_jobs_are_remembered_last_first(store: Store) -> None:
    first = Job(name="label", source="in", started_at=AT, ended_at=AT, outcome="failed", error="OSError: vol")
    second = Job(
        name="import",
        source="out",
        started_at=AT + dt.timedelta(hours=1),
        ended_at=AT,
        outcome="partly",
        figures={"added": 3},
        set_aside=(SetAside("a.json", "refused", "a rule", "value", "a.json, key"),),
    )
    with store.writing() as tx:
        jobs.put(tx, first)
        jobs.put(tx, second)
    with store.reading() as tx:
        assert jobs.listed(tx) == (second, first)
        assert jobs.listed(tx, name="label") == (first,)
        assert jobs.listed(tx, limit=1) == (second,)


LONG = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from stored import labelled
from pipeline.store import Store, save
with Store(sys.argv[1]) as store, store.writing() as tx:
    for number in range(10_000):
        save(tx, labelled(name=f"lang-{number}"))
        print(number, flush=True)
"""


def test_a_writer_that_is_killed_leaves_nothing(store: Store, address_of: str, root: Path) -> None:
    """kill -9 in the middle of a transaction; the next writer goes on at once."""
    program = subprocess.Popen(
        [sys.executable, "-c", LONG, address_of, str(root / "tests" / "support")], stdout=subprocess.PIPE, cwd=root
    )
    assert program.stdout is not None
    for _ in range(5):
        assert program.stdout.readline()
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
    started = time.monotonic()
    with store.writing() as tx:
        save(tx, labelled(name="lang-0"))
    assert time.monotonic() - started < 20
    with store.reading() as tx:
        assert [row.id for row in documents.listed(tx)] == ["lang-0"]
        assert statements.count(tx, StatementFilter()) == 4


@pytest.fixture
def address_of(store: Store) -> str:
    """The address of the store, to open it in another process."""
    return store._url.render_as_string(hide_password=False)


def test_a_writer_waits_for_another_and_says_so_when_that_takes_too_long(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as first, Store(path, busy_seconds=0.1) as second:
        first.prepare()
        with first.writing() as tx:
            save(tx, labelled())
            with pytest.raises(UnavailableStoreError, match=r"store\.sqlite.*locked"), second.writing():
                pass
            with second.reading() as reader:
                assert documents.count(reader) == 0  # readers are not kept waiting, and see nothing half done
        with second.reading() as reader:
            assert documents.count(reader) == 1


@pytest.mark.parametrize(
    ("address", "names"),
    [("mysql://a/b", "mysql"), ("sqlite://", "file"), ("sqlite:///:memory:", "memory"), ("post gres://x", "begins")],
)
def test_an_address_that_cannot_be_used_is_refused(address: str, names: str) -> None:
    with pytest.raises(StoreAddressError, match=names):
        Store(address)


def test_a_password_is_never_shown() -> None:
    with Store("postgresql://anna:geheim@127.0.0.1:1/gestand") as store:
        assert "geheim" not in store.place
        with pytest.raises(UnavailableStoreError) as error, store.reading():
            pass
        assert "geheim" not in str(error.value)


def test_what_follows_a_document_is_written_with_it_or_not_at_all(store: Store, folder: Path) -> None:
    followed: list[str] = []

    def follow(_tx: Transaction, document: LabelledDocument) -> None:
        followed.append(document.document.id)
        if len(followed) == 2:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        import_folder(store, folder, also=follow)
    with store.reading() as tx:
        assert [row.id for row in documents.listed(tx)] == NAMES[:1]
    import_folder(store, folder, also=follow)
    import_folder(store, folder, also=follow)
    assert followed == [NAMES[0], NAMES[1], NAMES[1], NAMES[2]]
