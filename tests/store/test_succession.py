"""Where a sentence went, told from places alone."""

from __future__ import annotations

import pytest

from pipeline.store.succession import LOST, Place, Succession, Successors


def places(*texts: str, separator: str = " ") -> list[Place]:
    whole = separator.join(texts)
    found, start = [], 0
    around = ["", *texts, ""]
    for number, text in enumerate(texts):
        depth = start / max(1, len(whole))
        found.append(Place(number, start, start + len(text), text, around[number], around[number + 2], depth))
        start += len(text) + len(separator)
    return found


def in_same_text(old: Place, *texts: str) -> Succession:
    return Successors(places(*texts)).in_same_text(old)


def in_other_text(old: Place, *texts: str) -> Succession:
    return Successors(places(*texts)).in_other_text(old)


def test_a_sentence_that_was_cut_in_two_goes_to_its_larger_half() -> None:
    old = places("Ik zal de sluis op korte termijn laten herstellen en u informeren.")[0]
    found = in_same_text(old, "Ik zal de sluis op korte termijn laten herstellen", "en u informeren.")
    assert (found.successor, found.how) == (0, "overlap")
    assert found.share == pytest.approx(49 / 66, abs=1e-4)


def test_a_sentence_that_was_joined_with_another_goes_to_the_whole() -> None:
    old = places("De sluis is dicht.", "Ik zal haar openen.")[1]
    assert in_same_text(old, "De sluis is dicht. Ik zal haar openen.").successor == 0


def test_a_sentence_whose_place_is_empty_is_lost() -> None:
    assert in_same_text(places("Ja.", "Dat zeg ik toe.")[1], "Ja.") == LOST
    assert in_same_text(places("Ja.")[0]) == LOST


def test_a_sliver_is_not_a_successor() -> None:
    old = Place(1, 0, 100, "x" * 100)
    assert Successors([Place(7, 90, 190, "x" * 100)]).in_same_text(old) == LOST


def test_in_another_text_the_same_words_are_the_same_sentence() -> None:
    old = places("Nieuw onderzoek volgt.", "Ik zal de sluis laten herstellen.")[1]
    found = in_other_text(old, "Een voorblad.", "Ik zal  de sluis laten herstellen.", "Slot.")
    assert found == Succession(1, "same_text", 1.0)


def test_a_short_answer_follows_its_neighbours() -> None:
    before = places("Is de sluis dicht?", "Ja.", "Gaat zij open?", "Ja.", "Slot.")
    after = ("Voorblad.", "Is de sluis dicht?", "Ja.", "Gaat zij open?", "Ja.", "Slot.")
    assert in_other_text(before[1], *after).successor == 2
    assert in_other_text(before[3], *after).successor == 4


def test_a_short_answer_among_strangers_is_lost_rather_than_guessed() -> None:
    old = places("Is de sluis dicht?", "Ja.", "Slot.")[1]
    assert in_other_text(old, "Is de brug open?", "Ja.", "Einde.") == LOST
    assert in_other_text(old, "Is de brug open?", "Ja.", "Gaat hij dicht?", "Ja.") == LOST


def test_a_sentence_with_other_words_is_alike() -> None:
    old = places("Ik zal uw Kamer voor 1 juli over de sluis informeren.")[0]
    found = in_other_text(old, "De brug is open.", "Ik zal uw Kamer voor 1 september over de sluis informeren.")
    assert (found.successor, found.how) == (1, "alike")
    assert 0.8 < found.share < 1


def test_a_few_common_words_are_no_likeness() -> None:
    old = places("Ik zal de sluis laten herstellen.")[0]
    assert in_other_text(old, "Ik zal de begroting aan uw Kamer sturen zodra die is vastgesteld.") == LOST
    assert in_other_text(old) == LOST
    assert in_other_text(places("…")[0], "Ik zal de sluis laten herstellen.") == LOST


def test_of_two_that_are_alike_the_nearest_is_taken() -> None:
    texts = ["De sluis bij Lith gaat in mei weer open."] + ["Iets anders."] * 8
    first = "De sluis bij Lith gaat in juni weer open."
    last = "De sluis bij Lith gaat in juli weer open."
    assert in_other_text(places(*texts)[0], first, *texts[1:], last).successor == 0
    assert in_other_text(places(*texts[1:], texts[0])[8], first, *texts[1:], last).successor == 9
