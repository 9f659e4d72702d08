"""Lists for people and programs."""

import csv
import datetime as dt
import io
import json

import pytest
from icalendar import Calendar
from lxml import etree
from promises import labelled, promise

from pipeline.entries import State
from pipeline.ledger.founding import found_entries
from pipeline.ledger.listing import Listed, as_atom, as_csv, as_ical, as_json, row_of, slippage, standing_words
from pipeline.ledger.status import standing, state

TODAY = dt.date(2031, 9, 8)
NOW = dt.datetime(2031, 9, 8, 12, 0, tzinfo=dt.UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def listed():
    letter = labelled(
        "kst-99101-7",
        dt.date(2031, 3, 3),
        [
            promise('Voor 1 juli 2031 stuur ik u het rapport "Water & <wal>"; dat is zeker.'),
            promise("=SOM(A1) laat ik dit jaar niet meer door de gemalen uitrekenen."),
            promise("Ik blijf met de schippers van Zaltbommel praten."),
        ],
        dossiers=("99101", "99200-XII"),
    )
    return [
        Listed(entry, standing(entry, state(entry, []), today=TODAY, soon_days=30)) for entry in found_entries(letter)
    ]


def test_a_row_tells_how_it_stands(listed):
    row = row_of(listed[0])
    assert (row["status"], row["urgency"], row["late_days"], row["latest"]) == (
        "openstaand",
        "te_laat",
        70,
        dt.date(2031, 6, 30),
    )
    assert row["address"] == "https://zoek.officielebekendmakingen.nl/kst-99101-7.html"
    assert standing_words(listed[0].standing) == "openstaand, 70 dagen te laat"
    assert standing_words(listed[1].standing) == "openstaand, nog 114 dagen"
    assert standing_words(listed[2].standing) == "openstaand, zonder termijn (189 dagen oud)"


def test_slippage_is_said_as_people_say_it():
    assert slippage(State(said=3, slipped_days=214)) == "3 keer toegezegd, 214 dagen verschoven"
    assert slippage(State(said=2)) == "2 keer toegezegd"
    assert slippage(State(slipped_days=-3)) == "3 dagen vervroegd"


def test_json(listed):
    rows = json.loads(as_json(listed))
    assert [row["id"] for row in rows] == [one.entry.id for one in listed]
    assert rows[0]["latest"] == "2031-06-30"
    assert rows[0]["dossiers"] == ["99101", "99200-XII"]
    assert json.loads(as_json([])) == []


def test_csv(listed):
    rows = list(csv.DictReader(io.StringIO(as_csv(listed), newline="")))
    assert rows[0]["text"] == listed[0].entry.text
    assert rows[0]["dossiers"] == "99101; 99200-XII"
    assert rows[1]["text"].startswith("'=SOM")
    assert as_csv([]).startswith("id,status,urgency")


def test_ical(listed):
    calendar = Calendar.from_ical(as_ical(listed, now=NOW))
    todos = list(calendar.walk("VTODO"))
    assert [str(one["uid"]) for one in todos] == [f"{one.entry.id}@gestand" for one in listed]
    assert todos[0]["due"].dt == dt.date(2031, 6, 30)
    assert todos[0]["dtstart"].dt == dt.date(2031, 3, 3)
    assert "due" not in todos[2]
    assert str(todos[0]["status"]) == "NEEDS-ACTION"
    assert listed[0].entry.text in str(todos[0]["description"])
    assert as_ical(listed, now=NOW) == as_ical(listed, now=NOW)
    assert not Calendar.from_ical(as_ical([], now=NOW)).walk("VTODO")


@pytest.mark.parametrize(
    ("status", "word"),
    [("afgedaan", "COMPLETED"), ("deels_afgedaan", "IN-PROCESS"), ("vervallen", "CANCELLED")],
)
def test_ical_says_what_became_of_it(listed, status, word):
    entry = listed[0].entry
    now = State(status=status, settled_on=dt.date(2031, 5, 1), latest=dt.date(2031, 6, 30))
    done = Listed(entry, standing(entry, now, today=TODAY, soon_days=30))
    (todo,) = Calendar.from_ical(as_ical([done], now=NOW)).walk("VTODO")
    assert str(todo["status"]) == word
    assert ("completed" in todo) == (status == "afgedaan")


def test_atom_has_ids_that_stay(listed):
    feed = etree.fromstring(as_atom(listed).encode())
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert ids == [f"urn:gestand:entry:{one.entry.id}" for one in listed]
    assert feed.xpath("string(a:id)", namespaces=ATOM) == "urn:gestand:ledger"
    assert feed.xpath("string(a:entry[1]/a:updated)", namespaces=ATOM).startswith("2031-03-03")
    assert "&lt;wal&gt;" in feed.xpath("string(a:entry[1]/a:summary)", namespaces=ATOM)
    assert as_atom(listed) == as_atom(listed)
    empty = etree.fromstring(as_atom([]).encode())
    assert empty.xpath("string(a:updated)", namespaces=ATOM).startswith("1970-01-01")
