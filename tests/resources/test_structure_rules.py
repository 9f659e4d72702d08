from __future__ import annotations

import pytest

from pipeline.errors import InvalidResourceError
from pipeline.read.structure.headers import match_header
from pipeline.read.structure.quotes import find_quotes
from pipeline.resources.attribution import load_attributions, read_attributions
from pipeline.resources.html import load_page_rules, read_page_rules
from pipeline.resources.structure import (
    ROLES,
    StructureRule,
    compile_rule,
    load_structure_rules,
    read_structure_rules,
    structure_rules,
)

RULES = load_structure_rules()
HEADERS = ("question", "answer", "notice", "explanation")
ENTRY = """
[[rule]]
id = "{id}"
role = "{role}"
pattern = '''{pattern}'''
source = "own"
cases = ["a"]
"""


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule in RULES for case in rule.cases])
def test_every_case_is_matched(rule: StructureRule, case: str) -> None:
    if rule.role in HEADERS:
        found = match_header(case)
        assert found is not None
        assert found.header.kind == rule.role
        assert found.rest == len(case)
    else:
        assert compile_rule(rule).regex.search(case), f"{rule.id} misses {case!r}"


@pytest.mark.parametrize(("rule", "counter"), [(rule, counter) for rule in RULES for counter in rule.counters])
def test_no_counter_example_is_matched(rule: StructureRule, counter: str) -> None:
    if rule.role in HEADERS:
        assert match_header(counter) is None
    else:
        assert not compile_rule(rule).regex.search(counter), f"{rule.id} takes {counter!r}"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_rule(role: str) -> None:
    assert structure_rules(role)  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", [*load_attributions().verb, *load_attributions().introducer], ids=lambda e: e.id)
def test_every_attribution_finds_the_quote_of_its_case(entry: object) -> None:
    case = entry.case  # type: ignore[attr-defined]
    (quote,) = find_quotes(case)
    assert case[quote.start : quote.end] == case[: case.index('"', 1) + 1]


def test_an_unknown_role_is_named() -> None:
    with pytest.raises(InvalidResourceError, match=r"structure\.toml"):
        read_structure_rules(ENTRY.format(id="x", role="riddle", pattern="a"))


def test_an_id_stands_once() -> None:
    twice = ENTRY.format(id="same", role="title", pattern="a") * 2
    with pytest.raises(InvalidResourceError, match="same"):
        read_structure_rules(twice)


def test_a_pattern_that_is_no_regular_expression_is_named() -> None:
    (rule,) = read_structure_rules(ENTRY.format(id="broken", role="title", pattern="(a"))
    with pytest.raises(InvalidResourceError, match="broken"):
        compile_rule(rule)


@pytest.mark.parametrize("text", ["verb = 3", "[[verb]]\nid = 'X'", "geen toml"])
def test_attributions_are_checked(text: str) -> None:
    with pytest.raises(InvalidResourceError, match=r"attribution\.toml"):
        read_attributions(text)


def test_page_rules_are_checked() -> None:
    assert "nav" in load_page_rules().boilerplate.tags
    with pytest.raises(InvalidResourceError, match=r"html\.toml"):
        read_page_rules("[boilerplate]")
