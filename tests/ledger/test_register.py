"""The Kamer's register: both shapes, all quirks, and matching."""

import datetime as dt
import json

import pytest
from promises import labelled, promise

from pipeline.entries import RegisterEntry, State
from pipeline.ledger.founding import found_entries
from pipeline.ledger.linking import Known
from pipeline.ledger.register import RowFault, compare, match, read_register
from pipeline.ledger.register.matching import status_proposal, tie_proposal
from pipeline.settings import ReadLimits

LIMITS = ReadLimits()
FIRST = "11111111-aaaa-4bbb-8ccc-000000000001"
GONE = "11111111-aaaa-4bbb-8ccc-000000000002"

ROW = {
    "Id": FIRST.upper(),
    "Aanmaakdatum": "2031-03-31T22:30:00Z",
    "Nummer": "TZ203104-007",
    "ActiviteitNummer": "2031A00112",
    "Naam": None,
    "Achternaam": "Loon",
    "Initialen": "B.",
    "Tussenvoegsel": "van",
    "Functie": "Minister van Financiën",
    "Status": "Deels Afgedaan",
    "DatumNakoming": "0001-01-01T00:00:00Z",
    "KamerbriefNakoming": None,
    "Ministerie": "Ministerie van Financiën",
    "Tekst": " De Minister stuurt de Kamer de verkenning\nnaar de veerdienst. ",
    "Verwijderd": False,
    "GewijzigdOp": "2031-05-01T10:00:00+02:00",
    "ToegezegdAanPersoon": {"Id": "x", "Roepnaam": "Sjoerd", "Achternaam": "Terpstra"},
    "ToegezegdAanFractie": {"Id": "y", "Afkorting": "XYZ", "NaamNL": "Ixypsilonzet"},
    "IsHerhalingVan": [{"Id": "B0000000-0000-4000-8000-000000000009"}],
    "IsWijzigingVan": [],
}
DELETED = dict.fromkeys(ROW) | {"Id": GONE, "Verwijderd": True}

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
 <title>SyncFeed</title>
 <link rel="next" href="https://example.org/Feed?category=Toezegging&amp;skiptoken=9"/>
 <entry><title>een</title><category term="toezegging"/><content type="application/xml">
  <ns1:toezegging xmlns:ns1="http://www.tweedekamer.nl/xsd/tkData/v1-0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    id="{FIRST}" ns1:verwijderd="false" ns1:bijgewerkt="2031-05-01T08:00:00Z">
   <ns1:toegezegdAan>Sjoerd Terpstra</ns1:toegezegdAan><ns1:toegezegdAan>XYZ</ns1:toegezegdAan>
   <ns1:isHerhalingVan ref="B0000000-0000-4000-8000-000000000009" ns1:bijgewerkt="2031-05-01T08:00:00Z"/>
   <ns1:isWijzigingVan ref="C0000000-0000-4000-8000-000000000009" ns1:verwijderd="true" ns1:bijgewerkt="2031"/>
   <ns1:aanmaakdatum>2031-04-01T00:30:00+02:00</ns1:aanmaakdatum>
   <ns1:nummer>TZ203104-007</ns1:nummer><ns1:activiteitNummer>2031A00112</ns1:activiteitNummer>
   <ns1:naam>Loon, B. van</ns1:naam><ns1:functie>Minister van Financiën</ns1:functie>
   <ns1:status>Deels Voldaan</ns1:status>
   <ns1:datumNakoming>0001-01-01T00:00:00</ns1:datumNakoming>
   <ns1:kamerbriefNakoming>Brief een</ns1:kamerbriefNakoming>
   <ns1:kamerbriefNakoming>Brief twee</ns1:kamerbriefNakoming>
   <ns1:ministerie xsi:nil="true"/>
   <ns1:tekst>De Minister stuurt de Kamer de verkenning naar de veerdienst.</ns1:tekst>
  </ns1:toezegging></content></entry>
 <entry><title>weg</title><content type="application/xml">
  <toezegging xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0"
    id="{GONE}" tk:verwijderd="true" tk:bijgewerkt="2031-05-02T08:00:00Z"/></content></entry>
</feed>"""


def rows(folder, name, content):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(read_register(path, limits=LIMITS))


def test_odata(tmp_path):
    first, gone = rows(tmp_path, "een.json", {"@odata.context": "c", "value": [ROW, DELETED], "@odata.nextLink": "n"})
    assert first == RegisterEntry(
        id=FIRST,
        number="TZ203104-007",
        activity="2031A00112",
        created=dt.date(2031, 4, 1),
        name="Loon, B. van",
        office="Minister van Financiën",
        ministry="Ministerie van Financiën",
        text="De Minister stuurt de Kamer de verkenning\nnaar de veerdienst.",
        status_text="Deels Afgedaan",
        status="deels_afgedaan",
        promised_to=("Sjoerd Terpstra", "XYZ"),
        changed_at=dt.datetime(2031, 5, 1, 8, 0, tzinfo=dt.UTC),
        repeats=("b0000000-0000-4000-8000-000000000009",),
    )
    assert gone == RegisterEntry(id=GONE, deleted=True)


def test_syncfeed(tmp_path):
    first, gone = rows(tmp_path, "feed.xml", FEED)
    assert (first.id, first.created, first.status_text, first.status) == (
        FIRST,
        dt.date(2031, 4, 1),
        "Deels Voldaan",
        "deels_afgedaan",
    )
    assert first.letters == ("Brief een", "Brief twee")
    assert first.promised_to == ("Sjoerd Terpstra", "XYZ")
    assert (first.ministry, first.fulfilled_on) == (None, None)
    assert (first.repeats, first.changes) == (("b0000000-0000-4000-8000-000000000009",), ())
    assert gone.deleted
    assert gone.changed_at == dt.datetime(2031, 5, 2, 8, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("Openstaand", "openstaand"),
        ("Afgedaan", "afgedaan"),
        ("Voldaan", "afgedaan"),
        ("Vervallen", "vervallen"),
        ("", None),
        (None, None),
        ("In behandeling", None),
    ],
)
def test_states_are_kept_and_mapped(tmp_path, status, meaning):
    (row,) = rows(tmp_path, "een.json", [ROW | {"Status": status}])
    assert (row.status_text, row.status) == (status or None, meaning)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"value": [{"Nummer": "TZ203104-007"}]}', "has an Id"),
        ('{"value": [3]}', "is an object"),
        ('{"value": [{"Id": "a", "Aanmaakdatum": "gisteren"}]}', "ISO date"),
        ('{"value": [{"Id": "a", "Tekst": 3}]}', "is a string"),
        ('{"value": [{"Id": "a", "Verwijderd": "misschien"}]}', "true or false"),
        ("geen register", "is JSON"),
        ('{"iets": "anders"}', "page of OData"),
        ("<feed", "well formed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><toezegging/></feed>", "has an id"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares no entities"),
    ],
)
def test_what_is_broken_is_told_with_its_place(tmp_path, content, words):
    (fault,) = rows(tmp_path, "stuk.txt", content)
    assert isinstance(fault, RowFault)
    assert words in str(fault.error)
    assert str(tmp_path / "stuk.txt") in fault.place


def test_a_broken_row_does_not_stop_the_others(tmp_path):
    found = rows(tmp_path, "een.jsonl", f"{json.dumps(ROW)}\n\n{json.dumps({'Nummer': 'x'})}\n{json.dumps(DELETED)}")
    assert [type(one).__name__ for one in found] == ["RegisterEntry", "RowFault", "RegisterEntry"]


def test_a_folder_is_read_page_by_page(tmp_path):
    rows(tmp_path, "b.xml", FEED)
    rows(tmp_path, "a.json", {"value": [ROW]})
    (tmp_path / "lees.mij").write_text("geen register", encoding="utf-8")
    assert len(list(read_register(tmp_path, limits=LIMITS))) == 3
    (fault,) = read_register(tmp_path / "a.json", limits=ReadLimits(max_bytes=10))
    assert "at most 10 bytes" in str(fault.error)


DEBATE = labelled(
    "h-tk-1",
    dt.date(2031, 4, 1),
    [
        promise("Die verkenning naar de veerdienst stuur ik voor de zomer naar u toe.", kind="turn", turn=1),
        promise("Ik laat de kades van Gorinchem herstellen.", kind="turn", turn=5),
    ],
    kind="debate",
)


def row(number, text, **fields):
    return RegisterEntry(
        id=f"r{number}", text=text, created=dt.date(2031, 4, 3), office="Minister van Infrastructuur en Waterstaat"
    ) if not fields else RegisterEntry(id=f"r{number}", text=text, **fields)  # fmt: skip


def test_in_both_said_only_and_registered_only():
    known = [Known(entry) for entry in found_entries(DEBATE)]
    register = [
        row(1, "De minister stuurt de Kamer voor de zomer de verkenning naar de veerdienst."),
        row(2, "De minister gaat met gemeenten in gesprek over laadpalen."),
        row(3, None, deleted=True),
    ]
    found = compare(register, known, match(register, known))
    assert [(one.row.id, one.entry.id) for one in found.both] == [("r1", known[0].entry.id)]
    assert [entry.id for entry in found.said] == [known[1].entry.id]
    assert [one.id for one in found.registered] == ["r2"]
    assert {"likeness", "date", "speaker"} <= {one.kind for one in found.both[0].evidence}


def test_a_person_ties_or_unties():
    known = [Known(entry) for entry in found_entries(DEBATE)]
    register = [row(1, "De minister stuurt de Kamer voor de zomer de verkenning naar de veerdienst.")]
    (found,) = match(register, known)
    assert match(register, known, decided=[tie_proposal(found).id]) == ()
    (tied,) = match(register, known, confirmed={"r1": known[1].entry.id})
    assert (tied.entry.id, tied.confirmed, tied.probability) == (known[1].entry.id, True, 1.0)


@pytest.mark.parametrize(
    ("status", "current", "kind"),
    [
        ("afgedaan", State(), "fulfilled"),
        ("deels_afgedaan", State(), "partly_fulfilled"),
        ("vervallen", State(), "withdrawn"),
        ("afgedaan", State(status="afgedaan"), None),
        ("openstaand", State(status="afgedaan"), None),
        (None, State(), None),
    ],
)
def test_what_the_register_says_became_of_it_is_proposed(status, current, kind):
    known = [Known(found_entries(DEBATE)[0])]
    text = "De minister stuurt de Kamer voor de zomer de verkenning naar de veerdienst."
    one = row(1, text, created=dt.date(2031, 4, 3), status=status, status_text=status, fulfilled_on=dt.date(2031, 6, 1))
    (found,) = match([one], known)
    proposal = status_proposal(found, current)
    assert (proposal.kind if proposal else None) == kind
    if proposal:
        assert proposal.date == dt.date(2031, 6, 1)
        assert proposal.evidence[0].kind == "status"
