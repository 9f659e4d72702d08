"""What the chair's words say of others: who is welcomed, called up, thanked or named as mover of a motion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pipeline.read.people import NAME, clean_name, parse_people
from pipeline.records import Speaker
from pipeline.resources.floor import load_floor
from pipeline.resources.offices import letters, offices

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_RECEIVED = re.compile(
    r"\bwelkom\b|\bhet woord (?:is )?(?:\w+ )?aan\b|\bgeef\b.*\bhet woord\b|\bhet woord geven aan\b", re.IGNORECASE
)
"""The chair welcomes somebody, or gives the floor."""
_COURTESY = re.compile(rf"\b(?i:de heer|mevrouw|meneer|mijnheer)[ ](?P<name>{NAME})")
_TITLED = re.compile(rf"\b(?P<office>(?i:minister-president|minister|staatssecretaris))[ ](?P<name>{NAME})")
_GROUP = re.compile(r"[ ](?i:van|namens)[ ](?i:(?:de |het )?(?:fracties? van )?(?:de |het )?)(?=[A-Z0-9])")
_ABBREVIATION = re.compile(r"[A-Z0-9][\w+/-]*?(?=-fractie|(?![\w-]))")
_ALSO_OFFICE = re.compile(r"\s*,\s*(?:demissionair )?(?:minister|staatssecretaris)", re.IGNORECASE)
_LIST = re.compile(r"\s*,\s*|\s+en\s+")
_LATER = re.compile(r"\?|\bschors|\b(?:de heer|mevrouw|meneer|mijnheer) (?=[A-Z])|\b(?:interruptie|vraag)\b")
"""Somebody else may come first."""
_PARTICLE = re.compile(
    r"^(?:van|de|der|den|het|ten|ter|te|in|op|von|el|al|la|le|du|di|da|dos|bin|[’']t)\b", re.IGNORECASE
)
_LONGEST_NAME = 100
MEMBER = Speaker(office="Kamerlid", role="member")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the chair names as one names members, "de heer …" or "het lid …"."""

    name: str
    party: str | None = None

    @property
    def speaker(self) -> Speaker:
        """The member behind the name."""
        return replace(MEMBER, party=self.party)


def sentences(text: str) -> list[str]:
    """The sentences of a turn, roughly: set phrases hold no abbreviations."""
    return _SENTENCE_END.split(text.strip())


def received(text: str) -> list[Speaker]:
    """The ministers whom the chair welcomes or gives the floor in a turn, by their ministry.

    >>> [person.ministry for person in received("Het woord is aan de minister van Financiën.")]
    ['Financiën']
    """
    people = [person for sentence in sentences(text) if _RECEIVED.search(sentence) for person in parse_people(sentence)]
    return [person for person in people if person.role == "government" and person.ministry]


def one_ministry(called: Mapping[str, AbstractSet[str]], holders: Mapping[str, AbstractSet[str]]) -> dict[str, str]:
    """The ministry of an office that one person holds, and that the chair names in one way only.

    >>> one_ministry({"minister": {"Financiën"}}, {"minister": {"Van Proef"}})
    {'minister': 'Financiën'}
    """
    return {
        office: next(iter(ministries))
        for office, ministries in called.items()
        if len(ministries) == 1 and len(holders.get(office, ())) == 1
    }


def named_members(text: str) -> Iterator[Named]:
    """Those whom the chair names with "de heer" or "mevrouw", with the party if it is said; no guests, no ministers.

    A name and what follows it can often be read in two ways ("Jasper van Toets", "Proef van het CDA"): all come out,
    and only one will agree with who speaks.

    >>> list(named_members("Het woord is aan mevrouw Van Proef van de SP-fractie."))[-1]
    Named(name='Van Proef', party='SP')
    """
    for sentence in sentences(text):
        if not _stranger(sentence):
            for match in _COURTESY.finditer(sentence):
                yield from _readings(sentence[match.start("name") :], match["name"])


def _readings(words: str, name: str) -> Iterator[Named]:
    """The name, and each shorter one after which a party follows."""
    groups = [group for group in _GROUP.finditer(words) if group.start() <= len(name)]
    if all(group.start() < len(name) for group in groups) and not _ALSO_OFFICE.match(words, len(name)):
        yield Named(clean_name(name))
    for group in groups:
        party = _party(words[group.end() :])
        if party is not None:
            yield Named(clean_name(words[: group.start()]), party)


def _party(words: str) -> str | None:
    """The party at the start of the words, as minutes write it; ``None``: none, or a ministry."""
    if offices().longest_prefix(words) is not None:
        return None
    spoken = [party for party in load_floor().party if words.startswith(party.spoken)]
    if spoken:
        return spoken[0].name
    match = _ABBREVIATION.match(words)
    return match[0] if match else None


def defenders(text: str) -> Iterator[Named]:
    """Members whom the chair receives because they defend a bill of their own.

    >>> list(defenders("Ik heet de initiatiefnemer, de heer Proef, van harte welkom."))
    [Named(name='Proef', party=None)]
    """
    for sentence in sentences(text):
        if _RECEIVED.search(sentence) and any(entry.compiled.search(sentence) for entry in load_floor().defends):
            yield from named_members(sentence)


def movers(text: str) -> Iterator[Named]:
    """Those who proposed a motion, by the chair's formula.

    >>> [mover.name for mover in movers("Deze motie is voorgesteld door de leden Proef en Van Toets.")]
    ['Proef', 'Van Toets']
    """
    for entry in load_floor().proposed:
        for match in entry.compiled.finditer(text):
            yield from (Named(clean_name(name)) for name in _LIST.split(match["names"]) if re.fullmatch(NAME, name))


def named_office(text: str, who: str) -> Speaker | None:
    """The office with which the chair names the person behind an id ("staatssecretaris Proef"); ``None``: with none.

    >>> named_office("Dan gaan we naar staatssecretaris Proef.", "AnProef").office
    'staatssecretaris'
    """
    for sentence in sentences(text):
        for match in () if _stranger(sentence) else _TITLED.finditer(sentence):
            name, _, territory = match["name"].partition(" van ")
            if agrees(match["name"], who) or (territory and agrees(name, who)):
                known = offices().longest_prefix(sentence[match.start("name") + len(name) + len(" van ") :])
                return Speaker(None, match["office"].lower(), known[2] if known else None, "government")
    return None


def called_up(text: str) -> Speaker | None:
    """The member of the government who gets the floor at the end of a turn of the chair; ``None``: nobody, or unsure.

    >>> called_up("Dank u wel. Het woord is aan de minister van Financiën.")
    Speaker(name=None, office='minister', ministry='Financiën', role='government', party=None)
    >>> called_up("Ik geef het woord aan de heer Proef.") is None
    True
    """
    spoken = sentences(text)
    for place in range(len(spoken) - 1, -1, -1):
        sentence = spoken[place]
        for entry in load_floor().given:
            match = entry.compiled.search(sentence)
            if match:
                return None if _stranger(sentence) else _called(match, sentence)
        if _LATER.search(sentence):
            return None
    return None


def _called(match: re.Match[str], sentence: str) -> Speaker | None:
    """Who holds the office that was called up; two offices in one sentence leave it open who speaks first."""
    start = match.start("office")
    others = re.findall(r"(?i)\b(?:minister(?:-president)?|staatssecretaris)\b", sentence[match.end("office") :])
    if others:
        return None
    office = match["office"].lower().replace("premier", "minister-president")
    people = [person for person in parse_people(sentence[start:]) if person.role == "government"]
    if len(people) == 1 and (people[0].office == office):
        return people[0]
    return Speaker(office=office, role="government")


def thanked(text: str) -> Speaker | None:
    """The member of the government whom the chair thanks, who has just spoken; ``None``: nobody.

    >>> thanked("Dank u wel, minister. Wij gaan door.")
    Speaker(name=None, office='minister', ministry=None, role='government', party=None)
    """
    for entry in load_floor().thanked:
        match = entry.compiled.search(text.strip())
        if match:
            return Speaker(office=match["office"].lower(), role="government")
    return None


def _stranger(sentence: str) -> bool:
    return any(entry.compiled.search(sentence) for entry in load_floor().stranger)


def agrees(name: str, who: str) -> bool:
    """Whether a spoken name is that of the person behind an id, which ends with the surname.

    >>> agrees("Van den Toets-Proef", "AnnavandenToetsProef"), agrees("Os", "PietBos"), agrees("Toets", "ToetsProef")
    (True, False, False)
    """
    wanted = letters(name)
    if not wanted or not letters(who[-_LONGEST_NAME:]).endswith(wanted):
        return False
    for start in range(len(who) - 1, max(-1, len(who) - 1 - _LONGEST_NAME), -1):
        if letters(who[start:]) == wanted:
            return who[start].isupper() or bool(_PARTICLE.match(name))
    return False
