"""Everybody in a sentence who could be bound: pronouns, the cabinet, offices, ministries, bodies."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from pipeline.frame.deadline.plain import Plain
from pipeline.resources.actors import Means, load_actors
from pipeline.resources.offices import Body, offices

_JOINED = re.compile(r" (?:en|en ook|alsmede) ")
_LINK = re.compile(r"\s*(?:,\s*|en\s+)(?:(?:van|voor)\s+)?(?=[A-Z])")
_HEAD_ENDS = re.compile(r"\s(?:van|voor|op|bij|uit)\s*$", re.IGNORECASE)
_SURNAME = re.compile(r"\s+((?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er)\s+)*[A-Z][\w’'-]+)")
_OFFICE = re.compile(r"\b(minister|staatssecretaris)(?:s|sen)?\b")
_BARE_WORD = re.compile(r"[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for somebody, at ``start:end`` of the plain text.

    ``ministry`` is the name of the ministry that the words themselves name, as of the document's date; ``office``
    the office that they name; ``name`` a surname behind the office.
    """

    start: int
    end: int
    rule: str
    means: Means
    possessive: bool = False
    office: str | None = None
    ministry: str | None = None
    name: str | None = None


def mentions(text: str, small: Plain, day: dt.date | None) -> list[Mention]:
    """All mentions in the order of the sentence, the longest where two overlap; two joined by "en" are one."""
    found = [*_worded(text, small, day), *_bodies(text, small, day), *_ministries(text, small, day)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return _joined(small.text, kept)


def _worded(text: str, small: Plain, day: dt.date | None) -> list[Mention]:
    found = []
    for entry in load_actors().actor:
        named = offices().ministry_on(entry.ministry, day) if entry.ministry else None
        for match in entry.pattern.finditer(small.text):
            mention = Mention(*match.span(), entry.id, entry.means, entry.possessive, entry.office, named)
            found.append(_extended(text, small, mention, day))
    return found


def _extended(text: str, small: Plain, mention: Mention, day: dt.date | None) -> Mention:
    """The mention with the ministries and the surname that stand behind an office."""
    if mention.means not in {"office", "ministry", "colleague"} or mention.ministry is not None:
        return mention
    words = small.text[mention.start : mention.end]
    named_office = _OFFICE.search(words)
    office = mention.office or (named_office[1] if named_office else None)
    start, end = small.original(mention.start, mention.end)
    expects = _HEAD_ENDS.search(text[start:end] + " ")
    place = end + len(text[end:]) - len(text[end:].lstrip())
    ministries, reach = _territories(text, place, day, sure=expects is not None)
    if reach > place:
        named = ministries[0] if ministries else None
        return replace(mention, end=bisect_left(small.places, reach), office=office, ministry=named)
    if expects:
        end = start + expects.start()
    name = _SURNAME.match(text, end) if mention.means == "office" else None
    stop = name.end() if name else end
    return replace(mention, end=bisect_left(small.places, stop), office=office, name=name[1] if name else None)


def _territories(text: str, place: int, day: dt.date | None, *, sure: bool) -> tuple[list[str], int]:
    """The ministries named from a place on, and where the names end; ``sure``: "van" or "voor" stands before.

    A name that nobody knows belongs to the words, and names no ministry.
    """
    found: list[str] = []
    reach = place
    while True:
        known = offices().longest_prefix(text[place:]) if text[place : place + 1].isupper() else None
        bare = _BARE_WORD.match(text, place) if sure and known is None else None
        if known is not None:
            ministry = offices().ministry_on(known[2], day) if known[2] else None
            reach = place + known[0]
        elif bare is not None:
            ministry, reach = offices().beginning_with(bare[0], day), bare.end()
        else:
            return found, reach
        if ministry is not None:
            found.append(ministry)
        link = _LINK.match(text, reach)
        if link is None:
            return found, reach
        place = link.end()


@cache
def _body_names() -> tuple[re.Pattern[str], dict[str, Body]]:
    """A pattern for all names of bodies in small letters, its group ``name``, and the body behind each."""
    named = {name.lower(): body for body in offices().body for name in (*body.abbreviations, *body.names)}
    longest = sorted(named, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", " ") for name in longest)
    return re.compile(rf"(?<![\w/-])(?:(?:de|het|onze) )?(?:nederlandse )?(?P<name>{words})(?![\w/]|-\w)"), named


def _bodies(text: str, small: Plain, day: dt.date | None) -> list[Mention]:
    pattern, named = _body_names()
    found = []
    for match in pattern.finditer(small.text):
        body = named[match["name"]]
        start, end = small.original(*match.span("name"))
        if _is_that_body(text[start:end], body) and not _is_foreign(small.text, match):
            ministry = offices().ministry_on(body.ministry, day)
            found.append(Mention(*match.span(), f"body-{body.id}", "body", ministry=ministry))
    return found


def _is_that_body(words: str, body: Body) -> bool:
    """Whether words name a body: an abbreviation does in its own capitals only."""
    short = words.upper() in {name.upper() for name in body.abbreviations}
    return not short or words in body.abbreviations


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    """Whether a body is somebody else's ("de Belgische douane"), or a common word without its article."""
    words = load_actors().words
    before = words.foreign.search(text[: match.start()])
    return (before is not None and before.end() == match.start()) or (
        match.start() > 0 and words.common.fullmatch(match[0]) is not None
    )


@cache
def _ministry_names() -> re.Pattern[str]:
    names = {name for entry in offices().ministry for name in (*entry.names, *entry.abbreviations) if name != "Def"}
    longest = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
    return re.compile(rf"(?<![\w-])(?<!Raad )(?<!ommissie )(?:{words})(?![\w]|-\w)")


def _ministries(text: str, small: Plain, day: dt.date | None) -> list[Mention]:
    """Ministries by their bare name ("VWS stuurt …")."""
    found = []
    for match in _ministry_names().finditer(text):
        name = offices().resolve(re.sub(r"\s+", " ", match[0]))
        ministry = offices().ministry_on(name, day) if name else None
        start, end = (bisect_left(small.places, place) for place in match.span())
        found.append(Mention(start, end, "ministry-name", "body", ministry=ministry))
    return found


def _joined(text: str, found: list[Mention]) -> list[Mention]:
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and not last.possessive and _JOINED.fullmatch(text[last.end : mention.start]):
            first = mention if mention.means == "speaker" else last
            joined[-1] = replace(first, start=last.start, end=mention.end)
        else:
            joined.append(mention)
    return joined
