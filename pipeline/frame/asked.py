"""What was asked for: the clause of the question that a short answer takes up."""

from __future__ import annotations

import re

from pipeline.frame.deadline.plain import plain
from pipeline.resources.refusals import RefusalRule, load_refusals

Place = tuple[int, int]
_END = re.compile(
    r"\?|(?<!\bnr)(?<!\bnrs)(?<!\bart)(?<!\bjl)\.(?= |$)|[;!…]|,? (?:en )?zo (?:ja|nee|niet)\b"
    r"|, (?:en )?(?:waarom|wanneer|hoe)\b|, (?:gelet op|gezien)\b"
)
_WORD = re.compile(r"\w{5,}")
_LAST = 1500
_MOTIONS = frozenset({"motion", "motion-of"})
CHAIR = ("De voorzitter:", "De VOORZITTER:", "De Voorzitter:")


def asked_for(question: str, answer: str) -> str | None:
    """What the question asks the government to do, as written; ``None`` when it asks nothing or it is not clear what.

    A chair asks for order, not for acts. Of several requests the one counts that shares most words with the answer;
    without one, none does.

    >>> asked_for("Klopt dit? Bent u bereid om de tol af te schaffen? Zo nee, waarom niet?", "Nee.")
    'de tol af te schaffen'
    >>> asked_for("Klopt het dat de tol is verhoogd?", "Nee.") is None
    True
    """
    if question.startswith(CHAIR):
        return None
    question = question[-_LAST:]
    small = plain(question)
    found = requests(small.text)
    if not found:
        return None
    shared = [len(_words(small.text[start:end]) & _words(answer.lower())) for start, end in found]
    best = max(shared)
    likeliest = [place for place, count in zip(found, shared, strict=True) if count == best]
    if len(likeliest) > 1:
        return None
    start, end = small.original(*likeliest[0])
    return question[start:end]


def requests(text: str) -> list[Place]:
    """The places of all requests in plain text, in its order, none inside another."""
    found: list[Place] = []
    for rule in load_refusals().request:
        if rule.id not in _MOTIONS:
            found += [place for match in rule.pattern.finditer(text) if (place := _place(rule, match, text))]
    found.sort(key=lambda place: (place[0], -place[1]))
    return [place for number, place in enumerate(found) if not any(_inside(place, other) for other in found[:number])]


def last_motion(text: str) -> str | None:
    """The motion or amendment that a text names last, by its number or its mover, as written.

    >>> last_motion("De voorzitter: De motie op stuk nr. 36.")
    'De motie op stuk nr. 36'
    """
    small = plain(text)
    rules = [rule for rule in load_refusals().request if rule.id in _MOTIONS]
    found = [match.span("what") for rule in rules for match in rule.pattern.finditer(small.text)]
    if not found:
        return None
    start, end = small.original(*max(found))
    return text[start:end]


def calls_up(turn: str) -> str | None:
    """The motion that a turn ends with, as when a chair calls it up; ``None`` when it ends otherwise.

    >>> calls_up("Akkoord. Dan de motie op stuk nr. 37."), calls_up("De motie op stuk nr. 37 is ontraden.")
    ('de motie op stuk nr. 37', None)
    """
    motion = last_motion(turn)
    return motion if motion is not None and turn.rstrip(" .:!…").endswith(motion.rstrip(".")) else None


def _place(rule: RefusalRule, match: re.Match[str], text: str) -> Place | None:
    start = match.start("from") if "from" in rule.pattern.groupindex else match.start("what")
    sign = _END.search(text, start)
    end = sign.start() if sign else len(text)
    while end > start and text[end - 1] in " ,.;:":
        end -= 1
    return (start, end) if len(text[start:end].split()) > 1 else None


def _inside(place: Place, other: Place) -> bool:
    return other[0] <= place[0] and place[1] <= other[1]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))
