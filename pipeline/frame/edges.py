"""Where the action begins and ends in the clause that promises."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.frame.heads import Head
from pipeline.frame.masked import ACTOR, CONDITION, GAPS, Masked, Place, Token
from pipeline.resources.clauses import load_clauses

_SIGN = re.compile(r"[,;:()—–\"“”«»]|\.{3}|…| (?=\w)")
_HANGING = re.compile(r"[\s\w]{0,20}[\ue001-\ue003]+, (?:die|dat|waar\w*|welke|zoals) [^,;:]{1,200},")
_OPENERS = frozenset({"hoe", "of", "welke", "wat"})
_STRANDED = frozenset({"dat", "dit", "die", "op", "aan", "mee", "in", "voor", "over", "van", "naar", "bij", "met"})
_DUMMY = " er "
_HARD = frozenset(";:")
_CLOSED = ' ,;:.!?…-–—()"“”«»' + GAPS


def action_place(masked: Masked, head: Head) -> Place | None:
    """The place of the action in the masked text; ``None`` when nothing is left of it."""
    start = _start(masked, head)
    end = _end(masked, head, max(start, head.verb[1] if head.order != "side" else start))
    if head.kind.empty and head.order in ("subject_first", "inverted") and not _complete(masked, head, end):
        start = min(start, head.verb[0])
    start = _announced(masked, start, end)
    return trimmed(masked, start, end)


def trimmed(masked: Masked, start: int, end: int) -> Place | None:
    """Without masked stretches, signs and lead words at its edges."""
    lead = load_clauses().words.lead
    tokens = [token for token in masked.tokens if start <= token.start and token.end <= end]
    while tokens and not (tokens[-1].is_word or tokens[-1].text[0] in _KEPT):
        tokens.pop()
    first = 0
    while first < len(tokens) - 1 and _is_lead(tokens[first], lead):
        first += 1
    return (tokens[first].start, tokens[-1].end) if first < len(tokens) else None


_KEPT = frozenset(ACTOR + "%€$'’")


def _is_lead(token: Token, lead: frozenset[str]) -> bool:
    return token.is_gap or token.text in lead or (not token.is_word and token.text[0] not in "\ue000€$'‘\"“«(")


def _start(masked: Masked, head: Head) -> int:
    """Where the action begins, behind a relative clause that hangs on a masked stretch."""
    start = _first(masked, head)
    hanging = _HANGING.match(masked.text, start)
    return hanging.end() if hanging else start


def _first(masked: Masked, head: Head) -> int:
    if head.order == "side":
        return head.subject[1]
    if head.order == "subject_first":
        return head.verb[1] if head.kind.empty else head.verb[0]
    if _front_is_kept(masked, head):
        return head.begin
    if not head.kind.empty:
        return head.verb[0]
    start = max(head.verb[1], head.subject[1])
    return start + len(_DUMMY) if head.order == "no_subject" and masked.text.startswith(_DUMMY, start) else start


def _front_is_kept(masked: Masked, head: Head) -> bool:
    """Whether what stands before the verb says what is done, and does not only set the scene."""
    clauses = load_clauses()
    front = [token for token in masked.tokens if head.begin <= token.start < head.verb[0]]
    while front and _is_lead(front[0], clauses.words.lead):
        front = front[1:]
    words = [token for token in front if token.is_word]
    if not words or all(token.text in clauses.words.light for token in words):
        return False
    text = masked.text[words[0].start : head.verb[0]].strip()
    rest = masked.text[head.verb[0] : head.verb[0] + 160]
    if text.startswith(("met ", "samen met ")):
        return text.startswith("met ") and clauses.patterns.with_whom.search(rest) is not None
    return re.match(rf"{clauses.patterns.scene.pattern}(?![\w-])", text) is None


def _end(masked: Masked, head: Head, start: int) -> int:
    """The first edge behind which something else begins, once the verbs of the clause are complete."""
    patterns = load_clauses().patterns
    text = masked.text
    for sign in _SIGN.finditer(text, start):
        rest = text[sign.end() :]
        if sign[0] in _HARD and (sign[0] == ";" or _complete(masked, head, sign.start())):
            return sign.start()
        if sign[0] == ",":
            ends = (
                rest.lstrip().startswith(CONDITION)
                or re.match(rf" ?{patterns.stop_comma.pattern}(?![\w-])", rest) is not None
            )
        elif sign[0] == " ":
            ends = re.match(rf"{patterns.stop_bare.pattern}(?![\w-])", rest) is not None
        else:
            ends = sign[0] in "—–…"
        if ends and _complete(masked, head, sign.start()) and not _open_question(masked, start, sign.start()):
            return sign.start()
    return len(text)


def _complete(masked: Masked, head: Head, end: int) -> bool:
    """Whether the verbs that the clause needs stand before ``end``."""
    clauses = load_clauses()
    if head.order == "side":
        return head.verb[1] <= end
    if not head.kind.empty:
        return True
    begin = max(head.verb[1], head.subject[1])
    if head.kind.id == "passive":
        return clauses.patterns.participle.search(masked.text, begin, end) is not None
    inside = [token for token in masked.tokens if begin <= token.start and token.end <= end]
    for before, token in pairwise([Token("", 0, 0), *inside]):
        if before.text == "en" and clauses.patterns.finite.fullmatch(token.text):
            return False
        if _is_infinitive(before, token) or (token is inside[-1] and _is_last_infinitive(before, token)):
            return True
    return False


def _is_last_infinitive(before: Token, token: Token) -> bool:
    """Whether a word at the end of a clause is an infinitive behind a preposition on its own ("er in duiken")."""
    return before.text in _STRANDED and token.text.endswith("en") and token.text not in load_clauses().words.nouns


def _open_question(masked: Masked, start: int, end: int) -> bool:
    """Whether a side clause ("kijken hoe wij de brug, …") still waits for its verb at ``end``."""
    clauses = load_clauses()
    tokens = [token for token in masked.tokens if start <= token.start and token.end <= end]
    openers = [number for number, token in enumerate(tokens) if token.text in _OPENERS]
    if not openers:
        return False
    behind = tokens[openers[-1] + 1 :]
    return not any(token.text in clauses.verbs or token.text.endswith("t") for token in behind)


def _is_infinitive(before: Token, token: Token) -> bool:
    clauses = load_clauses()
    known = token.text in clauses.infinitives
    if before.text in clauses.words.before_noun:
        return known and before.text in _STRANDED and token.text not in clauses.words.nouns
    if known:
        return True
    plausible = token.text.endswith(("en", "aan", "oen", "ien", "zijn")) and token.is_word and len(token.text) > 3
    return plausible and token.text not in clauses.words.nouns


def _announced(masked: Masked, start: int, end: int) -> int:
    """Behind the last announcement in the action, if what it needs follows."""
    for entry in load_clauses().announcement:
        for match in entry.pattern.finditer(masked.text, start, end):
            if entry.needs.search(masked.text, match.end(), end):
                start = match.end()
                break
    return start
