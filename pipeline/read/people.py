"""Who asks, answers, speaks or signs: names, offices, ministries and parties out of set phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from pipeline.records import Role, Speaker
from pipeline.resources.offices import offices

_LETTER = r"[^\W\d_]"
_PARTICLE = (
    r"(?i:van|de|der|den|dem|het|ten|ter|te|in|op|von|vom|zu|el|al|la|le|du|di|da|dos|bin|ben|abu|aan|uit|onder"
    r"|[’'‘]?[ts](?=[\s-])|d[’'])(?!\w)"
)
_INITIALS = r"(?:[A-Z][a-z]{0,2}\.[ ]?(?:-[A-Z]\.[ ]?)?)+"
_WORD = rf"(?=[^\W\d_a-zà-öø-ÿ])(?!EN\b)(?:[dDlLO][’'])?{_LETTER}+(?:[’']{_LETTER}+)*"
_PART = rf"(?:{_PARTICLE}[ ])*{_WORD}"
_SURNAME = rf"{_PART}(?:[ ]?[-–][ ]?{_PART})*"
NAME = rf"(?:{_INITIALS})?{_SURNAME}(?:[ ]{_SURNAME}){{0,4}}"
r"""A person's name: initials or first names, tussenvoegsels in either case, one or more surnames."""

_NAME = re.compile(NAME)
_PARENTHESIS = re.compile(r"\s*[´`]?\s*\(([^()]*)(?:\)|(?=\()|$)")
_HEAD = re.compile(
    r"(?P<prime>(?i:minister[\s-]+president))(?!\w)"
    r"|(?P<vice>(?i:vice[\s-]*minister[\s-]*president))(?!\w)"
    r"|(?P<minister>(?:\b|(?<=\bde))(?i:ministers?))(?=[A-Z]|\b)"
    r"|(?P<secretary>(?:\b|(?<=\bde))(?i:staats?[\s-]?secretaris(?:sen)?))(?=[A-Z]|\b)"
    r"|(?P<member>\b(?i:(?:(?:oud-|voormalig |Tweede |Eerste )?Kamer)?(?:leden|lid)))(?=[A-Z]|\b)"
    r"|(?P<courtesy>\b(?i:de heren|de heer|mevrouw|dhr\.|mw\.|mevr\.))"
)
_TOPIC = re.compile(r"\bover(?:\b|het|de|een)|[«“\"„]|\(\s*(?:ingezonden|ontvangen)")
_SHARED = re.compile(r"^(?:beiden?|allen|alle(?:\s\w+)?|leden van de)\s+(?:van de\s+)?", re.IGNORECASE)
_LINK = re.compile(r"[\s,;]*(?:(?:en|EN|alsmede|alsook)(?![a-z])\s*)?(?:(?:de|het)\s+)?")
_TERRITORY_LINK = re.compile(
    r"\s*,?\s*(?:en\s*|E[nN]\s+)?(?:(?:van|voor)\s*|V(?:an|AN|oor|OOR)\s+)?(?=[A-Z])"
    r"|\s*,?\s*(?:en\s*)?(?:van|voor)\s+"
)
_BELONGS = re.compile(r"\s*(?:van|voor)\s+(?:het\s+ministerie\s+van\s+)?|\s+(?=[A-Z])|(?=[A-Z])")
_CAPITAL_LINK = re.compile(r"\s*V(?:an|AN|oor|OOR)\s+(?:(?i:het ministerie van)\s+)?")
_UNKNOWN_TERRITORY = re.compile(rf"(?=[A-Z]){_LETTER}[\w-]*(?:(?:,? en |, | )(?=[A-Z])[\w-]+)*")
_BARE_LINK = re.compile(r"\s*(?:,|en|,? mede namens)\s*(?:de\s*)?")
_GOVERNMENT = ("minister", "secretary")
_SHOUTED = re.compile(rf"{_LETTER}{{2,}}(?![^(]*\))")
_SMALL = re.compile(
    r"(?:VAN|VOOR|EN|HET|OP|AAN|IN|MEDE|NAMENS|BRIEF|DE(?= (?:MINISTER|STAATSSEC|LEDEN|HE[ER]{2})))(?!\w)"
)

OFFICES = {
    "prime": "minister-president",
    "minister": "minister",
    "secretary": "staatssecretaris",
    "member": "Kamerlid",
}


@dataclass(slots=True)
class _Clause:
    """A head ("Minister", "de leden") and the words that belong to it."""

    head: str
    tail: str


def parse_people(text: str) -> tuple[Speaker, ...]:
    """Everybody whom a set phrase names, in order; words about a subject ("over …") end the phrase.

    Members get the office "Kamerlid". An empty tuple when nobody is named.

    >>> [(p.name, p.party) for p in parse_people("de leden Van Proef (SP) en Toets (D66)")]
    [('Van Proef', 'SP'), ('Toets', 'D66')]
    >>> parse_people("Staatssecretaris Proef (Justitie en Veiligheid)")[0].ministry
    'Justitie en Veiligheid'
    >>> [p.ministry for p in parse_people("de Ministers van Financiën en voor Rechtsbescherming")]
    ['Financiën', 'Justitie en Veiligheid']
    """
    people: list[Speaker] = []
    for clause in _spread(_clauses(_phrase(text))):
        found = _CLAUSE_READERS.get(clause.head, _members)(clause)
        if people and found and _same_person(people[-1], found[0]):
            people[-1] = _merge(people[-1], found[0])
            found = found[1:]
        people.extend(found)
    return tuple(person for at, person in enumerate(people) if person.name is None or person not in people[:at])


def _phrase(text: str) -> str:
    flat = _out_of_capitals(re.sub(r"\s+", " ", text).strip())
    topic = _TOPIC.search(flat)
    return flat[: topic.start()] if topic else flat


def _out_of_capitals(text: str) -> str:
    """A signature or head set in capitals as running text would have it; what stands in brackets stays."""
    if not text.isupper() or not _HEAD.search(text):
        return text
    return _SHOUTED.sub(
        lambda word: word[0].lower() if _SMALL.match(text, word.start()) else word[0].capitalize(), text
    )


def _clauses(text: str) -> list[_Clause]:
    heads = list(_HEAD.finditer(text))
    clauses = [_Clause("bare", text[: heads[0].start()] if heads else text)]
    for head, following in zip_longest(heads, heads[1:]):
        tail = text[head.end() : following.start() if following else len(text)]
        clauses.append(_Clause(head.lastgroup or "bare", tail))
    return clauses


def _spread(clauses: list[_Clause]) -> list[_Clause]:
    """In "de Minister en de Staatssecretaris van Financiën" the territory belongs to both."""
    for clause, following in reversed(list(pairwise(clauses))):
        if clause.head in _GOVERNMENT and following.head in _GOVERNMENT and _BARE_LINK.fullmatch(clause.tail):
            clause.tail = following.tail
    return clauses


def _same_person(before: Speaker, after: Speaker) -> bool:
    """Whether two mentions stand for one: "de heer X, minister van …", "minister-president, minister van …"."""
    if before.office == "minister-president" and after.name is None:
        return after.office == "minister" and after.ministry == "Algemene Zaken"
    first, second = (before, after) if after.role == "government" else (after, before)
    named = first.office is None and first.name is not None and first.party is None
    return named and second.role == "government" and second.name is None


def _merge(before: Speaker, after: Speaker) -> Speaker:
    named, governs = (before, after) if after.role == "government" else (after, before)
    return replace(governs, name=named.name, office=named.office or governs.office)


def _government(clause: _Clause) -> list[Speaker]:
    office = OFFICES[clause.head]
    belongs = _belongs(clause.tail)
    territories, end = _territories(clause.tail, belongs.end()) if belongs else ([], 0)
    if territories:
        name = _signature_name(clause.tail[end:])
        return [Speaker(name, office, ministry, "government") for ministry in territories]
    name_match = _NAME.match(clause.tail.lstrip())
    name = clean_name(name_match[0]) if name_match else None
    rest = clause.tail.lstrip()[name_match.end() :] if name_match else clause.tail
    parenthesis = _PARENTHESIS.match(rest)
    ministry = _ministry(parenthesis[1]) if parenthesis else None
    if office == "minister-president":
        ministry = "Algemene Zaken"
    if name is None and ministry is None:
        return []
    return [Speaker(name, office, ministry, "government")]


def _belongs(tail: str) -> re.Match[str] | None:
    """What ties a territory to an office; with a capital ("VAN") it may begin a name, unless a territory follows."""
    capital = _CAPITAL_LINK.match(tail)
    if capital is not None and offices().longest_prefix(tail[capital.end() :]) is not None:
        return capital
    return _BELONGS.match(tail)


def _territories(text: str, start: int) -> tuple[list[str | None], int]:
    """The ministries behind "Financiën en voor Rechtsbescherming …", and where the list ends."""
    found: list[str | None] = []
    position, end = start, start
    while True:
        known = offices().longest_prefix(text[position:])
        if known is not None:
            position = end = position + known[0]
            found.append(known[2])
        elif re.search(r"(?:van|voor)\s+(?:het\s+ministerie\s+van\s+)?$", text[:position]):
            unknown = _UNKNOWN_TERRITORY.match(text, position)
            if unknown is None:
                return found, end
            position = end = unknown.end()
            found.append(unknown[0].strip())
        else:
            return found, end
        link = _TERRITORY_LINK.match(text, position)
        if link is None:
            return found, end
        position = link.end()


def _signature_name(rest: str) -> str | None:
    match = re.match(rf"\s*,\s*({_INITIALS}{_SURNAME}(?:[ ]{_SURNAME}){{0,2}})\s*$", rest)
    return clean_name(match[1]) if match else None


def _ministry(text: str) -> str | None:
    resolved = offices().resolve(text)
    if resolved or offices().knows(text):
        return resolved
    known = offices().longest_prefix(text)
    return known[2] if known else (text.strip(" ,") or None)


def _members(clause: _Clause) -> list[Speaker]:
    """Names with parties; "(beiden VVD)" holds for all names since the last parenthesis."""
    office: str | None = None if clause.head == "courtesy" else OFFICES["member"]
    people: list[Speaker] = []
    waiting = position = 0
    text = clause.tail
    while position < len(text):
        link = _LINK.match(text, position)
        position = link.end() if link else position
        match = _NAME.match(text, position)
        if match is None:
            break
        people.append(Speaker(clean_name(match[0]), office, role="member" if office else "other"))
        position = match.end()
        parenthesis = _PARENTHESIS.match(text, position)
        if parenthesis:
            _fill(people, waiting, parenthesis[1])
            waiting, position = len(people), parenthesis.end()
        position += len(text[position:]) - len(re.sub(r"^\s*c\.s\.", "", text[position:]))
    if clause.head == "bare":
        return people[:waiting]
    return people


def _fill(people: list[Speaker], waiting: int, words: str) -> None:
    shared = _SHARED.match(words)
    start = waiting if shared else len(people) - 1
    party = words[shared.end() :] if shared else words
    for index in range(start, len(people)):
        people[index] = _with_party(people[index], re.sub(r"\s+", " ", party).strip(" ,"))


def _with_party(person: Speaker, party: str) -> Speaker:
    if offices().knows(party):
        return replace(person, ministry=offices().resolve(party), role="government", office=None)
    return replace(person, party=party or None, office=OFFICES["member"], role="member")


def _nobody(_clause: _Clause) -> list[Speaker]:
    return []


_CLAUSE_READERS = {
    "prime": _government,
    "minister": _government,
    "secretary": _government,
    "vice": _nobody,
}


def clean_name(text: str) -> str:
    """A name with single blanks, a plain hyphen between its halves, no "c.s.", a capital first and not throughout.

    >>> clean_name("Toets –  van de Proef"), clean_name("VAN PROEF C.S.")
    ('Toets-van de Proef', 'Van Proef')
    """
    flat = re.sub(r"\s*c\.s\.?$", "", re.sub(r"\s+", " ", text), flags=re.IGNORECASE).strip(" ,.;:")
    flat = re.sub(r"\s*[-–‑]\s*", "-", flat)
    flat = flat[:1].upper() + flat[1:]
    if flat.isupper() and len(flat) > 3:
        return re.sub(rf"{_LETTER}+", lambda word: word[0].capitalize(), flat)
    return re.sub(r"(?<=[a-zà-öø-ÿ]{3})(?=[A-Z])", " ", flat)


_ROLES: tuple[tuple[str, Role, str], ...] = (
    (r"griffier|gast|rapporteur|ombudsman|rekenkamer|raad van state|plenaire zaal", "other", ""),
    (r"\bvoorzitter\b", "chair", "voorzitter"),
    (r"kamerlid|\blid\b|leden|fractie", "member", "Kamerlid"),
)


def speaker_from_office(function: str, name: str | None = None, party: str | None = None) -> Speaker:
    """The speaker behind a function as minutes write it; an unknown function keeps its words and role "other".

    >>> speaker_from_office("minister van Justitie en Veiligheid", name="Van Proef")
    Speaker(name='Van Proef', office='minister', ministry='Justitie en Veiligheid', role='government', party=None)
    >>> speaker_from_office("Lid Tweede Kamer", party="SP").office
    'Kamerlid'
    """
    words = re.sub(r"\s+", " ", function).strip(" ,.")
    name = clean_name(name) if name else None
    clauses = [clause for clause in _clauses(words) if clause.head in ("prime", "minister", "secretary")]
    if clauses:
        found = [person for clause in clauses for person in _government(clause)]
        office = OFFICES[clauses[0].head]
        ministry = next((person.ministry for person in found if person.ministry), None)
        return Speaker(name or next((p.name for p in found if p.name), None), office, ministry, "government", party)
    for pattern, role, office in _ROLES:
        if re.search(pattern, words, re.IGNORECASE):
            return Speaker(name, office or words.lower(), None, role, party)
    return Speaker(name, words.lower() or None, None, "member" if party else "other", party)
