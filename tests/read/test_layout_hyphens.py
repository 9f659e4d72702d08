"""Hyphens at line ends: soft ones go, real ones stay."""

from __future__ import annotations

import pytest

from pipeline.read.layout.hyphens import Vocabulary, join, soft_inside
from pipeline.read.plain import extract_text
from pipeline.resources.hyphenation import load_hyphenation
from pipeline.settings import ReadLimits

NONE = Vocabulary.of([])


def only_block(text: str) -> str:
    (block,) = extract_text(text, source="a.txt", limits=ReadLimits()).blocks
    return block.text


@pytest.mark.parametrize("group", ["linking", "prefixes", "compounds", "endings"])
def test_every_rule_holds_for_its_case(group: str) -> None:
    case = getattr(load_hyphenation(), group).case
    assert join(case.left, case.right, NONE) == case.between


@pytest.mark.parametrize(
    ("left", "right", "between"),
    [
        ("dienstrege", "ling", ""),
        ("Kamer", "vragen", ""),
        ("NAVO", "ambities", "-"),
        ("PVV", "fractie", "-"),
        ("EU", "lidstaten", "-"),
        ("VvE", "besturen", "-"),
        ("e", "mail", "-"),
        ("A2", "verbreding", "-"),
        ("Noord", "Holland", "-"),
        ("boten", "en", "- "),
        ("in", "of", "- "),
        ("re", "integratie", "-"),
        ("zee", "eend", "-"),
        ("oud", "minister", "-"),
        ("niet", "varende", "-"),
        ("secretaris", "generaal", "-"),
    ],
)
def test_the_spelling_decides(left: str, right: str, between: str) -> None:
    assert join(left, right, NONE) == between


def test_the_document_itself_decides_first() -> None:
    assert join("wadden", "veer", Vocabulary.of(["het wadden-veer"])) == "-"
    assert join("ex", "port", Vocabulary.of(["de export"])) == ""


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\ufffe", "\u2010"])
def test_every_hyphen_at_a_line_end_is_known(hyphen: str) -> None:
    assert only_block(f"Er komt een nieuwe dienstrege{hyphen}\nling.") == "Er komt een nieuwe dienstregeling."


def test_a_hyphen_that_a_pdf_library_replaced_comes_back_where_it_is_real() -> None:
    assert only_block("Dit valt onder de NAVO\ufffe\nverplichtingen.") == "Dit valt onder de NAVO-verplichtingen."


def test_a_linking_word_keeps_its_hyphen_and_its_space() -> None:
    assert only_block("Het gaat om de haven-\nen veertarieven.") == "Het gaat om de haven- en veertarieven."


def test_addresses_are_joined_without_a_blank_and_keep_their_hyphens() -> None:
    text = "Zie https://\nwww.veren.example/dienst-\nregeling/winter voor de tijden."
    assert only_block(text) == "Zie https://www.veren.example/dienst-regeling/winter voor de tijden."


def test_soft_hyphens_inside_run_together_lines_go_where_certain() -> None:
    vocabulary = Vocabulary.of(["de dienstregeling van de veerboot"])
    text = "de dienst-regeling, de maatrege-len, de PVV-fractie, de veer-boten, niet-varende"
    assert [text[:start].rpartition(" ")[2] for start, _ in soft_inside(text, vocabulary)] == ["dienst", "maatrege"]
