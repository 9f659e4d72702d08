"""What Prefect is told before it is imported, and a server for it where none is running.

Prefect itself lives in ``flows.py``; this starts its server as a program and knows its environment variables.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GestandError

START_SECONDS = 120
LOG = "server.log"
"""What the server says, in Prefect's folder; the last one only."""

_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
}
"""No reports to Prefect's makers; leases of a concurrency limit survive the server."""

_ONCE = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "0",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}
"""A server for one run: no pages, no scheduler, no blocks."""


def settle(workshop: Path) -> None:
    """Tell Prefect where its files go (``out/.prefect``) and to keep quiet, unless the environment says otherwise.

    Has to come before ``import prefect``.
    """
    for name, value in {"PREFECT_HOME": str(workshop / "out" / ".prefect"), **_QUIET}.items():
        os.environ.setdefault(name, value)
    home().mkdir(parents=True, exist_ok=True)


def home() -> Path:
    """Prefect's folder."""
    return Path(os.environ["PREFECT_HOME"]).expanduser()


def server_is_set() -> bool:
    """Whether somebody said which server to use, in the environment or in a profile."""
    return "PREFECT_API_URL" in os.environ or (home() / "profiles.toml").exists()


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started here; it ends with the process that started it, also when that is killed."""

    process: subprocess.Popen[bytes]
    address: str

    def wait(self) -> None:
        """Until it answers; raises ``GestandError`` when it does not start."""
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends and self.process.poll() is None:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"{self.address}/api/health", timeout=2),  # noqa: S310 - our own address
            ):
                return
            time.sleep(0.05)
        raise GestandError("Prefect's server starts", value=self.process.poll(), place=str(home() / LOG))

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def start_server(*, scheduler: bool) -> Server:
    """Start a server and make it the one that Prefect uses; it is not yet up when this returns.

    Prefect's own ephemeral server is the same program, but it is started later, and stays when a run is killed.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    once = ["uvicorn", "--factory", "prefect.server.api.server:create_app", "--log-level", "error", "--lifespan", "on"]
    program = ["prefect", "server", "start"] if scheduler else once
    with (home() / LOG).open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", *program, "--host", "127.0.0.1", "--port", port],
            env=dict(os.environ) if scheduler else {**os.environ, **_ONCE},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - before any thread is started
        )
    address = f"http://127.0.0.1:{port}"
    os.environ["PREFECT_API_URL"] = f"{address}/api"
    return Server(process, address)


@contextlib.contextmanager
def running(server: Server | None) -> Iterator[None]:
    """Within this the server answers; without a server of our own, nothing happens."""
    if server is None:
        yield
        return
    try:
        server.wait()
        yield
    finally:
        server.stop()


def _end_with_parent() -> None:
    """Linux ends this process when the one that started it is gone."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
