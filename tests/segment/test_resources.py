"""Every abbreviation and pattern does what its entry says."""

from __future__ import annotations

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.resources.boundaries import (
    Abbreviation,
    load_abbreviations,
    load_boundaries,
    parse_abbreviations,
    parse_boundaries,
)
from pipeline.segment import split_spans

ENTRIES = load_abbreviations()
HEAD = '[sources]\ncommon = "x"\n[[abbreviation]]\nid = "jl"\nform = "jl."\nsource = "common"\n'


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_abbreviation_case_stays_one_sentence(entry: Abbreviation):
    assert split_spans(entry.case) == ((0, len(entry.case)),)


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.ends_case], ids=lambda entry: entry.id)
def test_abbreviation_ends_a_sentence_before_an_opener(entry: Abbreviation):
    first, second = entry.ends_case
    text = f"{first} {second}"
    assert [text[start:end] for start, end in split_spans(text)] == [first, second]


def test_abbreviations_of_the_issue_are_there():
    forms = {entry.form for entry in ENTRIES}
    assert forms >= {"jl.", "nr.", "nrs.", "d.d.", "o.a.", "c.s.", "mln.", "mld.", "art.", "blz.", "bijv.", "m.b.t."}
    assert forms >= {"t.a.v.", "i.v.m.", "resp.", "ca.", "mr.", "dr.", "ir.", "drs.", "St.", "enz.", "etc."}


def test_marks_cover_the_quotes_of_official_text():
    assert {(mark.open, mark.close) for mark in load_boundaries().mark} >= {
        ("«", "»"),
        ("“", "”"),
        ("‘", "’"),
        ("(", ")"),
    }


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (HEAD + 'ends = "always"\ncase = "Op 3 mei jl. ook."', "never"),
        (HEAD + 'ends = "never"\ncase = "Op 3 mei ook."', "a case holds its form"),
        (HEAD + 'ends = "sometimes"\ncase = "Op 3 mei jl. ook."', "ends_case"),
        (HEAD.replace("common =", "law =") + 'ends = "never"\ncase = "Op jl. ook."', "a source is described"),
        ("[[", "Invalid"),
    ],
)
def test_bad_abbreviation_files_are_refused(content: str, rule: str):
    with pytest.raises(InvalidResourceError, match=rule) as caught:
        parse_abbreviations(content)
    assert caught.value.place.startswith("abbreviations.toml")


def test_an_abbreviation_stands_once():
    entry = HEAD.partition("[[")[1] + HEAD.partition("[[")[2] + 'ends = "never"\ncase = "Op jl. ook."\n'
    with pytest.raises(InvalidResourceError, match="an id stands once"):
        parse_abbreviations('[sources]\ncommon = "x"\n' + entry + entry)


@pytest.mark.parametrize(
    ("pattern", "case", "counter", "rule"),
    [
        ("(", "a", "b", "a pattern is valid"),
        ("a", "b", "c", "a pattern matches its case"),
        (".", "a", "b", "a pattern matches no counter-example"),
    ],
)
def test_bad_patterns_are_refused(pattern: str, case: str, counter: str, rule: str):
    entry = (
        f'[[pattern]]\nid = "roman"\nsource = "x"\npattern = "{pattern}"\ncase = ["{case}"]\ncounter = ["{counter}"]\n'
    )
    content = "words = []\nmark = []\n" + entry
    with pytest.raises(InvalidResourceError, match=rule) as caught:
        parse_boundaries(content)
    assert caught.value.place == "boundaries.toml, roman"
