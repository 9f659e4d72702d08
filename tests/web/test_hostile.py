"""Hostile input and hostile text: addresses, forms, exports; none leads elsewhere, runs, or is a fault of ours."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from ledger_site import NOW, client, csrf, entry, filled, kept, sign_in
from lxml import etree

from pipeline.export.spreadsheet import cell
from pipeline.store import StatementFilter, Store, entries, sessions, statements, users
from pipeline.users import User
from pipeline.web.access import digest
from pipeline.web.pages import local


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("hostile")) as store:
        yield store


@pytest.fixture(scope="module")
def annotator(ledger: Store) -> TestClient:
    found = client(ledger)
    assert sign_in(found, "annotator") == 303
    return found


@pytest.fixture
def odd(store: Store) -> TestClient:
    """An adjudicator on each database."""
    account = User(name="cas", role="adjudicator", created_at=NOW)
    with store.writing() as tx:
        users.add(tx, account, "x")
        sessions.begin(tx, digest("token"), "cas", at=NOW, until=NOW.replace(year=2040))
    found = client(store)
    found.cookies.set("gestand_session", "token")
    return found


@pytest.mark.parametrize(
    "address",
    [
        "", "elders", "https://elders.example", "//elders.example", "///elders.example", "/\\elders.example",
        "\\\\elders.example", "/\t/elders.example", "/\r\nSet-Cookie: a=b", " //elders.example", "javascript:alert(1)",
        "/\u2028/elders.example", "\x00//elders.example", "data:text/html,x", "@elders.example", ".elders.example",
    ],
)  # fmt: skip
def test_only_addresses_of_this_site_are_gone_to(address: str) -> None:
    assert local(address) == "/"


def test_what_a_form_names_next_stays_among_the_review_pages(ledger: Store, annotator: TestClient) -> None:
    with ledger.reading() as tx:
        sentence = statements.listed(tx, StatementFilter(limit=1))[0].statement.sentence.id
    for given in ("//elders.example", "\r\nSet-Cookie: a=b", "../../afmelden", "https://elders.example"):
        page = annotator.get(f"/beoordelen/zin/{sentence}").text
        form = page[page.index('<form id="oordeel"') :]
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")])
        data = {name: unescape(value) for name, value in found} | {"besluit": "overslaan", "volgende": given}
        answer = annotator.post(f"/beoordelen/zin/{sentence}", data=data)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/" or answer.headers["location"].startswith("/beoordelen/zin/")
        assert all("a=b" not in one for one in answer.headers.get_list("set-cookie"))
        gone = annotator.get("/beoordelen/ga", params={"naar": given}).headers["location"]
        assert gone.startswith("/beoordelen")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0@x"])
def test_a_spreadsheet_runs_no_cell(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell((text, "b")) == f"'{text}; b"
    assert (cell("a=1"), cell(-1), cell(None)) == ("a=1", -1, None)


def test_exports_hold_hostile_text_as_text(ledger: Store) -> None:
    nasty = '=HYPERLINK("https://elders.example")\r\nATTACH:https://elders.example\x00\x1b\x85\ufffe]]><script>'
    hostile = entry("e-c000000000000001", nasty)
    ministry = "\x01=Financi\u00ebn\r\nURL:x"
    mention = replace(hostile.mentions[0], text=nasty)
    with ledger.writing() as tx:
        one = replace(
            hostile,
            action=nasty,
            ministry=ministry,
            minister=ministry,
            title=nasty,
            mentions=(mention,),
            dossiers=("99777",),
        )
        entries.put(tx, [kept(one)])
    visitor = client(ledger)
    page = visitor.get("/?dossier=99777")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert visitor.get(f"/toezeggingen/{hostile.id}").status_code == 200
    calendar = visitor.get("/toezeggingen.ics?dossier=99777").content
    (todo,) = Calendar.from_ical(calendar).walk("VTODO")
    assert "ATTACH" not in todo
    assert todo["URL"] == "https://zoek.officielebekendmakingen.nl/kst-99200-c0001.html"
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", calendar)
    feed = etree.fromstring(visitor.get("/toezeggingen.atom?dossier=99777").content)
    assert len(feed.findall("{*}entry")) == 1
    assert not feed.findall(".//{*}script")
    (row,) = csv.DictReader(io.StringIO(visitor.get("/toezeggingen.csv?dossier=99777").content.decode(), newline=""))
    assert row["action"].startswith("'=HYPERLINK")
    assert "HYPERLINK" in json.loads(visitor.get("/toezeggingen.json?dossier=99777").content)[0]["action"]


@pytest.mark.parametrize("origin", ["http://[", "null", "x", "http://127.0.0.1:1", "https://127.0.0.1.elders.example"])
def test_an_origin_that_is_not_ours_or_none_at_all_is_refused(annotator: TestClient, origin: str) -> None:
    answer = annotator.post("/afmelden", data={"csrf": csrf(annotator)}, headers={"Origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/beoordelen/zin/%00", "/beoordelen/geschillen/%00", "/beoordelen/ga?naar=%00", "/beoordelen?zoek=%00",
        "/beoordelen?document=%00&ministerie=%00", "/?zoek=%00", "/?ministerie=%00&bewindspersoon=%00",
        "/weigeringen?zoek=%22%00%22", "/weigeringen?ministerie=%00", "/toezeggingen/e-%00", "/%ff%fe",
        "/?van=9999-12-31&tot=0001-01-01", "/toezeggingen.ics?zoek=%ff", "/toezeggingen.atom?zoek=%01",
        "/beoordelen/overeenstemming?van=9999-99-99",
    ],
)  # fmt: skip
def test_odd_characters_are_no_fault_of_ours(odd: TestClient, path: str) -> None:
    assert odd.get(path).status_code in {200, 303, 400, 404, 422}


def test_odd_characters_in_forms_are_no_fault_of_ours(odd: TestClient) -> None:
    token = csrf(odd)
    for path, data in (
        ("/beoordelen/zin/%00", {"besluit": "geen"}),
        ("/beoordelen/terug", {"review": "\x00"}),
        ("/toezeggingen/e-1/gebeurtenissen", {"wat": "fulfilled", "bewijs": "\x00"}),
        ("/toezeggingen/e-1/samenvoegen", {"met": "\x00 e-2"}),
        ("/aanmelden", {"naam": "\x00", "wachtwoord": "\x00"}),
    ):
        assert odd.post(path, data=data | {"csrf": token}).status_code in {303, 400, 401, 404, 422}, path


@pytest.mark.parametrize("path", ["/", "/beoordelen", "/api/v1/cijfers", "/aanmelden", "/toezeggingen.csv"])
def test_who_signed_in_is_told_that_the_store_does_not_answer(tmp_path: Path, path: str) -> None:
    with Store(tmp_path / "without-tables.sqlite") as bare:
        found = client(bare)
        found.cookies.set("gestand_session", "token")
        answer = found.get(path)
    assert answer.status_code == 503
    assert "De gegevens zijn nu niet te bereiken" in answer.text
    assert str(tmp_path) not in answer.text
