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


def sitting(*utterances, persons="", title="Verslag van de vergadering van de Tweede Kamer, Meeting 9 (2024-04-04)"):
    """A sitting of (who, mark, words); words that are markup stay markup."""
    turns = "".join(f'<u who="#{who}" ana="#{mark}">{words}</u>' for who, mark, words in utterances)
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="nl" xml:id="ParlaMint-NL_2024-04-04-tweedekamer-9">
<teiHeader><fileDesc><titleStmt><title type="sub" xml:lang="nl">{title}</title>
<meeting corresp="#TK" n="9">Meeting 9</meeting></titleStmt>
<sourceDesc><bibl><date when="2024-04-04"/></bibl></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson>{persons}</listPerson></particDesc></profileDesc></teiHeader>
<text><body><div type="debateSection">{turns}</div></body></text></TEI>"""


def person(who, *affiliations):
    return f'<person xml:id="{who}"><persName>{who[:2]} {who[2:]}</persName>{"".join(affiliations)}</person>'


def speakers(text):
    return [
        (p.speaker.name, p.speaker.role, p.speaker.office, p.speaker.ministry, p.speaker.party)
        for p in read(text).passages
        if p.speaker
    ]


CHAIR = ("AnVoorzit", "chair", "<seg>Het woord is aan mevrouw Proef van de SP.</seg>")
FLOOR = ("AnVoorzit", "chair", "<seg>Het woord is aan de minister van Defensie.</seg>")


def test_who_has_the_floor_is_what_the_chair_says_for_all_turns():
    text = sitting(
        ("BoStaal", "regular", "<seg>Ik kom straks.</seg>"),
        CHAIR,
        ("EfProef", "regular", "<seg>Dank u.</seg>"),
        FLOOR,
        ("BoStaal", "regular", "<seg>Ik zal dat doen.</seg>"),
        ("JoToets", "regular", "<seg>Ik ook.</seg>"),
    )
    minister = ("Bo Staal", "government", "minister", "Defensie", None)
    chair = ("An Voorzit", "chair", "voorzitter", None, None)
    member = ("Ef Proef", "member", "Kamerlid", None, "SP")
    unknown = ("Jo Toets", "other", None, None, None)
    assert speakers(text) == [minister, chair, member, chair, minister, unknown]
    assert [person.ministry for person in read(text).answerers] == ["Defensie"]


def test_a_motion_read_out_in_notes_is_a_members():
    motion = "<seg>Ik lees voor.</seg><note>De Kamer,</note><note>gehoord de beraadslaging,</note><note>verzoekt de "
    motion += "regering dat te doen,</note><note>en gaat over tot de orde van de dag.</note>"
    assert {role for _, role, *_ in speakers(sitting(("EfProef", "regular", motion)))} == {"member"}


def test_a_gap_between_the_chair_and_who_speaks_leaves_it_open():
    text = sitting(FLOOR, ("BoStaal", "regular", "<seg>Ik zal dat doen.</seg>"))
    assert speakers(text)[1][1] == "government"
    assert speakers(text.replace('<u who="#BoStaal"', '<gap reason="editorial"/><u who="#BoStaal"'))[1][1] == "other"


def test_the_header_and_the_mark_go_before_the_words():
    said = '<affiliation role="minister" ref="#GOV" from="2022-01-10"><roleName>minister van Financiën</roleName>'
    persons = person("BoStaal", said + "</affiliation>")
    words = ("BoStaal", "regular", "<seg>Mijn fractie vraagt dat.</seg>")
    assert speakers(sitting(words, persons=persons)) == [("Bo Staal", "government", "minister", "Financiën", None)]
    guest = ("EfProef", "guest", "<seg>Mijn fractie vraagt dat.</seg>")
    assert speakers(sitting(CHAIR, guest))[1] == ("Ef Proef", "other", None, None, None)


@pytest.mark.parametrize(
    ("affiliation", "role", "office"),
    [
        ('role="minister" ref="#GOV" from="2022-01-10" to="2024-07-02"', "government", "minister"),
        ('role="minister" ref="#GOV" to="2024"', "government", "minister"),
        ('role="deputyMinister" ref="#GOV"', "government", "staatssecretaris"),
        ('role="minister" ref="#GOV" from="2010-10-14" to="2012-11-05"', "other", None),
        ('role="minister" ref="#GOV" from="2024-07-02"', "other", None),
        ('role="member" ref="#TK" from="2023-12-06"', "member", "Kamerlid"),
        ('role="member" ref="#party.VVD"', "other", None),
    ],
)
def test_an_affiliation_counts_while_it_holds(affiliation, role, office):
    text = sitting(("BoStaal", "regular", "<seg>Ja.</seg>"), persons=person("BoStaal", f"<affiliation {affiliation}/>"))
    assert speakers(text) == [("Bo Staal", role, office, None, None)]


@pytest.mark.parametrize(
    ("title", "dutch"),
    [
        (
            "Verslag van de vergadering van de Tweede Kamer, Meeting 9 (2024-04-04)",
            "Verslag van vergadering 9 van de Tweede Kamer, 4 april 2024",
        ),
        (
            "Verslag van de vergadering van de Eerste Kamer, Meeting 31, Session 5 (2018-05-29) [ParlaMint SAMPLE]",
            "Verslag van vergadering 31 van de Eerste Kamer, onderdeel 5, 29 mei 2018",
        ),
        (
            "Verslag van de vergadering van de Tweede Kamer, Meeting 9 (2024-14-44)",
            "Verslag van vergadering 9 van de Tweede Kamer, 2024-14-44",
        ),
        ("Verslag van de proefvergadering", "Verslag van de proefvergadering"),
    ],
)
def test_a_title_is_dutch_throughout(title, dutch):
    assert read(sitting(("BoStaal", "regular", "<seg>Ja.</seg>"), title=title)).title == dutch


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
        assert {p.speaker.role for p in document.passages if p.speaker} <= {"chair", "member", "other"}
