from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from pipeline.read.hints import Hints
from pipeline.read.parlamint import name_from_id
from pipeline.read.xml import read_xml
from pipeline.settings import ReadLimits


def read(text, source="proef.xml"):
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return read_xml(data, source=source, sha256=digest, limits=ReadLimits(), hints=Hints())


SITTING = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="nl" xml:id="ParlaMint-NL_2024-04-04-tweedekamer-9">
<teiHeader><fileDesc><titleStmt>
<title type="main" xml:lang="en">Proof corpus</title>
<title type="main" xml:lang="nl">Proefcorpus [ParlaMint SAMPLE]</title>
<title type="sub" xml:lang="nl">Verslag van de proefvergadering</title></titleStmt>
<publicationStmt><date when="2030-01-01">2030-01-01</date></publicationStmt>
<sourceDesc><bibl><date when="2024-04-04">2024-04-04</date></bibl></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson><person xml:id="BeaProef"><persName><forename>Bea</forename>
<surname>Proef</surname></persName>
<affiliation role="minister" ref="#gov"/></person></listPerson></particDesc></profileDesc>
</teiHeader><text><body><div type="debateSection"><head>Proef</head><note>De vergadering wordt geopend.</note>
<u who="#AnnavandenToets" ana="#chair"><seg>Ik open de vergadering.</seg><seg>Het woord is aan de minister.</seg></u>
<u who="#BeaProef" ana="#regular"><seg><s><w>Dank</w> <w join="right">u</w><pc>.</pc></s>
<s><w>Ik</w><w>zal</w>
<w>(</w><pc join="both">echt</pc><pc join="left">)</pc><w>stoppen</w><pc join="left">.</pc></s></seg>
<note>(Geroffel)</note></u>
<gap reason="editorial"><desc xml:lang="en">SAMPLING</desc></gap>
<u who="#CarelMonster" ana="#guest"><seg>Ik ben <emph>te gast</emph>.</seg></u>
<u who="#DirkdeStaal" ana="#regular"><seg>Waarom?</seg></u></div></body></text></TEI>"""


def test_utterances_with_speaker_and_role():
    document = read(SITTING)
    rows = [
        (p.kind, p.turn, p.speaker and (p.speaker.name, p.speaker.role), document.text[p.start : p.end])
        for p in document.passages
    ]
    assert rows == [
        ("heading", None, None, "Proef"),
        ("other", None, None, "De vergadering wordt geopend."),
        ("turn", 0, ("Anna van den Toets", "chair"), "Ik open de vergadering."),
        ("turn", 0, ("Anna van den Toets", "chair"), "Het woord is aan de minister."),
        ("turn", 1, ("Bea Proef", "government"), "Dank u. Ik zal (echt) stoppen."),
        ("other", 1, ("Bea Proef", "government"), "(Geroffel)"),
        ("turn", 2, ("Carel Monster", "other"), "Ik ben te gast."),
        ("turn", 3, ("Dirk de Staal", "other"), "Waarom?"),
    ]


def test_what_the_sitting_says_of_itself():
    document = read(SITTING)
    assert document.id == "ParlaMint-NL_2024-04-04-tweedekamer-9"
    assert (document.title, document.date) == ("Verslag van de proefvergadering", dt.date(2024, 4, 4))
    assert (document.kind, document.language) == ("debate", "nl")
    assert [(person.name, person.office) for person in document.answerers] == [("Bea Proef", "minister")]
    assert [(o.reason, o.count) for o in document.omissions] == [("gap in the source (editorial)", 1)]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("AnnavandenToets", "Anna van den Toets"),
        ("AnnavanderToets", "Anna van der Toets"),
        ("AnnavanToets-Proef", "Anna van Toets-Proef"),
        ("HildeProef", "Hilde Proef"),
        ("PieterMonster", "Pieter Monster"),
        ("AnnaMariaProef", "Anna Maria Proef"),
        ("", ""),
    ],
)
def test_names_in_ids(who, name):
    assert name_from_id(who) == name


@pytest.mark.corpus
def test_real_sittings(shared):
    files = sorted((shared / "corpus" / "parlamint").glob("*.xml"))
    documents = [read(path.read_text(encoding="utf-8"), source=path.name) for path in files]
    assert len(documents) == 6
    for path, document in zip(files, documents, strict=True):
        assert document.id == path.stem
        assert document.date is not None
        assert document.date.isoformat() in path.stem
        assert len({p.turn for p in document.passages if p.turn is not None}) == 4
        assert {p.speaker.role for p in document.passages if p.speaker} <= {"chair", "other"}
