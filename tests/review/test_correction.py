from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import labelled

from pipeline.records import Actor, Passage, Sentence
from pipeline.review import Correction, InvalidCorrectionError, corrected_commitment, span_in

PROMISE = labelled().statements[1]
SENTENCE, FRAME = PROMISE.sentence, PROMISE.commitment
assert FRAME is not None
AS_IT_WAS = Correction.of(FRAME)


def sentence(text: str, start: int = 100) -> Sentence:
    return Sentence("s-1", start, start + len(text), text, Passage(0, 1000, "letter"))


def test_what_nobody_touched_is_no_correction() -> None:
    assert corrected_commitment(AS_IT_WAS, SENTENCE, FRAME) is None
    assert corrected_commitment(Correction(), SENTENCE, None) is None


def test_every_field_can_be_corrected() -> None:
    given_ = Correction(
        actor="De Dienst Sluizen",
        action="onderzoeken hoe dat kon  gebeuren",
        strength="weak",
        polarity="act",
        recipient="uw Kamer",
        condition="mits er geld is",
        deadline="voor 1 juli 2025",
        earliest="2025-03-04",
        latest="2025-06-29",
        precision="day",
    )
    frame = corrected_commitment(given_, SENTENCE, FRAME)
    assert frame is not None
    assert (frame.actor, frame.strength) == (Actor("De Dienst Sluizen"), "weak")
    assert frame.action.text == "onderzoeken hoe dat kon gebeuren"
    assert (frame.action.start, frame.action.end) == (SENTENCE.start + 24, SENTENCE.start + 56)
    assert frame.deadline is not None
    assert (frame.deadline.earliest, frame.deadline.latest) == (dt.date(2025, 3, 4), dt.date(2025, 6, 29))
    assert frame.condition is not None
    assert frame.condition.text == "mits er geld is"


def test_the_actor_keeps_the_ministry_that_was_found_for_these_words() -> None:
    frame = corrected_commitment(replace(AS_IT_WAS, strength="weak"), SENTENCE, FRAME)
    assert frame is not None
    assert frame.actor.ministry == "Infrastructuur en Waterstaat"


def test_a_deadline_can_go() -> None:
    given_ = replace(AS_IT_WAS, deadline="", earliest="", latest="", precision="")
    frame = corrected_commitment(given_, SENTENCE, FRAME)
    assert frame is not None
    assert frame.deadline is None


def test_words_without_dates_are_unresolved() -> None:
    given_ = replace(AS_IT_WAS, earliest="", latest="", precision="")
    frame = corrected_commitment(given_, SENTENCE, FRAME)
    assert frame is not None
    assert frame.deadline is not None
    assert frame.deadline.precision == "unresolved"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("actor", {"actor": " "}),
        ("action", {"action": "iets anders"}),
        ("strength", {"strength": "sterk"}),
        ("polarity", {"polarity": ""}),
        ("deadline", {"deadline": "volgend jaar"}),
        ("deadline", {"deadline": ""}),
        ("latest", {"latest": "30-06-2025"}),
        ("latest", {"earliest": "2025-07-01"}),
        ("precision", {"precision": "unresolved"}),
        ("precision", {"precision": "eeuw"}),
        ("condition", {"condition": "x" * 2001}),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, change: dict[str, str]) -> None:
    with pytest.raises(InvalidCorrectionError) as error:
        corrected_commitment(replace(AS_IT_WAS, **change), SENTENCE, FRAME)
    assert error.value.field == field


def test_words_that_stand_twice_are_those_nearest() -> None:
    one = sentence("de brief volgt, en de brief zegt meer")
    assert span_in(one, "de brief").start == 100  # type: ignore[union-attr]
    assert span_in(one, "de brief", near=120).start == 119  # type: ignore[union-attr]
    assert span_in(one, "de brie f") is None
    assert span_in(one, "  ") is None


@given(st.text(alphabet="ab \u00a0\n", min_size=1, max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_is_what_stands_there(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    found = span_in(sentence(text), words)
    if words.strip():
        assert found is not None
        assert text[found.start - 100 : found.end - 100] == found.text
        assert found.text.split() == words.split()
    else:
        assert found is None
