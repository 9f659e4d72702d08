"""Plain text: blocks lead back to the characters that they came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocumentError
from pipeline.read.plain import extract_text, split_lines
from pipeline.settings import ReadLimits

LIMITS = ReadLimits()
WORDS = st.sampled_from(
    [
        "Vraag",
        "1",
        "de",
        "Minister",
        "varen.",
        "boot",
        "leerkli-",
        "maat",
        "»",
        "–",
        "?",
        "(nr.",
        "Antwoord",
        "2",
        "ja,",
        "\xa0",
        "  ",
        "\t",
        "\xad",
        "NAVO-",
        "Tweede Kamer, vergaderjaar 2031–2032, Aanhangsel 4",
        "www.veer.nl/a-",
    ]
)
LINES = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=12).map("\n".join)


@given(LINES | st.text(max_size=200))
def test_runs_lead_back_to_the_source(text: str) -> None:
    for block in extract_text(text, source="a.txt", limits=LIMITS).blocks:
        assert "\n" not in block.text
        assert block.text == block.text.strip()
        end = 0
        for run in block.runs:
            assert run.start >= end
            end = run.start + run.length
            assert block.text[run.start : end] == text[run.source : run.source + run.length]
        assert end <= len(block.text)


@given(LINES)
def test_every_word_ends_up_in_a_block_or_is_counted(source: str) -> None:
    extraction = extract_text(source, source="a.txt", limits=LIMITS)
    visible = sum(character.isalpha() for character in source)
    kept = sum(character.isalpha() for block in extraction.blocks for character in block.text)
    if not extraction.omissions:
        assert kept == visible
    else:
        assert kept <= visible


@given(LINES)
def test_reading_is_the_same_twice(source: str) -> None:
    assert extract_text(source, source="a", limits=LIMITS) == extract_text(source, source="a", limits=LIMITS)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\v"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert [line.text for line in split_lines(f"een{end}twee")] == ["een", "twee"]


def test_windows_line_ends_are_no_blank_lines() -> None:
    assert [line.gap for line in split_lines("een\r\ntwee\r\n\r\ndrie")] == [False, False, True]


def test_a_form_feed_begins_a_page() -> None:
    assert [(line.text, line.page) for line in split_lines("een\f\ftwee")] == [("een", 0), ("twee", 2)]


def test_no_text_gives_no_blocks() -> None:
    assert extract_text(b" \n\t\n", source="leeg.txt", limits=LIMITS).blocks == ()


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        extract_text("a" * 101, source="lang.txt", limits=ReadLimits(max_characters=100))
    assert (caught.value.reason, caught.value.value) == ("limit_exceeded", 101)


def test_white_space_of_any_kind_becomes_one_space() -> None:
    block = extract_text("de\u00a0Minister \t van   Veren\u200b", source="a.txt", limits=LIMITS).blocks[0]
    assert block.text == "de Minister van Veren"
