"""The source of a claim: cases of every wording, what is no source, what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InvalidResourceError
from pipeline.frame.attribution import find_attribution
from pipeline.frame.given import Given
from pipeline.resources.citations import load_citations, parse_citations

RULES = load_citations().citation
CASES = [(rule, *case) for rule in RULES for case in rule.cases]
COUNTER = [(rule, case) for rule in RULES for case in rule.counter_cases]
PIECES = (
    "volgens de het inspectie Inspectie uit onderzoek van blijkt dat meldt heeft aangegeven geeft aan , : . navraag "
    "leert en aldus in rapport staat is op basis cijfers laten zien te"
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES.split()), max_size=40).map(" ".join))


@pytest.mark.parametrize(("rule", "text", "words"), CASES, ids=[f"{c[0].id} {c[1][:40]}" for c in CASES])
def test_a_wording_finds_its_cases(a_sentence, rule, text, words):
    assert find_attribution(a_sentence(text)).text == words, rule.id


@pytest.mark.parametrize(("rule", "text"), COUNTER, ids=[f"{c[0].id} {c[1][:40]}" for c in COUNTER])
def test_a_wording_leaves_its_counter_cases(a_sentence, rule, text):
    assert find_attribution(a_sentence(text)) is None, rule.id


@pytest.mark.parametrize(
    "text",
    [
        "De sluis is in 1968 gebouwd.",
        "Dat wil zeggen dat de sluis dicht is.",
        "Het kabinet heeft aangegeven dat de sluis dicht gaat.",
        "Je kunt niet zeggen dat de brug onveilig is.",
        "Veel schippers komen uit de academie in Oudveen.",
        "",
        "volgens",
    ],
)
def test_no_source(a_sentence, text):
    assert find_attribution(a_sentence(text)) is None


def test_for_a_member_the_government_is_a_source(a_sentence):
    text = "Het kabinet stelt dat de sluis veilig is."
    assert find_attribution(a_sentence(text)) is None
    assert find_attribution(a_sentence(text, role="member")).text == "Het kabinet"


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, role=st.sampled_from(["government", "member", None]))
def test_a_source_stands_in_the_sentence(text, role):
    found = find_attribution(Given(text, 0, "turn", role, None, "", "", "debate", None, ()))
    assert found is None or (found.text and found.text in text)


@pytest.mark.parametrize(
    ("text", "told"), [("[[[", "citations.toml"), ("no_source = 'x'\n[macros]\n", "own_government")]
)
def test_a_broken_file_is_told(text, told):
    with pytest.raises(InvalidResourceError, match=told):
        parse_citations(text)


def test_ids_are_used_once(root):
    text = (root / "pipeline" / "resources" / "citations.toml").read_text(encoding="utf-8")
    with pytest.raises(InvalidResourceError, match="an id is used once"):
        parse_citations(text.replace('id = "thus"', 'id = "says"', 1))
