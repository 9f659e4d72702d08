from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.people import clean_name, parse_people, speaker_from_office
from pipeline.records import Speaker


def member(name, party=None):
    return Speaker(name, "Kamerlid", None, "member", party)


def minister(name, ministry, office="minister"):
    return Speaker(name, office, ministry, "government")


JENV = "Justitie en Veiligheid"
IENW = "Infrastructuur en Waterstaat"
VWS = "Volksgezondheid, Welzijn en Sport"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("het lid Toets (SGP)", [member("Toets", "SGP")]),
        (
            "de leden Van Proef (SP) en Monster (GroenLinks-PvdA)",
            [member("Van Proef", "SP"), member("Monster", "GroenLinks-PvdA")],
        ),
        ("Proef-Toets en Monster (beiden VVD)", [member("Proef-Toets", "VVD"), member("Monster", "VVD")]),
        (
            "Anna van Proef-Toets (VVD), Bea Monster (VVD)",
            [member("Anna van Proef-Toets", "VVD"), member("Bea Monster", "VVD")],
        ),
        (
            "de leden Proef , Toets , Monster (allen D66) en Staal (Nieuw Sociaal Contract)",
            [
                member("Proef", "D66"),
                member("Toets", "D66"),
                member("Monster", "D66"),
                member("Staal", "Nieuw Sociaal Contract"),
            ],
        ),
        (
            "de leden Zes Proefstra (NSC), Van der Toets (D66), Van 't Monster en El Staal (beiden DENK)",
            [
                member("Zes Proefstra", "NSC"),
                member("Van der Toets", "D66"),
                member("Van 't Monster", "DENK"),
                member("El Staal", "DENK"),
            ],
        ),
        ("het lid Van Proef c.s.", [member("Van Proef")]),
        ("MOTIE VAN DE LEDEN VAN PROEF EN TOETS-MONSTER", [member("Van Proef"), member("Toets-Monster")]),
        ("minister Proef (Financiën)", [minister("Proef", "Financiën")]),
        ("Minister-President Proef (Algemene Zaken)", [minister("Proef", "Algemene Zaken", "minister-president")]),
        (
            "Staatssecretaris Van Proef (Justitie en Veiligheid), mede namens de Minister van Financiën",
            [minister("Van Proef", JENV, "staatssecretaris"), minister(None, "Financiën")],
        ),
        ("de Minister voor Rechtsbescherming", [minister(None, JENV)]),
        (
            "de Ministers van Buitenlandse Zaken en voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            [minister(None, "Buitenlandse Zaken"), minister(None, "Buitenlandse Zaken")],
        ),
        (
            "de Ministers van Buitenlandse Zaken, van Justitie en Veiligheid en van Asiel en Migratie over de proef",
            [minister(None, "Buitenlandse Zaken"), minister(None, JENV), minister(None, "Asiel en Migratie")],
        ),
        (
            "de Minister en de Staatssecretaris van Volksgezondheid, Welzijn en Sport",
            [minister(None, VWS), minister(None, VWS, "staatssecretaris")],
        ),
        ("de heer Van Proef, minister van Justitie en Veiligheid", [minister("Van Proef", JENV)]),
        ("De Minister van Financiën, A.B. van Proef", [minister("A.B. van Proef", "Financiën")]),
        (
            "de Staatssecretaris van Financiën, mevrouw De Proef",
            [minister("De Proef", "Financiën", "staatssecretaris")],
        ),
        (
            "Mededeling van Minister Proef – van de Toets (Asiel en Migratie) (ontvangen 1 mei 2024)",
            [minister("Proef-van de Toets", "Asiel en Migratie")],
        ),
        (
            "staatssecretaris Proef (Volksgezondheid, Welzijn en Sport (ontvangen 1 mei 2024)",
            [minister("Proef", VWS, "staatssecretaris")],
        ),
        ("de Minister van Rare Zaken", [minister(None, "Rare Zaken")]),
        ("over niemand", []),
        ("", []),
    ],
)
def test_set_phrases(text, expected):
    assert list(parse_people(text)) == expected


def test_glued_words_are_read_too():
    found = parse_people(
        "de Staatssecretarissen van Financiën enVolksgezondheid, Welzijn enSport en deMinisterDefensie overde proef"
    )
    assert [(p.office, p.ministry) for p in found] == [
        ("staatssecretaris", "Financiën"),
        ("staatssecretaris", VWS),
        ("minister", "Defensie"),
    ]


@pytest.mark.parametrize(
    ("text", "names", "ministries"),
    [
        ("DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT,", [None], ["Infrastructuur en Waterstaat"]),
        ("DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT,\nA.J. Hoogendam", ["A.J. Hoogendam"], [IENW]),
        ("DE MINISTER VOOR RECHTSBESCHERMING, A. Proef", ["A. Proef"], [JENV]),
        ("DE MINISTERS VAN FINANCIËN EN VOOR RECHTSBESCHERMING, de heer", [None, None], ["Financiën", JENV]),
        ("De Minister Van Infrastructuur En Waterstaat, A. Proef", ["A. Proef"], [IENW]),
        ("Minister Van Weel", ["Van Weel"], [None]),
        ("BRIEF VAN DE STAATSSECRETARIS VAN FINANCIËN", [None], ["Financiën"]),
        ("MOTIE VAN DE LEDEN VAN PROEF EN TOETS", ["Van Proef", "Toets"], [None, None]),
        ("VRAGEN VAN HET LID DE BOER (PVV)", ["De Boer"], [None]),
    ],
)
def test_what_is_set_in_capitals_reads_as_running_text(text, names, ministries):
    people = parse_people(text)
    assert [person.name for person in people] == names
    assert [person.ministry for person in people] == ministries


def test_a_subject_names_nobody():
    text = "Vragen van het lid Proef (SP) aan de Minister van Defensie over het artikel «Minister Toets (VVD) liegt»"
    assert parse_people(text) == (member("Proef", "SP"), minister(None, "Defensie"))


@pytest.mark.parametrize(
    ("function", "office", "ministry", "role"),
    [
        ("minister van Justitie en Veiligheid", "minister", JENV, "government"),
        ("staatssecretaris Rechtsbescherming", "staatssecretaris", JENV, "government"),
        ("minister-president, minister van Algemene Zaken", "minister-president", "Algemene Zaken", "government"),
        ("viceminister-president, minister van Defensie", "minister", "Defensie", "government"),
        (
            "minister van Sociale Zaken en Werkgelegenheid,",
            "minister",
            "Sociale Zaken en Werkgelegenheid",
            "government",
        ),
        ("lid Tweede Kamer", "Kamerlid", None, "member"),
        ("Tweede Kamerlid", "Kamerlid", None, "member"),
        ("voorzitter van de commissie", "voorzitter", None, "chair"),
        ("griffier", "griffier", None, "other"),
        ("gast", "gast", None, "other"),
        ("", None, None, "other"),
    ],
)
def test_functions_of_the_minutes(function, office, ministry, role):
    assert speaker_from_office(function, name="Van Proef") == Speaker("Van Proef", office, ministry, role)


def test_names_are_cleaned():
    assert clean_name("  Van   Proef c.s.") == "Van Proef"
    assert clean_name("Toets –  van de Proef") == "Toets-van de Proef"
    assert clean_name("AnnaToets") == "Anna Toets"
    assert clean_name("van der Proef") == "Van der Proef"
    assert clean_name("A. van der Proef") == "A. van der Proef"


@given(st.text(max_size=200))
def test_any_text_is_taken(text):
    for person in parse_people(text):
        assert person.role in ("government", "member", "other")
    assert speaker_from_office(text).role in ("government", "member", "chair", "other")
