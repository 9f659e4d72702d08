"""The documents that were made by a program still say what their texts say."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pypdfium2
from lxml import etree

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""


def test_the_pdf_has_what_makes_a_pdf_hard(root: Path) -> None:
    pdf = pypdfium2.PdfDocument(root / "seeds" / "documents" / "ah-tk-20242025-9002.pdf")
    try:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
    assert len(pages) == 2
    assert "zorg" + HYPHEN + "verzekeraars" in pages[1], "a soft hyphen"
    assert "ANW" + HYPHEN + "dienst" in pages[1], "a real hyphen at a line end"
    assert pages[0].split("\r\n1 Dagblad")[0].endswith("omdat posten dan open zouden"), "a sentence over two pages"
    assert pages[1].startswith("moeten blijven")
    assert "rekenden.3" in pages[1], "a footnote mark stuck to a word"
    assert pages[0].rstrip().endswith("Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1")


def test_the_pdf_says_what_its_text_says(root: Path) -> None:
    pdf = pypdfium2.PdfDocument(root / "seeds" / "documents" / "ah-tk-20242025-9002.pdf")
    try:
        found = "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()
    source = (root / "tests" / "seeds" / "aanhangsel.txt").read_text(encoding="utf-8")
    words = set(re.findall(r"[A-Za-z]{4,}", re.sub(r"[|*-]", "", source)))
    found_words = set(re.findall(r"[A-Za-z]{4,}", re.sub(f"[{HYPHEN}-]", "", found)))
    assert words <= found_words


def test_the_word_file_says_what_its_text_says(root: Path) -> None:
    document = docx.Document(str(root / "seeds" / "documents" / "seed-answers-001.docx"))
    paragraphs = {paragraph.text for paragraph in document.paragraphs}
    source = (root / "tests" / "seeds" / "ministry-answers.txt").read_text(encoding="utf-8").splitlines()
    expected = {re.sub(r"^(# |• )", "", line) for line in source if not line.startswith("@ ") and line != "---"}
    assert expected <= paragraphs
    assert "Den Haag" in document.tables[0].cell(0, 0).text


def test_every_xml_seed_is_well_formed(root: Path) -> None:
    paths = sorted((root / "seeds" / "documents").glob("*.xml"))
    assert len(paths) == 6
    for path in paths:
        etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))


def test_the_debate_has_nested_interruptions_a_chair_and_a_closing_list(root: Path) -> None:
    tree = etree.parse(root / "seeds" / "documents" / "seed-debate-001.xml")
    name = {"v": "http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0"}
    assert len(tree.findall(".//v:woordvoerder/v:interrumpant", name)) == 6
    assert tree.find(".//v:isvoorzitter", name) is not None
    closing = tree.findall(".//v:activiteitdeel", name)[-1]
    assert len(closing.findall(".//v:lijst/v:alineaitem", name)) == 2


def test_the_questions_and_their_answers_stand_side_by_side_in_the_official_xml(root: Path) -> None:
    tree = etree.parse(root / "seeds" / "documents" / "ah-tk-20242025-9001.xml")
    heads = [nr.text for nr in tree.findall(".//antwoord/nr")]
    assert len(tree.findall(".//vraag")) == 8
    assert heads == [
        "Antwoord 1",
        "Antwoord 2 en 3",
        "Antwoord 4",
        "Antwoord 5",
        "Antwoord 6",
        "Antwoord 7",
        "Antwoord 8",
    ]
