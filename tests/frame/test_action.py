"""The action: cases of every rule, edges, what holds for any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import InvalidResourceError
from pipeline.frame.action import find_action
from pipeline.frame.deadline.find import find_deadline
from pipeline.frame.given import Given
from pipeline.records import Actor, Deadline
from pipeline.resources.clauses import load_clauses, parse_clauses

ENTRIES = (*load_clauses().action, *load_clauses().announcement)
CASES = [(entry.id, *case) for entry in ENTRIES for case in entry.cases]
DAY = dt.date(2025, 3, 3)

PIECES = (
    "ik zal gaan wij het kabinet wordt worden de brug en maar , ; : ( ) — – . ? … \" ' “ ” als dan dat om te omdat "
    "indien nodig voor 1 juli 2026 informeren toe zeg bereid niet ’s İ ß \ue000 \ue003 \u00ad \n zodat die hoe"
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES.split(" ")), max_size=40).map(" ".join))


def action(text, *, actor="ik", start=0, deadline=None, cues=()):
    around = Given(text, start, "answer", "government", None, "", "", "written_answers", DAY, (), cues)
    return find_action(around, actor=Actor(actor), deadline=deadline)


@pytest.mark.parametrize(("rule", "text", "words"), CASES, ids=[f"{case[0]} {case[1][:40]}" for case in CASES])
def test_a_case_of_a_rule(rule, text, words):
    assert action(text).text == words, rule


def test_the_deadline_at_the_edges_is_left_out():
    text = "De Douane zal dit najaar in kaart brengen welke kades verzakken."
    found = action(text, actor="De Douane", deadline=find_deadline(text, DAY))
    assert found.text == "in kaart brengen welke kades verzakken"


def test_the_deadline_may_count_its_offsets_in_the_document():
    text = "Ik zal uiterlijk 1 juli 2026 de Kamer over de sluizen informeren."
    local = find_deadline(text, DAY)
    moved = Deadline(local.text, local.start + 900, local.end + 900, local.earliest, local.latest, local.precision)
    assert action(text, start=900, deadline=moved).text == "de Kamer over de sluizen informeren"


def test_a_deadline_that_stands_nowhere_changes_nothing():
    elsewhere = Deadline("in mei", 3, 9, None, None, "unresolved")
    assert action("Ik zal de kade herstellen.", deadline=elsewhere).text == "de kade herstellen"


def test_the_condition_is_left_out():
    text = "Als de proef slaagt, dan zal ik de regeling met een jaar verlengen."
    assert action(text).text == "de regeling met een jaar verlengen"


def test_the_clause_with_the_deadline_is_the_one_that_promises():
    text = "Wij werken aan een plan voor de kades en ik stuur uw Kamer in mei 2026 een brief."
    assert action(text, deadline=find_deadline(text, DAY)).text == "stuur uw Kamer in mei 2026 een brief"


def test_an_actor_that_is_no_pronoun():
    assert action("Ook zal de Kustwacht vaker patrouilleren.", actor="de Kustwacht").text == "vaker patrouilleren"


def test_asides_between_dashes_are_stepped_over():
    text = "Ik zal — zoals de heer Prins vroeg — de tol herzien."
    assert action(text).text == "de tol herzien"


@pytest.mark.parametrize("text", ["Ja.", "Zeker.", "Vanzelfsprekend."])
def test_a_short_answer_is_its_own_action(text):
    assert action(text).text == text.rstrip(".")


def test_an_empty_sentence():
    found = action("", start=7)
    assert (found.text, found.start, found.end) == ("", 7, 7)


def test_signs_only():
    assert action("…", start=7).text == "…"


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, start=st.integers(0, 5000), actor=st.sampled_from(["ik", "het kabinet", "", "(", "de brug"]))
@example(text="Ik zal", start=0, actor="ik")
@example(text="İk zal de brug openen", start=3, actor="İk")
def test_offsets_are_sacred(text, start, actor):
    found = action(text, start=start, actor=actor, deadline=find_deadline(text, DAY))
    document = "x" * start + text
    assert document[found.start : found.end] == found.text
    assert found.text or not text
    assert start <= found.start <= found.end <= start + len(text)


@settings(max_examples=50, deadline=None)
@given(text=TEXTS, cue=st.tuples(st.integers(0, 200), st.integers(0, 200)))
def test_any_cue_will_do(text, cue):
    assert action(text, cues=(cue,)).text in text


def test_long_sentences_are_read():
    text = "Ik zal, " + "zoals de leden van de Kamer en de schippers weten, " * 40 + "de brug openen."
    assert action(text).text in text


def test_what_is_too_long_for_a_sentence_is_its_own_action():
    text = "Ik zal dus ook " * 100_000
    assert action(text).text == text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("<gap> = ", "gap = "), "clauses.toml"),
        (("weight = 6.0", 'weight = "veel"'), "verb"),
        (("<modal>|wilt", "<model>|wilt"), "model"),
        (('id = "bereid"', 'id = "shall"'), "an id is used once"),
    ],
)
def test_a_broken_file_is_told(change, told, root):
    text = (root / "pipeline" / "resources" / "clauses.toml").read_text(encoding="utf-8")
    old, new = change
    broken = text.replace(old, new, 1) if old in text else text + "\n[[["
    with pytest.raises(InvalidResourceError, match=told):
        parse_clauses(broken)
