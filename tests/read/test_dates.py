from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.dates import find_dates, parse_date

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli"]
MONTHS += ["augustus", "september", "oktober", "november", "december"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 november 2024", dt.date(2024, 11, 14)),
        ("Den Haag, 3 maart 2021", dt.date(2021, 3, 3)),
        ("14 nov. 2024", dt.date(2024, 11, 14)),
        ("1 Mei 2019", dt.date(2019, 5, 1)),
        ("1e mei 2019", dt.date(2019, 5, 1)),
        ("18 november2024", dt.date(2024, 11, 18)),
        ("14-11-2024", dt.date(2024, 11, 14)),
        ("5/6/2020", dt.date(2020, 6, 5)),
        ("2024-11-14", dt.date(2024, 11, 14)),
        ("2025-07-02T00:00:00", dt.date(2025, 7, 2)),
        ("29 februari 2024", dt.date(2024, 2, 29)),
    ],
)
def test_a_full_date_is_read(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mei 2024",
        "14 november",
        "30 februari 2024",
        "29 februari 2023",
        "31-04-2024",
        "2024-13-01",
        "2024Z01911",
        "36 045, nr. 156",
        "op 4 meier 2020",
        "artikel 1-2-20245",
        "vergaderjaar 2024-2025",
    ],
)
def test_what_names_no_real_day_gives_no_date(text):
    assert parse_date(text) is None


def test_dates_are_found_with_their_places():
    text = "(ingezonden 2 mei 2023, beantwoord 31 mei 2023, niet 31 juni 2023)"
    assert [(text[start:end], date) for start, end, date in find_dates(text)] == [
        ("2 mei 2023", dt.date(2023, 5, 2)),
        ("31 mei 2023", dt.date(2023, 5, 31)),
    ]


@given(st.dates(min_value=dt.date(1800, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_every_day_is_read_back_from_its_dutch_name(day):
    assert parse_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}") == day
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=80))
def test_any_text_is_taken(text):
    for start, end, date in find_dates(text):
        assert 0 <= start < end <= len(text)
        assert parse_date(text[start:end]) == date
