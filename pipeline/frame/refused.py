"""The frame of a refusal (weigering): what is turned down, and why."""

from __future__ import annotations

import re

from pipeline.frame.asked import CHAIR, asked_for, calls_up, last_motion
from pipeline.frame.deadline.plain import plain
from pipeline.frame.given import Given
from pipeline.records import Refusal, Words
from pipeline.resources.clauses import load_clauses
from pipeline.resources.refusals import ReasonRule, load_refusals

Place = tuple[int, int]
_SIGN = re.compile(r"[,;:!?…—–()\"“”«»]|(?<!\bnr)(?<!\bnrs)\.(?= |$)| (?=\w)")
_MAIN = re.compile(
    r",? (?:maar|en (?:ik|we|wij|dat|daar\w*|daarom|dus)|dus|zodat|waardoor|tenzij|waarbij|zoals|, )(?![\w-])"
)
_EDGES = ' ,.;:!?…-–—"“”«»'
_WORD = re.compile(r"[\w'’]+")
_MOTION = re.compile(r"\b(?:motie|amendement|uitspraken)")
_VERDICT = re.compile(r"\b(?:motie|amendement|ontra|ontijdig|appreciatie|overbodig)")
_FEW = 3
_BACK = re.compile(r"(?<![\w-])(?:hier|daar)(?:naar|toe|voor|over|aan|op|van|in|bij)?(?![\w-])")
_STRONG = re.compile(r"[;?!…—–()]|(?<!\bnr)(?<!\bnrs)\.(?= |$)")
_JUDGING = frozenset({"ontraad", "zie", "acht", "ziet", "vind", "vindt", "vertrouwelijk", "geheim", "loop", "steun"})


def find_refusal(given: Given) -> Refusal:
    """What is turned down and the reason, as written, each ``None`` when neither sentence nor question says it.

    Where the sentence only points back ("Nee.", "Daartoe ben ik niet bereid"), what is turned down is what the question
    asks for; a motion that is only pointed at is the one that was named last. The reason keeps the word that begins it.
    Never raises. The law: annotations/guidelines.md, refusal.

    >>> given = Given("Nee, omdat de tol nodig is.", 0, "answer", None, None, "Bent u bereid de tol af te schaffen?",
    ...     "", "written_answers", None, ())
    >>> find_refusal(given)
    Refusal(refused=Words(text='de tol af te schaffen'), reason=Words(text='omdat de tol nodig is'))
    """
    small = plain(given.text)
    reason = reason_place(small.text)
    found = refused_places(small.text, reason)
    plainly = next((place for place in found if not points_back(small.text[slice(*place)])), None)
    pointer = next((place for place in found if _MOTION.search(small.text, *place)), None)
    if plainly is not None and _leans_on_question(small.text, plainly):
        plainly, pointer = None, plainly
    refused = _words(given.text, plainly) or _asked(given, small.text) or _words(given.text, pointer)
    return Refusal(refused, _words(given.text, reason))


def refused_places(text: str, reason: Place | None) -> list[Place]:
    """The places in plain text of what may be turned down, the likeliest first."""
    found = []
    for rule in load_refusals().refused:
        for match in rule.pattern.finditer(text):
            if "from" in rule.pattern.groupindex:
                place = (match.start("from"), _end(text, match.start("from")))
            else:
                place = match.span("what")
            start, end = _trimmed(text, _without(_trimmed(text, place), reason))
            if end - start > 2:
                found.append((start, end))
    return found


def _leans_on_question(text: str, place: Place) -> bool:
    """Whether a few words are found in a sentence that points back ("Ik zal hier geen onderzoek naar doen")."""
    return len(text[slice(*place)].split()) <= _FEW and _BACK.search(text[: place[0]]) is not None


def points_back(words: str) -> bool:
    """Whether plain words only point back to what was asked ("dat", "die motie").

    >>> points_back("die vraag"), points_back("die tol")
    (True, False)
    """
    return load_refusals().pointing.issuperset(_WORD.findall(words))


def reason_place(text: str) -> Place | None:
    """The place in plain text of the first reason with at least two words."""
    for rule in load_refusals().reason:
        for match in rule.pattern.finditer(text):
            place = match.span("what") if "what" in rule.pattern.groupindex else _reason(rule, match, text)
            start, end = _trimmed(text, place)
            if len(text[start:end].split()) > (2 if rule.extent == "clause" else 1):
                return start, end
    return None


def _asked(given: Given, text: str) -> Words | None:
    """What the question or the words before name: a motion on which a verdict falls, or what was asked for.

    A verdict may come sentences after the motion that it is about was named; other words are about a motion only when
    the sentence just before names it, or the turn before ends with it.
    """
    if _VERDICT.search(text) or given.asked.startswith(CHAIR):
        near = (given.text, given.before, given.earlier, given.asked)
        motion = next((found for words in near if (found := last_motion(words))), None)
    else:
        motion = last_motion(given.before) or calls_up(given.asked)
    if motion is not None:
        return Words(motion)
    asked = asked_for(given.asked, given.text)
    return Words(asked) if asked else None


def _words(text: str, place: Place | None) -> Words | None:
    if place is None:
        return None
    start, end = plain(text).original(*place)
    return Words(text[start:end])


def _trimmed(text: str, place: Place) -> Place:
    start, end = place
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _without(place: Place, reason: Place | None) -> Place:
    """Without a reason at either edge."""
    start, end = place
    if reason is None or reason[1] <= start or end <= reason[0]:
        return place
    if reason[0] <= start:
        return min(reason[1], end), end
    return start, reason[0]


def _end(text: str, start: int) -> int:
    """Where the clause ends that begins at ``start``."""
    patterns = load_clauses().patterns
    for sign in _SIGN.finditer(text, start):
        rest = text[sign.end() :]
        if sign[0] == ",":
            ends = re.match(rf" ?(?:{patterns.stop_comma.pattern}|omdat|want|gelet|gezien)(?![\w-])", rest)
        elif sign[0] == " ":
            ends = re.match(
                rf"(?:{patterns.stop_bare.pattern}|omdat|want|als|indien|vanwege|gelet|zolang)(?![\w-])", rest
            )
        else:
            return sign.start()
        if ends:
            return sign.start()
    return len(text)


def _reason(rule: ReasonRule, match: re.Match[str], text: str) -> Place:
    start = match.start()
    strong = _STRONG.search(text, match.end())
    end = strong.start() if strong else len(text)
    if rule.extent == "clause":
        main = _MAIN.search(text, match.end(), end)
        return start, main.start() if main else end
    finite = load_clauses().patterns.finite
    nested = False
    for word in re.finditer(r",|(?<![\w-])[\w-]+", text[match.end() : end]):
        place = match.end() + word.start()
        nested = nested or word[0] in ("dat", "die", "waarin", "waarop", "wat", "hoe")
        before = text[match.end() : place].split()
        if word[0] == "," and (not nested or finite.match(text, place + 2) or place + 2 >= end):
            return start, place
        if nested or not before or before[-1] in load_clauses().words.before_noun:
            continue
        inverted = text.startswith((" ik ", " wij ", " we "), match.end() + word.end())
        if inverted or finite.fullmatch(word[0]) or word[0] in _JUDGING:
            return start, place
    return start, end
