"""The source that a claim names (bronvermelding), as written."""

from __future__ import annotations

import re

from pipeline.frame.deadline.plain import Plain, plain
from pipeline.frame.given import Given
from pipeline.records import Words
from pipeline.resources.citations import load_citations
from pipeline.resources.clauses import load_clauses

Place = tuple[int, int]
_EDGES = ' ,.;:!?…-–—"“”«»'
_WORD = re.compile(r"[^\s,;:]+")
_ADJECTIVE = re.compile(r"\w+(?:e|aal|isch|elijk|ief|air|eel)")
_LONGEST = 12


def find_attribution(given: Given) -> Words | None:
    """The source on which a claim rests; ``None`` when it names none. Never raises.

    A source behind a preposition keeps it ("volgens de inspectie", "uit onderzoek van TNO"); of "de NVWA meldt dat" it
    is "de NVWA". Speakers of the government are no source for themselves, and pronouns name none. The law:
    annotations/guidelines.md, "a claim has, if given, attribution".

    >>> given = Given("Uit de evaluatie blijkt dat de pont vaker vaart.", 0, "letter", None, None, "", "",
    ...     "letter", None, ())
    >>> find_attribution(given)
    Words(text='Uit de evaluatie')
    """
    small = plain(given.text)
    place = attribution_place(given.text, small, own_counts=given.role not in ("government", None))
    if place is None:
        return None
    start, end = small.original(*place)
    return Words(given.text[start:end])


def attribution_place(text: str, small: Plain, *, own_counts: bool) -> Place | None:
    """The place in plain text of the source that stands first; ``own_counts``: the government is a source too."""
    for rule in load_citations().citation:
        found: list[Place] = []
        for match in rule.pattern.finditer(small.text):
            place = next(match.span(name) for name, words in match.groupdict().items() if words)
            if small.text.startswith("volgens ", place[0]):
                place = _noun_phrase(text, small, place, first=1)
            place = _cut(small.text, place)
            if small.text[slice(*place)].endswith(" en"):
                place = _noun_phrase(text, small, place, first=0)
            if not rule.preposed and not _is_named(text, small, place[0]):
                continue
            if _is_source(small.text[slice(*place)], preposed=rule.preposed, own_counts=own_counts):
                found.append(place)
        if found:
            return min(found)
    return None


def _cut(text: str, place: Place) -> Place:
    """Up to the first finite verb, without signs at the end."""
    start, end = place
    finite = load_clauses().patterns.finite.search(text, start, end)
    if finite is not None and finite.start() > start:
        end = finite.start()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _is_named(text: str, small: Plain, start: int) -> bool:
    """Whether a noun phrase begins here: at the beginning of the sentence, with a determiner, or with a name."""
    first = _WORD.match(small.text, start)
    known = first is not None and first[0] in load_citations().determiners
    return start == 0 or known or text[small.places[start]].isupper()


def _noun_phrase(text: str, small: Plain, place: Place, *, first: int) -> Place:
    """The noun phrase from word ``first`` on: articles, adjectives, a noun, names, and what a preposition links."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(small.text, *place)][first:]
    number = 0
    while number < len(words):
        number = _past_noun(text, small, words, number)
        if not _is_linked(text, small, words, number):
            break
        number += 1
    end = words[min(number, len(words)) - 1][2] if words else place[1]
    return place[0], end


def _past_noun(text: str, small: Plain, words: list[tuple[str, int, int]], number: int) -> int:
    """The number of the word behind a noun with its article, adjectives and names."""
    determiners = load_citations().determiners
    while number < len(words) - 1 and (words[number][0] in determiners or _ADJECTIVE.fullmatch(words[number][0])):
        number += 1
    number += 1
    while number < len(words) and _is_name(text, small, words, number):
        number += 1
    return number


def _is_name(text: str, small: Plain, words: list[tuple[str, int, int]], number: int) -> bool:
    word, start, _ = words[number]
    capital = text[small.places[start]].isupper() or word[0].isdigit() or word[0] == "("
    return capital and not (word.endswith("se") and number + 1 < len(words))


def _is_linked(text: str, small: Plain, words: list[tuple[str, int, int]], number: int) -> bool:
    """Whether a linking word stands here with another noun phrase behind it."""
    rules = load_citations()
    if number + 1 >= len(words) or words[number][0] not in rules.links:
        return False
    return (
        words[number][0] == "van"
        or words[number + 1][0] in rules.determiners
        or _is_name(text, small, words, number + 1)
    )


def _is_source(words: str, *, preposed: bool, own_counts: bool) -> bool:
    rules = load_citations()
    parts = words.split()
    if not parts or rules.no_source.fullmatch(words) or rules.no_standard.fullmatch(words):
        return False
    if not preposed and (len(parts) > _LONGEST or not {"ik", "wij", "we", "mij", "u"}.isdisjoint(parts)):
        return False
    if parts[-1] in rules.no_beginning or (not preposed and parts[0] in rules.no_beginning):
        return False
    return own_counts or not rules.own_government.fullmatch(words)
