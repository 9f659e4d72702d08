"""Safe and sound: roles, sessions, forgery, throttling, headers, hostile text, logs, health."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from ledger_site import ASKED, HOSTILE, NOW, PASSWORD, SLUICE, WORDS, client, csrf, filled, sign_in
from review_site import token

from pipeline.store import Store, entries, events, proposals, sessions, users
from pipeline.web.access import digest
from pipeline.web.headers import POLICY
from pipeline.web.passwords import fits, hashed
from pipeline.web.settings import WebSettings

PAGES = ("/", "/weigeringen", "/beweringen", "/gegevens", "/api", f"/toezeggingen/{WORDS}", f"/toezeggingen/{SLUICE}")
DATA = (
    "/toezeggingen.csv", "/toezeggingen.json", "/toezeggingen.ics", "/toezeggingen.atom", "/weigeringen.csv",
    "/beweringen.json", "/api/v1/toezeggingen", f"/api/v1/toezeggingen/{SLUICE}", "/api/v1/weigeringen",
    "/api/v1/beweringen", "/api/v1/cijfers",
)  # fmt: skip
CHANGES = {
    f"/toezeggingen/{SLUICE}/voorstellen/{ASKED['accepted']}": {"antwoord": "ja"},
    f"/toezeggingen/{SLUICE}/gebeurtenissen": {"wat": "fulfilled", "bewijs": "Brief van 3 mei"},
    f"/toezeggingen/{SLUICE}/terugdraaien": {"gebeurtenis": "v-1"},
    f"/toezeggingen/{SLUICE}/samenvoegen": {"met": WORDS},
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("safe")) as store:
        yield store


@pytest.fixture
def visitor(ledger: Store) -> TestClient:
    return client(ledger)


@pytest.fixture
def signed_in(ledger: Store) -> Callable[[str], TestClient]:
    def enter(name: str) -> TestClient:
        found = client(ledger)
        assert sign_in(found, name) == 303
        return found

    return enter


def untouched(store: Store) -> bool:
    with store.reading() as tx:
        found = entries.get(tx, SLUICE)
        return found is not None and not events.of_entry(tx, SLUICE) and not proposals.rejected(tx)


@pytest.mark.parametrize(("path", "data"), CHANGES.items())
def test_a_visitor_changes_nothing(ledger, visitor, path, data):
    answer = visitor.post(path, data=data | {"csrf": csrf(visitor)})
    assert answer.status_code == 401
    assert untouched(ledger)


@pytest.mark.parametrize(("path", "data"), CHANGES.items())
def test_a_reader_changes_nothing_and_sees_no_forms(ledger, signed_in, path, data):
    reader = signed_in("reader")
    answer = reader.post(path, data=data | {"csrf": csrf(reader)})
    assert answer.status_code == 403
    assert "Hiervoor is de rol beoordelaar nodig." in answer.text
    assert untouched(ledger)
    assert 'value="ja"' not in reader.get(f"/toezeggingen/{SLUICE}").text


@pytest.mark.parametrize(("path", "data"), CHANGES.items())
@pytest.mark.parametrize("given", ["", "0" * 64, None])
def test_a_change_without_the_token_of_the_session_is_refused(ledger, signed_in, path, data, given):
    annotator = signed_in("annotator")
    fields = data if given is None else data | {"csrf": given}
    assert annotator.post(path, data=fields).status_code == 403
    assert untouched(ledger)


def test_the_token_of_somebody_else_is_refused(ledger, signed_in):
    other = csrf(signed_in("adjudicator"))
    annotator = signed_in("annotator")
    path, data = next(iter(CHANGES.items()))
    assert annotator.post(path, data=data | {"csrf": other}).status_code == 403
    assert untouched(ledger)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_form_of_another_site_is_refused(ledger, signed_in, headers):
    annotator = signed_in("annotator")
    path, data = next(iter(CHANGES.items()))
    answer = annotator.post(path, data=data | {"csrf": csrf(annotator)}, headers=headers)
    assert answer.status_code == 403
    assert untouched(ledger)


@pytest.mark.parametrize("path", ["/aanmelden", "/afmelden"])
def test_signing_in_and_out_needs_a_token_too(visitor, path):
    assert visitor.post(path, data={"naam": "reader", "wachtwoord": PASSWORD}).status_code == 403


def test_reading_can_be_closed(ledger):
    closed = client(ledger, WebSettings(public_reading=False))
    for path in (*PAGES, "/toezeggingen.csv"):
        answer = closed.get(path, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"][:16]) == (303, "/aanmelden?naar=")
    for path in DATA:
        answer = closed.get(path, headers={"Accept": "application/json"})
        assert answer.status_code == 401, path
        assert SLUICE not in answer.text
    for path in ("/healthz", "/readyz", "/aanmelden"):
        assert closed.get(path).status_code == 200
    assert sign_in(closed, "reader") == 303
    assert all(closed.get(path).status_code == 200 for path in (*PAGES, *DATA))


@pytest.mark.parametrize("path", ["/beoordelen", "/beoordelen/zin/s-1"])
def test_judging_is_not_for_readers(visitor, signed_in, path):
    assert visitor.get(path).status_code in {303, 404}
    assert signed_in("reader").get(path).status_code in {403, 404}


def test_a_wrong_password_and_an_unknown_name_are_told_alike(visitor):
    pages = []
    for name in ("reader", "niemand"):
        form = visitor.get("/aanmelden").text
        data = {"naam": name, "wachtwoord": "verkeerd", "csrf": token(form)}
        answer = visitor.post("/aanmelden", data=data)
        assert answer.status_code == 401
        pages.append(answer.text.replace(f'value="{name}"', ""))
    assert re.sub(r"[0-9a-f]{64}", "", pages[0]) == re.sub(r"[0-9a-f]{64}", "", pages[1])


def test_who_fails_too_often_waits_even_with_the_right_password(tmp_path):
    moment = NOW
    with filled(tmp_path) as store:
        guesser = client(store, now=lambda: moment)
        assert [sign_in(guesser, "reader", "verkeerd") for _ in range(6)] == [401] * 5 + [429]
        assert sign_in(guesser, "reader") == 429
        assert sign_in(guesser, "annotator") == 303
        moment += dt.timedelta(minutes=16)
        late = client(store, now=lambda: moment)
        assert sign_in(late, "reader") == 303


def test_one_address_cannot_try_many_names(tmp_path):
    with filled(tmp_path) as store:
        guesser = client(store, WebSettings(login_attempts=1))
        assert [sign_in(guesser, f"naam{number}", "verkeerd") for number in range(5)] == [401] * 4 + [429]


def test_the_cookie_of_a_session_is_for_the_server_alone(ledger):
    here = client(ledger)
    form = token(here.get("/aanmelden").text)
    answer = here.post("/aanmelden", data={"naam": "reader", "wachtwoord": PASSWORD, "csrf": form})
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("gestand_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    answer = client(ledger).get("/aanmelden", headers={"Host": "gestand.example"})
    assert all("Secure" in one for one in answer.headers.get_list("set-cookie"))


def test_over_tls_the_cookie_is_bound_to_this_host(ledger):
    here = TestClient(client(ledger).app, base_url="https://gestand.example", follow_redirects=False)
    form = token(here.get("/aanmelden").text)
    answer = here.post("/aanmelden", data={"naam": "reader", "wachtwoord": PASSWORD, "csrf": form})
    cookie = next(one for one in answer.headers.get_list("set-cookie") if "gestand_session=" in one)
    assert cookie.startswith("__Host-gestand_session=")
    assert "; Secure" in cookie
    assert "; Path=/" in cookie
    assert "Domain" not in cookie
    assert "Aangemeld als" in here.get("/").text
    kept = here.cookies["__Host-gestand_session"]
    assert here.post("/afmelden", data={"csrf": csrf(here)}).status_code == 303
    assert "__Host-gestand_session" not in here.cookies
    neighbour = TestClient(client(ledger).app, base_url="https://gestand.example")
    neighbour.cookies.set("gestand_session", kept)
    assert "Aangemeld als" not in neighbour.get("/").text


def test_signing_in_ends_the_session_that_this_browser_had(signed_in, ledger):
    annotator = signed_in("annotator")
    former = annotator.cookies["gestand_session"]
    form = {"naam": "reader", "wachtwoord": PASSWORD, "csrf": csrf(annotator)}
    assert annotator.post("/aanmelden", data=form).status_code == 303
    assert annotator.cookies["gestand_session"] != former
    with ledger.reading() as tx:
        assert sessions.user(tx, digest(former), at=NOW) is None
        now = sessions.user(tx, digest(annotator.cookies["gestand_session"]), at=NOW)
    assert now is not None
    assert now.name == "reader"


def test_the_store_knows_no_token_and_no_password(ledger, signed_in):
    annotator = signed_in("annotator")
    kept = annotator.cookies["gestand_session"]
    with ledger.reading() as tx:
        assert sessions.user(tx, kept, at=NOW) is None
        known = users.password_of(tx, "annotator")
    assert known is not None
    assert known.startswith("$argon2id$")
    assert fits(PASSWORD, known)
    assert not fits("iets anders", known)
    assert not fits(PASSWORD, None)


def test_signing_out_ends_the_session_everywhere(signed_in, ledger):
    annotator = signed_in("annotator")
    stolen = annotator.cookies["gestand_session"]
    assert annotator.post("/afmelden", data={"csrf": csrf(annotator)}).status_code == 303
    thief = client(ledger)
    thief.cookies.set("gestand_session", stolen)
    assert "Aanmelden" in thief.get("/").text


def test_a_session_ends_by_time_by_password_and_with_the_account(tmp_path):
    moment = NOW
    with filled(tmp_path) as store:
        found = client(store, now=lambda: moment)
        sign_in(found, "annotator")
        assert "Afmelden" in found.get("/").text
        moment += dt.timedelta(hours=13)
        assert "Afmelden" not in found.get("/").text
        for end in (
            lambda tx: users.set_password(tx, "annotator", hashed(PASSWORD)),
            lambda tx: users.set_active(tx, "annotator", active=False),
        ):
            again = client(store, now=lambda: moment)
            assert sign_in(again, "annotator") == 303
            with store.writing() as tx:
                end(tx)
            assert "Afmelden" not in again.get("/").text
        assert sign_in(client(store, now=lambda: moment), "annotator") == 401


@pytest.mark.parametrize(
    "to", ["https://elders.example/", "//elders.example", "/\\elders.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(visitor, to):
    form = visitor.get("/aanmelden", params={"naar": to})
    assert 'name="naar" value="/"' in form.text
    data = {"naam": "reader", "wachtwoord": PASSWORD, "csrf": token(form.text), "naar": to}
    assert visitor.post("/aanmelden", data=data).headers["location"] == "/"


@pytest.mark.parametrize("path", [*PAGES, "/aanmelden", "/nergens", "/?pagina=0"])
def test_every_page_has_a_strict_policy_and_nothing_inline(visitor, path):
    answer = visitor.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"|https?://[^\"]*\.(js|css)", answer.text)


@pytest.mark.parametrize("path", ["/", f"/toezeggingen/{WORDS}", "/?zoek=" + "%3Cscript%3Ealert(1)%3C/script%3E"])
def test_text_of_documents_and_searches_is_never_html(visitor, signed_in, path):
    for who in (visitor, signed_in("annotator")):
        page = who.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert HOSTILE.startswith("<script>")


def test_feeds_and_calendars_hold_hostile_text_as_text(visitor):
    assert "<script>alert" not in visitor.get("/toezeggingen.atom?zoek=alert").text
    assert visitor.get("/toezeggingen.json?zoek=alert").headers["x-content-type-options"] == "nosniff"


def test_a_message_of_the_next_page_is_text_and_shown_once(visitor):
    visitor.cookies.set("gestand_flash", "eyJraW5kIjoiZG9uZSIsInRleHQiOiI8Yj5ob2k8L2I-In0=")
    assert "&lt;b&gt;hoi&lt;/b&gt;" in visitor.get("/").text
    visitor.cookies.set("gestand_flash", "onzin")
    assert visitor.get("/").status_code == 200


def test_the_log_names_no_person_and_no_search(visitor, caplog):
    with caplog.at_level(logging.INFO, logger="gestand.web"):
        visitor.get("/?zoek=geheim-woord", headers={"User-Agent": "mijn-browser"})
        sign_in(visitor, "annotator", "verkeerd-wachtwoord")
    lines = [json.loads(one.message) for one in caplog.records if one.name == "gestand.web"]
    assert {"request", "method", "route", "status", "milliseconds"} == set(lines[0])
    assert lines[0]["status"] == 200
    told = caplog.text
    assert not any(one in told for one in ("geheim-woord", "mijn-browser", "annotator", "verkeerd", "127.0.0.1"))


def test_health_and_readiness(ledger, tmp_path):
    assert client(ledger).get("/healthz").json() == {"status": "ok"}
    assert client(ledger).get("/readyz").json() == {"status": "ready"}
    with Store(tmp_path / "zonder-tabellen.sqlite") as bare:
        assert client(bare).get("/healthz").status_code == 200
        answer = client(bare).get("/readyz")
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text


def test_an_unforeseen_fault_shows_no_traceback(ledger, monkeypatch):
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("geheim van de zaak")

    monkeypatch.setattr("pipeline.store.entries.listed", broken)
    for path in ("/", "/api/v1/toezeggingen"):
        answer = client(ledger).get(path)
        assert answer.status_code == 500
        assert "geheim" not in answer.text
        assert answer.headers["content-security-policy"] == POLICY
