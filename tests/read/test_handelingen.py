from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from pipeline.read.hints import Hints
from pipeline.read.xml import read_xml
from pipeline.settings import ReadLimits

NAME = "name at the head of a turn, kept as its speaker"


def read(text, hints=None, source="proef.xml"):
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return read_xml(data, source=source, sha256=digest, limits=ReadLimits(), hints=hints or Hints())


def turn(title, name, words, party="", inside=""):
    politics = f" (<politiek>{party}</politiek>)" if party else ""
    return f"""<spreekbeurt nieuw="nee"><spreker><voorvoegsels>
 {title}
</voorvoegsels><naam><achternaam>{name}</achternaam></naam>{politics}:</spreker>
<tekst status="goed"><al-groep><al>{words}</al></al-groep>{inside}</tekst></spreekbeurt>"""


MOTION = """<motie id="M-1"><kop><titel>Motie</titel></kop><al>De Kamer,</al>
<al>verzoekt de regering de proef te staken,</al>
<motie-info><spreker><voorvoegsels>De</voorvoegsels><naam><achternaam>voorzitter</achternaam></naam>:</spreker>
<al>Zij krijgt nr. <extref doc="kst-36999-3">3</extref> (36999).</al></motie-info></motie>"""

ITEM = (
    """<officiele-publicatie><metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
 content="https://zoek.officielebekendmakingen.nl/h-tk-20232024-99-4/metadata.xml"/></metadata>
<handelingen><agendapunt><nr>4</nr><item-titel>Proefvelden</item-titel>
<onderwerp><al-groep>
<al>Aan de orde is <nadruk type="vet">het debat over proefvelden</nadruk>.</al></al-groep></onderwerp>"""
    + turn("De", "voorzitter", "Ik open het debat.")
    + turn("Mevrouw", "Van der Toets", "Ik dien een motie in.", "D66", MOTION)
    + turn("Minister", "Proef", "Ik zal de proef staken.", inside="<al-groep><al>Dat doe ik nu.</al></al-groep>")
    + turn("Mevrouw", "Van der Toets", "Dank u.")
    + turn("De heer", "Gast", "Ik ben hier te gast.")
    + """<tekst><al-groep><al>De beraadslaging wordt gesloten.</al></al-groep></tekst>
</agendapunt></handelingen></officiele-publicatie>"""
)


def test_turns_speakers_and_what_stands_around_them():
    document = read(ITEM)
    assert (document.id, document.kind, document.title, document.date) == (
        "h-tk-20232024-99-4",
        "debate",
        "Proefvelden",
        None,
    )
    rows = [
        (p.kind, p.turn, p.depth, p.speaker and p.speaker.role, document.text[p.start : p.end])
        for p in document.passages
    ]
    assert rows == [
        ("front", None, 0, None, "4"),
        ("heading", None, 0, None, "Proefvelden"),
        ("other", None, 0, None, "Aan de orde is het debat over proefvelden."),
        ("turn", 0, 0, "chair", "Ik open het debat."),
        ("turn", 1, 0, "member", "Ik dien een motie in."),
        ("heading", None, 0, None, "Motie"),
        ("other", 1, 0, "member", "De Kamer,"),
        ("other", 1, 0, "member", "verzoekt de regering de proef te staken,"),
        ("turn", 2, 1, "chair", "Zij krijgt nr. 3 (36999)."),
        ("turn", 3, 0, "government", "Ik zal de proef staken."),
        ("turn", 3, 0, "government", "Dat doe ik nu."),
        ("turn", 4, 0, "member", "Dank u."),
        ("turn", 5, 0, "other", "Ik ben hier te gast."),
        ("other", None, 0, None, "De beraadslaging wordt gesloten."),
    ]


def test_names_offices_and_parties():
    document = read(ITEM)
    by_turn = {p.turn: p.speaker for p in document.passages if p.speaker}
    assert (by_turn[1].name, by_turn[1].party) == ("Van der Toets", "D66")
    assert by_turn[4] == by_turn[1]
    assert (by_turn[3].name, by_turn[3].office, by_turn[3].ministry) == ("Proef", "minister", None)
    assert document.answerers == (by_turn[3],)
    assert [(o.reason, o.count) for o in document.omissions] == [(NAME, 6)]


@pytest.mark.parametrize(
    ("said", "others", "ministry"),
    [
        ("Ik heet de minister van Defensie van harte welkom.", (), "Defensie"),
        ("Het woord is aan de Minister voor Rechtsbescherming.", (), "Justitie en Veiligheid"),
        ("Dan geef ik de minister van VWS nu graag het woord.", (), "Volksgezondheid, Welzijn en Sport"),
        ("De minister van Defensie schreef een brief. Het woord is aan de minister.", (), None),
        ("Ik heet de staatssecretaris van Defensie welkom.", (), None),
        ("Welkom aan de minister van Defensie en aan de minister van Financiën.", (), None),
        ("Ik heet de minister van Defensie welkom.", (("Minister", "Ander"),), None),
        ("Ik heet de minister van Defensie welkom.", (("Staatssecretaris", "Ander"),), "Defensie"),
    ],
)
def test_the_ministry_under_which_the_chair_receives_the_only_minister(said, others, ministry):
    turns = [turn("De", "voorzitter", said), turn("Minister", "Proef", "Ik zal dat doen.")]
    turns += [turn(title, name, "Ik ook.") for title, name in others]
    document = read(f"<handelingen><agendapunt>{''.join(turns)}</agendapunt></handelingen>")
    speakers = {p.speaker.name: p.speaker for p in document.passages if p.speaker}
    assert (speakers["Proef"].office, speakers["Proef"].ministry) == ("minister", ministry)


def test_the_date_comes_from_the_sitting_or_from_the_caller():
    opening = """<officiele-publicatie><handelingen><vergadering>
<vergadering-nummer>99e vergadering</vergadering-nummer>
<vergaderdatum>Donderdag 4 april 2024</vergaderdatum></vergadering><opening><nr>1</nr>
<tekst><al>Aanwezig zijn twee leden.</al></tekst></opening></handelingen></officiele-publicatie>"""
    document = read(opening)
    assert (document.date, document.title) == (dt.date(2024, 4, 4), "99e vergadering, Donderdag 4 april 2024")
    assert read(ITEM, Hints(date=dt.date(2024, 4, 5))).date == dt.date(2024, 4, 5)


def test_a_turn_inside_a_turn_is_an_interruption():
    inner = turn("De heer", "Monster", "Waarom?", "VVD")
    item = turn("Minister", "Proef", "Eerst dit.", inside=inner + "<al-groep><al>Daarna dat.</al></al-groep>")
    document = read(f"<handelingen><agendapunt>{item}</agendapunt></handelingen>")
    assert [(p.turn, p.depth, document.text[p.start : p.end]) for p in document.passages] == [
        (0, 0, "Eerst dit."),
        (1, 1, "Waarom?"),
        (0, 0, "Daarna dat."),
    ]


@pytest.mark.corpus
def test_real_items(shared):
    files = sorted((shared / "corpus" / "handelingen").glob("*.xml"))
    documents = {path.stem: read(path.read_text(encoding="utf-8"), source=path.name) for path in files}
    assert len(documents) == 11
    assert all(document.id == stem for stem, document in documents.items())
    turns = {stem: len({p.turn for p in d.passages if p.turn is not None}) for stem, d in documents.items()}
    assert turns["h-tk-20172018-70-8"] == 65
    assert sum(turns.values()) == 427
