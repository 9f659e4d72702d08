"""Strength, polarity and recipient of commitments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.frame import frame
from pipeline.frame.bindings import layout
from pipeline.frame.given import Given
from pipeline.frame.polarity import find_polarity
from pipeline.frame.recipient import find_recipient
from pipeline.frame.strength import find_strength
from pipeline.records import Words
from pipeline.resources.commitments import load_commitments


@pytest.mark.parametrize("entry", load_commitments().strength, ids=lambda entry: entry.id)
def test_a_wording_decides_in_its_cases(entry, a_sentence):
    for case in entry.cases:
        found = find_strength(a_sentence(case), condition=None)
        assert (found.value, found.evidence) == (entry.strength, (f"strength:{entry.id}",))


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Ik zal mij daarvoor blijven inzetten.", "firm"),
        ("Ik stuur u de brief in mei.", "firm"),
        ("Daarnaar zal ik onderzoek laten doen.", "firm"),
        ("Ik zal bij de evaluatie, die naar verwachting in mei komt, daarop ingaan.", "firm"),
        ("Ik stuur constructeurs om te kijken wat er nodig is.", "firm"),
        ("Het kabinet is voornemens de regeling te verruimen en zal daartoe een voorstel doen.", "weak"),
        ("Ik ben in gesprek met de vervoerders om dat te regelen.", "weak"),
        ("Naar verwachting komt de brief in mei.", "weak"),
        ("Dat neem ik mee.", "weak"),
        ("Ja.", "firm"),
    ],
)
def test_strength(sentence, strength, a_sentence):
    assert find_strength(a_sentence(sentence), condition=None).value == strength


def test_a_condition_goes_before_every_verb(a_sentence):
    sentence = a_sentence("Als dat niet lukt, wil ik de regels aanpassen.")
    found = find_strength(sentence, condition=Words("Als dat niet lukt"))
    assert (found.value, found.evidence) == ("conditional", ("strength:condition",))


@pytest.mark.parametrize(
    ("text", "words", "strength"),
    [
        ("Waar nodig zal ik de veerdienst uitbreiden.", "Waar nodig", "firm"),
        ("Ik wil de regels voor kades waar mogelijk verruimen.", "waar mogelijk", "weak"),
        ("Ik zal, indien nodig, een tweede pont inzetten.", "indien nodig", "firm"),
        ("Ik zal een tweede pont inzetten als dat nodig is.", "als dat nodig is", "conditional"),
        ("Waar nodig zal ik dat doen, mits de provincie meebetaalt.", "mits de provincie meebetaalt", "conditional"),
        ("Ik zal waar mogelijk ingrijpen als het water stijgt.", "als het water stijgt", "conditional"),
    ],
)
def test_a_condition_that_restricts_little_is_kept_and_leaves_the_strength(text, words, strength, a_sentence):
    found = frame(a_sentence(text), ("commitment",)).commitment
    assert (found.condition.text, found.strength) == (words, strength)


@pytest.mark.parametrize("entry", load_commitments().polarity, ids=lambda entry: entry.id)
def test_polarity_in_its_cases(entry, a_sentence):
    for case in entry.cases:
        asked, text = case if isinstance(case, tuple) else ("", case)
        assert find_polarity(a_sentence(text, asked=asked)).value == entry.polarity
    for text in entry.counter_cases:
        other = find_polarity(a_sentence(text))
        assert f"polarity:{entry.id}" not in other.evidence


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Tot die tijd wordt er geen koppeling gelegd.", "abstain"),
        ("Ik ben niet voornemens die regels te wijzigen.", "abstain"),
        ("Nee, in de tussentijd ga ik die tarieven niet verhogen.", "abstain"),
        ("Dat kan ik nu niet zeggen, maar ik zal het navragen.", "act"),
        ("Mocht dat niet lukken, dan kom ik hierop terug.", "act"),
        ("Ik zal onderzoeken waarom dat niet is gebeurd.", "act"),
        ("Ik zie ervan af dat te doen en stuur geen brief.", "abstain"),
        ("Ja.", "act"),
    ],
)
def test_polarity(sentence, polarity, a_sentence):
    assert find_polarity(a_sentence(sentence)).value == polarity


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ik zal de Tweede Kamer voor de zomer informeren.", "de Tweede Kamer"),
        ("Hierover bericht ik beide Kamers.", "beide Kamers"),
        ("Dan kom ik daarop bij u terug.", "u"),
        ("Die brief ontvangt u in mei.", "u"),
        ("Ik beloof mevrouw Van den Toets dat ik dat navraag.", "mevrouw Van den Toets"),
        ("De door uw Kamer gevraagde cijfers komen in mei.", None),
        ("Ik geef deze motie oordeel Kamer.", None),
        ("Ik ga daarover in gesprek met de sector.", None),
    ],
)
def test_recipient(sentence, words, a_sentence):
    found = find_recipient(a_sentence(sentence)).value
    assert (found.text if found else None) == words


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ik zal niet, dat (u) wil—als\n"), max_size=80))
def test_fields_never_raise_and_parts_cover_the_sentence(text):
    sentence = Given(text, 0, "answer", None, None, "", "", "other", None, ())
    clauses = layout(text)
    assert "".join(clauses.small.text[start:end] for start, end in clauses.parts) == clauses.small.text
    assert find_strength(sentence, condition=None).value in {"firm", "weak", "conditional"}
    assert find_polarity(sentence).value in {"act", "abstain"}
    recipient = find_recipient(sentence).value
    assert recipient is None or recipient.text in text
