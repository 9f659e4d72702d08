"""The flow: it does what the command line does, tries again where that can help, and survives a kill."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow


def contents(out):
    """The labelled documents of a folder, without the time at which they were made."""
    found = {}
    for path in sorted(out.glob("*.json")):
        content = json.loads(path.read_bytes())
        del content["run"]["created_at"]
        found[path.name] = content
    return found


def rejected(out):
    rows = [json.loads(line) for line in (out / "rejected.jsonl").read_text().splitlines()]
    return [{key: value for key, value in row.items() if key != "at"} for row in rows]


def test_a_run_labels_reports_and_does_what_the_command_line_does(python, folder, tmp_path):
    done = python("flows.py", "run", folder, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "3 documenten gelabeld, 0 ongewijzigd, 0 dubbel, 1 terzijde gelegd" in done.stdout
    assert "leeg.txt: het bestand is leeg" in done.stderr
    python("-m", "pipeline.cli", "label", folder, "--out", tmp_path / "plain")
    assert contents(tmp_path / "out") == contents(tmp_path / "plain")
    assert rejected(tmp_path / "out") == rejected(tmp_path / "plain")
    again = python("flows.py", "run", folder, "--out", tmp_path / "out")
    assert "0 documenten gelabeld, 3 ongewijzigd" in again.stdout


def test_a_run_leaves_no_process_behind(python, folder, tmp_path, environment):
    python("flows.py", "run", folder, "--out", tmp_path / "out")
    assert processes(environment["PREFECT_HOME"]) == []


RETRY = """
import datetime as dt, sys
sys.path.insert(0, ".")
import flows
from pathlib import Path
from prefect import flow
from pipeline.batch import Outcome, Source
from pipeline.batch.report import Timings
from pipeline.batch.work import set_aside

flows.RETRY_SECONDS[:] = [0, 0, 0]
source = Source(Path("a.txt"))
calls = []

def work(batch):
    calls.append(batch)
    error = {gone} if len(calls) <= {failures} else None
    at = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    results = () if error is None else (set_aside(source, error, sha256=None, at=at),)
    return Outcome(results, Timings())

@flow
def once():
    return [outcome.results for outcome in flows.in_tasks(work, [(source,)], 1)]

(results,) = once()
print("RESULT", len(calls), len(results))
"""


@pytest.mark.parametrize(
    ("error", "failures", "calls", "left"),
    [
        ("FileNotFoundError(2, 'gone')", 2, 3, 0),
        ("FileNotFoundError(2, 'gone')", 99, 4, 1),
        ("PermissionError(13, 'denied')", 99, 1, 1),
        ("ValueError('bad document')", 99, 1, 1),
    ],
)
def test_only_what_can_pass_is_tried_again_and_never_for_ever(python, error, failures, calls, left):
    """This runs on the ephemeral server that Prefect itself starts."""
    done = python(text=RETRY.format(gone=error, failures=failures))
    assert f"RESULT {calls} {left}" in done.stdout


DEPLOYMENT = """
import sys
sys.path.insert(0, ".")
import flows
from pathlib import Path
made = flows.deployment(Path("in"), Path("out"))
(schedule,) = made.schedules
print(schedule.schedule.cron, schedule.schedule.timezone, made.concurrency_limit, end=' ')
print(made.concurrency_options, made.entrypoint)
(schedule,) = flows.deployment(Path("in"), Path("out"), every=10).schedules
print(schedule.schedule.interval.total_seconds())
from prefect.settings import get_current_settings
print(get_current_settings().server.analytics_enabled)
"""


def test_the_deployment_is_hourly_on_working_days_and_one_at_a_time(python):
    first, second, third = python(text=DEPLOYMENT).stdout.splitlines()
    assert first.startswith("0 7-19 * * 1-5 Europe/Amsterdam 1 ")
    assert "CANCEL_NEW" in first
    assert first.endswith("flows.py:label_on_schedule")
    assert (second, third) == ("10.0", "False")


def test_the_deployment_file_says_the_same(root):
    import yaml

    (entry,) = yaml.safe_load((root / "prefect.yaml").read_text())["deployments"]
    assert entry["entrypoint"] == "flows.py:label_on_schedule"
    assert entry["schedules"] == [{"cron": "0 7-19 * * 1-5", "timezone": "Europe/Amsterdam"}]
    assert entry["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW", "grace_period_seconds": 60}


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_and_started_again_it_ends_as_if_nothing_had_happened(python, tmp_path, environment, root, workers):
    source = tmp_path / "in"
    python("tests/bench/documents.py", source, 120)
    (source / "leeg.txt").write_bytes(b"")
    (source / "zelfde").mkdir()
    for number in (3, 70):
        (source / "zelfde" / f"{number:04d}.txt").write_text(
            f"Brief {number}. Ik zal de Kamer informeren over de dijk."
        )
    words = [sys.executable, "flows.py", "run", str(source), "--workers", str(workers), "--out"]
    python(*words[1:], tmp_path / "whole")
    out = tmp_path / "out"
    for goal in (15, 60):
        process = subprocess.Popen([*words, str(out)], env=environment, cwd=root, stderr=subprocess.DEVNULL)
        until(lambda goal=goal: len(list(out.glob("*.json"))) >= goal)
        process.send_signal(signal.SIGKILL)
        process.wait()
        until(lambda: processes(environment["PREFECT_HOME"]) == [])
        assert goal <= len(list(out.glob("*.json"))) < 122
        for path in out.glob("*.json"):
            json.loads(path.read_bytes())
    done = python(*words[1:], out)
    assert "1 terzijde gelegd" in done.stdout
    assert contents(out) == contents(tmp_path / "whole")
    assert len(contents(out)) == 122
    assert rejected(out) == rejected(tmp_path / "whole")
    assert not list(out.glob(".*.part"))


def test_a_schedule_picks_up_a_new_document_by_itself(folder, tmp_path, environment, root):
    out = tmp_path / "out"
    words = [sys.executable, "flows.py", "serve", "--source", folder, "--out", out, "--every", "5"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(words, env=environment, cwd=root, stdout=log, stderr=log)
    try:
        until(lambda: len(list(out.glob("*.json"))) == 3)
        (folder / "nieuw.txt").write_text("Brief. Ik zal de Kamer informeren over de dijk.")
        until(lambda: len(list(out.glob("*.json"))) == 4)
    finally:
        process.terminate()
        process.wait(timeout=60)
    until(lambda: processes(environment["PREFECT_HOME"]) == [])


def until(true, seconds=150):
    """Wait until something is so."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.05)


def processes(home):
    """Living processes that work with this home of Prefect."""
    found = []
    for entry in os.scandir("/proc"):
        try:
            words = f"PREFECT_HOME={home}\0".encode()
            state = (root_of(entry) / "stat").read_text().rsplit(")", 1)[1].split()[0]
            if words in (root_of(entry) / "environ").read_bytes() and state != "Z":
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return found


def root_of(entry):
    from pathlib import Path

    return Path(entry.path)
