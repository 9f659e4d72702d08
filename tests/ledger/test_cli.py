"""``gestand ledger`` from the outside: labelled files in, lists and decisions out."""

import csv
import datetime as dt
import io
import json

import pytest
from icalendar import Calendar
from lxml import etree
from promises import MEMBER, Line, labelled, promise
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.export import labelled_json

FIRST = labelled(
    "kst-99101-7",
    dt.date(2031, 3, 3),
    [
        promise("Voor 1 juli 2031 stuur ik uw Kamer de verkenning naar de veerdienst over het Wantij."),
        promise("Ik blijf met de schippers van Zaltbommel praten."),
    ],
    dossiers=("99101",),
)
QUESTIONS = labelled(
    "kv-tk-2031Z04512",
    dt.date(2031, 5, 12),
    [
        Line(
            "Wat is de stand van zaken van de toegezegde verkenning naar de veerdienst over het Wantij?",
            speaker=MEMBER,
            kind="question",
            numbers=("1",),
            cue="reminder",
        )
    ],
    kind="written_questions",
    dossiers=("99101",),
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("GESTAND_DATABASE_URL", str(tmp_path / "store.sqlite"))
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments, code=0):
        result = CliRunner().invoke(app, [str(one) for one in arguments])
        assert result.exit_code == code, result.output
        return result.output

    return call


@pytest.fixture
def ledger(run, tmp_path):
    folder = tmp_path / "labelled"
    folder.mkdir()
    for one in (FIRST, QUESTIONS):
        (folder / f"{one.document.id}.json").write_bytes(labelled_json(one))
    run("store", "import", folder)
    return run


def rows(run, *arguments):
    return json.loads(run("ledger", "list", "--format", "json", "--today", "2031-09-08", *arguments))


def test_lists(ledger):
    late, open_ = rows(ledger)
    assert (late["late_days"], open_["urgency"]) == (70, "zonder_termijn")
    assert [one["id"] for one in rows(ledger, "--status", "te_laat")] == [late["id"]]
    assert rows(ledger, "--ministry", "defensie") == []
    assert len(rows(ledger, "--dossier", "99101", "--minister", "haringa")) == 2
    assert [one["id"] for one in rows(ledger, "--text", "schippers")] == [open_["id"]]
    assert len(rows(ledger, "--due-from", "2031-06-30", "--due-to", "2031-06-30")) == 1
    assert len(rows(ledger, "--document", "kst-99101-7", "--limit", "1")) == 1


def test_formats(ledger):
    table = ledger("ledger", "list", "--today", "2031-09-08")
    assert "70 dagen te laat" in table
    assert "2 toezeggingen op 2031-09-08" in table
    found = list(csv.DictReader(io.StringIO(ledger("ledger", "list", "-f", "csv"), newline="")))
    assert len(found) == 2
    todos = Calendar.from_ical(ledger("ledger", "list", "-f", "ical")).walk("VTODO")
    assert [todo["due"].dt for todo in todos if "due" in todo] == [dt.date(2031, 6, 30)]
    feed = etree.fromstring(ledger("ledger", "list", "-f", "atom").encode())
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2


def test_a_proposal_is_accepted_and_shown(ledger):
    (proposal,) = json.loads(ledger("ledger", "proposals", "--json"))
    assert proposal["kind"] == "reminded"
    shown = ledger("ledger", "proposals")
    assert "veerdienst" in shown
    assert "waarom: " in shown
    assert "likeness" not in shown
    said = ledger("ledger", "accept", proposal["id"], "--by", "Akke")
    assert "in herinnering gebracht" in said
    assert "is answered once" in ledger("ledger", "accept", proposal["id"], "--by", "Akke", code=2)
    page = ledger("ledger", "show", proposal["entry_id"], "--today", "2031-09-08")
    assert "Geschiedenis" in page
    assert "https://zoek.officielebekendmakingen.nl/kv-tk-2031Z04512.html" in page
    whole = json.loads(ledger("ledger", "show", proposal["entry_id"], "--json", "--today", "2031-09-08"))
    assert whole["standing"]["state"]["reminded"] == 1
    event = whole["history"][0]["event"]["id"]
    assert "teruggedraaid" in ledger("ledger", "retract", event, "--by", "Akke", "--note", "vergissing")
    assert rows(ledger)[0]["reminded"] == 0


def test_making_everything_anew_changes_nothing(ledger):
    before = rows(ledger), json.loads(ledger("ledger", "proposals", "--json"))
    assert "2 documenten: 2 toezeggingen" in ledger("ledger", "refresh")
    ledger("ledger", "propose")
    assert (rows(ledger), json.loads(ledger("ledger", "proposals", "--json"))) == before
    assert "staat niet in de opslag" in ledger("ledger", "refresh", "kst-0-0")


def test_a_proposal_is_rejected(ledger):
    (proposal,) = json.loads(ledger("ledger", "proposals", "--json"))
    ledger("ledger", "reject", proposal["id"], "--by", "Akke", "--reason", "andere veerdienst")
    ledger("ledger", "propose")
    assert json.loads(ledger("ledger", "proposals", "--json")) == []


def test_people_put_down_what_happened(ledger):
    entry = rows(ledger)[0]["id"]
    ledger("ledger", "link", entry, "--as", "postponed", "--by", "Akke", "--until", "2032-01-30", "--note", "gebeld")
    (late, _) = rows(ledger)
    assert (late["latest"], late["slippage"]) == ("2032-01-30", "2 keer toegezegd, 214 dagen verschoven")


def test_the_register(ledger, tmp_path):
    page = tmp_path / "register.json"
    known = {
        "Id": "11111111-aaaa-4bbb-8ccc-000000000001",
        "Nummer": "TZ203103-012",
        "Aanmaakdatum": "2031-03-04T10:00:00+01:00",
        "Functie": "Minister van Infrastructuur en Waterstaat",
        "Status": "Op de lange baan",
        "Tekst": "De minister stuurt de Kamer voor 1 juli 2031 de verkenning naar de veerdienst over het Wantij.",
    }
    page.write_text(json.dumps({"value": [known, {"Nummer": "TZ203103-013"}]}), encoding="utf-8")
    said = ledger("ledger", "register", "import", page, code=1)
    assert "1 nieuwe rij" in said
    assert "'Op de lange baan' is niet bekend" in said
    assert "has an Id" in said
    assert "1 ongewijzigd" in ledger("ledger", "register", "import", page, code=1)
    found = json.loads(ledger("ledger", "register", "compare", "--format", "json"))
    assert [one["where"] for one in found] == ["in beide", "niet geregistreerd"]
    ledger("ledger", "register", "propose")
    (tie,) = [one for one in json.loads(ledger("ledger", "proposals", "--json")) if one["kind"] == "registered"]
    ledger("ledger", "accept", tie["id"], "--by", "Akke")
    assert "TZ203103-012" in ledger("ledger", "show", tie["entry_id"], "--today", "2031-09-08")
    assert "in beide: 1" in ledger("ledger", "register", "compare")


def test_what_is_wrong_is_told(ledger):
    assert "geen stand" in ledger("ledger", "list", "--status", "kwijt", code=2)
    assert "staat niet in het register" in ledger("ledger", "show", "e-0", code=2)
    assert "is in the ledger" in ledger("ledger", "reject", "p-0", "--by", "Akke", code=2)
    assert "geen datum" in ledger("ledger", "list", "--today", "morgen", code=2)
    assert "bestaat niet" in ledger("ledger", "register", "import", "weg.json", code=2)


def test_without_a_store(run):
    assert "geen opslag" in run("ledger", "list", code=2)
