"""Printed lines become paragraphs, headings, bullets and table rows."""

from __future__ import annotations

import pytest

from pipeline.read.layout import markers
from pipeline.read.plain import extract_text
from pipeline.settings import ReadLimits


def blocks(text: str) -> list[str]:
    return [block.text for block in extract_text(text, source="a.txt", limits=ReadLimits()).blocks]


def forms(text: str) -> list[tuple[str, str]]:
    return [(block.form, block.text) for block in extract_text(text, source="a.txt", limits=ReadLimits()).blocks]


def test_wrapped_lines_become_one_paragraph() -> None:
    assert blocks(
        "Hoe beoordeelt u het bericht dat de veerdienst\nin de winter stopt? Deelt u de zorgen van de\neilanders?"
    ) == ["Hoe beoordeelt u het bericht dat de veerdienst in de winter stopt? Deelt u de zorgen van de eilanders?"]


@pytest.mark.parametrize(
    "header",
    [
        "Vraag 1a",
        "Antwoord",
        "Antwoord:",
        "Antwoord 4 en 5",
        "Antwoord op vraag 4:",
        "Antwoord vraag 2-4:",
        "Antwoord 7, 8, 9 10 en 11",
        "Antwoord op vragen 2 en 3",
        "Antwoord vragen 1,2,3,4 en 5",
        "Vraag 2 t/m 6",
        "• Vraag 3",
        "Antwoord op de vragen 2, 3 en 4",
        "Mededeling",
        "Toelichting:",
        "ANTWOORD 4",
    ],
)
def test_headers_stand_alone(header: str) -> None:
    text = f"De veerdienst vaart in de winter niet meer dan\n{header}\nde dienstregeling het toelaat."
    assert header in blocks(text)
    assert markers.is_header(header)


@pytest.mark.parametrize(
    "line",
    [
        "Vragen van het lid Jansen (ABC) aan de",
        "Antwoord van Minister Pieters",
        "Vraag 1 Klopt dit?",
        "antwoord op vraag 5).",
        "Antwoorden op Kamervragen",
        "Toelichting op de cijfers",
        "Vraag " + "1  2  " * 40 + "x",
    ],
)
def test_other_lines_are_no_headers(line: str) -> None:
    assert not markers.is_header(line)


def test_an_answer_of_one_word_without_a_stop_is_no_heading() -> None:
    assert forms("Antwoord 9\nJa\nVraag 10\nWaarom?") == [
        ("heading", "Antwoord 9"),
        ("paragraph", "Ja"),
        ("heading", "Vraag 10"),
        ("paragraph", "Waarom?"),
    ]


def test_a_sentence_that_runs_over_a_blank_line_is_joined() -> None:
    text = (
        "Een groot schip past volgens de havenmeester op het\n\neiland niet aan de kade. Dus vaart het eerste\n"
        "schip vaker, en wordt de dienst in het weekend\nuitgebreid."
    )
    assert blocks(text) == [
        (
            "Een groot schip past volgens de havenmeester op het eiland niet aan de kade. Dus vaart het eerste schip "
            "vaker, en wordt de dienst in het weekend uitgebreid."
        )
    ]


def test_a_short_line_with_a_stop_ends_its_paragraph() -> None:
    text = (
        "De gemeenten zijn in het voorjaar over de plannen\nvan de veerdienst geïnformeerd.\n"
        "De eilanders kunnen tot de zomer op het ontwerp\nvan de dienstregeling reageren."
    )
    assert len(blocks(text)) == 2


def test_a_name_at_a_line_end_does_not_break_the_sentence() -> None:
    text = (
        "Na de storm is de haven op verzoek van de burgemeester van\nWaddendorp gesloten, zodat de boten aan de kade\n"
        "konden blijven liggen en de reizigers in de hal op de\nvolgende overtocht konden wachten."
    )
    assert len(blocks(text)) == 1


def test_an_open_bracket_keeps_lines_together() -> None:
    text = "Antwoord van Minister Pieters (Veren) (ontvangen\n15 november 2031)."
    assert blocks(text) == ["Antwoord van Minister Pieters (Veren) (ontvangen 15 november 2031)."]


def test_signatures_stand_apart() -> None:
    text = "De Minister van Veren en Boten,\nA.B. van den Pieters-Jansen"
    assert blocks(text) == ["De Minister van Veren en Boten,", "A.B. van den Pieters-Jansen"]


@pytest.mark.parametrize("mark", ["»", "•", "-", "–", "1.", "a)", "(2)", "*"])
def test_bullets_are_blocks_of_their_own(mark: str) -> None:
    text = (
        f"Dit is om twee redenen niet mogelijk:\n{mark} het schip is te groot voor de\nhaven;\n{mark} er is geen geld."
    )
    assert forms(text)[1:] == [
        ("bullet", f"{mark} het schip is te groot voor de haven;"),
        ("bullet", f"{mark} er is geen geld."),
    ]


def test_a_dash_in_a_sentence_is_no_bullet() -> None:
    text = "Varen de twee oudste boten\n– die uit de vorige eeuw – ook bij storm uit?"
    assert blocks(text) == ["Varen de twee oudste boten – die uit de vorige eeuw – ook bij storm uit?"]


def test_rows_of_figures_are_a_table() -> None:
    assert forms("De aantallen staan hieronder.\nTexel 1.204 1.377 12%\nAmeland 804 877 9%")[1:] == [
        ("table", "Texel 1.204 1.377 12%"),
        ("table", "Ameland 804 877 9%"),
    ]


def test_a_sentence_with_figures_is_no_table() -> None:
    assert forms("In 2031 waren het 12.")[0][0] == "paragraph"


def test_lines_that_are_whole_paragraphs_stay_apart() -> None:
    lines = ["De veerdienst vaart. " * 20, "De gemeenten weten dit. " * 15, "Ik informeer uw Kamer. " * 12]
    assert blocks("\n".join(lines)) == [line.strip() for line in lines]


def test_lone_numbers_are_headings() -> None:
    assert forms("1\nKlopt dit?\n\nAntwoord\nJa.\n\n2\nWaarom?")[0] == ("heading", "1")
