"""The rules of the ledger, each on its cases."""

import datetime as dt

import pytest

from pipeline.classify.wording import plain
from pipeline.errors import InvalidResourceError
from pipeline.ledger.references import find_references
from pipeline.ledger.terms import subject_words
from pipeline.resources.likeness import load_ignored, read_ignored
from pipeline.resources.linking import load_weights, read_weights
from pipeline.resources.links import load_links, read_links
from pipeline.resources.mentions import load_mentions, read_mentions
from pipeline.resources.references import load_references, read_references
from pipeline.resources.register_status import load_statuses, read_statuses, status_of

DAY = dt.date(2031, 5, 15)


@pytest.mark.parametrize(
    ("rule", "case"), [pytest.param(rule.id, case, id=case.text) for rule in load_references() for case in rule.cases]
)
def test_references(rule, case):
    found = [one.value for one in find_references(case.text, DAY) if one.rule == rule]
    assert tuple(found) == case.found


@pytest.mark.parametrize("rule", load_links(), ids=lambda rule: rule.id)
def test_wordings(rule):
    for case in rule.cases:
        assert rule.regex.search(plain(case)), case
    for case in rule.counter_cases:
        assert not rule.regex.search(plain(case)), case


@pytest.mark.parametrize("rule", load_mentions(), ids=lambda rule: rule.id)
def test_taking_up(rule):
    for case in rule.cases:
        assert rule.regex.match(plain(case)), case
    for case in rule.counter_cases:
        assert not rule.regex.match(plain(case)), case


@pytest.mark.parametrize("group", load_ignored(), ids=lambda group: group.id)
def test_words_without_a_subject(group):
    assert subject_words(group.case) == group.rest


@pytest.mark.parametrize("text", ["31 juni 2031", "30 februari jl."])
def test_a_day_that_is_none_is_no_reference(text):
    assert find_references(f"Zie mijn brief van {text}.", DAY) == ()


def test_a_day_without_a_year_needs_the_date_of_the_document():
    text = "In mijn brief van 3 maart schreef ik dat."
    assert [one.value for one in find_references(text, DAY)] == ["2031-03-03"]
    assert find_references(text, None) == ()


def test_states_of_the_register():
    assert {status_of(value) for value in load_statuses()} == {"openstaand", "deels_afgedaan", "afgedaan", "vervallen"}
    assert status_of("Ingetrokken") is None


def test_weights_and_thresholds():
    weights = load_weights()
    assert weights.weights["bias"] < 0 < weights.weights["likeness"]
    assert 0 < weights.propose < weights.match < 1


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_references, '[[reference]]\nid = "a"\nkind = "dossier"\npattern = "("\nsource = "een bron"\ncases = []'),
        (read_links, "[[link]]"),
        (read_mentions, "[[mention]]"),
        (read_ignored, "[[ignored]]"),
        (read_weights, "weight = []\nthreshold = []"),
        (
            read_statuses,
            '[[status]]\nid = "a"\nstatus = "openstaand"\nvalues = ["Open"]\nsource = "een voorbeeld"',
        ),
    ],
)
def test_a_broken_rule_is_told(read, text):
    with pytest.raises(InvalidResourceError, match=r"\.toml"):
        read(text)
