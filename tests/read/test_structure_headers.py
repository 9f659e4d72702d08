from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.blocks import Block
from pipeline.read.structure.headers import embedded_headers, leading_number, lone_number, match_header
from pipeline.read.structure.numbers import parse_numbers
from pipeline.read.structure.pieces import make_pieces


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("Antwoord 4", "answer", "4"),
        ("Antwoord op vraag 4", "answer", "4"),
        ("Antwoord", "answer", ""),
        ("Antwoord:", "answer", ""),
        ("Antwoord vraag 4:", "answer", "4"),
        ("Antwoord 4 en 5", "answer", "4 5"),
        ("Antwoord 9, 10 en 11", "answer", "9 10 11"),
        ("Antwoord op vragen 2 en 3", "answer", "2 3"),
        ("Antwoord op de vragen 2, 3, en 4", "answer", "2 3 4"),
        ("Antwoord vraag 2-4:", "answer", "2 3 4"),
        ("Antwoord 2 t/m 4", "answer", "2 3 4"),
        ("Antwoord 2 tot en met 4", "answer", "2 3 4"),
        ("Antwoord 7, 8, 9 10 en 11", "answer", "7 8 9 10 11"),
        ("Antwoord vragen 1,2,3,4 en 5", "answer", "1 2 3 4 5"),
        ("Antwoorden op vraag 3, 4 en 9", "answer", "3 4 9"),
        ("Antwoord op vraag 1 en vraag 2", "answer", "1 2"),
        ("Gezamenlijk antwoord op vragen 2 en 3", "answer", "2 3"),
        ("ANTWOORD 3", "answer", "3"),
        ("Vraag 1", "question", "1"),
        ("Vraag 1a", "question", "1a"),
        ("• Vraag 7", "question", "7"),
        ("Vraag 7 t/ 10", "question", "7 8 9 10"),
        ("Vragen 7–9 en 11–13", "question", "7 8 9 11 12 13"),
        ("Mededeling", "notice", ""),
        ("• Mededeling - 19 februari 2031", "notice", ""),
        ("Toelichting:", "explanation", ""),
    ],
)
def test_a_header_alone_on_its_line(text: str, kind: str, numbers: str) -> None:
    found = match_header(text)
    assert found is not None
    assert (found.header.kind, " ".join(found.header.numbers), found.rest) == (kind, numbers, len(text))


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("Antwoord 3: Ja, dat klopt.", "3", "Ja, dat klopt."),
        ("Antwoord op vraag 3: ja.", "3", "ja."),
        ("Antwoord 3 Nee.", "3", "Nee."),
        ("Antwoord 3Nee.", "3", "Nee."),
        ("Antwoord: ja.", "", "ja."),
        ("Antwoord Ja.", "", "Ja."),
        ("Vraag 2 en 3 Deelt u dit?", "2 3", "Deelt u dit?"),
        ("Vraag 2 «Is dit zo?»", "2", "«Is dit zo?»"),
    ],
)
def test_a_header_with_text_behind_it(text: str, numbers: str, rest: str) -> None:
    found = match_header(text)
    assert found is not None
    assert (" ".join(found.header.numbers), text[found.rest :]) == (numbers, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Vragen van het lid Proef (D66) aan de Minister van Financiën",
        "Antwoord van Minister Proef (Financiën) (ontvangen 3 maart 2031)",
        "Antwoorden van de minister op vragen",
        "Vraag 3 is al beantwoord.",
        "Antwoord op vraag 3 gaf ik eerder.",
        "Vragen 2 en 3 hangen samen.",
        "Zie het antwoord op vraag 3.",
        "Vraag het aan de burgemeester.",
        "Mededeling van Minister Proef (Financiën)",
        "Toelichting op het beleid",
        "Vraagstukken rond water",
    ],
)
def test_what_only_begins_like_a_header(text: str) -> None:
    assert match_header(text) is None


def test_numbers_of_a_backward_or_endless_range_are_its_ends() -> None:
    assert parse_numbers("9-2") == ("9", "2")
    assert parse_numbers("1 t/m 900") == ("1", "900")


@given(st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True))
def test_a_printed_list_gives_its_numbers(numbers: list[int]) -> None:
    labels = [str(number) for number in numbers]
    printed = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} en {labels[-1]}"
    assert parse_numbers(printed) == tuple(labels)
    found = match_header(f"Antwoord op vragen {printed}")
    assert found is not None
    assert found.header.numbers == tuple(labels)


@given(st.integers(1, 60), st.integers(1, 30), st.sampled_from([" t/m ", "-", " – ", " tot en met "]))
def test_a_printed_range_gives_every_number(first: int, length: int, sign: str) -> None:
    last = first + length
    assert parse_numbers(f"{first}{sign}{last}") == tuple(str(number) for number in range(first, last + 1))


@given(st.text(alphabet="Vraag Antwoord 1234567890.,:en-t/m\nJa?", max_size=80))
def test_cutting_headers_loses_no_visible_character(text: str) -> None:
    pieces = make_pieces([Block(text)])
    assert "".join("".join(piece.block.text.split()) for piece in pieces) == "".join(text.split())


def test_numbers_alone_head_questions_when_nothing_says_vraag() -> None:
    blocks = [Block(text) for text in ("1", "Klopt dit?", "Antwoord", "Ja.", "2.", "En dat?", "Antwoord", "Nee.")]
    headers = [piece.header.numbers for piece in make_pieces(blocks) if piece.header]
    assert headers == [("1",), (), ("2",), ()]


def test_a_numbered_list_in_an_answer_is_no_question() -> None:
    blocks = [Block(text) for text in ("1. Klopt dit?", "Antwoord:", "Twee redenen:", "2. het geld", "3. de tijd")]
    kinds = [(piece.text, piece.header is not None) for piece in make_pieces(blocks)]
    assert kinds[-2:] == [("2. het geld", False), ("3. de tijd", False)]


def test_numbers_do_not_head_questions_beside_vraag() -> None:
    blocks = [Block(text) for text in ("Vraag 1", "Klopt dit?", "1. Wat kost dit?")]
    assert sum(piece.header is not None for piece in make_pieces(blocks)) == 1


def test_headers_inside_a_glued_paragraph() -> None:
    (question, text, answer, reply) = make_pieces([Block("Vraag 1 Klopt dit bericht? Antwoord 1 Ja, dat klopt.")])
    assert (question.text, text.text, answer.text, reply.text) == (
        "Vraag 1",
        "Klopt dit bericht?",
        "Antwoord 1",
        "Ja, dat klopt.",
    )
    assert embedded_headers("Dat staat in het antwoord. Vraag 2 is nog open.") == ()


@pytest.mark.parametrize("text", ["2.500", "3 maart", "1a b", ""])
def test_no_lone_number(text: str) -> None:
    assert lone_number(text) is None
    assert leading_number(text) is None
