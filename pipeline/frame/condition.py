"""The condition of a commitment (voorwaarde): what it depends on, as written."""

from __future__ import annotations

import re

from pipeline.frame.deadline.plain import plain
from pipeline.frame.given import Given
from pipeline.records import Words
from pipeline.resources.clauses import load_clauses
from pipeline.resources.conditions import ConditionRule, load_conditions

LONGEST = 10_000
"""More characters are no sentence, and are not looked at."""

Place = tuple[int, int]
_REACH = 60
_LONGEST = 400
_FEWEST = 2
_PHRASE_END = re.compile(r"[,;:?!…—–()]|\.(?= |$)")
_SIGNS = tuple(",;:—–-(\"“«'‘")
_JOINS = ("en", "maar", "dat", "dus", "want", "pas", "alleen", "slechts")
_RELATIVE = re.compile(r"(?:die|dat|wat|waar\w*|zoals|bijvoorbeeld|onder meer|onder andere|dus|mede|en|of) ")
_ROLE = re.compile(r"als (?P<word>\w+)")


def find_condition(given: Given) -> Words | None:
    """The words that say on what the commitment depends; ``None`` when it depends on nothing. Never raises.

    What is expected to come ("zodra het advies er is") is a deadline, no condition. The law:
    annotations/guidelines.md, strength "conditional" and the rulings on hard cases.

    >>> given = Given("Als de proef slaagt, zal ik de regeling verlengen.", 0, "answer", None, None, "", "",
    ...     "letter", None, ())
    >>> find_condition(given)
    Words(text='Als de proef slaagt')
    """
    place = condition_place(given)
    if place is None:
        return None
    start, end = plain(given.text).original(*place)
    return Words(given.text[start:end])


def condition_place(given: Given) -> Place | None:
    """The place of the condition in the plain text of the sentence (:mod:`pipeline.frame.deadline.plain`).

    Of several conditions the longest counts, light ones last; where a fixed phrase begins ("als dat nodig is"),
    nothing longer does.
    """
    text = plain(given.text[:LONGEST]).text
    fixed: set[int] = set()
    found: list[tuple[bool, Place]] = []
    for rule in load_conditions().condition:
        for place in places_of(rule, text):
            if place[0] in fixed:
                continue
            if rule.extent == "match":
                fixed.add(place[0])
            found.append((not rule.light, place))
    best = max(found, key=lambda one: (one[0], one[1][1] - one[1][0], -one[1][0]), default=None)
    return best[1] if best is not None else None


def is_light(condition: Words) -> bool:
    """Whether a condition only says how far something is done, and not whether.

    >>> is_light(Words("waar nodig")), is_light(Words("als dat nodig is")), is_light(Words("indien de proef slaagt"))
    (True, False, False)
    """
    text = plain(condition.text).text
    return any(rule.light and rule.pattern.fullmatch(text) for rule in load_conditions().condition)


def places_of(rule: ConditionRule, text: str) -> list[Place]:
    """Where one rule finds a condition in plain text."""
    found = []
    for match in rule.pattern.finditer(text):
        start = next((match.start(name) for name, words in match.groupdict().items() if words), match.start())
        if _is_something_else(rule, text, start):
            continue
        end = _end(rule, text, start, match.end())
        while end > start and text[end - 1] in " ,.;:":
            end -= 1
        if len(text[start:end].split()) >= _FEWEST:
            found.append((start, end))
    return found


def _is_something_else(rule: ConditionRule, text: str, start: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    if rule.after and rule.after.search(before):
        return True
    if rule.unless is not None and rule.unless.match(text[start : start + _LONGEST]):
        return True
    return rule.id == "als" and _is_role(text, start, before)


def _is_role(text: str, start: int, before: str) -> bool:
    """Whether "als" names a role ("wordt als leidraad gebruikt"): no sign before it, no subject behind it."""
    match = _ROLE.match(text, start)
    if match is None or not before or before.rstrip()[-1:] in _SIGNS or before.rstrip().endswith(_JOINS):
        return False
    words = load_conditions().subject_words
    return match["word"] not in words and not match["word"].endswith("en")


def _end(rule: ConditionRule, text: str, start: int, matched: int) -> int:
    if rule.extent == "match":
        return matched
    if rule.extent == "phrase":
        sign = _PHRASE_END.search(text, matched)
        return min(sign.start() if sign else len(text), _first_verb(text, matched))
    return _clause_end(text, start, matched)


def _first_verb(text: str, start: int) -> int:
    """Where a finite verb begins: an auxiliary that follows no article, or any with its subject behind it."""
    clauses = load_clauses()
    for match in re.finditer(r"(?<![\w-])(\w+)(?= (\w+))?", text[start:]):
        before = text[start : start + match.start()].split()
        after_article = bool(before) and before[-1] in clauses.words.before_noun
        own = match[1] in clauses.verbs and match[2] in ("ik", "we", "wij")
        if own or (not after_article and clauses.patterns.finite.fullmatch(match[1])):
            return start + match.start()
    return len(text)


def _clause_end(text: str, start: int, matched: int) -> int:
    """The first edge; a comma ends the clause too when it is an aside or its verb has come."""
    edges = [edge.pattern.search(text, matched) for edge in load_conditions().edge]
    end = min([*(edge.start() for edge in edges if edge), len(text)])
    verb = load_clauses().patterns.finite.search(text, start + 3, end)
    inserted = text[:start].endswith(", ")
    for comma in re.finditer(r", ?(?!\d)", text[matched:end]):
        place = matched + comma.start()
        aside = _RELATIVE.match(text, place + len(comma[0])) is not None
        if not aside and (inserted or (verb is not None and verb.end() <= place)):
            return place
    return end
