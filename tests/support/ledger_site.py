"""The application over a ledger of our own writing, for tests of its pages, exports and API."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import uvicorn
from fastapi.testclient import TestClient
from review_site import token
from stored import labelled

from pipeline.entries import Entry, Evidence, Mention, Proposal, RegisterEntry
from pipeline.ledger import book, status
from pipeline.records import Actor, Deadline, Speaker
from pipeline.store import Job, Kept, Store, entries, jobs, proposals, register, save, users
from pipeline.store.jobs import SetAside
from pipeline.users import ROLES, User
from pipeline.web.app import create_app
from pipeline.web.passwords import hashed
from pipeline.web.settings import WebSettings

PASSWORD = "een heel lang wachtwoord"  # noqa: S105 - of accounts that live as long as a test
TODAY = dt.date(2031, 5, 14)
NOW = dt.datetime(2031, 5, 14, 10, tzinfo=dt.UTC)
HOSTILE = "<script>alert(1)</script> en <img src=x onerror=alert(2)>"

SLUICE = "e-a000000000000001"
BRIDGE = "e-a000000000000002"
FERRY = "e-a000000000000003"
DUNES = "e-a000000000000004"
WORDS = "e-a000000000000005"
ASKED = {"accepted": "p-1", "rejected": "p-2", "both": "p-3", "seen": "p-4", "tie": "p-5"}


def fill(store: Store) -> None:
    """Sixty commitments of three ministries, a letter with refusals and claims, proposals, a row of the register."""
    letter = labelled(date=dt.date(2031, 3, 4))
    with store.writing() as tx:
        save(tx, letter)
        book.refresh(tx, letter)
        entries.put(tx, [kept(one) for one in (*_told(), *_many())])
        proposals.put(tx, _proposals())
        register.put(tx, [_row()])
        for role in ROLES:
            users.add(tx, User(name=role, role=role, created_at=NOW), _password())
        jobs.put(tx, _job())


def kept(entry: Entry) -> Kept:
    """An entry with the state of one that nothing happened to."""
    return Kept(entry, status.state(entry, ()))


def entry(name: str, text: str, due: dt.date | None = None, **changes: object) -> Entry:
    """A commitment of the minister of Infrastructure."""
    document = f"kst-99200-{name[2]}{name[-4:]}"
    deadline = Deadline("voor die dag", 0, 12, dt.date(2031, 1, 1), due, "day") if due else None
    made = dt.date(2031, 1, 15)
    speaker = Speaker("Haringa", "minister", "Infrastructuur en Waterstaat", "government")
    mention = Mention(
        sentence_id=name.replace("e-", "s-"), document_id=document, start=0, end=len(text), text=text, date=made,
        speaker=speaker, deadline=deadline,
    )  # fmt: skip
    whole = Entry(
        id=name, document_id=document, mentions=(mention,), action=text, made=made, deadline=deadline,
        actor=Actor("Ik", "minister", "Infrastructuur en Waterstaat"), minister="Haringa",
        ministry="Infrastructuur en Waterstaat", title="Vaarwegen in Graaflanden", dossiers=("99200",),
        probability=0.87,
    )  # fmt: skip
    return replace(whole, **changes)


def _told() -> tuple[Entry, ...]:
    return (
        entry(SLUICE, "Ik laat de sluis bij Oldeveen herstellen.", dt.date(2031, 4, 1)),
        entry(BRIDGE, "Ik kom voor 1 juni terug op de brug bij Harsloo.", dt.date(2031, 6, 1)),
        entry(FERRY, "Ik spreek met de provincie over de veerpont.", strength="weak", dossiers=("99201",)),
        entry(
            DUNES, "De duinen bij Westerzicht worden versterkt.", dt.date(2029, 1, 1), minister="Van Loon",
            ministry="Financiën", question_ids=("2030Z01234",), strength="conditional",
        ),
        entry(WORDS, f"Ik stuur de Kamer {HOSTILE}.", dt.date(2031, 5, 20), title=f"Titel {HOSTILE}"),
    )  # fmt: skip


def _many() -> Iterator[Entry]:
    for number in range(55):
        due = TODAY + dt.timedelta(days=400 + number)
        text = f"Ik bericht de Kamer over project {number:02}."
        yield entry(f"e-b{number:015}", text, due, ministry="Volksgezondheid, Welzijn en Sport", minister="Ter Borg")


def _proposals() -> list[Proposal]:
    def one(name: str, about: str, text: str) -> Proposal:
        return Proposal(
            id=name, entry_id=about, kind="fulfilled", quote=text, entry_text="", probability=0.8,
            evidence=(Evidence("dossier", "99200"), Evidence("likeness", HOSTILE)), document_id="kst-99210-1",
            sentence_id="s-elders", date=dt.date(2031, 4, 20),
        )  # fmt: skip

    tie = replace(
        one(ASKED["tie"], DUNES, "De minister versterkt de duinen."), kind="registered", register_id="r-1",
        sentence_id=None, document_id=None,
    )  # fmt: skip
    return [
        one(ASKED["accepted"], SLUICE, "De sluis is hersteld, zoals ik toezegde."),
        one(ASKED["rejected"], BRIDGE, "De brug is een ander verhaal."),
        one(ASKED["both"], FERRY, "Met de provincie is gesproken."),
        one(ASKED["seen"], WORDS, f"Hierbij stuur ik {HOSTILE}."),
        tie,
    ]


def _row() -> RegisterEntry:
    return RegisterEntry(
        id="r-1", number="TZ203001-007", created=dt.date(2030, 1, 5), ministry="Financiën", status="openstaand",
        text="De minister van Financiën versterkt de duinen.", status_text="Openstaand",
    )  # fmt: skip


def _job() -> Job:
    return Job(
        name="label", source="/ergens/map", started_at=NOW - dt.timedelta(hours=2), ended_at=NOW, outcome="partly",
        figures={"added": 3}, set_aside=(SetAside("/ergens/map/leeg.pdf", "no_text", "a document has text"),),
    )  # fmt: skip


@cache
def _password() -> str:
    return hashed(PASSWORD)


def clock() -> dt.datetime:
    """Always the same moment."""
    return NOW


def client(store: Store, settings: WebSettings | None = None, now: Callable[[], dt.datetime] = clock) -> TestClient:
    """A visitor, without a browser, on this very machine."""
    app = create_app(settings or WebSettings(), store, now=now)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False, follow_redirects=False)


def sign_in(visitor: TestClient, name: str, password: str = PASSWORD) -> int:
    """Sign in through the form; gives the status of the answer."""
    csrf = token(visitor.get("/aanmelden").text)
    answer = visitor.post("/aanmelden", data={"naam": name, "wachtwoord": password, "csrf": csrf})
    return answer.status_code


def csrf(visitor: TestClient) -> str:
    """The token of the forms of who this is."""
    return token(visitor.get("/gegevens").text)


@contextmanager
def serving(store: Store, settings: WebSettings | None = None) -> Iterator[str]:
    """The address of the application while it runs in a thread."""
    app = create_app(settings or WebSettings(), store, now=clock)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    ends = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < ends, "the application did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


def filled(folder: Path) -> Store:
    """A store with :func:`fill`."""
    store = Store(folder / "ledger.sqlite")
    store.prepare()
    fill(store)
    return store
