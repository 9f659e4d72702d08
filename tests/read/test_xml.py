from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import UnreadableDocumentError
from pipeline.read.hints import Hints
from pipeline.read.inline import flatten
from pipeline.read.xml import parse_xml, read_xml
from pipeline.settings import ReadLimits

LIMITS = ReadLimits()


def read(text, limits=LIMITS, hints=None, source="map/proef.xml"):
    data = text if isinstance(text, bytes) else text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return read_xml(data, source=source, sha256=digest, limits=limits, hints=hints or Hints())


def reason_of(text, limits=LIMITS):
    with pytest.raises(UnreadableDocumentError) as caught:
        read(text, limits)
    assert "map/proef.xml" in str(caught.value)
    return caught.value.reason


BOMB = """<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;">]>
<officiele-publicatie><kamerstuk><stuk><al>&z;</al></stuk></kamerstuk></officiele-publicatie>"""
OUTSIDE = """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<officiele-publicatie><kamerstuk><stuk><al>&x;</al></stuk></kamerstuk></officiele-publicatie>"""
PARAMETER = """<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>
<officiele-publicatie><kamerstuk/></officiele-publicatie>"""
PAPER = "<officiele-publicatie><kamerstuk><stuk><al>{}</al></stuk></kamerstuk></officiele-publicatie>"


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, PARAMETER, BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")]
)
def test_declared_entities_are_never_read(text):
    assert reason_of(text) == "unsafe_xml"


def test_an_outer_dtd_is_not_fetched_and_known_characters_are_kept():
    text = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">' + PAPER.format("Één caf&eacute; &amp; de rest")
    assert read(text).text == "Één café & de rest"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "empty"),
        ("\ufeff  \n", "empty"),
        ("<officiele-publicatie><kamerstuk><stuk><al>Een begin zonder", "truncated"),
        ("<officiele-publicatie><kamerstuk><stuk><al>Een begin.</al>\n", "truncated"),
        ("<officiele-publicatie>\n<kamerstuk></al>\n\n</kamerstuk></officiele-publicatie>", "damaged"),
        ("dit is geen xml", "damaged"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "damaged"),
        (PAPER.format(" "), "no_text"),
        (b"<officiele-publicatie>\xff\xfe\xfa</officiele-publicatie>", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(text, reason):
    assert reason_of(text) == reason


def test_limits_hold():
    deep = PAPER.format("<x>" * 60 + "diep" + "</x>" * 60)
    assert reason_of(deep, ReadLimits(max_xml_depth=30)) == "limit_exceeded"
    assert reason_of(PAPER.format("<x>" * 5000 + "</x>" * 5000)) == "limit_exceeded"
    assert reason_of(PAPER.format("lang " * 50), ReadLimits(max_characters=100)) == "limit_exceeded"
    assert reason_of(PAPER.format("lang " * 50), ReadLimits(max_bytes=100)) == "too_large"
    assert read(PAPER.format("<x>" * 200 + "diep" + "</x>" * 200)).text == "diep"


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>Tekst</p></body></html>",
        '<metadata_gegevens><metadata name="DC.title" content="Iets"/></metadata_gegevens>',
        "<record><recordData><gzd/></recordData></record>",
        '<officiele-publicatie><metadata><meta name="a" content="b"/></metadata></officiele-publicatie>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>Geen beraadslaging</p></text></TEI>',
        "<vlosdocument><omschrijving>leeg</omschrijving></vlosdocument>",
    ],
)
def test_other_roots_are_no_documents(text):
    assert reason_of(text) == "unknown_format"


def test_the_name_of_an_unknown_root_is_told():
    with pytest.raises(UnreadableDocumentError) as caught:
        read("<gemeenteblad><p>Tekst</p></gemeenteblad>")
    assert caught.value.value == "<gemeenteblad>"


def test_another_official_publication_is_read_as_other():
    body = "<kop><titel>Besluit</titel></kop><al>Wij besluiten.</al>"
    document = read(f"<officiele-publicatie><staatsblad>{body}</staatsblad></officiele-publicatie>")
    assert document.kind == "other"
    assert [(p.kind, p.form) for p in document.passages] == [("heading", "heading"), ("other", "paragraph")]


def test_hints_fill_gaps_and_overrule_kind_and_id():
    document = read(PAPER.format("Tekst."), hints=Hints(kind="letter", id="../boos", title="Titel"))
    assert (document.kind, document.title, document.source) == ("letter", "Titel", "map/proef.xml")
    assert document.id.startswith("boos-")
    assert read(PAPER.format("Tekst."), hints=Hints(address="https://x.nl/kst-36999-7.html")).id == "kst-36999-7"
    assert read(PAPER.format("Tekst.")).id == "proef"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("een <b>vet</b>, woord", "een vet, woord"),
        ("(\n <e>\n 36999\n </e>\n , nr.\n <e>\n 7\n </e>\n ) en", "(36999, nr. 7) en"),
        ("woord\n<e>woord</e>\nwoord", "woord woord woord"),
        ("een <b>half</b>woord", "een halfwoord"),
        ("regel<br/>regel", "regel regel"),
        ("het bericht<sup>1</sup> is", "het bericht 1 is"),
        ("CO<sup>2</sup>, m<sup>2</sup> en 2<sup>e</sup>", "CO2, m2 en 2e"),
        ("groter dan 70m\n <sup>\n 2\n </sup>\n is", "groter dan 70m2 is"),
        ("de zin<nootref refid='n1'><sup>1</sup></nootref>.", "de zin."),
        ("de zin <noot><noot.nr>1</noot.nr><noot.al>Bron.</noot.al></noot>.", "de zin."),
        ("<naam><voornaam>A.B.</voornaam><achternaam>van Proef</achternaam></naam>, hier", "A.B. van Proef, hier"),
        ("a <!-- b --> c", "a c"),
        ("zach\u00adte  \n ruimte", "zachte ruimte"),
    ],
)
def test_inline_mark_up_is_flattened(inside, words):
    assert flatten(etree.fromstring(f"<al>{inside}</al>")).text == words


@given(st.binary(max_size=300))
def test_any_bytes_give_a_root_or_a_reason(data):
    reason = None
    try:
        parse_xml(data, place="x", limits=LIMITS)
    except UnreadableDocumentError as error:
        reason = error.reason
    assert reason in (None, "empty", "truncated", "damaged", "unsafe_xml", "limit_exceeded")


@given(st.integers(min_value=1, max_value=len(PAPER) - 1))
def test_any_cut_is_truncated(length):
    with pytest.raises(UnreadableDocumentError) as caught:
        read(PAPER[:length])
    assert caught.value.reason in ("truncated", "damaged")
