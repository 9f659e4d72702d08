"""The command line: what it takes, what it prints, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from pipeline import __version__
from pipeline.cli.app import app
from pipeline.export import schema

LETTER = "Geachte voorzitter,\n\nIk zal uw Kamer vóór de zomer informeren over de sluis. De sluis is dicht.\n"
GESTAND = Path(sys.executable).with_name("gestand")


@pytest.fixture(autouse=True)
def _small_model(monkeypatch, model):
    monkeypatch.setenv("GESTAND_MODEL", str(model))
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def gestand(*words, **options):
    return CliRunner().invoke(app, [str(word) for word in words], **options)


def program(*words, **options):
    return subprocess.run([GESTAND, *map(str, words)], capture_output=True, check=False, timeout=120, **options)


def test_label_writes_json_and_prints_counts(letter, tmp_path):
    result = gestand("label", letter, "--out", tmp_path / "out", "--kind", "letter", "--workers", 1)
    assert result.exit_code == 0, result.output
    (path,) = (tmp_path / "out").glob("*.json")
    content = json.loads(path.read_bytes())
    jsonschema.Draft202012Validator(schema()).validate(content)
    assert content["document"]["kind"] == "letter"
    assert "toezeggingen" in result.stdout
    assert "Kamerbrief" in result.stdout
    assert "1 document gelabeld, 0 ongewijzigd, 0 dubbel, 0 terzijde gelegd" in result.stdout


def test_the_date_fills_what_the_document_does_not_say(letter, tmp_path):
    gestand("label", letter, "--out", tmp_path / "out", "--date", "2025-07-02", "--workers", 1)
    (path,) = (tmp_path / "out").glob("*.json")
    assert json.loads(path.read_bytes())["document"]["date"] == "2025-07-02"


def test_a_document_that_is_set_aside_is_named_and_the_exit_code_is_one(letter, tmp_path):
    (tmp_path / "leeg.txt").write_bytes(b"")
    result = gestand("label", letter, tmp_path / "leeg.txt", "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    assert "leeg.txt: het bestand is leeg [empty:" in result.stderr
    (row,) = map(json.loads, (tmp_path / "out" / "rejected.jsonl").read_text().splitlines())
    assert row["reason"] == "empty"
    assert len(list((tmp_path / "out").glob("*.json"))) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["label"], "geef een PAD of --stdin"),
        (["label", "weg.txt", "--out", "x"], "weg.txt bestaat niet"),
        (["label", "."], "--out"),
        (["label", ".", "--out", "x", "--date", "2 juli"], "geen datum"),
        (["label", ".", "--out", "x", "--date", "2025-02-30"], "geen datum"),
        (["label", ".", "--out", "x", "--kind", "toespraak"], "geen soort document"),
        (["label", ".", "--stdin"], "--stdin"),
        (["label", ".", "--out", "x", "--format", "xml"], "xml"),
        (["label", ".", "--out", "x", "--workers", "0"], "--workers"),
        (["evaluate", "weg.jsonl"], "weg.jsonl bestaat niet"),
        (["train", "weg.jsonl", "--out", "x"], "weg.jsonl bestaat niet"),
        (["onbekend"], "onbekend"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(words, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = gestand(*words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "x").exists()


def test_a_model_that_is_not_there_ends_with_two(letter, tmp_path):
    result = gestand("label", letter, "--out", tmp_path / "out", "--model", tmp_path / "geen", "--workers", 1)
    assert result.exit_code == 2
    assert "model.json" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_output_folder_that_is_a_file_ends_with_two(letter):
    result = gestand("label", letter, "--out", letter, "--workers", 1)
    assert result.exit_code == 2
    assert "an output folder can be written to" in result.stderr


def test_a_broken_manifest_ends_with_two(tmp_path):
    (tmp_path / "manifest.toml").write_text("[[document]]\nkind = 'toespraak'")
    result = gestand("label", tmp_path, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 2
    assert "manifest.toml, document.1.kind" in result.stderr


def test_a_second_time_nothing_is_done_but_the_table_stays(letter, tmp_path):
    words = ("label", letter, "--out", tmp_path / "out", "--kind", "letter", "--workers", 1)
    gestand(*words)
    result = gestand(*words)
    assert "0 documenten gelabeld, 1 ongewijzigd" in result.stdout
    assert "Kamerbrief" in result.stdout
    assert "1 document gelabeld" in gestand(*words, "--force").stdout


def test_quiet_prints_nothing_when_all_is_well(letter, tmp_path):
    result = gestand("label", letter, "--out", tmp_path / "out", "--quiet", "--workers", 1)
    assert result.exit_code == 0
    assert result.output == ""


def test_verbose_names_each_document(letter, tmp_path):
    result = gestand("label", letter, "--out", tmp_path / "out", "--verbose", "--workers", 1)
    assert f"gelabeld  {letter}" in result.stderr


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_other_formats_stand_beside_the_json(letter, tmp_path, name):
    result = gestand("label", letter, "--out", tmp_path / "out", "--format", name, "--workers", 1)
    assert result.exit_code == 0
    assert (tmp_path / "out" / f"sentences.{name}").stat().st_size > 100
    assert f"sentences.{name}" in result.stdout
    assert len(list((tmp_path / "out").glob("*.json"))) == 1


def test_schema_prints_the_schema():
    result = gestand("schema")
    assert json.loads(result.stdout) == schema()


def test_help_is_dutch():
    result = gestand("label", "--help")
    assert result.exit_code == 0
    assert "Label documenten" in result.stdout
    assert "--stdin" in result.stdout


def test_without_colour_nothing_is_coloured(letter, tmp_path):
    environment = {**os.environ, "NO_COLOR": "1"}
    done = program("label", letter, "--out", tmp_path / "out", "--workers", 1, env=environment)
    assert done.returncode == 0
    assert b"\x1b[" not in done.stdout + done.stderr


def test_the_program_ends_with_zero_one_and_two(letter, tmp_path):
    (tmp_path / "leeg.txt").write_bytes(b"")
    assert program("label", letter, "--out", tmp_path / "out", "--workers", 1).returncode == 0
    assert program("label", tmp_path / "leeg.txt", "--out", tmp_path / "out", "--workers", 1).returncode == 1
    assert program("label", "weg", "--out", tmp_path / "out").returncode == 2


@pytest.mark.parametrize("name", ["json", "jsonl", "csv"])
def test_standard_input_becomes_standard_output(name):
    done = program("label", "--stdin", "--format", name, "--kind", "letter", input=LETTER.encode())
    assert done.returncode == 0, done.stderr
    if name == "json":
        content = json.loads(done.stdout)
        jsonschema.Draft202012Validator(schema()).validate(content)
        assert content["document"]["source"] == "-"
        assert content["document"]["kind"] == "letter"
    elif name == "jsonl":
        assert all(json.loads(line)["document_kind"] == "letter" for line in done.stdout.splitlines())
    else:
        assert done.stdout.startswith(b"\xef\xbb\xbfdocument;")


def test_standard_input_that_cannot_be_read_is_set_aside():
    done = program("label", "--stdin", input=b"")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"a document" in done.stderr


def test_the_version_comes_quickly_and_loads_nothing_heavy():
    done = program("--version")
    assert done.stdout.decode() == f"gestand {__version__}\n"
    heavy = "{'spacy', 'sklearn', 'prefect', 'pydantic', 'numpy', 'lxml', 'rich'}"
    code = f"import sys, pipeline.cli; print(sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert loaded.stdout == b"[]\n"


def _hear_interrupts() -> None:
    """A shell that runs the tests in the background leaves SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_ends_cleanly_and_keeps_what_was_written(tmp_path, workers):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(400):
        (source / f"{number:03d}.txt").write_text(LETTER * 20 + str(number))
    model = str(GESTAND.parents[2] / "models" / "linear")  # quick enough to have written something soon
    words = [str(GESTAND), "label", str(source), "--out", str(out), "--workers", str(workers), "--model", model]
    process = subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - no threads here
    )
    waited = time.monotonic() + 60
    while not list(out.glob("*.json")) and time.monotonic() < waited:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=150)
    assert process.returncode == 130
    assert "afgebroken" in errors.decode()
    assert "Traceback" not in errors.decode()
    assert 0 < len(list(out.glob("*.json"))) < 400
    assert not list(out.glob(".*.part"))
    for path in out.glob("*.json"):
        json.loads(path.read_bytes())
