"""The application on a store with a few documents of our own writing and three people, for tests of reviewing."""

from __future__ import annotations

import datetime as dt
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import httpx
import uvicorn
from stored import labelled

from pipeline.store import Store, save, users
from pipeline.users import Role, User
from pipeline.web.app import create_app
from pipeline.web.passwords import hashed
from pipeline.web.settings import WebSettings

PASSWORD = "een lang wachtwoord"  # noqa: S105 - of accounts that live as long as a test
NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
PEOPLE: dict[str, Role] = {
    "lea": "reader",
    "an": "annotator",
    "bo": "annotator",
    "cas": "adjudicator",
}
SECOND_LETTER = (
    "De veerpont bij Graaflanden vaart al drie winters niet.",
    "Ik zeg toe dat ik daarover voor 1 december 2026 met de provincie spreek.",
    "Een nieuwe pont ga ik niet betalen.",
    "Mits de gemeente meebetaalt, laat ik de steiger herstellen.",
)


@cache
def _password() -> str:
    return hashed(PASSWORD)


def fill(store: Store) -> None:
    """Two letters, four accounts."""
    with store.writing() as tx:
        save(tx, labelled())
        save(tx, labelled(SECOND_LETTER, name="kst-99102-3", date=dt.date(2026, 10, 20)))
        for name, role in PEOPLE.items():
            users.add(tx, User(name=name, role=role, created_at=NOW), _password())


class Clock:
    """A clock that goes a second further each time that somebody looks."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@contextmanager
def serving(folder: Path, settings: WebSettings | None = None) -> Iterator[tuple[str, Store]]:
    """The address of the application while it runs in a thread, and its store."""
    with Store(folder / "review.sqlite") as store:
        store.prepare()
        fill(store)
        port = _free_port()
        app = create_app(settings or WebSettings(_env_file=None), store, now=Clock())
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        _wait(server)
        yield f"http://127.0.0.1:{port}", store
        server.should_exit = True
        thread.join(20)


def visitor(address: str) -> httpx.Client:
    """A client of somebody who has not signed in; patient, as tests share their machine."""
    return httpx.Client(base_url=address, timeout=60)


def signed_in(address: str, name: str) -> httpx.Client:
    """A client of somebody who signed in."""
    client = visitor(address)
    form = client.get("/aanmelden")
    answer = client.post("/aanmelden", data={"naam": name, "wachtwoord": PASSWORD, "csrf": token(form.text)})
    assert answer.status_code == 303
    return client


def token(page: str) -> str:
    """The token for forms on a page."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found
    return found[1]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(server: uvicorn.Server) -> None:
    ends = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < ends, "the application did not start"
        time.sleep(0.02)
