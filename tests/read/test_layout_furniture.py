"""Page furniture and footnotes never stand inside a sentence."""

from __future__ import annotations

import pytest

from pipeline.read.layout.furniture import is_furniture
from pipeline.read.layout.references import refers_to
from pipeline.read.plain import extract_text
from pipeline.resources.furniture import load_furniture
from pipeline.settings import ReadLimits

FOOT = "Tweede Kamer, vergaderjaar 2031–2032, Aanhangsel {}"
PAGES = f"""Vraag 1
Klopt het dat de veerdienst over de plannen van de gevange-
1De Waddenbode, 3 mei 2031, «Boot vaart niet», https://www.waddenbode.example/
nieuws/boot
2Kamerstukken II 2030/31, 39 999, nr. 14

ah-tk-20312032-77
ISSN 0921 - 7398’s-Gravenhage 2031{FOOT.format(1)}
nissen op de eilanden is gehoord?1 Zo ja, wanneer?
Antwoord 1
Ja.2
{FOOT.format(2)}
"""


def read(text: str):
    return extract_text(text, source="a.txt", limits=ReadLimits())


@pytest.mark.parametrize("entry", load_furniture().piece, ids=lambda entry: entry.id)
def test_every_piece_knows_its_case(entry) -> None:
    assert is_furniture(entry.case)
    assert not any(is_furniture(counter) for counter in entry.counter)


def test_a_sentence_over_a_page_end_is_whole() -> None:
    texts = [block.text for block in read(PAGES).blocks]
    assert texts[1].startswith(
        "Klopt het dat de veerdienst over de plannen van de gevangenissen op de eilanden is gehoord?"
    )


def test_footnotes_follow_the_paragraph_that_they_interrupted() -> None:
    blocks = read(PAGES).blocks
    assert [(block.form, block.text[:14]) for block in blocks[2:5]] == [
        ("footnote", "1De Waddenbode"),
        ("footnote", "2Kamerstukken "),
        ("heading", "Antwoord 1"),
    ]
    assert blocks[2].text.endswith("https://www.waddenbode.example/nieuws/boot")


def test_furniture_is_counted_and_names_the_publication() -> None:
    extraction = read(PAGES)
    assert {omission.reason: omission.count for omission in extraction.omissions}["page furniture"] == 3
    assert extraction.properties["identifier"] == "ah-tk-20312032-77"
    assert not any("vergaderjaar 2031" in block.text for block in extraction.blocks)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Vaart de boot ook op zondag?1 Zo nee, waarom?", "Vaart de boot ook op zondag? Zo nee, waarom?"),
        ("Bent u bekend met «Boot vaart niet»?\n1", "Bent u bekend met «Boot vaart niet»?"),
        ("Er is overleg gevoerd.\n1 Dit is in 2031 herhaald.", "Er is overleg gevoerd. Dit is in 2031 herhaald."),
        ("Het budget is verhoogd\n1. De dienst vaart.", "Het budget is verhoogd. De dienst vaart."),
        (
            "Dit is eerder gemeld (zie de brief\n1). Daarin staat meer.",
            "Dit is eerder gemeld (zie de brief). Daarin staat meer.",
        ),
        ("De eilanders zijn gehoord 1. Dit blijft zo.", "De eilanders zijn gehoord 1. Dit blijft zo."),
        ("De eilanders1 zijn tevreden.", "De eilanders zijn tevreden."),
        ("In de brief van 1 mei.1 Dat is 1 jaar.", "In de brief van 1 mei. Dat is 1 jaar."),
    ],
)
def test_references_to_notes_do_not_break_sentences(lines: str, expected: str) -> None:
    text = f"Antwoord 1\n{lines}\n1De Waddenbode, 3 mei 2031, www.waddenbode.example\n{FOOT.format(1)}\n"
    assert [block.text for block in read(text).blocks][1] == expected


def test_several_references_in_a_row_go_together() -> None:
    notes = "\n".join(f"{number}Kamerstuk 39 999, nr. {number}" for number in (1, 2, 3))
    text = f"Vraag 1\nKlopt het bericht?1 2 3\nVraag 2\nWaarom?\n{notes}\n{FOOT.format(1)}\n"
    assert [block.text for block in read(text).blocks][1] == "Klopt het bericht?"


def test_digits_stay_where_no_note_is_found() -> None:
    assert read("Klopt dit bericht?4 Zo ja, waarom?").blocks[0].text == "Klopt dit bericht?4 Zo ja, waarom?"


@pytest.mark.parametrize("text", ["de CO2-uitstoot", "PM2 en", "in 2 dagen", "12 boten", "2,5 procent", "nr.24"])
def test_figures_that_belong_to_the_text_are_no_references(text: str) -> None:
    assert not refers_to(text, 2)


def test_notes_between_blanks_are_found_in_a_text_without_pages() -> None:
    text = (
        "Vraag 1\nBent u bekend met het bericht over de boot?1\n\n"
        "1 waddenbode.example, 3 mei 2031, «Boot vaart\nniet»\n\nVraag 2\nWaarom?"
    )
    assert [block.form for block in read(text).blocks] == ["heading", "paragraph", "footnote", "heading", "paragraph"]


def test_a_sentence_that_begins_with_a_figure_is_no_note() -> None:
    text = f"Vraag 1\nHoeveel boten varen er?\nAntwoord 1\n1 boot vaart.\nVraag 2\nWaarom?\n{FOOT.format(1)}\n"
    assert [block.form for block in read(text).blocks].count("footnote") == 0


def test_margins_of_letters_are_furniture_from_the_second_time_on() -> None:
    margin = "Onze Referentie\nVER-2031-77\n\n"
    text = f"{margin}Vraag 1\n\nKlopt dit?\n\n{margin}Antwoord 1\n\nJa.\n\n{margin}"
    assert [block.text for block in read(text).blocks].count("VER-2031-77") == 1


def test_heads_that_come_back_on_every_page_are_furniture() -> None:
    pages = [
        f"Veren en Boten – jaarbericht\nDe dienst {word} vaart vaker.\n{number}" for number, word in enumerate("abcd")
    ]
    blocks = read("\f".join(pages)).blocks
    assert [block.text for block in blocks] == [f"De dienst {word} vaart vaker." for word in "abcd"]
