"""What every address has in common: who may ask, who may keep the answer, HEAD and other methods, how much is read."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from fastapi import routing
from fastapi.testclient import TestClient
from ledger_site import ASKED, PASSWORD, SLUICE, client, csrf, filled, sign_in

from pipeline.store import StatementFilter, Store, events, reviews, statements
from pipeline.web.app import create_app
from pipeline.web.settings import WebSettings

ROLES = ("reader", "annotator", "adjudicator", "admin")
OPEN = ("/healthz", "/readyz", "/aanmelden", "/api/v1/openapi.json")
"""Answered to everybody, also where reading needs an account."""
STATIC = "/static/gestand.css"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("answers")) as store:
        yield store


@pytest.fixture(scope="module")
def people(ledger: Store) -> Callable[[str | None], TestClient]:
    """Clients of people who signed in by their role, and of a visitor (``None``)."""

    @cache
    def enter(name: str | None) -> TestClient:
        found = client(ledger)
        assert name is None or sign_in(found, name) == 303
        return found

    return enter


@pytest.fixture(scope="module")
def sentence(ledger: Store) -> str:
    with ledger.reading() as tx:
        return statements.listed(tx, StatementFilter(limit=1))[0].statement.sentence.id


def addresses(store: Store, method: str, sentence: str) -> list[str]:
    """Every address of the application that takes a method, with ids that are there."""
    app = create_app(WebSettings(_env_file=None), store)
    found = getattr(routing, "iter_route_contexts", iter)(app.routes)
    paths = [one.path for one in found if method in (getattr(one, "methods", None) or ())]
    ids = {"{proposal}": ASKED["accepted"], "{form}": "csv", "{sentence}": sentence, "{entry}": SLUICE}
    whole = [re.sub(r"\{\w+\}", lambda found: ids.get(found[0], SLUICE), path) for path in paths]
    return [path.replace(f"/uitspraken/{SLUICE}", f"/uitspraken/{sentence}") for path in whole]


def allowed(path: str, role: str | None) -> bool:
    needed = "reader"
    if path.startswith("/beoordelen"):
        needed = "adjudicator" if "/geschillen" in path else "annotator"
    return (role is None and needed == "reader") or (role is not None and ROLES.index(role) >= ROLES.index(needed))


@pytest.mark.parametrize("role", [None, *ROLES])
def test_every_page_is_for_who_has_the_role(
    ledger: Store, people: Callable[[str | None], TestClient], sentence: str, role: str | None
) -> None:
    pages = addresses(ledger, "GET", sentence)
    assert len(pages) > 25
    for path in pages:
        answer = people(role).get(path, headers={"Accept": "text/html"})
        if allowed(path, role):
            fine = {200, 303, 404} if "/beoordelen/ge" in path else {200, 303}
            assert answer.status_code in fine, path
            assert not answer.headers.get("location", "").startswith("/aanmelden?"), path
        elif role is None:
            assert answer.headers["location"].startswith("/aanmelden?naar="), path
        else:
            assert answer.status_code == 403, path


def test_where_reading_is_closed_nothing_is_told_without_an_account(ledger: Store, sentence: str) -> None:
    closed = client(ledger, WebSettings(_env_file=None, public_reading=False))
    for path in addresses(ledger, "GET", sentence):
        for accept in ("text/html", "application/json", "*/*"):
            status = closed.get(path, headers={"Accept": accept}).status_code
            assert status == 200 if path in OPEN else status in {303, 401}, (path, accept)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_form_is_taken_without_the_token(
    ledger: Store, people: Callable[[str | None], TestClient], sentence: str, role: str | None
) -> None:
    forms = addresses(ledger, "POST", sentence)
    assert len(forms) == 9
    for path in forms:
        for data in ({}, {"csrf": "0" * 64}, {"csrf": csrf(people("reader" if role != "reader" else "admin"))}):
            assert people(role).post(path, data=data).status_code == 403, path
        sent = people(role).post(path, json={"csrf": csrf(people(role))})
        assert sent.status_code in {403, 422}, path


@pytest.mark.parametrize("role", [None, "reader", "annotator"])
def test_no_form_is_taken_from_who_has_not_the_role(
    ledger: Store, people: Callable[[str | None], TestClient], sentence: str, role: str | None
) -> None:
    token = csrf(people(role))
    for path in addresses(ledger, "POST", sentence):
        needs = "adjudicator" if "/geschillen" in path else "annotator"
        if path in {"/aanmelden", "/afmelden"} or (role == "annotator" and needs == "annotator"):
            continue
        fields = {"antwoord": "ja", "wat": "fulfilled", "gebeurtenis": "v-1", "met": SLUICE, "review": "r-1"}
        answer = people(role).post(path, data={"csrf": token, "besluit": "geen", **fields})
        assert answer.status_code == (401 if role is None else 403), path
    with ledger.reading() as tx:
        assert (events.of_entry(tx, SLUICE), list(reviews.every(tx))) == ((), [])


@pytest.mark.parametrize("role", [None, "annotator"])
def test_no_proxy_keeps_an_answer(
    ledger: Store, people: Callable[[str | None], TestClient], sentence: str, role: str | None
) -> None:
    for path in (*addresses(ledger, "GET", sentence), "/nergens", "/?pagina=0", "/api/v1/cijfers?van=x"):
        answer = people(role).get(path)
        kept_by = answer.headers["cache-control"]
        assert "private" in kept_by or kept_by == "no-store", path
        assert "public" not in kept_by
        assert "Cookie" in [one.strip() for one in answer.headers["vary"].split(",")], path
        if role and answer.headers.get("content-type", "").startswith("text/html"):
            assert kept_by == "private, no-store", path


def test_files_are_kept_under_the_address_of_their_content_only(people: Callable[[str | None], TestClient]) -> None:
    visitor = people(None)
    current = re.findall(r"/static/gestand\.css\?v=[0-9a-f]{12}", visitor.get("/").text)[0]
    assert "immutable" in visitor.get(current).headers["cache-control"]
    for other in (STATIC, f"{STATIC}?v=000000000000", f"{current}0", f"{current}&x=1"):
        answer = visitor.get(other)
        assert answer.status_code == 200
        assert "cache-control" not in answer.headers
        assert "etag" in answer.headers
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py", "/static/"):
        assert visitor.get(path).status_code == 404


def test_head_is_get_without_the_content(
    ledger: Store, people: Callable[[str | None], TestClient], sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    for path in (*addresses(ledger, "GET", sentence), STATIC, "/nergens"):
        for role in (None, "annotator"):
            got, head = people(role).get(path), people(role).head(path)
            assert (head.status_code, head.content) == (got.status_code, b""), path
            assert head.headers.get("content-type") == got.headers.get("content-type"), path
            assert head.headers["x-content-type-options"] == "nosniff"
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="gestand.web"):
        people(None).head(f"/toezeggingen/{SLUICE}")
    line = json.loads(caplog.records[-1].message)
    assert (line["method"], line["route"], line["status"]) == ("HEAD", "/toezeggingen/{entry}", 200)


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_other_methods_are_refused_and_no_other_site_may_read(
    people: Callable[[str | None], TestClient], method: str
) -> None:
    headers = {"Origin": "https://elders.example", "Access-Control-Request-Method": "POST"}
    for path in ("/", f"/toezeggingen/{SLUICE}", "/api/v1/toezeggingen", "/beoordelen", "/aanmelden"):
        answer = people("annotator").request(method, path, headers=headers)
        assert answer.status_code in {403, 405}, path
        assert answer.status_code == 403 or "GET" in answer.headers["allow"], path
        assert not [name for name in answer.headers if name.startswith("access-control")]
        own = ("cross-origin-opener-policy", "cross-origin-resource-policy")
        assert [answer.headers[name] for name in own] == ["same-origin"] * 2


def test_what_is_too_large_is_not_read(ledger: Store) -> None:
    visitor = client(ledger, WebSettings(_env_file=None, form_bytes=262_144))
    token = csrf(visitor)
    fields = {"csrf": token, "naam": "reader", "wachtwoord": PASSWORD}

    def pieces(size: int) -> Iterator[bytes]:
        yield f"csrf={token}&naam=reader&wachtwoord=".encode()
        for _ in range(size // 1024):
            yield b"x" * 1024

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in ("/aanmelden", "/afmelden", "/nergens", f"/toezeggingen/{SLUICE}/gebeurtenissen"):
        told = visitor.post(path, data=fields | {"naar": "x" * 300_000})
        assert (told.status_code, told.headers["connection"]) == (413, "close"), path
        assert "Dit is te groot" in told.text
    for path in ("/aanmelden", "/afmelden"):
        assert visitor.post(path, content=pieces(300_000), headers=form).status_code == 413, path
    upload = {"naam": ("groot.bin", b"x" * 300_000)}
    assert visitor.post("/aanmelden", data={"csrf": token}, files=upload).status_code == 413
    problem = visitor.post("/aanmelden", data={"naar": "x" * 300_000}, headers={"Accept": "application/json"})
    assert (problem.status_code, problem.json()["title"]) == (413, "Dit is te groot")
    assert visitor.post("/aanmelden", content=pieces(100_000), headers=form).status_code == 422
    assert visitor.post("/aanmelden", data=fields).status_code == 303
