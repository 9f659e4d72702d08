from __future__ import annotations

import datetime as dt

import pytest

from pipeline.read import read_document
from pipeline.read.blocks import Block, Extraction
from pipeline.read.hints import Hints
from pipeline.read.structure import build_document
from pipeline.read.structure.quotes import find_quotes
from pipeline.records import Document, Speaker
from pipeline.settings import ReadLimits

TOETS = Speaker("Anna Toets", "minister", "Infrastructuur en Waterstaat", "government")
INTRO = "Minister Anna Toets van Infrastructuur en Waterstaat wil de veerdienst naar het eiland redden."


def read(*lines: str, properties: dict[str, str] | None = None) -> Document:
    blocks = tuple(Block(line) for line in lines)
    return build_document(Extraction(blocks, (), properties or {}), source="x.txt", sha256="", hints=Hints())


def quotes(document: Document) -> list[tuple[str, Speaker | None]]:
    return [
        (document.text[passage.start : passage.end], passage.speaker)
        for passage in document.passages
        if passage.kind == "quote"
    ]


def test_quoted_words_are_the_ministers_and_the_rest_is_the_reporters() -> None:
    document = read(INTRO, 'De boot vaart niet. "Wij gaan hem volgend jaar weer laten varen", merkt Toets op (pdf).')
    assert document.kind == "news"
    assert [(p.kind, document.text[p.start : p.end]) for p in document.passages[1:]] == [
        ("other", "De boot vaart niet."),
        ("quote", '"Wij gaan hem volgend jaar weer laten varen"'),
        ("other", ", merkt Toets op (pdf)."),
    ]
    assert [passage.speaker for passage in document.passages] == [None, None, TOETS, None]


@pytest.mark.parametrize(
    "attribution",
    [
        ', zegt Toets. "Dat kost geld, maar het is nodig."',
        ", voegt de minister toe.",
        ", aldus minister Toets.",
        ", zo stelt de bewindsvrouw.",
        ", schrijft zij aan de Tweede Kamer.",
        ", liet Anna Toets weten.",
        " legt de minister van Infrastructuur en Waterstaat uit.",
    ],
)
def test_ways_to_attribute(attribution: str) -> None:
    document = read(INTRO, f'"Wij gaan de veerdienst hervatten"{attribution}')
    assert quotes(document)
    assert {speaker for _, speaker in quotes(document)} == {TOETS}


@pytest.mark.parametrize(
    "sentence",
    ["De minister benadrukt: “Er komt geen brug.”", "Toets zegt daarover: «Er komt geen brug.»"],
)
def test_attribution_before_the_quote(sentence: str) -> None:
    ((words, speaker),) = quotes(read(INTRO, sentence))
    assert words[1:-1] == "Er komt geen brug."
    assert speaker == TOETS


def test_members_and_spokespeople() -> None:
    document = read(
        INTRO,
        "‘Dit is goed nieuws voor het eiland’, aldus D66-Kamerlid Bas Proef.",
        '"Bent u bereid dat te betalen?", vroegen SP-Kamerleden Keur en Test.',
        'Een woordvoerder van het ministerie van Financiën zei: "Over bedragen doen wij geen uitspraken."',
        '"Dat weet ik ook niet zo precies", zegt eilander Kees Baas.',
    )
    speakers = [speaker for _, speaker in quotes(document)]
    assert speakers[0] == Speaker("Bas Proef", "Kamerlid", None, "member", "D66")
    assert speakers[1] == Speaker("Keur", "Kamerlid", None, "member", "SP")
    assert speakers[2] == Speaker(None, None, "Financiën", "government")
    assert speakers[3] is None or speakers[3].role == "other"


def test_an_interrupted_quote_goes_on() -> None:
    document = read(INTRO, '"Ik stuur een brief", zegt zij, "en dat doe ik deze maand."')
    assert [words for words, _ in quotes(document)] == ['"Ik stuur een brief"', '"en dat doe ik deze maand."']
    assert {speaker for _, speaker in quotes(document)} == {TOETS}


@pytest.mark.parametrize(
    "text",
    [
        'Zij noemt het plan "ambitieus maar haalbaar voor iedereen" en gaat door.',
        "Het bericht «Veerdienst naar het eiland stopt ermee» verscheen gisteren.",
        "Volgens 's lands wijs is 't eiland 's winters leeg.",
        'De "oude" boot en de "nieuwe" boot varen.',
        'Hij zei dat "dit zo niet langer kan".',
        '"Onaf',
        "",
    ],
)
def test_words_that_stay_in_the_reporters_sentence(text: str) -> None:
    assert find_quotes(text) == ()


def test_a_quote_inside_a_quote_is_one_quote() -> None:
    text = "“Het bericht “Boot stopt” klopt niet”, zegt Toets."
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == ["“Het bericht “Boot stopt” klopt niet”"]


def test_title_and_date_of_an_article() -> None:
    properties = {"type": "article", "published": "2031-03-03"}
    document = read("Boot vaart weer", INTRO, properties=properties)
    assert (document.kind, document.title, document.date) == ("news", "Boot vaart weer", dt.date(2031, 3, 3))
    assert document.passages[0].kind == "heading"


def test_reported_speech_alone_makes_news() -> None:
    document = read(INTRO, "De boot is te oud, stelt Toets. Een nieuwe boot kost veel geld, zegt minister Toets.")
    assert document.kind == "news"
    assert {passage.kind for passage in document.passages} == {"other"}


def test_the_date_under_a_headline_is_the_date_of_the_article_and_no_part_of_the_headline():
    text = (
        "Waterschap houdt gemalen langer in gebruik\n\n"
        "donderdag 13 februari 2031 - Door onze verslaggever\n\n"
        "Het waterschap mag de gemalen blijven gebruiken, zo laat staatssecretaris Maasland aan de Tweede Kamer weten. "
        "De Kamer vroeg daar in januari om.\n\n"
        '"Wij zullen de gemalen in het najaar vervangen", zegt staatssecretaris Maasland. Dat kost 3 miljoen euro.\n'
    )
    document = read_document(text.encode(), source="bericht.txt", limits=ReadLimits())
    assert document.kind == "news"
    assert document.title == "Waterschap houdt gemalen langer in gebruik"
    assert document.date == dt.date(2031, 2, 13)
