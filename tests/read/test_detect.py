"""What kind of file this is, told by its content and not by its name."""

from __future__ import annotations

import pytest

from pipeline.errors import UnreadableDocumentError
from pipeline.read.detect import detect
from pipeline.settings import ReadLimits

LIMITS = ReadLimits()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Vraag 1\nKlopt dit?", "text"),
        ("Vraag één".encode("utf-16"), "text"),
        ("Vraag één".encode("cp1252"), "text"),
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"\r\n\r\n%PDF-1.4\n", "pdf"),
        (b"Zie de handleiding over %PDF-1.4 in de bijlage.", "text"),
        (b"<?xml version='1.0'?><kamerstuk/>", "xml"),
        (b"\xef\xbb\xbf<kamerstuk><titel/></kamerstuk>", "xml"),
        ("<?xml version='1.0'?><kamerstuk/>".encode("utf-16"), "xml"),
        ("<kamerstuk></kamerstuk>".encode("utf-16-le"), "xml"),
        (b"<!-- brief --><!DOCTYPE html><html><body/></html>", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'/>", "html"),
        (b"<div class='brief'><p>Geachte voorzitter</p></div>", "html"),
        (b"< 5 procent van de boten voer uit.", "text"),
    ],
)
def test_the_content_tells_the_format(data: bytes, expected: str) -> None:
    assert detect(data, source="naamloos", limits=LIMITS) == expected


def test_the_name_is_not_believed() -> None:
    assert detect(b"Vraag 1\nKlopt dit?", source="brief.pdf", limits=LIMITS) == "text"


def test_a_word_file_is_a_zip_with_a_document(make_zip) -> None:
    assert detect(make_zip(word__document_dot_xml=b"<w/>"), source="brief.zip", limits=LIMITS) == "docx"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("xl__workbook_dot_xml", "Excel workbook"),
        ("ppt__presentation_dot_xml", "PowerPoint presentation"),
        ("content_dot_xml", "OpenDocument file"),
        ("foto_dot_jpg", "ZIP archive of 1 files"),
    ],
)
def test_a_zip_that_is_no_word_file_is_named(make_zip, name: str, what: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        detect(make_zip(**{name: b"inhoud"}), source="bijlage.docx", limits=LIMITS)
    assert (caught.value.reason, caught.value.value) == ("unknown_format", what)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG image"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image"),
        (b"{\\rtf1\\ansi Brief}", "RTF"),
        (b"\x1f\x8b\x08" + bytes(100), "gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office file of before 2007 (OLE)"),
        (bytes(range(1, 32)) * 40, "binary data"),
    ],
)
def test_other_files_are_named(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        detect(data, source="bijlage", limits=LIMITS)
    assert (caught.value.reason, caught.value.value) == ("unknown_format", what)


def test_a_word_file_with_a_password_is_encrypted() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableDocumentError) as caught:
        detect(data, source="geheim.docx", limits=LIMITS)
    assert caught.value.reason == "encrypted"


def test_a_zip_that_unpacks_to_too_much_is_refused_by_its_index(make_zip) -> None:
    bomb = make_zip(word__document_dot_xml=b"0" * 2_000_000)
    with pytest.raises(UnreadableDocumentError) as caught:
        detect(bomb, source="bom.docx", limits=ReadLimits(max_unpacked_bytes=1_000_000))
    assert (caught.value.reason, caught.value.value) == ("limit_exceeded", 2_000_000)


def test_a_zip_that_is_cut_off_is_damaged(make_zip) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        detect(make_zip(word__document_dot_xml=b"<w/>")[:-30], source="half.docx", limits=LIMITS)
    assert caught.value.reason == "damaged"
