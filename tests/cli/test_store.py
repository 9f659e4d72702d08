"""``gestand store``: what a person types and sees."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from stored import labelled
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.export import labelled_json
from pipeline.store import Store, jobs


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Run a command in an empty folder; gives its exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GESTAND_DATABASE_URL", raising=False)

    def _run(*words: object) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, ["store", *map(str, words)])
        return done.exit_code, done.stdout, done.stderr

    return _run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "out" / "seeds"
    out.mkdir(parents=True)
    for name in ("kst-99101-7", "kst-99101-8"):
        (out / f"{name}.json").write_bytes(labelled_json(labelled(name=name)))
    return out


def test_import_makes_the_store_and_fills_it_once(run, folder: Path, tmp_path: Path) -> None:
    place = f"sqlite:///{tmp_path / 'out' / 'gestand.sqlite'}"
    assert run("import", folder) == (0, f"2 nieuw: {place}\n", "")
    assert run("import", folder) == (0, f"2 ongewijzigd: {place}\n", "")
    assert run("import", folder, "--quiet") == (0, "", "")
    code, out, _ = run("info")
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()][2:4] == [["documenten", "2"], ["zinnen", "8"]]
    with Store(tmp_path / "out" / "gestand.sqlite") as store, store.reading() as tx:
        assert [(job.name, job.outcome) for job in jobs.listed(tx)] == [("import", "done")] * 3


def test_a_file_that_does_not_go_in_is_named(run, folder: Path) -> None:
    (folder / "fout.json").write_text("{}")
    code, out, err = run("import", folder)
    assert code == 1
    assert out.startswith("2 nieuw, 1 terzijde gelegd: ")
    assert "fout.json" in err


def test_the_store_is_where_it_is_said_to_be(run, address: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("import", folder, "--store", address)[1].startswith("2 nieuw: ")
    monkeypatch.setenv("GESTAND_DATABASE_URL", address)
    assert run("import", folder)[1].startswith("2 ongewijzigd: ")
    assert "documenten" in run("info")[1]


def test_upgrade_says_what_it_did(run, address: str) -> None:
    code, out, _ = run("upgrade", "--store", address)
    assert (code, out[:18]) == (0, "bijgewerkt: leeg →")
    assert run("upgrade", "--store", address)[1].startswith("al bij: ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["info"], "er is nog geen opslag"),
        (["import", "nergens"], "nergens bestaat niet"),
        (["import", sys.executable], "is geen map"),
        (["upgrade", "--store", "mysql://a/b"], "mysql"),
        (["upgrade", "--store", "/nergens/store.sqlite"], "/nergens/store.sqlite"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_line(run, words: list[str], says: str) -> None:
    code, out, err = run(*words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert says in err


def test_looking_does_not_make_a_store(run, tmp_path: Path) -> None:
    run("info", "--store", tmp_path / "nieuw.sqlite")
    assert not (tmp_path / "nieuw.sqlite").exists()


def test_tables_of_another_version_are_refused_with_advice(run, address: str, folder: Path) -> None:
    with Store(address) as store:
        store.upgrade("0001")
    code, _, err = run("import", folder, "--store", address)
    assert code == 2
    assert "gestand store upgrade" in err
