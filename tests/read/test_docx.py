from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Extraction
from pipeline.read.breaks import split_lines
from pipeline.read.docx import extract_docx
from pipeline.records import Omission
from pipeline.settings import ReadLimits

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def part(tag: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMESPACES}>{content}</w:{tag}>'


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def extract(data: bytes, **limits: int) -> Extraction:
    return extract_docx(data, source="brief.docx", limits=ReadLimits(**limits))  # type: ignore[arg-type]


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(block.form, block.text) for block in extract(data).blocks]


def saved(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_paragraphs_headings_lists_and_tables_in_the_order_of_the_body() -> None:
    def build(document: docx.document.Document) -> None:
        document.add_heading("Antwoorden", level=1)
        document.add_paragraph("Vraag 1")
        document.add_paragraph("Een", style="List Bullet")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = "Datum"
        table.rows[0].cells[1].text = "3 maart 2031"
        document.add_paragraph("Eerst", style="List Number")
        document.add_paragraph("Dan", style="List Number")
        document.add_paragraph("")

    assert texts(saved(build)) == [
        ("heading", "Antwoorden"),
        ("paragraph", "Vraag 1"),
        ("bullet", "Een"),
        ("table", "Datum | 3 maart 2031"),
        ("bullet", "1. Eerst"),
        ("bullet", "2. Dan"),
    ]


def test_a_table_that_lays_out_paragraphs_is_no_table() -> None:
    def build(document: docx.document.Document) -> None:
        cell = document.add_table(rows=1, cols=2).rows[0].cells[0]
        cell.text = "Ministerie"
        cell.add_paragraph("Postbus 1")

    assert texts(saved(build)) == [("paragraph", "Ministerie"), ("paragraph", "Postbus 1")]


def test_deleted_text_stays_out_and_inserted_text_in() -> None:
    body = paragraph(
        run("Ik zeg dit "),
        '<w:del w:id="1"><w:r><w:delText>niet </w:delText></w:r></w:del>',
        f'<w:ins w:id="2">{run("graag ")}</w:ins>',
        '<w:moveFrom w:id="3"><w:r><w:t>weg</w:t></w:r></w:moveFrom>',
        f"<w:hyperlink>{run('toe')}</w:hyperlink>",
        run("."),
    )
    assert texts(package(body)) == [("paragraph", "Ik zeg dit graag toe.")]


def test_hyphens_fields_and_hidden_words() -> None:
    body = paragraph(
        run("leer\u00adkli"),
        "<w:r><w:softHyphen/></w:r>",
        run("maat, NAVO"),
        "<w:r><w:noBreakHyphen/></w:r>",
        run("ambities"),
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>',
        run(" geheim", "<w:vanish/>"),
        run(" en\u00a0meer"),
    )
    extraction = extract(package(body))
    assert [block.text for block in extraction.blocks] == ["leerklimaat, NAVO-ambities en meer"]
    assert Omission("hidden text", 1) in extraction.omissions


def test_a_footnote_stands_behind_its_paragraph() -> None:
    body = paragraph(run("Zie het rapport."), '<w:r><w:footnoteReference w:id="4"/></w:r>') + paragraph(run("Verder."))
    notes = part(
        "footnotes",
        f'<w:footnote w:id="0" w:type="separator">{paragraph(run("-"))}</w:footnote>'
        f'<w:footnote w:id="4">{paragraph(run("Kamerstuk 99 123, nr. 4"))}</w:footnote>',
    )
    extraction = extract(package(body, footnotes=notes))
    assert [(block.form, block.text) for block in extraction.blocks] == [
        ("paragraph", "Zie het rapport."),
        ("footnote", "1 Kamerstuk 99 123, nr. 4"),
        ("paragraph", "Verder."),
    ]
    assert extraction.omissions == (Omission("footnote reference", 1),)


def test_raised_figures_are_references_unless_they_belong_to_a_unit() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("Dat is zo."), run("1", raised), run(" Het meet 12 m"), run("2", raised), run("."))
    assert texts(package(body)) == [("paragraph", "Dat is zo. Het meet 12 m2.")]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('Turfmarkt 1'))}</w:txbxContent>"
    body = paragraph(
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        run("Datum"),
    )
    assert texts(package(body)) == [("paragraph", "Datum"), ("paragraph", "Turfmarkt 1")]


def test_running_heads_are_furniture_that_may_hold_the_date() -> None:
    head = part("hdr", paragraph(run("Datum")) + paragraph(run("3 maart 2031")) + paragraph(run("Datum")))
    extraction = extract(package(paragraph(run("Ja.")), header1=head))
    assert extraction.properties == {"margin": "Datum\n3 maart 2031"}
    assert extraction.omissions == (Omission("page furniture", 2),)


def test_a_forced_line_break_ends_a_paragraph_only_behind_a_sentence_or_header() -> None:
    body = paragraph(
        "<w:r><w:br/><w:t>Antwoord op vraag 1</w:t><w:br/><w:t>Ja, dat</w:t><w:br/><w:t>klopt.</w:t></w:r>"
    )
    assert texts(package(body)) == [("paragraph", "Antwoord op vraag 1"), ("paragraph", "Ja, dat klopt.")]


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("decimal", "Vraag %1", "Vraag 1. Klopt dit?"),
        ("lowerLetter", "%1)", "a) Klopt dit?"),
        ("bullet", "•", "Klopt dit?"),
    ],
)
def test_what_word_prints_before_a_list_item(form: str, text: str, printed: str) -> None:
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>',
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    data = package(paragraph(run("Klopt dit?"), properties=listed), numbering=numbering)
    assert texts(data) == [("bullet", printed)]


def test_lists_count_by_level() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1.", "%1.%2."))
    )
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )

    def item(level: int) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(run("x"), properties=listed)

    body = "".join(item(level) for level in (0, 1, 1, 0, 1))
    assert [text for _, text in texts(package(body, numbering=numbering))] == [
        "1. x",
        "1.1. x",
        "1.2. x",
        "2. x",
        "2.1. x",
    ]


def rejected(data: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableDocumentError) as error:
        extract(data, **limits)
    assert "brief.docx" in str(error.value)
    return error.value.reason


def test_bad_files_say_what_is_wrong() -> None:
    good = package(paragraph(run("Ja.")))
    assert rejected(b"") == "empty"
    assert rejected(b"PK\x03\x04 geen zip") == "damaged"
    assert rejected(good[: len(good) // 2]) == "damaged"
    assert rejected(good, max_unpacked_bytes=50) == "limit_exceeded"
    assert rejected(good, max_characters=2) == "limit_exceeded"


def test_a_zip_that_is_no_word_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("foto.txt", "x")
    assert rejected(buffer.getvalue()) == "unknown_format"


def test_a_bomb_of_zeros_stops_at_the_limit() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 5_000_000)
    assert rejected(buffer.getvalue(), max_unpacked_bytes=1_000_000) == "limit_exceeded"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "unsafe_xml"),
        ("<w:document", "damaged"),
        ("<x/>", "damaged"),
    ],
)
def test_xml_that_is_unsafe_or_broken(content: str, reason: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", content)
    assert rejected(buffer.getvalue()) == reason


@given(st.binary(max_size=300), st.integers(0, 700))
def test_damage_never_gives_another_error(noise: bytes, place: int) -> None:
    good = package(paragraph(run("Vraag 1")) + paragraph(run("Klopt dit?")))
    with contextlib.suppress(UnreadableDocumentError):
        extract(good[:place] + noise + good[place + len(noise) :])


def test_an_encrypted_part_says_so() -> None:
    data = bytearray(package(paragraph(run("Ja."))))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert rejected(bytes(data)) == "encrypted"


@given(st.text(alphabet="aA.?! \nvraag1", max_size=60))
def test_splitting_lines_keeps_every_visible_character(text: str) -> None:
    assert "".join("".join(split_lines(text)).split()) == "".join(text.split())
