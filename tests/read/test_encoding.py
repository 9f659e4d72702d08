"""Bytes become characters, whatever they were saved as."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocumentError
from pipeline.read.encoding import decode

TEXT = "De crèche in België kreeg één idee: «coöperatie» – “geïnd” voor € 5 miljoen.\nEn ’s avonds?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), source="a.txt") == TEXT


def test_latin_1_is_read_as_its_superset() -> None:
    text = "De crèche in België: één idee, «coöperatie»."
    assert decode(text.encode("iso-8859-1"), source="a.txt") == text


def test_two_encodings_in_one_file_are_both_read() -> None:
    mixed = "Eén crèche,\n".encode() + "én één café.\n".encode("cp1252")
    assert decode(mixed, source="a.txt") == "Eén crèche,\nén één café.\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("crÃ¨che", "crèche"),
        ("â€œgoedâ€\x9d", "“goed”"),
        ("De â‚¬ 5 miljoen â€“ en meer", "De € 5 miljoen – en meer"),
        ("ideeÃ«n", "ideeën"),
        ("regel met crÃ¨che\nregel met crèche", "regel met crèche\nregel met crèche"),
    ],
)
def test_mojibake_is_repaired(wrong: str, right: str) -> None:
    assert decode(wrong.encode(), source="a.txt") == right


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "de Å-lijn", "Ärzte", "het pad â la carte", "’s-Gravenhage", "50 °C ± 2"]
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert decode(text.encode(), source="a.txt") == text


def test_loose_accents_are_composed() -> None:
    assert decode("cre\u0300che".encode(), source="a.txt") == "crèche"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        decode(bytes(range(256)) * 8, source="a.bin")
    assert caught.value.reason == "unknown_encoding"


def test_a_mark_that_lies_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        decode(b"\xff\xfe" + b"\x00\xd8" * 20, source="a.txt")
    assert (caught.value.reason, caught.value.place) == ("unknown_encoding", "a.txt")


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]) | st.sampled_from("éëïöüèàç€“”’–«»\n")))
def test_dutch_text_survives_utf_8_and_utf_16(text: str) -> None:
    assert decode(text.encode(), source="a.txt") == text
    assert decode(b"\xff\xfe" + text.encode("utf-16-le"), source="a.txt") == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        assert isinstance(decode(data, source="a.txt"), str)
