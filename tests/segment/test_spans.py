"""Sentences of our own writing in the style of parliament; ``|`` is where they come apart."""

from __future__ import annotations

import pytest

from pipeline.segment import split_spans

ABBREVIATIONS = """
De motie van het lid Verhoeven c.s. is aangenomen. | Het kabinet voert haar uit.
Ik ontraad de motie-Verhoeven c.s. (Kamerstuk 36 045, nr. 12).
Dat kost 25 mln. | Het kabinet betaalt de helft.
Scholen, zorg enz. | De gemeenten gaan daarover.
Zie Kamerstuk 36 200-XII, nr. 60. | Zo nee, waarom niet?
Dit staat in artikel 3, lett. b. | Het blijft gelden.
Zij is bijgestaan door drs. M.A. de Boer. | Zij vertrok daarna.
De kolonie uit 330 v. Chr. is opgegraven.
De gemeente volgt de lijn van de x.y.z. | Het Rijk ook.
De mgr. Zwijsenstraat is afgesloten.
De ggz. | Doel van het budget is kortere wachttijden.
"""
INITIALS = """
Minister W.B. Kooistra antwoordde. | De Kamer nam daarvan kennis.
E.N.A.J. Verhoeven tekende de brief.
De heer J. De Vries sprak namens de regio.
Mevrouw J. Van der Laan sprak namens de regio.
De pil bevat vitamine C. | De arts raadt haar aan.
Dat vroeg ik aan I en W. | De Minister antwoordde.
Het verlangen ligt evenzeer bij u. | Ik deel dat.
Het is warmer dan 3 °C. | Dat is veel.
"""
NUMBERS = """
Het gaat om 1.500 euro of 2,5 procent, om 14.00 uur. | Meer niet.
In de brief d.d. 3 mei staat dat. | Ja.
Dat volgt uit art. 3.2.1 van de wet. | Nee.
Er waren er 3. | Het moesten er 12 zijn.
Dat was op 31 december. | 15 gemeenten deden mee.
Zie het antwoord op vraag 3. | De rest volgt.
De wet geldt sinds 2024. | Het besluit volgt.
De begroting telt 3. 500 regels.
Dit hoort bij '40.02.00 Tijdelijke goederen' uit het handboek. | Zo ja?
Kent u het bericht 'Scanners van de hand'? 1)
Ten eerste niet. | 1) De wet geldt. | 2) De regeling vervalt.
"""
LISTS = """
1. De wet geldt. | 2. De regeling vervalt.
Het kabinet doet dit: 1. De wet blijft; 2. De regeling vervalt.
a) De wet geldt; b) de regeling vervalt.
a. De wet geldt.
I. De wet geldt. | II. De regeling vervalt.
– De wet geldt. | – De regeling vervalt.
Het kabinet doet dit: | • De wet blijft | • De regeling vervalt
Ad 1. De wet geldt. | Ad 2. De regeling vervalt.
Vraag 3. Bent u daartoe bereid?
De inzet is drieledig: minder regels; meer toezicht; betere zorg.
"""
QUOTES = """
"Waarom?", vroeg zij. | Niemand wist het.
"Waarom?" vroeg zij.
«Dat is niet waar», zei zij. | Het klopte wel.
Hij zei: "Dat is zo." | Daarna ging hij weg.
Zij noemde dat “een fout”. | De rest niet.
Het artikel «Wie betaalt? De burger» is mij bekend.
Het boek ‘Zorg. Nu!’ is verschenen. | Dat weet ik.
Kent u het bericht «Haven dicht»?1 | Wat vindt u daarvan?
De minister zei: «Dat klopt. | Het blijft zo.» | Daarna sprak de Kamer.
De koers was zwaar. | ,,Ik had pijn.'' | Hij won toch.
Dat klopt. ” | Daarna sprak de Kamer.
"""
BRACKETS = """
Dat is zo (zie vraag 3). | Het klopt.
Dat is zo. | (Dat staat in vraag 3.) | Het klopt.
Dat is zo (zie vraag 3. Daar staat meer) en het blijft zo.
Dank u wel, voorzitter. | (Geroffel op de bankjes)
(…) De minister zegt dat toe.
Hij is een vernieuwer (…). | Wij ook.
Dat is zo. ) | Het klopt.
"""
NOTES = """
Klopt dit bericht?1 | Was u daarover geïnformeerd?
Ik zal u informeren.2 | Daarna volgt de brief.
Dat is niet gekomen.2, 3 | Daarna wel.
Waarom is dat niet gekomen?1
Dat klopt.[3] | Daarna niet.
Dat klopt.³ | Daarna niet.
Dat was in 2023.4 | Het kabinet ging door.
Het gaat om versie 3.2 van het protocol.
"""
GLUE = """
Zij zaten in detentie.|Nadat zij vrijkwamen, volgde toezicht.
Dat gaat zo.|Dit ook.
Bent u bereid?|Zo nee, waarom niet?
Dat was in 2023.|Het bleef zo.
Dat is bekend.|OCW werkt eraan.
Dat is (deels) zo (zie 3).|Het klopt.
De regel is n.v.t. op P.van Dijk.
Zie www.voorbeeld.nl/Stuk.Aan voor meer. | Daar staat het.
Mail naar griffie.Zuid@voorbeeld.nl of bel. | Dat mag.
Het bestand rapport.PDF is openbaar.
De zaak tegen Zoekhuis.Com loopt nog.
De heer J.Verhoeven sprak.
"""
STOPS = """
Is dat echt zo?! | Ja!
Wat? | Hoe? | Waarom?
Ik weet het niet … | Nee, toch niet.
Ik weet het niet... misschien wel.
Hij dacht . . . en zweeg.
Hij dacht . . . | Daarna zweeg hij.
Ja. | Nee.
Zo ja, hoe? | Zo nee, waarom niet?
Dank u wel, voorzitter. | Ik begin met de vragen.
"""
SMALL_STARTS = """
's Ochtends is het druk. | 's Avonds niet.
Dat is geregeld. | ’s-Gravenhage doet mee.
Dat is geregeld. | eHerkenning is nodig. | iPhones niet.
Het verzoek kwam van gem. van Dijk.
"""
GROUPS = (
    ABBREVIATIONS, INITIALS, NUMBERS, LISTS, QUOTES, BRACKETS, NOTES, GLUE, STOPS, SMALL_STARTS,
)  # fmt: skip
CASES = [line for group in GROUPS for line in group.strip().splitlines()]


@pytest.mark.parametrize("case", CASES)
def test_sentences_come_apart_at_the_bars(case: str):
    text = case.replace(" | ", " ").replace("|", "")
    expected = [part.strip() for part in case.split("|")]
    assert [text[start:end] for start, end in split_spans(text)] == expected


def test_nothing_visible_gives_no_spans():
    assert split_spans("") == ()
    assert split_spans(" \n\u00a0 ") == ()


def test_white_space_is_outside_the_spans():
    assert split_spans("  Ja.\n\n Nee. ") == ((2, 5), (8, 12))


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    assert split_spans("Het kabinet\nblijft") == ((0, 18),)
    assert split_spans("Het kabinet\n \nBlijft") == ((0, 11), (14, 20))


def test_an_overlong_run_is_cut_at_white_space():
    assert split_spans("aaa bbb ccc", max_sentence_characters=8) == ((0, 7), (8, 11))
    assert split_spans("aaa bbb ccc", max_sentence_characters=7) == ((0, 7), (8, 11))


def test_an_overlong_word_is_cut_at_the_limit():
    assert split_spans("a" * 25, max_sentence_characters=10) == ((0, 10), (10, 20), (20, 25))


def test_offsets_are_code_points():
    text = "Het café 🙂 is open. Ja."
    assert [text[start:end] for start, end in split_spans(text)] == ["Het café 🙂 is open.", "Ja."]
