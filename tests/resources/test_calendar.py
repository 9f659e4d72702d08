"""The parliamentary calendar: its days, its rules, and what is not sure."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.frame import find_deadline
from pipeline.resources.calendar import load_calendar, parse_calendar, read_calendar

OWN = """
[[recess]]
id = "zomer-2027"
kind = "zomer"
begins = 2027-07-02
ends = 2027-08-30
source = "vergaderschema 2027"
"""


def test_a_recess_begins_on_a_friday_and_ends_on_a_monday():
    odd = [
        entry.id
        for entry in load_calendar().recess
        if (entry.begins.weekday() != 4 and "begins" not in entry.uncertain)
        or (entry.ends.weekday() != 0 and "ends" not in entry.uncertain)
    ]
    assert odd == []


def test_sure_recesses_have_their_usual_length():
    lengths = {"zomer": {59}, "kerst": {24}, "mei": {17}, "voorjaar": {10}, "herfst": {10}}
    odd = [
        entry.id
        for entry in load_calendar().recess
        if not entry.uncertain and (entry.ends - entry.begins).days not in lengths[entry.kind]
    ]
    assert odd == []


def test_every_year_has_its_summer_and_christmas_recess():
    calendar = load_calendar()
    assert [year for year in range(2010, 2027) if not calendar.recess_of("zomer", year)] == []
    assert [year for year in range(2010, 2027) if not calendar.recess_of("kerst", year)] == []


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("prinsjesdag", dt.date(2010, 9, 21)),
        ("prinsjesdag", dt.date(2021, 9, 21)),
        ("prinsjesdag", dt.date(2024, 9, 17)),
        ("verantwoordingsdag", dt.date(2024, 5, 15)),
        ("verantwoordingsdag", dt.date(2026, 5, 20)),
        ("voorjaarsnota", dt.date(2030, 6, 1)),
    ],
)
def test_a_rule_gives_its_day(rule, day):
    assert load_calendar().rule_of(rule).on(day.year) == day


def test_what_is_not_sure_gives_no_bound():
    entry = load_calendar().recess_of("zomer", 2021)
    assert (entry.opens, entry.closes) == (dt.date(2021, 7, 10), None)
    entry = load_calendar().recess_of("zomer", 2011)
    assert (entry.opens, entry.closes) == (None, None)


def test_a_file_extends_the_calendar(tmp_path):
    path = tmp_path / "eigen.toml"
    path.write_text(OWN, encoding="utf-8")
    text, on = "Ik stuur u voor het zomerreces een brief.", dt.date(2027, 5, 3)
    before, after = find_deadline(text, on), find_deadline(text, on, calendar=read_calendar(path))
    assert before is not None
    assert after is not None
    assert (before.latest, after.latest) == (None, dt.date(2027, 7, 2))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("begins = 2027-07-02", "begins = 2027-09-02", "begins before it ends"),
        ('kind = "zomer"', 'kind = "paas"', "recess.0.kind"),
        ("[[recess]]", "[[recess]", "a calendar is valid TOML"),
        ('source = "vergaderschema 2027"', "", "recess.0.source: Field required"),
    ],
)
def test_a_broken_entry_is_named(old, new, words):
    with pytest.raises(InvalidResourceError, match=words):
        parse_calendar(OWN.replace(old, new), place="eigen.toml")


def test_an_id_stands_once():
    with pytest.raises(InvalidResourceError, match="an id stands once"):
        parse_calendar(OWN + OWN)


@pytest.mark.parametrize(
    "body",
    ["month = 9\ncase = 2025-09-16", "month = 9\nweekday = 2\nnth = 3\ncase = 2025-09-15", "month = 9\nweekday = 2"],
)
def test_a_rule_is_whole_and_gives_its_case(body):
    with pytest.raises(InvalidResourceError):
        parse_calendar(f'[[rule]]\nid = "x"\nsource = "artikel"\n{body}\n')
