"""The people of a news article: who is mentioned with which office, and whom a later name or pronoun means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.records import Role, Speaker
from pipeline.resources.offices import offices

_PARTICLE = r"(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Tt]e|[Vv]on|[Ee]l|[Aa]l|[Bb]in|['’][ts])"
_WORD = r"[A-ZÀ-ÞŠŽ][^\W\d_]+(?:['’][^\W\d_]+)*"
_NAME = rf"(?:{_PARTICLE}\s+)*{_WORD}(?:[ -](?:{_PARTICLE}\s+)*{_WORD})*"
_PERSON = re.compile(
    rf"\b(?P<office>(?i:minister-president|premier|minister|staatssecretaris))\s+(?!van\s|voor\s)(?P<name>{_NAME})"
    rf"(?:\s*\((?P<territory>[^()]{{2,80}})\))?",
)
_TERRITORIAL = re.compile(
    r"\b(?i:(?P<office>minister|staatssecretaris))\s+(?:van|voor)\s+(?P<rest>[A-Z].{0,120})",
)
_MEMBER = re.compile(
    rf"\b(?:(?P<party>[A-Z][\w+]*(?:-[A-Z]\w+)?)-)?(?i:kamer(?:lid|leden)|fractievoorzitter|partijleider)\s+(?P<name>{_NAME})"
    rf"(?:\s*\((?P<parenthesis>[^()]{{1,30}})\))?"
    rf"(?:\s+en\s+(?P<second>{_NAME}))?"
)
_NAMED = re.compile(rf"^(?:(?:de|het)\s+)?(?P<name>{_NAME})")
_PRONOUN = re.compile(r"^(?:hij|zij|ze|de bewinds(?:man|vrouw|persoon|lieden))\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?P<office>minister-president|premier|minister|staatssecretaris|kamerlid|kamerleden)\b", re.IGNORECASE
)
_GOVERNMENT = re.compile(
    r"\b(?:het kabinet|de regering|het ministerie|(?:een|de) woordvoerder van (?:het ministerie|de minister))",
    re.IGNORECASE,
)
_OFFICES = {"premier": "minister-president", "kamerlid": "Kamerlid", "kamerleden": "Kamerlid"}


@dataclass(slots=True)
class Cast:
    """People in the order in which the article names them."""

    people: list[Speaker] = field(default_factory=list)

    def mention(self, text: str) -> None:
        """Take in everybody whom a stretch of text names with an office."""
        found = [(match.start(), _person(match, text)) for match in _PERSON.finditer(text)]
        for match in _TERRITORIAL.finditer(text):
            known = offices().longest_prefix(match["rest"])
            if known:
                found.append((match.start(), Speaker(None, match["office"].lower(), known[2], "government")))
        for match in _MEMBER.finditer(text):
            found.extend((match.start(), member) for member in _members(match))
        for _, person in sorted(found, key=lambda item: item[0]):
            self._add(person)

    def _add(self, person: Speaker) -> None:
        """Move a person to the end; what was known of them before completes what is said now."""
        place = next((place for place, other in enumerate(self.people) if _same(person, other)), None)
        if place is not None:
            known = self.people.pop(place)
            person = replace(
                known,
                office=known.office or person.office,
                ministry=known.ministry or person.ministry,
                party=known.party or person.party,
            )
        self.people.append(person)

    def resolve(self, words: str) -> Speaker | None:
        """Whom the words of an attribution mean; ``None`` when they name nobody. Whoever it is was mentioned last."""
        person = self._find(words.strip())
        if person is not None and (person.name or person.office):
            self._add(person)
        return person

    def _find(self, words: str) -> Speaker | None:
        named = Cast(list(self.people))
        named.mention(words)
        if _PRONOUN.match(words):
            return self.people[-1] if self.people else None
        if _PERSON.search(words) or _MEMBER.search(words) or _TERRITORIAL.search(words):
            return _first_named(named.people, words)
        office = _OFFICE.search(words)
        if office:
            return self._by_office(office["office"].lower())
        if _GOVERNMENT.search(words):
            known = re.search(r"ministerie van\s+(.+)", words)
            prefix = offices().longest_prefix(known[1]) if known else None
            return Speaker(ministry=prefix[2] if prefix else None, role="government")
        name = _NAMED.match(words)
        return self._by_name(name["name"]) if name else None

    def _by_office(self, word: str) -> Speaker:
        office = _OFFICES.get(word, word)
        role: Role = "member" if office == "Kamerlid" else "government"
        found = [person for person in self.people if person.office == office]
        return found[-1] if found else Speaker(None, office, None, role)

    def _by_name(self, name: str) -> Speaker:
        found = [person for person in self.people if _surname(person.name) == _surname(name)]
        return found[-1] if found else Speaker(name)


def _same(person: Speaker, other: Speaker) -> bool:
    """One surname, or an office and ministry that the article gave to somebody before."""
    if person.name is None:
        return person == other or (person.ministry is not None and _post(person) == _post(other))
    return _surname(person.name) == _surname(other.name)


def _post(person: Speaker) -> tuple[str | None, str | None]:
    return person.office, person.ministry


def _surname(name: str | None) -> str | None:
    """The name without first names and particles, to compare."""
    return name.split()[-1].casefold() if name else None


def _first_named(people: Sequence[Speaker], words: str) -> Speaker | None:
    """The person whom the words name first, by surname; else the one whose ministry they name."""
    places = [(words.find(person.name.split()[-1]), person) for person in people if person.name]
    named = [(place, person) for place, person in places if place >= 0]
    if named:
        return min(named, key=lambda item: item[0])[1]
    return next((person for person in reversed(people) if person.ministry and person.ministry in words), None)


def _person(match: re.Match[str], text: str) -> Speaker:
    office = match["office"].lower()
    name, ministry = match["name"], None
    rest = text[match.start("name") :]
    for link in re.finditer(r"\s+(?:van|voor)\s+", rest[: len(name) + 12]):
        known = offices().longest_prefix(rest[link.end() :])
        if known:
            name, ministry = rest[: link.start()], known[2]
            break
    if match["territory"]:
        known = offices().longest_prefix(match["territory"])
        ministry = known[2] if known else ministry
    if office in ("premier", "minister-president"):
        return Speaker(name, "minister-president", "Algemene Zaken", "government")
    return Speaker(name, office, ministry, "government")


def _members(match: re.Match[str]) -> list[Speaker]:
    party = match["party"] or match["parenthesis"]
    names = [name for name in (match["name"], match["second"]) if name]
    return [Speaker(name, "Kamerlid", None, "member", party) for name in names]
