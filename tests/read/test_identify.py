from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.identify import compose_id, dossier, official_id, question_ids, session_years, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://zoek.officielebekendmakingen.nl/ah-tk-20232024-1178.html", "ah-tk-20232024-1178"),
        (
            "https://repository.overheid.nl/frbr/officielepublicaties/kv-tk/2024/kv-tk-2024Z99999/1/xml/",
            "kv-tk-2024Z99999",
        ),
        ("KST-36999-156.pdf", "kst-36999-156"),
        ("kst-36600-XII-57", "kst-36600-XII-57"),
        ("kst-36600-XII-57-n1", "kst-36600-XII-57-n1"),
        ("kst-36999-A", "kst-36999-A"),
        ("kst-21501-08-719", "kst-21501-08-719"),
        ("h-tk-20172018-70-8.xml", "h-tk-20172018-70-8"),
        ("blg-123456", "blg-123456"),
        ("kv-tk-2024z99999", "kv-tk-2024Z99999"),
    ],
)
def test_an_official_id_is_found_in_addresses_and_names(text, expected):
    assert official_id(text) == expected


@pytest.mark.parametrize("text", ["", "brief.pdf", "ah-tk-2024-1", "xkst-36999-1", "kst", "gmb-2024-216934"])
def test_what_is_no_official_id_is_none(text):
    assert official_id(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36 045", "36045"),
        ("36045", "36045"),
        ("36 600 XII", "36600-XII"),
        ("36 600-XII, nr. 60", "36600-XII"),
        ("36 600 (XVI)", "36600-XVI"),
        ("36 600 A", "36600-A"),
        ("21 501-20", "21501-20"),
        ("35 000 (R2345)", "35000-(R2345)"),
        ("Kamerstuk 36\u00a0045, nr. 156", "36045"),
        ("36 045 Aanpak van de proef", "36045"),
        ("geen nummer", None),
        ("123456", None),
    ],
)
def test_dossier_numbers_have_one_form(text, expected):
    assert dossier(text) == expected


def test_ids_are_composed_from_printed_parts():
    assert compose_id("ah-tk", session="Vergaderjaar 2024–2025", number=546) == "ah-tk-20242025-546"
    assert compose_id("kst", dossier="36 600 XII", number="57") == "kst-36600-XII-57"
    assert compose_id("h-tk", session="2017-2018", number=70) == "h-tk-20172018-70"
    assert compose_id("ah-tk", session="", number=546) is None
    assert compose_id("ah-tk", session="2024-2025") is None
    assert official_id(compose_id("kst", dossier="21 501-20", number="9") or "") == "kst-21501-20-9"


def test_a_session_is_one_parliamentary_year():
    assert session_years("1999–2000") == "19992000"
    assert session_years("2024/25") == "20242025"
    assert session_years("2020-2024, vergaderjaar 2023-2024") == "20232024"
    assert session_years("2024") is None


def test_question_numbers_are_found_once():
    assert question_ids("(2024Z17067) en 2024Z 17067; 2023Z00001, 12024Z17067") == ("2024Z17067", "2023Z00001")


SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")


@given(st.text(max_size=300))
def test_a_slug_is_a_safe_and_stable_file_name(stem):
    name = slug(stem)
    assert SAFE.fullmatch(name)
    assert ".." not in name
    assert slug(stem) == name
    assert slug(name) == name


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_names_stay_two(one, other):
    assert (slug(one) == slug(other)) == (one == other) or slug(one) == other or slug(other) == one


def test_hostile_names():
    assert slug("../../etc/passwd").startswith("etc-passwd-")
    assert slug("...").startswith("document-")
    assert len(slug("x" * 5000)) <= 100
    assert slug("проект").startswith("document-")
    assert slug("\ud800").startswith("document-")
