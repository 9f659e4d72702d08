"""Signing in fails so often and no more: per name and address, per name, per address; strangers lock nobody out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import review_site
from fastapi.testclient import TestClient
from ledger_site import PASSWORD, sign_in
from pydantic import ValidationError
from sqlalchemy import func, select
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from pipeline.store import Store, sessions, users
from pipeline.store.tables.users import login_failures
from pipeline.users import User
from pipeline.web import login, throttling
from pipeline.web.app import create_app
from pipeline.web.settings import WebSettings
from pipeline.web.site import Site, environment

OWNER, STRANGER = "192.0.2.7", "198.51.100.9"
NAMES = ("an", "niemand")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = review_site.NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def passes(self, **more: float) -> None:
        self.now += dt.timedelta(**more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def made(store: Store, clock: Clock) -> Callable[..., Site]:
    """The parts of an application with settings, on each database."""

    def site(**settings: int) -> Site:
        return Site(WebSettings(_env_file=None, **settings), store, clock, environment())  # type: ignore[arg-type]

    return site


def fail(here: Site, name: str, address: str, times: int = 1) -> list[int | None]:
    """Attempts that turn out wrong: for each ``None``, or the minutes to wait when it was refused."""
    waits = [throttling.wait(here, name, address) for _ in range(times)]
    return [None if wait is None else int(wait.total_seconds()) // 60 for wait in waits]


def succeed(here: Site, name: str, address: str) -> None:
    assert throttling.wait(here, name, address) is None
    with here.store.writing() as tx:
        throttling.succeeded(tx, here.settings, name, address)


def rows(here: Site) -> int:
    with here.store.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(login_failures)).scalar_one())


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_elsewhere_locks_nobody_out(made: Callable[..., Site], name: str) -> None:
    here = made()
    assert fail(here, name, STRANGER, 1000 // 20) == [None] * 5 + [15] * 45
    assert fail(here, name, OWNER, 4) == [None] * 4
    succeed(here, name, OWNER)
    assert fail(here, name, STRANGER) == [15]


@pytest.mark.parametrize("name", NAMES)
def test_guessing_from_many_addresses_is_bounded(made: Callable[..., Site], clock: Clock, name: str) -> None:
    here = made()
    tried = [fail(here, name, f"203.0.113.{number}") for number in range(60)]
    assert tried == [[None]] * 50 + [[15]] * 10
    assert fail(here, "bo", "203.0.113.1") == [None]
    clock.passes(minutes=15, seconds=1)
    assert fail(here, name, "203.0.113.1") == [None]


def test_one_address_tries_few_names(made: Callable[..., Site], clock: Clock) -> None:
    here = made()
    tried = [fail(here, f"naam{number}", STRANGER)[0] for number in range(25)]
    assert tried == [None] * 20 + [15] * 5
    assert fail(here, "naam1", OWNER) == [None]
    clock.passes(minutes=16)
    assert fail(here, "naam1", STRANGER) == [None]


def test_refused_attempts_do_not_make_the_wait_longer(made: Callable[..., Site], clock: Clock) -> None:
    here = made()
    fail(here, "an", OWNER, 5)
    for _ in range(14):
        clock.passes(minutes=1)
        assert fail(here, "an", OWNER, 3) == [15] * 3
    clock.passes(minutes=1, seconds=1)
    assert fail(here, "an", OWNER) == [None]


def test_success_forgives_this_name_at_this_address_and_nothing_else(made: Callable[..., Site]) -> None:
    here = made(login_attempts=3, login_attempts_per_name=6, login_attempts_per_address=6)
    fail(here, "an", OWNER, 2)
    fail(here, "bo", OWNER, 2)
    fail(here, "an", STRANGER, 2)
    succeed(here, "an", OWNER)
    assert fail(here, "an", STRANGER, 2) == [None, 15]  # its third; it is not set free by the owner's success
    assert fail(here, "bo", OWNER, 2) == [None, 15]
    assert fail(here, "an", OWNER, 2) == [None, 15]  # from everywhere six failed: two, three, and this one
    assert fail(here, "cas", OWNER, 2) == [15, 15]  # from this address too: two, three, and the one before


def test_signing_in_well_uses_nothing_up(made: Callable[..., Site]) -> None:
    here = made(login_attempts=1, login_attempts_per_name=2, login_attempts_per_address=1)
    for _ in range(5):
        succeed(here, "an", OWNER)
    assert rows(here) == 0


def test_each_bound_has_its_own_period(made: Callable[..., Site], clock: Clock) -> None:
    here = made(
        login_attempts=1, login_attempts_per_name=2, login_attempts_per_address=3, login_wait_minutes=5,
        login_wait_minutes_per_name=30, login_wait_minutes_per_address=60,
    )  # fmt: skip
    assert fail(here, "an", OWNER, 2) == [None, 5]
    clock.passes(minutes=6)
    assert fail(here, "an", OWNER, 2) == [None, 30]
    assert fail(here, "bo", OWNER, 2) == [None, 60]
    clock.passes(minutes=31)
    assert fail(here, "an", OWNER) == [60]
    assert fail(here, "an", STRANGER) == [None]
    clock.passes(minutes=30)
    assert fail(here, "an", OWNER) == [None]


def test_what_no_longer_counts_is_removed_and_the_rest_is_bounded(
    made: Callable[..., Site], clock: Clock, store: Store
) -> None:
    here = made(login_wait_minutes=5, login_wait_minutes_per_address=60)
    for number in range(20):
        fail(here, f"naam{number}", f"203.0.113.{number}")
    assert rows(here) == 60
    clock.passes(minutes=59)
    fail(here, "an", OWNER)
    assert rows(here) == 63
    clock.passes(minutes=2)
    fail(here, "an", OWNER)
    assert rows(here) == 6
    with store.writing() as tx:
        for number in range(10):
            sessions.add_failure(tx, [f"w{number}"], at=clock(), forget=clock() - dt.timedelta(hours=1), most=4)
        assert [sessions.failures(tx, f"w{number}", since=clock() - dt.timedelta(1)) for number in (5, 6, 9)] == [
            0,
            1,
            1,
        ]
    assert rows(here) == 4


def test_many_at_once_count_as_many(made: Callable[..., Site]) -> None:
    here = made()
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: throttling.wait(here, "an", OWNER), range(16)))
    assert sum(wait is None for wait in waits) == 5


def test_one_who_has_a_whole_network_is_one(made: Callable[..., Site]) -> None:
    here = made()
    networks = [throttling.client_network(f"2001:db8:0:1::{number:x}") for number in range(1, 9)]
    assert [fail(here, "an", one)[0] for one in networks] == [None] * 5 + [15] * 3
    assert throttling.client_network("testclient") == "testclient"
    assert throttling.client_network("fe80::1%eth0") == "fe80::/64"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"login_attempts": 0}, "login_attempts"),
        ({"login_attempts_per_name": 5}, "more than login_attempts, 5"),
        ({"login_attempts": 8, "login_attempts_per_address": 7}, "at least login_attempts, 8"),
        ({"login_wait_minutes": 2000}, "login_wait_minutes"),
        ({"login_wait_minutes_per_name": 0}, "login_wait_minutes_per_name"),
        ({"proxies": "*"}, "addresses or networks"),
        ({"proxies": "10.0.0.1, proxy.example"}, "not proxy.example"),
        ({"proxies": "10.0.0.1/8"}, "not 10.0.0.1/8"),
    ],
)
def test_settings_that_would_not_bound_are_refused(settings: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        WebSettings(_env_file=None, **settings)  # type: ignore[arg-type]


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTAND_LOGIN_ATTEMPTS", "50")
    monkeypatch.setenv("GESTAND_LOGIN_ATTEMPTS_PER_NAME", "60")
    monkeypatch.setenv("GESTAND_PROXIES", "10.0.0.0/8, ::1")
    pair, name, address = throttling.bounds(WebSettings(_env_file=None), "an", OWNER)
    assert (pair.most, name.most, address.most) == (50, 60, 200)
    assert len({pair.who, name.who, address.who}) == 3


@pytest.fixture
def site(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., TestClient]]:
    """Visitors from addresses, of an application whose passwords take no time."""
    monkeypatch.setattr(login.passwords, "fits", lambda given, known: known is not None and given == PASSWORD)
    monkeypatch.setattr(login.passwords, "outdated", lambda _: False)
    with Store(tmp_path / "login.sqlite") as store:
        store.prepare()
        with store.writing() as tx:
            users.add(tx, User(name="an", role="annotator", created_at=review_site.NOW), "x")
        app = ProxyHeadersMiddleware(create_app(WebSettings(_env_file=None), store, now=clock), "127.0.0.1")  # type: ignore[arg-type]

        def visitor(address: str, by: str | None = None) -> TestClient:
            headers = {"X-Forwarded-For": address} if by else None
            return TestClient(
                app, base_url="http://127.0.0.1", client=(by or address, 50_000), headers=headers,
                follow_redirects=False,
            )  # type: ignore[arg-type]  # fmt: skip

        yield visitor


def test_the_pages_count_by_address(site: Callable[..., TestClient]) -> None:
    stranger = site(STRANGER)
    assert [sign_in(stranger, "an", "verkeerd") for _ in range(7)] == [401] * 5 + [429] * 2
    assert sign_in(stranger, "an") == 429
    assert sign_in(site(OWNER), "an") == 303


def test_behind_a_proxy_that_is_named_visitors_are_apart_and_elsewhere_the_header_is_not_believed(
    site: Callable[..., TestClient],
) -> None:
    stranger = site(STRANGER, by="127.0.0.1")
    assert [sign_in(stranger, "an", "verkeerd") for _ in range(6)] == [401] * 5 + [429]
    assert sign_in(site(OWNER, by="127.0.0.1"), "an") == 303
    liars = [site(f"203.0.113.{number}", by="198.51.100.77") for number in range(6)]
    assert [sign_in(one, "an", "verkeerd") for one in liars] == [401] * 5 + [429]


def test_waiting_is_told_alike_for_names_that_are_not_there(site: Callable[..., TestClient]) -> None:
    pages = []
    for name, address in (("an", OWNER), ("niemand", STRANGER)):
        visitor = site(address)
        for _ in range(5):
            sign_in(visitor, name, "verkeerd")
        form = review_site.token(visitor.get("/aanmelden").text)
        answer = visitor.post("/aanmelden", data={"naam": name, "wachtwoord": PASSWORD, "csrf": form})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
        assert "Probeer het over 15 minuten nog eens." in answer.text
        pages.append(answer.text.replace(form, "").replace(f'value="{name}"', ""))
    assert pages[0] == pages[1]
