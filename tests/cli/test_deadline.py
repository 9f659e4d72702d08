"""``gestand deadline``: one JSON value for a sentence or a line, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app

GESTAND = Path(sys.executable).with_name("gestand")


def gestand(*words):
    return CliRunner().invoke(app, ["deadline", *map(str, words)])


def test_a_deadline_is_printed_with_the_keys_of_the_contract():
    result = gestand("--date", "2025-07-02", "Ik stuur u uiterlijk 16 juli een brief.")
    assert result.exit_code == 0
    assert list(json.loads(result.stdout).items()) == [
        ("text", "uiterlijk 16 juli"),
        ("start", 11),
        ("end", 28),
        ("earliest", "2025-07-02"),
        ("latest", "2025-07-16"),
        ("precision", "day"),
    ]


def test_no_deadline_is_null():
    assert gestand("--date", "2025-07-02", "Dank u wel.").stdout == "null\n"


def test_without_a_date_it_stays_unresolved():
    found = json.loads(gestand("Ik stuur u dit najaar een brief.").stdout)
    assert (found["text"], found["earliest"], found["precision"]) == ("dit najaar", None, "unresolved")


def test_lines_give_a_value_each_and_a_bad_one_does_not_stop_the_others(tmp_path):
    path = tmp_path / "zinnen.jsonl"
    path.write_bytes(
        b'{"date": "2025-07-02", "text": "voor 1 maart"}\n'
        b"{\n"
        b"\n"
        b'{"date": null, "text": "Dank u."}\n'
        b'{"date": "2 juli", "text": "morgen"}\n'
        b'{"date": "2025-07-02"}\n'
        b'{"date": 3, "text": "morgen"}\n'
        b'"morgen"\n'
        b"\xff\xfe\n"
        b'{"text": "morgen", "date": "2025-07-02"}\n'
    )
    result = gestand("--jsonl", path)
    values = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [value and value.get("latest") for value in values] == [
        "2026-02-28",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "2025-07-03",
    ]
    assert ["error" in (value or {}) for value in values] == [False, True, False, True, True, True, True, True, False]
    assert "regel 2: een regel is JSON in UTF-8" in result.stderr
    assert "regel 5: een datum is JJJJ-MM-DD (got '2 juli')" in result.stderr


def test_good_lines_end_well(tmp_path):
    path = tmp_path / "zinnen.jsonl"
    path.write_text('{"date": "2025-07-02", "text": "morgen"}', encoding="utf-8")
    result = gestand("--jsonl", path)
    assert (result.exit_code, json.loads(result.stdout)["earliest"]) == (0, "2025-07-03")


def test_a_calendar_of_ones_own_counts(tmp_path):
    path = tmp_path / "eigen.toml"
    path.write_text(
        '[[recess]]\nid = "mei-2031"\nkind = "mei"\nbegins = 2031-04-25\nends = 2031-05-12\nsource = "schema 2031"\n',
        encoding="utf-8",
    )
    result = gestand("--date", "2031-04-01", "--calendar", path, "Voor het meireces stuur ik u een brief.")
    assert json.loads(result.stdout)["latest"] == "2031-04-25"
    path.write_text("[[recess]]\n", encoding="utf-8")
    broken = gestand("--date", "2031-04-01", "--calendar", path, "Voor het meireces stuur ik u een brief.")
    assert broken.exit_code == 2
    assert "recess.0.id: Field required" in broken.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--jsonl", "er-is-niets.jsonl"),
        ("--date", "2025-13-01", "morgen"),
        ("--date", "20250701", "morgen"),
        ("--jsonl", "x", "morgen"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_line(words):
    result = gestand(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_it_starts_without_the_learning_libraries():
    code = (
        "import sys; from typer.testing import CliRunner; from pipeline.cli.app import app; "
        "CliRunner().invoke(app, ['deadline', '--date', '2025-07-02', 'voor 1 maart']); "
        "print([name for name in ('spacy', 'sklearn', 'prefect', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60, text=True)
    assert done.stdout.strip() == "[]"
