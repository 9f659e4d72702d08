"""PDF: what is printed is read in order, as blocks."""

from __future__ import annotations

import pytest

from pipeline.errors import UnreadableDocumentError
from pipeline.read.pdf import extract_pdf
from pipeline.read.pdf_glyphs import Glyphs
from pipeline.read.pdf_lines import find_gutter
from pipeline.settings import ReadLimits

LIMITS = ReadLimits()
PARAGRAPH = (
    "De Minister heeft de gemeenten in het voorjaar",
    "bericht over de stand van zaken bij de veerdien-",
    "sten op de Wadden, en over de vraag of de dienst",
    "ook in de winter blijft varen.",
)


def printed(lines, *, x=60.0, y=700.0, size=9.0, step=12.0):
    return [(x, y - step * index, size, text) for index, text in enumerate(lines)]


def texts(data: bytes) -> list[str]:
    return [block.text for block in extract_pdf(data, source="a.pdf", limits=LIMITS).blocks]


WHOLE = (
    "De Minister heeft de gemeenten in het voorjaar bericht over de stand van zaken bij de veerdiensten op de Wadden,"
    " en over de vraag of de dienst ook in de winter blijft varen."
)


def test_lines_become_paragraphs_and_soft_hyphens_go(make_pdf) -> None:
    assert texts(make_pdf(printed(PARAGRAPH))) == [WHOLE]


def test_columns_are_read_one_after_the_other_though_the_file_has_them_row_by_row(make_pdf) -> None:
    right = [line.replace("Minister", "Voorzitter") for line in PARAGRAPH]
    rows = [
        glyphs
        for pair in zip(
            printed(PARAGRAPH * 2, x=50, y=700),
            printed(right * 2, x=310, y=700),
            strict=True,
        )
        for glyphs in pair
    ]
    found = " ".join(texts(make_pdf(rows)))
    assert found.index("Voorzitter") > found.rindex("Minister")
    assert found.count("veerdiensten op de Wadden") == 4


def test_a_line_across_both_columns_parts_them(make_pdf) -> None:
    page = [
        *printed(PARAGRAPH, x=50, y=700),
        *printed(PARAGRAPH, x=310, y=700),
        (
            50,
            600,
            9,
            "Hier begint een nieuw onderwerp dat over de volle breedte van de bladzijde is gedrukt, met veel tekst.",
        ),
        *printed(PARAGRAPH, x=50, y=560),
        *printed(PARAGRAPH, x=310, y=560),
    ]
    found = texts(make_pdf(page))
    assert [text[:10] for text in found] == ["De Ministe", "De Ministe", "Hier begin", "De Ministe", "De Ministe"]


def test_one_column_has_no_gutter() -> None:
    assert find_gutter([Glyphs("een regel van gewone tekst", 50, 300, 700 - 12 * row, 9) for row in range(20)]) is None


def test_tables_have_no_gutter() -> None:
    cells = [Glyphs("1.204", x, x + 20, 700 - 12 * row, 9) for row in range(20) for x in (50, 300)]
    assert find_gutter(cells) is None


def test_lines_in_disorder_are_sorted_down_the_page(make_pdf) -> None:
    page = printed(PARAGRAPH)
    assert texts(make_pdf([page[3], page[1], page[2], page[0]])) == [WHOLE]


def test_small_print_at_the_foot_is_a_footnote_and_raised_digits_go(make_pdf) -> None:
    page = [
        (60, 700, 9, "Klopt het bericht over de boot?"),
        (193, 704, 5, "1"),
        (200, 700, 9, "Zo ja, vaart de"),
        (60, 688, 9, "boot in de winter?"),
        (60, 100, 4, "1"),
        (64, 97, 6.5, "De Waddenbode, 3 mei 2031, Boot vaart niet"),
    ]
    following = [(60, 700, 9, "De boot vaart niet meer."), (60, 688, 9, "De gemeenten weten dit.")]
    blocks = extract_pdf(make_pdf(page, following), source="a.pdf", limits=LIMITS).blocks
    assert [(block.form, block.text) for block in blocks][:2] == [
        ("paragraph", "Klopt het bericht over de boot? Zo ja, vaart de boot in de winter?"),
        ("footnote", "1 De Waddenbode, 3 mei 2031, Boot vaart niet"),
    ]


def test_feet_are_left_out_and_sentences_run_over_the_page(make_pdf) -> None:
    first = [
        *printed(PARAGRAPH[:2]),
        (60, 40, 9, "Tweede Kamer, vergaderjaar 2031–2032, Aanhangsel"),
        (500, 40, 9, "1"),
    ]
    second = [
        *printed(PARAGRAPH[2:]),
        (60, 40, 9, "Tweede Kamer, vergaderjaar 2031–2032, Aanhangsel"),
        (500, 40, 9, "2"),
    ]
    extraction = extract_pdf(make_pdf(first, second), source="a.pdf", limits=LIMITS)
    assert [block.text for block in extraction.blocks] == [WHOLE]
    assert [(each.reason, each.count) for each in extraction.omissions] == [("page furniture", 2)]


def test_wide_gaps_make_a_row_of_a_table(make_pdf) -> None:
    page = [*printed(PARAGRAPH), (60, 600, 9, "Texel"), (200, 600, 9, "in de zomer"), (400, 600, 9, "elk uur")]
    assert extract_pdf(make_pdf(page), source="a.pdf", limits=LIMITS).blocks[-1].form == "table"


def test_pages_without_text_are_counted(make_pdf) -> None:
    extraction = extract_pdf(make_pdf(printed(PARAGRAPH), []), source="a.pdf", limits=LIMITS)
    assert [(each.reason, each.count) for each in extraction.omissions] == [("page without text", 1)]


def test_pages_are_limited(make_pdf) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        extract_pdf(make_pdf(*[printed(PARAGRAPH)] * 3), source="a.pdf", limits=ReadLimits(max_pages=2))
    assert (caught.value.reason, caught.value.value) == ("limit_exceeded", 3)


def test_characters_are_limited(make_pdf) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        extract_pdf(make_pdf(*[printed(PARAGRAPH)] * 3), source="a.pdf", limits=ReadLimits(max_characters=200))
    assert (caught.value.reason, caught.value.place) == ("limit_exceeded", "a.pdf, page 2")
