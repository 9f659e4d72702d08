"""Which of those mentioned is bound: who stands nearest to the committing verb as its subject."""

from __future__ import annotations

from pipeline.frame.actor_mentions import Mention
from pipeline.frame.bindings import Layout, Place
from pipeline.resources.actors import load_actors
from pipeline.resources.commitments import load_commitments

_TOO_FAR = 14
_ASIDE, _OTHER_CLAUSE, _OTHER_PART, _LOWER_RANK, _PASSIVE = 9, 9, 6, 3, 8
_SIGN, _POSSESSIVE, _LISTED, _HANDED = 2, 2, 5, 12


def choose_actor(clauses: Layout, found: list[Mention], cues: tuple[Place, ...]) -> Mention | None:
    """The mention that is bound; ``None`` when nobody is (a passive, an event, "ja").

    ``cues`` are places of wordings of commitment in the plain text; they count where no committing verb is known.
    """
    able = [mention for mention in found if _may_act(clauses, mention)]
    if not able:
        return None
    costs = [(_cost(clauses, mention, cues), mention.start, mention) for mention in able]
    cost, _, best = min(costs, key=lambda one: one[:2])
    return best if cost <= _TOO_FAR else None


def _may_act(clauses: Layout, mention: Mention) -> bool:
    """Whether words can be a subject, or the agent behind "door" or "van … verwachten"."""
    text, words = clauses.small.text, load_actors().words
    if mention.means == "speaker" and not mention.possessive:
        return True
    before = ["", "", *text[: mention.start].split()][-2:]
    if before[1] == "door":
        return _is_passive(clauses, clauses.part_of(mention.start), mention.start)
    if load_commitments().surroundings.passive.match(text, mention.end + 1):
        return False
    if not words.preposition.fullmatch(before[1]):
        return True
    if before[1] not in {"van", "vanuit"} or mention.possessive:
        return False
    return bool(words.aim.fullmatch(before[0]) or words.grants.search(text))


def _cost(clauses: Layout, mention: Mention, cues: tuple[Place, ...]) -> int:
    """How little a mention looks like who is bound."""
    own = _own_cost(clauses, mention)
    if clauses.bindings:
        best = clauses.bindings[0].entry.rank
        near = (
            _LOWER_RANK * (binding.entry.rank - best) + _distance(clauses, mention, (binding.start, binding.end))
            for binding in clauses.bindings
        )
        return own + min(near)
    apart = _OTHER_CLAUSE if clauses.is_aside(mention.start) else 0
    suffers = mention.means != "speaker" and not _is_agent(clauses.small.text, mention)
    if suffers and _is_passive(clauses, clauses.part_of(mention.start), mention.start):
        apart += _TOO_FAR
    near_cue = min((abs(mention.start - cue[0]) // 8 for cue in cues), default=0)
    return own + apart + min(near_cue, _OTHER_PART)


def _own_cost(clauses: Layout, mention: Mention) -> int:
    """What speaks for or against a mention by itself: a verb of thinking beside it, "mijn inzet", "ik wil dat we"."""
    text, words = clauses.small.text, load_actors().words
    behind = text[mention.end :].split()[:1] or [""]
    before = text[: mention.start].split()[-1:] or [""]
    talks = bool(words.aside.fullmatch(behind[0]) or (mention.start and words.aside.fullmatch(before[0])))
    binds = any(
        binding.start <= mention.end + 2 + len(behind[0]) and mention.start - len(before[0]) - 2 <= binding.end
        for binding in clauses.bindings
    )
    cost = _ASIDE if talks and not binds else 0
    cost += _LISTED if before[0] in {"en", "of"} and mention.means == "body" else 0
    cost -= _HANDED if words.hands_over.search(text[: mention.start]) else 0
    return cost + (_POSSESSIVE if mention.possessive else 0)


def _distance(clauses: Layout, mention: Mention, verb: Place) -> int:
    """Words between a mention and a verb, and what lies between their clauses."""
    text = clauses.small.text
    between = text[min(mention.end, verb[1]) : max(mention.start, verb[0])]
    if mention.start < verb[1] and verb[0] < mention.end:
        between = ""
    cost = len(between.split()) // 2 + _SIGN * sum(between.count(sign) for sign in ",;:(—–")
    if clauses.is_aside(mention.start) != clauses.is_aside(verb[0]):
        cost += _OTHER_CLAUSE
    part = clauses.part_of(verb[0])
    if clauses.part_of(mention.start) != part:
        cost += _OTHER_PART
    if _is_passive(clauses, part, verb[0]) and not _beside(mention, verb) and not _is_agent(text, mention):
        cost += _PASSIVE
    return cost


def _beside(mention: Mention, verb: Place) -> bool:
    return mention.start <= verb[1] + 1 and verb[0] <= mention.end + 1


def _is_agent(text: str, mention: Mention) -> bool:
    return text[: mention.start].split()[-1:] == ["door"]


def _is_passive(clauses: Layout, part: Place, place: int) -> bool:
    """Whether the main clause, or the side clause around a place, is in the passive."""
    passive = load_commitments().surroundings.passive
    return any(
        not clauses.is_aside(match.start()) or clauses.is_aside(place)
        for match in passive.finditer(clauses.small.text, part[0], part[1])
    )
