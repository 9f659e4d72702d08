"""The dashboard without a browser: filters, sorting, paging, exports, and what reviewers do with a commitment."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from ledger_site import ASKED, BRIDGE, DUNES, FERRY, SLUICE, WORDS, client, csrf, filled, sign_in
from lxml import etree
from stored import labelled

from pipeline.entries import entry_id
from pipeline.store import Store, entries, events, proposals

LETTER = entry_id(labelled().statements[1].sentence.id)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A visitor of a ledger that nobody changes."""
    with filled(tmp_path_factory.mktemp("ledger")) as store:
        yield client(store)


@pytest.fixture
def ledger(tmp_path) -> Iterator[Store]:
    with filled(tmp_path) as store:
        yield store


@pytest.fixture
def annotator(ledger: Store) -> TestClient:
    found = client(ledger)
    assert sign_in(found, "annotator") == 303
    return found


def ids(visitor: TestClient, query: str = "") -> list[str]:
    page = visitor.get(f"/{query}")
    assert page.status_code == 200, page.text[:500]
    return re.findall(r'class="row-link" href="/toezeggingen/(e-[0-9a-z]+)"', page.text)


def heading(visitor: TestClient, query: str) -> str:
    found = re.search(r'<h2 id="lijst-kop">([^<]*)</h2>', visitor.get(f"/{query}").text)
    assert found
    return found[1]


def test_the_front_page_counts_and_tells_the_day(read):
    page = read.get("/").text
    assert "Stand op 14 mei 2031" in page
    assert heading(read, "") == "Alle 61 toezeggingen"
    shown = re.findall(r'tile-count">(\d+)</span>\s*<span class="tile-words">([^<]+)<', page)
    counts = {words: int(count) for count, words in shown}
    assert counts == {
        "Openstaand": 61,
        "Te laat": 3,
        "Binnenkort": 2,
        "Zonder termijn": 1,
        "Deels nagekomen": 0,
        "Nagekomen": 0,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=te_laat", [LETTER, DUNES, SLUICE]),
        ("?status=binnenkort", [WORDS, BRIDGE]),
        ("?status=te_laat&status=binnenkort", [LETTER, DUNES, SLUICE, WORDS, BRIDGE]),
        ("?status=afgedaan", []),
        ("?ministerie=Financi%C3%ABn", [DUNES]),
        ("?ministerie=financien", [DUNES]),
        ("?bewindspersoon=loon", [DUNES]),
        ("?dossier=99201", [FERRY]),
        ("?dossier=2030Z01234", [DUNES]),
        ("?document=kst-99200-a0001", [SLUICE]),
        ("?stelligheid=weak", [FERRY]),
        ("?stelligheid=conditional", [DUNES]),
        ("?van=2031-04-01&tot=2031-05-20", [SLUICE, WORDS]),
        ("?zoek=veerpont", [FERRY]),
        ("?zoek=%22de+brug%22", [BRIDGE]),
        ("?zoek=pont&ministerie=&status=&van=&soort=", []),
        ("?zoek=veerp&utm_source=krant", [FERRY]),
    ],
)
def test_every_filter_is_in_the_address(read, query, found):
    assert ids(read, query) == found
    assert heading(read, query).split()[0] == str(len(found))


def test_kind_of_document_filters_what_is_in_the_store(read):
    (only,) = ids(read, "?soort=letter")
    assert "onderzoeken hoe dat kon gebeuren" in read.get(f"/toezeggingen/{only}").text
    assert ids(read, "?soort=debate") == []


@pytest.mark.parametrize(
    "query", ["?status=weg", "?van=gisteren", "?pagina=0", "?pagina=x", "?dossier=%00", "?volgorde=mooi", "?soort=boek"]
)
def test_an_address_that_breaks_a_rule_says_so(read, query):
    answer = read.get(f"/{query}")
    assert answer.status_code == 422
    assert "Dit kan niet worden gelezen" in answer.text


def test_sorting_is_in_the_address(read):
    assert ids(read)[0] == LETTER
    assert ids(read, "?volgorde=ministry")[0] == DUNES
    assert ids(read, "?volgorde=newest")[0] == LETTER
    assert ids(read, "?volgorde=oldest")[0] == SLUICE


def test_paging_shows_every_row_once(read):
    found = [one for number in (1, 2, 3) for one in ids(read, f"?pagina={number}")]
    assert len(found) == len(set(found)) == 61
    page = read.get("/?pagina=2").text
    assert "26–50 van 61" in page
    assert 'rel="next" href="/?pagina=3"' in page
    assert 'rel="prev" href="/"' in page
    assert "Naar de laatste" in read.get("/?pagina=9").text


def test_links_keep_the_other_filters(read):
    page = read.get("/?ministerie=Welzijn&volgorde=newest").text
    assert 'href="/?ministerie=Welzijn&amp;volgorde=newest&amp;pagina=2"' in page
    assert 'href="/?ministerie=Welzijn&amp;volgorde=newest&amp;status=te_laat"' in page


def test_charts_are_pictures_with_a_name_and_a_table_behind_them(read):
    page = etree.HTML(read.get("/").text)
    figures = page.findall(".//figure[@class='chart']")
    assert len(figures) == 5
    for figure in figures:
        (svg,) = figure.findall(".//svg")
        assert svg.get("role") == "img"
        assert svg.get("aria-label")
        assert not svg.findall(".//script")
        assert not svg.findall(".//style")
        assert figure.findall(".//details/table/tbody/tr")
    late = {row[0][0].text: row[1].text for row in figures[0].findall(".//tbody/tr")}
    assert late["1 tot 3 maanden"] == "1"
    assert late["langer dan een jaar"] == "2"


def test_csv_json_calendar_and_feed_hold_the_filtered_list(read):
    table = list(csv.DictReader(io.StringIO(read.get("/toezeggingen.csv?status=te_laat").text)))
    assert [row["id"] for row in table] == [LETTER, DUNES, SLUICE]
    assert [row["id"] for row in json.loads(read.get("/toezeggingen.json?status=te_laat").content)] == [
        LETTER,
        DUNES,
        SLUICE,
    ]
    calendar = Calendar.from_ical(read.get("/toezeggingen.ics?zoek=sluis").content)
    due = {str(one["uid"]): one["due"].dt for one in calendar.walk("VTODO") if "due" in one}
    assert due[f"{SLUICE}@gestand"] == dt.date(2031, 4, 1)
    feed = etree.fromstring(read.get("/toezeggingen.atom?ministerie=financien").content)
    assert [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}id")] == [f"urn:gestand:entry:{DUNES}"]


def test_exports_hold_more_than_a_page_and_name_their_kind(read):
    answer = read.get("/toezeggingen.csv")
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 61
    assert answer.headers["content-disposition"] == 'attachment; filename="toezeggingen.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert read.get("/toezeggingen.ics").headers["content-type"] == "text/calendar; charset=utf-8"
    assert read.get("/toezeggingen.xls").status_code == 404


def test_refusals_and_claims_have_pages_and_exports(read):
    assert "Een tweede sluis acht ik niet nodig." in read.get("/weigeringen").text
    claims = read.get("/beweringen?zoek=gestremd").text
    assert "Op 3 maart is de sluis bij Oldeveen gestremd." in claims
    assert "Ik houd uw Kamer" not in claims
    (row,) = csv.DictReader(io.StringIO(read.get("/weigeringen.csv").text))
    assert row["labels"] == "refusal"
    assert json.loads(read.get("/beweringen.json?soort=debate").content) == []
    assert "Niets past bij deze filters" in read.get("/weigeringen?van=2040-01-01").text


def test_the_page_of_a_commitment_tells_everything(read):
    (only,) = ids(read, "?soort=letter")
    page = read.get(f"/toezeggingen/{only}").text
    for told in (
        "Op 3 maart is de sluis bij Oldeveen gestremd.",
        "<mark>Ik zal voor 1 juli 2025 onderzoeken hoe dat kon gebeuren.</mark>",
        "30 juni 2025",
        "https://zoek.officielebekendmakingen.nl/kst-99101-7.html",
        "Er staan geen voorstellen open.",
        f"Gestand: http://127.0.0.1/toezeggingen/{only}",
    ):
        assert told in page
    assert read.get("/toezeggingen/e-0").status_code == 404


def test_the_data_page_says_how_fresh_what_failed_and_how_good(read):
    page = read.get("/gegevens").text
    assert "leeg.pdf" in page
    assert "/ergens/map" not in page
    assert "deels gelukt" in page


def test_an_accepted_proposal_fulfils_and_can_be_taken_back(annotator, ledger):
    data = {"csrf": csrf(annotator), "antwoord": "ja", "als": "fulfilled", "waarom": "Zie de brief."}
    answer = annotator.post(f"/toezeggingen/{SLUICE}/voorstellen/{ASKED['accepted']}", data=data)
    assert answer.headers["location"] == f"/toezeggingen/{SLUICE}#voorstellen"
    page = annotator.get(f"/toezeggingen/{SLUICE}").text
    assert "Voorstel overgenomen." in page
    assert "Vastgelegd door annotator" in page
    assert ids(annotator, "?status=afgedaan") == [SLUICE]
    with ledger.reading() as tx:
        (event,) = events.of_entry(tx, SLUICE)
        assert (event.by, event.kind, event.note) == ("annotator", "fulfilled", "Zie de brief.")
    annotator.post(f"/toezeggingen/{SLUICE}/terugdraaien", data={"csrf": csrf(annotator), "gebeurtenis": event.id})
    assert ids(annotator, "?status=afgedaan") == []
    assert "teruggedraaid" in annotator.get(f"/toezeggingen/{SLUICE}").text


def test_a_rejected_proposal_never_returns(annotator, ledger):
    data = {"csrf": csrf(annotator), "antwoord": "nee", "waarom": "Ander onderwerp."}
    annotator.post(f"/toezeggingen/{BRIDGE}/voorstellen/{ASKED['rejected']}", data=data)
    assert "Er staan geen voorstellen open." in annotator.get(f"/toezeggingen/{BRIDGE}").text
    with ledger.reading() as tx:
        assert proposals.rejected(tx)[ASKED["rejected"]].by == "annotator"


def test_of_two_people_at_once_the_second_is_told(annotator, ledger):
    other = client(ledger)
    assert sign_in(other, "adjudicator") == 303
    where = f"/toezeggingen/{FERRY}/voorstellen/{ASKED['both']}"
    annotator.post(where, data={"csrf": csrf(annotator), "antwoord": "ja"})
    other.post(where, data={"csrf": csrf(other), "antwoord": "nee"})
    assert "Dit voorstel is intussen al beantwoord" in other.get(f"/toezeggingen/{FERRY}").text
    with ledger.reading() as tx:
        assert [one.by for one in events.of_entry(tx, FERRY)] == ["annotator"]
        assert proposals.rejected(tx) == {}


def test_fulfilment_is_recorded_with_evidence_only(annotator, ledger):
    where = f"/toezeggingen/{BRIDGE}/gebeurtenissen"
    annotator.post(where, data={"csrf": csrf(annotator), "wat": "fulfilled", "dag": "", "termijn": "", "zin": ""})
    assert "schrijf op waaruit het blijkt" in annotator.get(f"/toezeggingen/{BRIDGE}").text
    data = {"csrf": csrf(annotator), "wat": "postponed", "dag": "2031-05-01", "termijn": "2031-09-01"}
    annotator.post(where, data=data | {"bewijs": "Brief van 1 mei, bladzijde 2"})
    page = annotator.get(f"/toezeggingen/{BRIDGE}").text
    assert "Brief van 1 mei, bladzijde 2" in page
    assert "2 keer toegezegd, 92 dagen verschoven" in page
    with ledger.reading() as tx:
        found = entries.get(tx, BRIDGE)
        assert found is not None
        assert found.state.latest == dt.date(2031, 9, 1)


def test_doubles_are_merged_by_number_or_address(annotator):
    (only,) = ids(annotator, "?soort=letter")
    data = {"csrf": csrf(annotator), "met": f"http://127.0.0.1/toezeggingen/{SLUICE}"}
    answer = annotator.post(f"/toezeggingen/{only}/samenvoegen", data=data)
    assert answer.headers["location"] == f"/toezeggingen/{SLUICE}#geschiedenis"
    assert ids(annotator, "?soort=letter") == []
    assert "Deze toezegging herhaalt een eerdere" in annotator.get(f"/toezeggingen/{only}").text
    annotator.post(f"/toezeggingen/{BRIDGE}/samenvoegen", data={"csrf": csrf(annotator), "met": "e-9"})
    assert "geen toezegging met dat nummer" in annotator.get(f"/toezeggingen/{BRIDGE}").text


def test_a_row_of_the_register_is_tied(annotator):
    where = f"/toezeggingen/{DUNES}/voorstellen/{ASKED['tie']}"
    annotator.post(where, data={"csrf": csrf(annotator), "antwoord": "ja"})
    assert "TZ203001-007" in annotator.get(f"/toezeggingen/{DUNES}").text


def test_an_empty_store_says_what_to_do(tmp_path):
    with Store(tmp_path / "leeg.sqlite") as store:
        store.prepare()
        visitor = client(store)
        for path in ("/", "/weigeringen", "/beweringen", "/gegevens", "/toezeggingen.csv", "/toezeggingen.atom"):
            assert visitor.get(path).status_code == 200
        assert "nog geen toezeggingen" in visitor.get("/").text
