"""The clauses of a sentence in which somebody may bind himself: subject, finite verb, and how likely it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.frame.masked import ACTOR, DEADLINE, Masked, Place, Token
from pipeline.resources.clauses import Clauses, VerbClass, load_clauses

Order = Literal["subject_first", "inverted", "side", "no_subject"]
_UNKNOWN = VerbClass(id="unknown", weight=1.0)
_PLURAL = ("wij", "we", "ministeries", "ministers", "bewindslieden")
_EDGE = frozenset(",;:()—–\"“”«»'‘")
_JOINS = frozenset({"en", "maar", "want", "dus", "of", "dat"})
_ALWAYS = frozenset({"maar", "want", "dus"})
_COMMITTED = frozenset(
    {"bereid", "voornemens", "plan", "bedoeling", "streven", "inzet", "inventariseren", "slag", "gesprek", "bezig"}
)
_TELLING = frozenset({"toe", "toezeggen", "zeggen", "verzekeren", "beloven", "melden", "zo", "is", "blijft", "ook"})
_RELATIVE = re.compile(r"(?:die|wat|wie|welke?|hoe|of|zoals|hoewel|nadat|voordat|waar(?!om)[a-z]*)(?![\w-])")
_HANGING = re.compile(r"die|dat|welke|waar[a-z]+")
_WITHOUT_SUBJECT = frozenset({"passive", "shall", "go", "appear", "be"})
_ABOUT = re.compile(r" (?:het |dat |dit |er)?(?:\w+ )?(?:om|over)(?![\w-])")
_NOUNS = frozenset({"bericht", "besluit", "start", "stemt"})
_REACH = 14
_DUE = 2.5


@dataclass(frozen=True, slots=True)
class Head:
    """A clause by its finite verb (``verb``, a place) and subject (a place, or where one would stand).

    ``begin`` is where the clause begins; ``weight`` says how likely it is the one that promises.
    """

    order: Order
    begin: int
    subject: Place
    verb: Place
    kind: VerbClass
    weight: float


def heads(masked: Masked, cues: tuple[Place, ...]) -> list[Head]:
    """All clauses found, in no order; ``cues`` are places in the plain text where wording of a promise begins."""
    found = list(_Finder(masked, cues, load_clauses()).run())
    due = masked.text.find(DEADLINE)
    if due < 0 or not found:
        return found
    bound = min(found, key=lambda head: _distance(head, due))
    return [replace(head, weight=head.weight + _DUE) if head is bound else head for head in found]


def _distance(head: Head, due: int) -> tuple[int, int]:
    """How far a deadline stands from a clause: at its front, behind its subject, or before it."""
    if head.begin <= due < head.verb[0]:
        return 0, head.verb[0] - due
    first = min(head.subject[0], head.verb[0])
    return (0, due - first) if first <= due else (1, first - due)


@dataclass(frozen=True, slots=True)
class _Finder:
    masked: Masked
    cues: tuple[Place, ...]
    clauses: Clauses

    def run(self) -> Iterator[Head]:
        starts = [token.start for token in self.masked.tokens]
        seen: set[int] = set()
        for match in self.clauses.patterns.wie.finditer(self.masked.text):
            first = bisect_left(starts, match.start())
            after = bisect_left(starts, match.end())
            head = self._with_subject(first, after)
            if head is not None:
                seen.add(head.verb[0])
                yield head
        for number, token in enumerate(self.masked.tokens):
            kind = self.clauses.verbs.get(token.text)
            about = token.text == "gaat" and _ABOUT.match(self.masked.text, token.end) is not None
            if kind is not None and token.start not in seen and kind.id in _WITHOUT_SUBJECT and not about:
                yield self._without_subject(number, kind)

    def _token(self, number: int) -> Token | None:
        return self.masked.tokens[number] if 0 <= number < len(self.masked.tokens) else None

    def _neighbour(self, number: int, step: int) -> tuple[int, Token | None]:
        """The next word that is not light; an aside is skipped with its commas."""
        while (token := self._token(number)) is not None:
            beyond = self._token(number + step)
            comma = token.text == "," and beyond is not None and beyond.is_gap
            closing = token.text == "," and (before := self._token(number - step)) is not None and before.is_gap
            if not (token.is_gap or token.text in self.clauses.words.light or comma or closing):
                return number, token
            number += step
        return number, None

    def _with_subject(self, first: int, after: int) -> Head | None:
        tokens = self.masked.tokens
        subject = (tokens[first].start, tokens[after - 1].end)
        before, left = self._neighbour(first - 1, -1)
        behind, right = self._neighbour(after, 1)
        words = self.masked.text[subject[0] : subject[1]]
        plural = words in _PLURAL or words.endswith(_PLURAL) or words[0] == ACTOR
        if left is not None and self._is_finite(left, plural=plural):
            return self._head("inverted", before, subject)
        if left is not None and self.clauses.patterns.side.fullmatch(left.text):
            return None if self._is_relative(before) else self._side(before, after, subject)
        if right is not None and self._is_finite(right, plural=plural):
            return self._head("subject_first", behind, subject)
        if right is not None and (left is None or not left.is_word) and self._may_be_verb(right):
            return self._head("subject_first", behind, subject)
        if left is not None and words in ("ik", "we", "wij") and self._may_be_verb(left):
            return self._head("inverted", before, subject)
        return None

    def _is_relative(self, number: int) -> bool:
        """Whether a side clause promises nothing by itself: it hangs on a noun, or tells the background."""
        opener = self.masked.tokens[number].text
        if opener != "dat" or number == 0 or self.masked.tokens[number - 1].text != ",":
            return _RELATIVE.fullmatch(opener) is not None
        before = [token.text for token in self.masked.tokens[:number]]
        near = before[len(before) - before[::-1].index(":") :] if ":" in before else before
        telling = {form for form, kind in self.clauses.verbs.items() if kind.id in ("say", "judge")} | _TELLING
        return telling.isdisjoint(near)

    def _is_finite(self, token: Token, *, plural: bool) -> bool:
        known = token.text in self.clauses.verbs
        return known and (plural or token.text not in self.clauses.infinitives)

    def _may_be_verb(self, token: Token) -> bool:
        words = self.clauses.words
        return (
            token.is_word
            and token.text.isalpha()
            and len(token.text) > 2
            and token.text not in words.light | words.before_noun | words.nouns | _JOINS
            and not self.clauses.patterns.side.fullmatch(token.text)
            and not self.clauses.patterns.scene.fullmatch(token.text)
        )

    def _head(self, order: Order, number: int, subject: Place) -> Head:
        token = self.masked.tokens[number]
        kind = self.clauses.verbs.get(token.text, _UNKNOWN)
        begin = self._begin(number if order == "inverted" else self._number(subject[0]))
        place = (token.start, token.end)
        return Head(order, begin, subject, place, kind, self._weight(kind, number, begin, max(place[1], subject[1])))

    def _side(self, opener: int, after: int, subject: Place) -> Head:
        """A side clause; its verb stands last, so the strongest verb in reach counts."""
        reach = self.masked.tokens[after : after + 40]
        stop = next((n for n in range(len(reach)) if self._ends_side(reach, n)), len(reach))
        verbs = [(n, self.clauses.verbs[t.text]) for n, t in enumerate(reach[:stop]) if t.text in self.clauses.verbs]
        number, kind = max(verbs, key=lambda pair: pair[1].weight, default=(0, _UNKNOWN))
        token = reach[number] if reach else self.masked.tokens[-1]
        begin = self.masked.tokens[opener].start
        weight = self._weight(kind, after + number, begin, subject[1]) - 0.5
        if self.clauses.patterns.reason_side.fullmatch(self.masked.tokens[opener].text):
            weight -= 2.0
        return Head("side", begin, subject, (token.start, token.end), kind, weight)

    def _ends_side(self, reach: tuple[Token, ...], number: int) -> bool:
        """Whether a side clause ends at a sign: at a comma when its verb has come."""
        sign = reach[number].text
        return sign in ";:" or (sign == "," and any(token.text in self.clauses.verbs for token in reach[:number]))

    def _without_subject(self, number: int, kind: VerbClass) -> Head:
        token = self.masked.tokens[number]
        begin = self._begin(number)
        subject = (token.end, token.end)
        weight = self._weight(kind, number, begin, token.end) - 2.0
        if _RELATIVE.match(self.masked.text, begin):
            weight -= 2.0
        elif self.masked.text.endswith(" dat ", 0, begin):
            weight -= 1.2
        return Head("no_subject", begin, subject, (token.start, token.end), kind, weight)

    def _number(self, start: int) -> int:
        return bisect_left([token.start for token in self.masked.tokens], start)

    def _begin(self, number: int) -> int:
        """Where the clause of this word begins: behind a sign or a joining word that a clause precedes."""
        place = number
        while place > 0:
            token = self.masked.tokens[place - 1]
            if token.text in _EDGE and self._closes_a_clause(place - 1):
                break
            pronoun = token.text == "dat" and place == number
            joins = token.text in _JOINS and not pronoun
            if joins and (token.text in _ALWAYS or (place > 1 and self._closes_a_clause(place - 1))):
                break
            place -= 1
        return self.masked.tokens[place].start

    def _closes_a_clause(self, number: int) -> bool:
        """Whether something with a finite verb of its own stands before a sign; before a comma lead words will do."""
        sign = self.masked.tokens[number].text
        if sign in ";:":
            return True
        words = [token for token in self.masked.tokens[:number][-_REACH * 2 :] if token.is_word]
        verb = next((place for place, token in enumerate(words) if self._surely_finite(token)), None)
        if verb is not None:
            return not any(_HANGING.fullmatch(token.text) for token in words[1:verb])
        return sign not in _JOINS and all(token.text in self.clauses.words.lead for token in words)

    def _surely_finite(self, token: Token) -> bool:
        """Whether a word is a finite verb by its form alone: no infinitive, and no noun like "zorg"."""
        if self.clauses.patterns.finite.fullmatch(token.text):
            return True
        known = token.text in self.clauses.verbs and token.text not in self.clauses.infinitives
        return known and token.text.endswith("t") and token.text not in _NOUNS

    def _weight(self, kind: VerbClass, number: int, begin: int, end: int) -> float:
        reach = self.masked.tokens[number + 1 : number + 1 + _REACH]
        stop = next((n for n, token in enumerate(reach) if token.text in ";:"), len(reach))
        near = [token.text for token in reach[:stop]]
        weight = kind.weight
        front = [token.text for token in self.masked.tokens[:number] if token.start >= begin]
        if kind.id == "be" and not _COMMITTED.isdisjoint([*front, *near]):
            weight += 4.0
        if kind.id == "say" and "toe" in near:
            weight += 6.0
        if any(begin <= cue[0] < end or (cue[0] <= begin and end <= cue[1]) for cue in self.cues):
            weight += 1.5
        return weight
