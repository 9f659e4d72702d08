"""Figures are kept for a while: worked out once however many ask, exact for who signed in, old ones forgotten."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ledger_site
import pytest
from fastapi.testclient import TestClient
from ledger_site import DUNES, NOW

from pipeline.entries import Entry
from pipeline.store import Store, entries
from pipeline.web.app import create_app
from pipeline.web.keeping import Known, Shelf
from pipeline.web.settings import WebSettings

PATIENCE = 30.0


def known(value: object) -> Known:
    return Known(NOW, None, value)


def never(_: Known) -> bool:
    return False


def always(_: Known) -> bool:
    return True


def test_what_is_good_is_not_worked_out_again() -> None:
    shelf = Shelf()
    assert shelf.figure("a", lambda: known(1), good=never, will_do=never).value == 1
    assert shelf.figure("a", lambda: known(2), good=always, will_do=never).value == 1
    assert shelf.figure("a", lambda: known(3), good=never, will_do=never).value == 3
    assert shelf.figure("b", lambda: known(4), good=always, will_do=never).value == 4


def test_the_one_asked_for_longest_ago_is_forgotten() -> None:
    shelf = Shelf(most=2)
    for key in ("a", "b", "a", "c"):
        shelf.figure(key, lambda key=key: known(key), good=always, will_do=never)
    assert len(shelf) == 2
    assert shelf.figure("a", lambda: known("new"), good=always, will_do=never).value == "a"
    assert shelf.figure("b", lambda: known("new"), good=always, will_do=never).value == "new"


def test_an_error_is_of_who_asked_and_the_next_one_tries_anew() -> None:
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.figure("a", lambda: known(1 / 0), good=always, will_do=never)
    assert shelf.figure("a", lambda: known(1), good=always, will_do=never).value == 1


class Slow:
    """Works out a figure when it is allowed to, and counts how often."""

    def __init__(self) -> None:
        self.begun, self.may = threading.Event(), threading.Event()
        self.times = 0

    def __call__(self) -> Known:
        self.times += 1
        self.begun.set()
        assert self.may.wait(PATIENCE)
        return known("new")


def test_many_who_ask_at_once_have_it_worked_out_once() -> None:
    shelf, slow = Shelf(), Slow()

    def good(one: Known) -> bool:
        return one.value == "new"

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(shelf.figure, "a", slow, good=good, will_do=never) for _ in range(8)]
        assert slow.begun.wait(PATIENCE)
        slow.may.set()
        assert {one.result(PATIENCE).value for one in asked} == {"new"}
    assert slow.times == 1


def test_while_somebody_works_it_out_the_old_figure_will_do_for_others() -> None:
    shelf, slow = Shelf(), Slow()
    shelf.figure("a", lambda: known("old"), good=always, will_do=never)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(shelf.figure, "a", slow, good=never, will_do=always)
        assert slow.begun.wait(PATIENCE)
        assert shelf.figure("a", lambda: known("own"), good=never, will_do=always).value == "old"
        slow.may.set()
        assert working.result(PATIENCE).value == "new"


class Clock:
    """A clock that is put forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, seconds: int) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "figures.sqlite") as made:
        made.prepare()
        ledger_site.fill(made)
        yield made


Open = Callable[..., TestClient]


@pytest.fixture
def opened(store: Store, clock: Clock) -> Open:
    """A visitor of the application with some settings."""

    def client(**settings: int) -> TestClient:
        return TestClient(create_app(WebSettings(_env_file=None, **settings), store, now=clock))

    return client


def late(client: TestClient) -> int:
    """How many commitments are too late, by the tile of the dashboard."""
    found = re.search(r'tile late.*?tile-count">\s*(\d+)', client.get("/").text, re.DOTALL)
    assert found
    return int(found[1])


def one_more(store: Store, name: str = "e-c000000000000001") -> None:
    """Another commitment that is too late."""
    told: Entry = ledger_site.entry(name, "Ik kom daar voor de zomer op terug.", dt.date(2031, 1, 31))
    with store.writing() as tx:
        entries.put(tx, [ledger_site.kept(told)])


def test_a_visitor_sees_figures_that_are_at_most_half_a_minute_old(opened: Open, store: Store, clock: Clock) -> None:
    visitor = opened()
    before = late(visitor)
    one_more(store)
    clock.wait(29)
    assert late(visitor) == before
    clock.wait(1)
    assert late(visitor) == before + 1


def test_figures_may_be_exact_for_everybody(opened: Open, store: Store) -> None:
    visitor = opened(figures_seconds=0)
    before = late(visitor)
    one_more(store)
    assert late(visitor) == before + 1


def test_lists_are_never_old(opened: Open, store: Store) -> None:
    visitor = opened()
    found = "/api/v1/toezeggingen?ministerie=financien"
    assert [one["id"] for one in visitor.get(found).json()["items"]] == [DUNES]
    rows = len(visitor.get("/toezeggingen.json").json())
    one_more(store)
    assert len(visitor.get("/toezeggingen.json").json()) == rows + 1
    assert visitor.get("/api/v1/toezeggingen").json()["total"] == rows + 1
