"""Who is bound: the words, and the office and ministry behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.frame.actor import find_actor
from pipeline.frame.given import Given
from pipeline.records import Actor, Speaker
from pipeline.resources.actors import load_actors

WATER = "Infrastructuur en Waterstaat"
HEALTH = "Volksgezondheid, Welzijn en Sport"
FARMS = "Landbouw, Visserij, Voedselzekerheid en Natuur"
JUSTICE = "Justitie en Veiligheid"
FINANCE = Speaker("De Toets", "staatssecretaris", "Financiën", "government")


@pytest.mark.parametrize("entry", load_actors().actor, ids=lambda entry: entry.id)
def test_every_entry_finds_the_words_of_its_cases(entry, a_sentence):
    for sentence, words in entry.cases:
        found = find_actor(a_sentence(sentence))
        assert (found.value.text, found.evidence) == (words, (f"actor:{entry.id}",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Daarover zal ik uw Kamer in mei berichten.", Actor("ik", "minister", WATER)),
        ("Wij gaan dat met de sector uitwerken.", Actor("Wij", "minister", WATER)),
        ("Ik denk dat het kabinet hierop zal terugkomen.", Actor("het kabinet", "kabinet", WATER)),
        ("Nederland blijft zich daarvoor inzetten.", Actor("Nederland", "kabinet", WATER)),
        ("De Douane zal dit najaar de systemen in kaart brengen.", Actor("De Douane", None, "Financiën")),
        ("Dat zal door Rijkswaterstaat worden hersteld.", Actor("Rijkswaterstaat", None, WATER)),
        ("De NVWA onderzoekt waar de risico's liggen.", Actor("De NVWA", None, FARMS)),
        ("Mijn ministerie is in gesprek met de gemeenten.", Actor("Mijn ministerie", None, WATER)),
        ("VWS werkt aan een handreiking.", Actor("VWS", None, HEALTH)),
        ("Mijn ambtgenoot van VWS informeert u daarover.", Actor("Mijn ambtgenoot van VWS", None, HEALTH)),
        ("De Minister voor Rechtsbescherming komt.", Actor("De Minister voor Rechtsbescherming", "minister", JUSTICE)),
        ("De staatssecretaris zal die brief sturen.", Actor("De staatssecretaris", "staatssecretaris", None)),
        ("De premier brengt dat op.", Actor("De premier", "minister-president", "Algemene Zaken")),
        ("Een landelijke aanpak is mijn streven.", Actor("mijn", "minister", WATER)),
    ],
)  # fmt: skip
def test_words_and_what_stands_behind_them(sentence, expected, a_sentence):
    assert find_actor(a_sentence(sentence)).value == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Ja.",
        "De Kamer wordt hierover in mei geïnformeerd.",
        "Zodra het kabinet het advies heeft ontvangen, zal dit met de Kamer worden gedeeld.",
        "Het wetsvoorstel gaat dit najaar in consultatie.",
        "De NZa wordt gevraagd de tarieven aan te passen.",
        "De Belgische douane blijft daarmee werken.",
        "Een onderzoek naar de politie volgt in mei.",
    ],
)
def test_nobody_named_binds_who_answers(sentence, a_sentence):
    found = find_actor(a_sentence(sentence))
    assert found.value == Actor("implied", "minister", WATER)
    assert found.evidence == ("actor:implied",)


def test_several_ministries_are_kept_in_the_words_and_the_first_is_named(a_sentence):
    sentence = "Wel gaan de ministeries van Economische Zaken en Financiën naar de mogelijkheden kijken."
    actor = find_actor(a_sentence(sentence, date=dt.date(2023, 8, 14))).value
    assert actor == Actor("de ministeries van Economische Zaken en Financiën", None, "Economische Zaken en Klimaat")


@pytest.mark.parametrize(
    ("day", "ministry"),
    [
        (dt.date(2014, 5, 1), "Veiligheid en Justitie"),
        (dt.date(2023, 5, 1), "Justitie en Veiligheid"),
        (dt.date(2024, 7, 2), "Asiel en Migratie"),
    ],
)
def test_a_body_is_under_the_ministry_of_its_day(day, ministry, a_sentence):
    assert find_actor(a_sentence("De IND zal de wachttijd verkorten.", date=day)).value.ministry == ministry


def test_without_a_speaker_the_first_who_answers_is_bound(a_sentence):
    sentence = a_sentence("Ik stuur u de cijfers.", speaker=None, answerers=(FINANCE, Speaker("X", "minister", WATER)))
    assert find_actor(sentence).value == Actor("Ik", "staatssecretaris", "Financiën")


def test_an_office_is_resolved_among_those_who_answer(a_sentence):
    sentence = a_sentence("De staatssecretaris zal die brief sturen.")
    known = replace(sentence, answerers=(*sentence.answerers, FINANCE))
    assert find_actor(known).value.ministry == "Financiën"
    assert find_actor(replace(known, answerers=(FINANCE, replace(FINANCE, ministry=WATER)))).value.ministry is None


def test_a_surname_behind_an_office_belongs_to_the_words(a_sentence):
    actor = find_actor(a_sentence("Staatssecretaris De Toets stuurt de cijfers.", answerers=(FINANCE,))).value
    assert actor == Actor("Staatssecretaris De Toets", "staatssecretaris", "Financiën")


def test_in_news_only_the_speaker_of_a_quote_is_known(a_sentence):
    news = a_sentence("Dat wordt dit najaar uitgezocht.", document_kind="news", speaker=None)
    assert find_actor(news).value == Actor("implied", None, None)
    assert find_actor(replace(news, speaker=FINANCE)).value == Actor("implied", "staatssecretaris", "Financiën")


def test_an_unknown_minister_stays_unknown(a_sentence):
    unknown = a_sentence("Ik zal dat doen.", speaker=Speaker(role="government"), answerers=())
    assert find_actor(unknown).value == Actor("Ik", None, None)


def test_the_words_are_as_written(a_sentence):
    assert find_actor(a_sentence("Daarom zal het\nkabinet dit bezien.")).value.text == "het\nkabinet"


PIECES = [
    "ik",
    "het kabinet",
    "zal",
    "de Minister van",
    "VWS",
    "wordt",
    "door",
    "de IND",
    "niet",
    ",",
    "dat",
    "én",
    "\n",
    "’s",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text(max_size=60))
def test_it_never_raises_and_its_words_stand_in_the_sentence(text):
    sentence = Given(text, 0, "answer", None, None, "", "", "other", None, ())
    actor = find_actor(sentence).value
    assert actor.text == "implied" or actor.text in text
