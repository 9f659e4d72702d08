"""What cannot be read is refused with a reason; what is merely unknown is read as such."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocumentError
from pipeline.read import read_document
from pipeline.read.language import check_language
from pipeline.resources.function_words import load_function_words
from pipeline.settings import ReadLimits

LIMITS = ReadLimits()
DUTCH = (
    "De Minister heeft de gemeenten in het voorjaar geïnformeerd over de stand van zaken bij de veerdiensten. "
    "Zij zal na de zomer op de zorgen van de eilanders terugkomen en daarbij ingaan op de kosten. "
)
ENGLISH = (
    "The ferry company informed the municipalities about the state of play in the negotiations last spring. "
    "It will return to the concerns of the islanders after the summer and address the costs of the service. "
)
GERMAN = (
    "Die Reederei hat den Gemeinden im Frühjahr mitgeteilt, wie weit die Verhandlungen über die Fähren gediehen sind. "
)
POLISH = "Minister poinformował gminy wiosną o stanie negocjacji w sprawie promów i wróci do tego po lecie. "


def refusal(data: bytes, limits: ReadLimits = LIMITS) -> UnreadableDocumentError:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(data, source="bijlage", limits=limits)
    assert caught.value.place.startswith("bijlage")
    assert caught.value.rule
    return caught.value


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", bytes(200)])
def test_nothing_is_empty(data: bytes) -> None:
    assert refusal(data).reason == "empty"


def test_a_file_over_the_limit_is_not_opened() -> None:
    error = refusal(b"a" * 1001, ReadLimits(max_bytes=1000))
    assert (error.reason, error.value) == ("too_large", 1001)


def test_signs_without_words_are_no_text() -> None:
    assert refusal(b"--- 123 --- 456 ---").reason == "no_text"


def test_a_pdf_that_is_cut_off_is_truncated(make_pdf) -> None:
    whole = make_pdf([(60, 700, 9, DUTCH)])
    assert refusal(whole[: len(whole) // 2]).reason == "truncated"


def test_a_pdf_with_a_password_is_encrypted(make_pdf) -> None:
    assert refusal(make_pdf([(60, 700, 9, DUTCH)], encrypted=True)).reason == "encrypted"


def test_a_pdf_of_images_has_no_text(make_pdf) -> None:
    assert refusal(make_pdf([], [])).reason == "no_text"


def test_a_pdf_of_rubbish_is_damaged() -> None:
    assert refusal(b"%PDF-1.7\n" + b"rommel " * 200).reason == "damaged"


def test_a_zip_that_is_no_word_file_is_unknown(make_zip) -> None:
    assert refusal(make_zip(foto_dot_jpg=b"x")).reason == "unknown_format"


def test_a_word_file_that_unpacks_to_too_much_exceeds_the_limit(make_zip) -> None:
    bomb = make_zip(word__document_dot_xml=b" " * 3_000_000)
    assert refusal(bomb, ReadLimits(max_unpacked_bytes=1_000_000)).reason == "limit_exceeded"


def test_an_entity_bomb_is_unsafe() -> None:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE kamerstuk [<!ENTITY e0 "boot">{levels}]><kamerstuk>&e11;</kamerstuk>'
    assert refusal(bomb.encode()).reason == "unsafe_xml"


def test_an_external_entity_is_never_fetched(tmp_path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("het geheim van de veerman", encoding="utf-8")
    text = f'<!DOCTYPE kamerstuk [<!ENTITY x SYSTEM "{secret.as_uri()}">]><kamerstuk><al>&x;</al></kamerstuk>'
    assert "geheim van" not in str(refusal(text.encode()))


def test_xml_of_another_kind_is_named() -> None:
    assert refusal(b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>").reason == "unknown_format"


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (POLISH, "pl")])
def test_a_document_in_another_language_is_set_aside(text: str, language: str) -> None:
    error = refusal((text * 6).encode())
    assert (error.reason, error.value) == ("unknown_language", language)


def test_quotes_in_another_language_do_not_matter() -> None:
    document = read_document((DUTCH + ENGLISH + DUTCH).encode(), source="bijlage", limits=LIMITS)
    assert document.language == "nl"


def test_an_annex_in_another_language_does_not_matter() -> None:
    assert check_language(DUTCH * 40 + ENGLISH * 60, source="bijlage", limits=LIMITS) == "nl"


def test_run_together_words_stay_dutch() -> None:
    chance = random.Random(4)  # noqa: S311
    glued = "".join(word if chance.random() < 0.15 else f" {word}" for word in (DUTCH * 10).split())
    assert check_language(glued, source="bijlage", limits=LIMITS) == "nl"


@pytest.mark.parametrize("text", ["Ja.", "Nee.", "OK", "Vraag 1", "Yes.", "12 boten"])
def test_short_texts_have_no_language(text: str) -> None:
    assert check_language(text, source="bijlage", limits=LIMITS) == "nl"


def test_languages_are_a_setting() -> None:
    assert check_language(ENGLISH * 6, source="bijlage", limits=ReadLimits(languages=("nl", "en"))) == "en"


def test_the_function_words_hold_for_their_cases() -> None:
    assert load_function_words()["nl"].certain("Wij komen daar na de zomer op terug, en dat is niet te laat.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings_do_not_matter(encoding: str) -> None:
    document = read_document(f"Vraag 1\n{DUTCH}".encode(encoding), source="bijlage", limits=LIMITS)
    assert "geïnformeerd" in document.text


def test_a_document_of_no_known_kind_is_other() -> None:
    recipe = "Neem een pan en smelt de boter. Voeg daarna het meel toe en roer tot er een gladde massa is. " * 3
    assert read_document(recipe.encode(), source="bijlage", limits=LIMITS).kind == "other"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<?xml version='1.0'?><a>", b"<html>"]),
)
def test_any_bytes_give_a_document_or_a_reason(data: bytes, head: bytes) -> None:
    try:
        document = read_document(head + data, source="bijlage", limits=LIMITS)
    except UnreadableDocumentError:
        return
    assert document.text


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_pdf_with_flipped_bytes_gives_a_document_or_a_reason(make_pdf, data) -> None:
    file = bytearray(make_pdf([(60, 700, 9, DUTCH)], [(60, 700, 9, DUTCH)]))
    for _ in range(data.draw(st.integers(1, 6))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = read_document(bytes(file), source="bijlage", limits=LIMITS)
    except UnreadableDocumentError:
        return
    assert document.text
