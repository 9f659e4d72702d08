"""``gestand user`` and ``gestand serve`` on the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.app import app
from pipeline.store import Store, users
from pipeline.web.passwords import fits

WORD = "een heel lang wachtwoord"


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "gestand.sqlite")


def user(place: str, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *arguments, "--store", place], input=given)


def test_accounts_are_made_listed_and_changed(place):
    assert user(place, "add", " An.Jansen ", "--role", "adjudicator", "--stdin", given=f"{WORD}\n").exit_code == 0
    assert user(place, "add", "bo", given=f"{WORD}\n{WORD}\n").exit_code == 0
    assert user(place, "list").stdout.splitlines() == ["an.jansen\tadjudicator\tactief", "bo\tannotator\tactief"]
    assert user(place, "role", "bo", "admin").exit_code == 0
    assert user(place, "close", "an.jansen").exit_code == 0
    assert user(place, "list").stdout.splitlines() == ["an.jansen\tadjudicator\tafgesloten", "bo\tadmin\tactief"]
    assert user(place, "password", "bo", "--stdin", given="een ander lang woord\n").exit_code == 0
    with Store(place) as store, store.reading() as tx:
        assert fits("een ander lang woord", users.password_of(tx, "bo"))
        assert users.password_of(tx, "an.jansen") is None


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("add", "an", "--stdin"), "kort\n", "a password has 12 to 256 characters"),
        (("add", "a n", "--stdin"), f"{WORD}\n", "a user name has"),
        (("add", "an", "--role", "baas", "--stdin"), f"{WORD}\n", "een rol is reader, annotator, adjudicator, admin"),
        (("list",), "", "er is nog geen opslag"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(place, arguments, given, said):
    answer = user(place, *arguments, given=given)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.output
    assert WORD not in answer.output


def test_a_name_is_taken_once(place):
    assert user(place, "add", "bo", "--stdin", given=f"{WORD}\n").exit_code == 0
    answer = user(place, "add", "bo", "--stdin", given=f"{WORD}\n")
    assert (answer.exit_code, "belongs to one account" in answer.stderr) == (2, True)


def test_workers_need_postgresql(place):
    answer = CliRunner().invoke(app, ["serve", "--store", place, "--workers", "2"])
    assert answer.exit_code == 2
    assert "PostgreSQL" in answer.stderr


def test_serve_answers_logs_in_json_and_stops_when_told(place, tmp_path):
    environment = os.environ | {"GESTAND_PORT": "0", "GESTAND_DATABASE_URL": place}
    log = tmp_path / "log"
    with log.open("wb") as out:
        running = subprocess.Popen([sys.executable, "-m", "pipeline.cli", "serve"], stderr=out, env=environment)
    try:
        address = _address(log)
        assert httpx.get(f"{address}/readyz", timeout=60).json() == {"status": "ready"}
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) in {0, -signal.SIGTERM}
    finally:
        running.kill()
        running.wait()
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert any(line.get("route") == "/readyz" and line["status"] == 200 for line in lines)
    assert lines[-1]["message"].startswith("Finished server process")


def _address(log: Path) -> str:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        for line in log.read_text(encoding="utf-8").splitlines():
            message = json.loads(line).get("message", "")
            if message.startswith("Uvicorn running on "):
                return str(message.split()[3])
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
