from __future__ import annotations

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.resources.offices import offices, parse_offices

ENTRY = '[[{table}]]\nid = "{id}"\nname = "Proefzaken"\nsource = "eigen proef"\ncase = "{case}"\n'


def entry(table="ministry", entry_id="pz", case="de Minister van Proefzaken", more=""):
    return ENTRY.format(table=table, id=entry_id, case=case) + more


WHOLE = (
    entry()
    + entry("portfolio", "p", more='office = "minister"\nministry = "pz"\n')
    + entry("body", "b", more='ministry = "pz"\nform = "dienst"\n')
)


@pytest.mark.parametrize("ministry", offices().ministry, ids=lambda entry: entry.id)
def test_every_ministry_is_found_in_its_case(ministry):
    territory = ministry.case.removeprefix("de Minister van ")
    assert offices().longest_prefix(territory) == (len(territory), ministry.name, ministry.name)
    for name in (*ministry.names, *ministry.abbreviations):
        assert offices().resolve(name) == ministry.name


@pytest.mark.parametrize("portfolio", offices().portfolio, ids=lambda entry: entry.id)
def test_every_portfolio_leads_to_its_ministry(portfolio):
    expected = offices().ministry_name(portfolio.ministry) if portfolio.ministry else None
    assert offices().knows(portfolio.name)
    assert offices().resolve(portfolio.name) == expected


@pytest.mark.parametrize("body", offices().body, ids=lambda entry: entry.id)
def test_every_body_is_found(body):
    assert offices().find_body(body.name) == body
    assert offices().ministry_name(body.ministry)


@pytest.mark.parametrize(
    ("name", "ministry"),
    [
        ("Veiligheid en Justitie", "Veiligheid en Justitie"),
        ("VenJ", "Veiligheid en Justitie"),
        ("J&V", "Justitie en Veiligheid"),
        ("Onderwijs, Cultuur & Wetenschap", "Onderwijs, Cultuur en Wetenschap"),
        ("Economische Zaken en Klimaat", "Economische Zaken en Klimaat"),
        ("Buitenlandse Handel en Ontwikkelingshulp", "Buitenlandse Zaken"),
        ("Milieu en Wonen", None),
        ("Onzin", None),
    ],
)
def test_names_resolve(name, ministry):
    assert offices().resolve(name) == ministry


def test_a_name_belongs_to_its_years():
    by_id = {ministry.id: ministry for ministry in offices().ministry}
    assert by_id["venj"].existed(2014)
    assert not by_id["venj"].existed(2020)
    assert by_id["ez"].existed(2015)
    assert not by_id["ez"].existed(2020)
    assert by_id["ez"].existed(2025)


def test_bodies_and_their_ministries():
    found = {name: offices().find_body(name) for name in ("Douane", "Rijkswaterstaat", "IND", "om", "OM", "bakker")}
    assert {name: body and offices().ministry_name(body.ministry) for name, body in found.items()} == {
        "Douane": "Financiën",
        "Rijkswaterstaat": "Infrastructuur en Waterstaat",
        "IND": "Asiel en Migratie",
        "om": None,
        "OM": "Justitie en Veiligheid",
        "bakker": None,
    }


def test_a_longer_word_is_no_ministry():
    assert offices().longest_prefix("Defensiebeleid") is None
    assert offices().longest_prefix("Financiën enz.") == (9, "Financiën", "Financiën")


def test_a_whole_file_is_read():
    assert parse_offices(WHOLE).body[0].ministry == "pz"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[ministry", "valid TOML"),
        (WHOLE + entry(), "an id stands once"),
        (WHOLE.replace('ministry = "pz"\nform', 'ministry = "qq"\nform'), "referred to by its id"),
        (WHOLE.replace("Minister van Proefzaken", "Minister van Iets"), "a case names its entry"),
        (WHOLE + 'kleur = "rood"\n', "x.toml, body.0.kleur"),
    ],
)
def test_a_broken_rule_names_file_and_entry(text, message):
    with pytest.raises(InvalidResourceError) as caught:
        parse_offices(text, file="x.toml")
    assert "x.toml" in str(caught.value)
    assert message in str(caught.value)
