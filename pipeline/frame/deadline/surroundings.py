"""Whether a time expression bounds the act, or something else in the same sentence."""

from __future__ import annotations

import re

from pipeline.frame.deadline.candidates import Candidate
from pipeline.resources.deadlines import ExcludeEntry, Surroundings, Wording

_REACH = 200
_STOP = re.compile(r"[,;:()—–]")
_CLAUSE = re.compile(r"[,;:()—–]|(?<![a-z])(?:dat|die|wat|hoe|waar[a-z]*|wie|welke|omdat)(?![a-z])")
_TURN = re.compile(r"[,;:()—–]|(?<![a-z])(?:dat|die|wat|hoe|waar[a-z]*|wie|welke|en|maar|omdat)(?![a-z])")


def bounds_the_act(text: str, candidate: Candidate, wording: Wording) -> bool:
    """False where the words belong to what is past, to a condition, to a noun, or to another's act."""
    around = wording.surroundings
    return not (
        any(_excluded(text, candidate, entry) for entry in wording.exclude)
        or _past(text, candidate, around)
        or _in_condition(text, candidate, around)
        or _in_relative_clause(text, candidate, around)
        or _in_first_noun(text, candidate, around)
        or _in_question(text, candidate, around)
    )


def _excluded(text: str, candidate: Candidate, entry: ExcludeEntry) -> bool:
    if entry.bounds and candidate.relation not in entry.bounds:
        return False
    if entry.only and candidate.rule not in entry.only:
        return False
    if candidate.rank < 3 and candidate.rule.startswith("clause"):
        return False
    if entry.before and not entry.before.search(text[max(0, candidate.start - _REACH) : candidate.start]):
        return False
    if entry.after and not entry.after.search(text[candidate.end : candidate.end + _REACH]):
        return False
    return not (entry.within and not entry.within.search(text[candidate.start : candidate.end]))


def _window(text: str, candidate: Candidate, edge: re.Pattern[str]) -> tuple[int, int]:
    """The stretch round a candidate between the nearest edges, within reach."""
    start, end = max(0, candidate.start - _REACH), min(len(text), candidate.end + _REACH)
    for left in edge.finditer(text, start, candidate.start):
        start = left.end()
    right = edge.search(text, candidate.end, end)
    return start, right.start() if right else end


def _past(text: str, candidate: Candidate, around: Surroundings) -> bool:
    """Whether the verbs round a time that was inferred tell what has happened."""
    if candidate.rank < 3 or candidate.strong or candidate.ahead:
        return False
    clauses = [_round(text, candidate, edge) for edge in (_TURN, _CLAUSE)]
    return any(_tells(clause, around) for clause in clauses)


def _round(text: str, candidate: Candidate, edge: re.Pattern[str]) -> str:
    start, end = _window(text, candidate, edge)
    return text[start : candidate.start] + " " + text[candidate.end : end]


def _tells(clause: str, around: Surroundings) -> bool:
    """Whether a clause tells what has happened: a past tense, or a perfect that is no result to come."""
    if around.coming.search(clause):
        return False
    if around.told.search(clause) or (around.done.search(clause) and around.participle.search(clause)):
        return True
    return bool(around.is_done.search(clause) and around.participle.search(around.result.sub(" ", clause)))


def _in_condition(text: str, candidate: Candidate, around: Surroundings) -> bool:
    """Whether it stands in an if-clause ("als er op 15 juli geen besluit is"), which ends with "dan" or a verb."""
    if candidate.rank < 3:
        return False
    start = max(0, candidate.start - _REACH)
    last = None
    for last in around.condition.finditer(text, start, candidate.start):  # noqa: B007 - the last one counts
        pass
    if last is None or around.no_condition.search(text[last.start() : last.start() + _REACH]):
        return False
    return around.condition_ends.search(text[last.end() : candidate.start]) is None


def _in_relative_clause(text: str, candidate: Candidate, around: Surroundings) -> bool:
    """Whether it stands in a relative clause that delivers nothing ("de wet, die vanaf 2028 gaat gelden")."""
    if candidate.rank < 3:
        return False
    start = _window(text, candidate, _STOP)[0]
    last = None
    for last in around.relative.finditer(text, max(0, start - 2), min(len(text), candidate.start + 12)):  # noqa: B007
        pass
    if last is None or last.start() == 0 or last.start() >= candidate.start:
        return False
    end = _window(text, candidate, _TURN)[1]
    return around.delivery.search(text[last.end() - 2 : end]) is None


def _in_first_noun(text: str, candidate: Candidate, around: Surroundings) -> bool:
    """Whether it belongs to a noun before the finite verb ("over het bedrag in 2030 komen wij te spreken")."""
    if candidate.rank < 3 or candidate.relation not in ("at", "none", "from", "after", "until", "per"):
        return False
    if not around.forefield_verb.search(text[candidate.end : candidate.end + _REACH]):
        return False
    start = _window(text, candidate, _STOP)[0]
    before = text[start : candidate.start]
    if around.forefield_free.search(before) or around.any_verb.search(before):
        return False
    return not (around.document.search(before) or around.subordinate.search(before))


def _in_question(text: str, candidate: Candidate, around: Surroundings) -> bool:
    """Whether it stands in what is looked into ("ik bezie welke stappen er in 2026 nodig zijn")."""
    if candidate.rank < 3 or candidate.strong:
        return False
    start, end = _window(text, candidate, _STOP)
    found = around.question.search(text, start, candidate.start)
    return found is not None and around.reports.search(text[found.end() : end]) is None


def comes_first(text: str, candidate: Candidate, around: Surroundings) -> bool:
    """Whether the act comes after what the words date ("de raad besluit in mei, waarna ik u informeer")."""
    if candidate.rank < 3:
        return False
    start, end = _window(text, candidate, _STOP)
    if around.sequel.search(text[end : end + _REACH]):
        return around.own.search(text[start:end]) is None
    return candidate.relation == "none" and around.follows.search(text, start, candidate.start) is not None
