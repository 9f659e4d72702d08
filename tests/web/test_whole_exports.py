"""Exports hold every row that passes the filters, however many; what is limited says so."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import ledger_site
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from lxml import etree
from stored import labelled

from pipeline.store import Store, entries, save
from pipeline.web import exports

MANY = 5_003
SUBTITLE = "{http://www.w3.org/2005/Atom}subtitle"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A visitor of a ledger with more commitments, and a document with more claims, than fit a page or a chunk."""
    with Store(tmp_path_factory.mktemp("many") / "many.sqlite") as store:
        store.prepare()
        said = [f"De sluis bij Oldeveen telt {number} deuren." for number in range(MANY)]
        first = ledger_site.entry("e-c000000000000000", "Ik bericht de Kamer.", dt.date(2032, 1, 1))
        with store.writing() as tx:
            save(tx, labelled(said, labels=[("claim",)] * MANY))
            many = (replace(first, id=f"e-c{number:015}", action=f"Bericht {number}") for number in range(MANY))
            entries.put(tx, [ledger_site.kept(one) for one in many])
        yield ledger_site.client(store)


@pytest.mark.parametrize("path", ["/toezeggingen", "/beweringen"])
@pytest.mark.parametrize("page", ["", "?pagina=3&aantal=10"])
def test_csv_and_json_hold_all_rows(read: TestClient, path: str, page: str) -> None:
    rows = list(csv.DictReader(io.StringIO(read.get(f"{path}.csv{page}").text)))
    found = json.loads(read.get(f"{path}.json{page}").content)
    assert len({row["id"] for row in rows}) == len(rows) == MANY
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    on_page = read.get(f"/api/v1{path}").json()["items"]
    assert [row["id"] for row in rows[: len(on_page)]] == [one["id"] for one in on_page]


def test_a_filter_stays_a_filter(read: TestClient) -> None:
    assert [one["text"] for one in json.loads(read.get("/beweringen.json?zoek=4711").content)] == [
        "De sluis bij Oldeveen telt 4711 deuren."
    ]
    assert read.get("/weigeringen.json").content == b"[]\n"
    assert read.get("/weigeringen.csv").text == ",".join(exports.COLUMNS) + "\r\n"


def test_a_calendar_and_a_feed_say_that_there_is_more(read: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "FED", 20)
    feed = etree.fromstring(read.get("/toezeggingen.atom").content)
    assert feed.findtext(SUBTITLE).endswith("De eerste 20 van 5.003.")
    calendar = Calendar.from_ical(read.get("/toezeggingen.ics").content)
    assert (len(calendar.todos), str(calendar["x-wr-caldesc"])) == (20, "De eerste 20 van 5.003.")
    few = read.get("/toezeggingen.atom?document=kst-1").content
    assert etree.fromstring(few).findtext(SUBTITLE) == "Toezeggingen van de regering en wat ervan geworden is."
