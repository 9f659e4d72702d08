from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest

from pipeline.read.hints import Hints
from pipeline.read.xml import read_xml
from pipeline.records import Speaker
from pipeline.settings import ReadLimits

NAMESPACE = "http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0"


def read(data, source="map/proefdebat-2024-04-04.xml"):
    data = data if isinstance(data, bytes) else data.encode()
    digest = hashlib.sha256(data).hexdigest()
    return read_xml(data, source=source, sha256=digest, limits=ReadLimits(), hints=Hints())


def speaker(key, sort, name, function, party=""):
    politics = f"<fractie>{party}</fractie>" if party else ""
    return f"""<spreker soort="{sort}" objectid="{key}">{politics}<aanhef>De heer</aanhef>
<verslagnaam>{name}</verslagnaam><achternaam>{name}</achternaam><functie>{function}</functie></spreker>"""


CHAIR = speaker("c", "Tweede Kamerlid", "Staal", "lid Tweede Kamer", "NSC")
MEMBER = speaker("m", "Tweede Kamerlid", "Van der Toets", "lid Tweede Kamer", "D66")
MINISTER = speaker("g", "Minister", "Proef", "minister van Financiën")


def turn(kind, who, head, *alineas, chair="false", inside=""):
    first = f"<alinea><alineaitem>{head}:</alineaitem><alineaitem>{alineas[0]}</alineaitem></alinea>" if head else ""
    rest = "".join(f"<alinea><alineaitem>{words}</alineaitem></alinea>" for words in alineas[1 if head else 0 :])
    return f"""<{kind} objectid="x">{who}<markeertijdbegin>2024-04-04T10:00:00</markeertijdbegin>
<isvoorzitter>{chair}</isvoorzitter><isdraad>false</isdraad><tekst>{first}{rest}</tekst>{inside}</{kind}>"""


def head(title, name):
    return f'{title} <nadruk type="Vet">{name}</nadruk>'


LIST = """<draadboekfragment soort="Tekst"><tekst><alinea><alineaitem>(Geroffel)</alineaitem></alinea></tekst>
</draadboekfragment>"""
CLOSING = """<interrumpant objectid="y">{who}<isvoorzitter>true</isvoorzitter><tekst>
<alinea><alineaitem>{head}:</alineaitem><alineaitem>Er zijn toezeggingen gedaan.</alineaitem></alinea>
<alinea><lijst><alineaitem>De minister stuurt een brief;</alineaitem>
<alineaitem>de proef stopt.</alineaitem></lijst></alinea>
<alinea><alineaitem>Ik sluit.</alineaitem></alinea></tekst></interrumpant>"""
MOTION = """<draadboekfragment soort="Motie indiening"><isdraad>true</isdraad><tekst>
<alineagroep type="Motietekst"><alinea><alineaitem>De Kamer,</alineaitem></alinea></alineagroep>
<alineagroep type="Motieinfo"><alinea><alineaitem>De <nadruk type="Vet">voorzitter</nadruk>:</alineaitem>
<alineaitem>Deze motie is voorgesteld door het lid Van der Toets.</alineaitem></alinea>
<alinea>
<alineaitem>Zij krijgt nr.
 <stuknummer>3</stuknummer> (<dossiernummer>36998</dossiernummer>).</alineaitem></alinea>
</alineagroep></tekst></draadboekfragment>"""

MEETING = """<?xml version="1.0" encoding="UTF-8"?>
<vlosCoreDocument xmlns="{namespace}" soort="Tussenpublicatie" status="Ongecorrigeerd"><vergadering soort="Commissie">
<titel>Proefvelden</titel><zaal>Zaal 1</zaal><datum>2024-04-04T00:00:00</datum>
<activiteit soort="Commissiedebat"><titel>Proefvelden</titel><onderwerp>Proefvelden in het noorden</onderwerp>
<activiteithoofd soort="Algemeen"><titel>Proefvelden</titel><tekst><alinea><alineaitem>Aan de orde is:</alineaitem>
<lijst>
<alineaitem>de brief over de proef (<dossiernummer>36999</dossiernummer>, nr. <stuknummer>2</stuknummer>).</alineaitem>
</lijst></alinea></tekst><activiteitdeel soort="Spreekbeurt">{chair}<titel>Spreekbeurt</titel>
<activiteititem soort="Woordvoerder"><titel>Woordvoerder</titel>{turns}</activiteititem></activiteitdeel>
</activiteithoofd></activiteit></vergadering></vlosCoreDocument>"""


def meeting(turns):
    return read(MEETING.format(namespace=NAMESPACE, chair=CHAIR, turns=turns))


TURNS = (
    turn("woordvoerder", CHAIR, head("De", "voorzitter"), "Ik open de vergadering.", chair="true")
    + turn("woordvoerder", MEMBER, head("Mevrouw", "Van der Toets"), "Ik dien een motie in.", inside=MOTION + LIST)
    + turn(
        "woordvoerder",
        MINISTER,
        head("Minister", "Proef"),
        "Dank u wel. Ik zeg: we stoppen.",
        "En nu verder.",
        inside=turn("interrumpant", MEMBER, head("Mevrouw", "Van der Toets"), "Waarom?")
        + turn("interrumpant", MINISTER, head("Minister", "Proef"), "Daarom.")
        + CLOSING.format(who=CHAIR, head=head("De", "voorzitter")),
    )
)


def test_turns_in_their_place():
    document = meeting(TURNS)
    rows = [
        (p.kind, p.form, p.turn, p.depth, p.speaker and p.speaker.name, document.text[p.start : p.end])
        for p in document.passages
    ]
    assert rows == [
        ("heading", "heading", None, 0, None, "Proefvelden"),
        ("heading", "heading", None, 0, None, "Proefvelden in het noorden"),
        ("heading", "heading", None, 0, None, "Proefvelden"),
        ("other", "paragraph", None, 0, None, "Aan de orde is:"),
        ("other", "bullet", None, 0, None, "de brief over de proef (36999, nr. 2)."),
        ("turn", "paragraph", 0, 0, "Staal", "Ik open de vergadering."),
        ("turn", "paragraph", 1, 0, "Van der Toets", "Ik dien een motie in."),
        ("other", "paragraph", 1, 0, "Van der Toets", "De Kamer,"),
        ("turn", "paragraph", 2, 1, "Staal", "Deze motie is voorgesteld door het lid Van der Toets."),
        ("turn", "paragraph", 2, 1, "Staal", "Zij krijgt nr. 3 (36998)."),
        ("other", "paragraph", None, 0, None, "(Geroffel)"),
        ("turn", "paragraph", 3, 0, "Proef", "Dank u wel. Ik zeg: we stoppen."),
        ("turn", "paragraph", 3, 0, "Proef", "En nu verder."),
        ("turn", "paragraph", 4, 1, "Van der Toets", "Waarom?"),
        ("turn", "paragraph", 5, 0, "Proef", "Daarom."),
        ("turn", "paragraph", 6, 1, "Staal", "Er zijn toezeggingen gedaan."),
        ("turn", "bullet", 6, 1, "Staal", "De minister stuurt een brief;"),
        ("turn", "bullet", 6, 1, "Staal", "de proef stopt."),
        ("turn", "paragraph", 6, 1, "Staal", "Ik sluit."),
    ]


def test_what_the_meeting_says_of_itself():
    document = meeting(TURNS)
    assert (document.id, document.kind, document.title) == ("proefdebat-2024-04-04", "debate", "Proefvelden")
    assert (document.date, document.dossiers) == (dt.date(2024, 4, 4), ("36999",))
    assert document.answerers == (Speaker("Proef", "minister", "Financiën", "government"),)
    assert {o.reason: o.count for o in document.omissions}["name at the head of a turn, kept as its speaker"] == 7


def test_roles_come_from_function_sort_and_the_chair():
    external = speaker("e", "Externe spreker", "Buiten", "gast")
    bare = speaker("b", "Staatssecretaris", "Monster", "")
    document = meeting(
        turn("woordvoerder", MEMBER, head("De", "voorzitter"), "Een lid in de stoel.")
        + turn("woordvoerder", external, head("De heer", "Buiten"), "Van buiten.")
        + turn("woordvoerder", bare, head("Staatssecretaris", "Monster"), "Zonder functie.")
        + turn("woordvoerder", MINISTER, "", "Zonder naam erboven.")
    )
    speakers = [p.speaker for p in document.passages if p.kind == "turn"]
    assert speakers == [
        Speaker("Van der Toets", "voorzitter", None, "chair", "D66"),
        Speaker("Buiten", "gast", None, "other"),
        Speaker("Monster", "staatssecretaris", None, "government"),
        Speaker("Proef", "minister", "Financiën", "government"),
    ]


def test_a_sentence_with_a_colon_is_no_name():
    document = meeting(turn("woordvoerder", MINISTER, "", "De vraag is deze:", "hoe nu verder?"))
    assert document.text.endswith("De vraag is deze:\nhoe nu verder?")


def test_unknown_elements_keep_their_words():
    words = turn("woordvoerder", MINISTER, head("Minister", "Proef"), "Een.", inside="<raadsel>Twee.</raadsel>")
    document = meeting(words)
    assert document.text.endswith("Een.\nTwee.")
    assert "mark-up of <raadsel>, unknown; its words are kept" in {o.reason for o in document.omissions}


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["debates.jsonl", "debates-2.jsonl"])
def test_every_labelled_sentence_is_in_a_turn_of_its_minister(shared, name):
    debates: dict[str, list[tuple[str, str | None]]] = {}
    missing = []
    for line in (shared / "corpus" / "labels" / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = row["document"]
        if key not in debates:
            document = read((shared / "corpus" / "debates" / f"{key}.xml").read_bytes(), source=f"{key}.xml")
            debates[key] = [
                (document.text[p.start : p.end], p.speaker.name)
                for p in document.passages
                if p.kind == "turn" and p.speaker and p.speaker.role == "government"
            ]
        words = " ".join(row["text"].split())
        if not any(words in text and who == row["speaker"] for text, who in debates[key]):
            missing.append(row["id"])
    assert missing == []


@pytest.mark.corpus
def test_closing_lists_are_bullets_of_the_chair(shared):
    for line in (shared / "corpus" / "labels" / "closing-lists.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        data = (shared / "corpus" / "debates" / f"{row['document']}.xml").read_bytes()
        document = read(data, source=f"{row['document']}.xml")
        words = " ".join(row["text"].split())
        found = [p for p in document.passages if words in document.text[p.start : p.end]]
        assert any(p.form == "bullet" and p.speaker and p.speaker.role == "chair" for p in found)
