"""How well roles are inferred where minutes do not say them: real debates that do say them, with the roles taken away.

Run ``.venv/bin/python tests/bench/roles.py FOLDER…`` on folders with debates in official XML (h-tk) or VLOS. Each
speaker gets an id as ParlaMint-NL writes it, from the name alone; who is in the chair stays known, as it is there.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.read.hints import Hints
from pipeline.read.roles import Utterance, infer
from pipeline.read.xml import read_xml
from pipeline.records import Document, Speaker
from pipeline.settings import ReadLimits

PARTICLE = re.compile(r"^(?=(?:Van|De|Den|Der|Ten|Ter)\b)")
Pair = tuple[str, str]
"""The role that the minutes give, and the one inferred ("unknown" where none is)."""


def read(path: Path) -> Document | None:
    """The document in a file; ``None`` for one that is no debate."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    document = read_xml(data, source=path.name, sha256=digest, limits=ReadLimits(), hints=Hints())
    return document if document.kind == "debate" else None


def id_of(speaker: Speaker) -> str:
    """A made-up given name and the name, written together, tussenvoegsels small: "AnvandenToets"."""
    name = speaker.name or ("Voorzitter" if speaker.role == "chair" else "")
    small = name[:1].lower() + name[1:] if PARTICLE.match(name) else name
    return re.sub(r"[^\w-]", "", f"An{small}") if name else ""


def turns(document: Document) -> Iterator[tuple[Speaker, str]]:
    """Who spoke, and the words, turn by turn."""
    words: dict[int, list[str]] = {}
    speakers: dict[int, Speaker] = {}
    for passage in document.passages:
        if passage.turn is not None and passage.speaker is not None:
            speakers[passage.turn] = passage.speaker
            words.setdefault(passage.turn, []).append(document.text[passage.start : passage.end])
    yield from ((speakers[turn], " ".join(words[turn])) for turn in sorted(words))


def compare(document: Document) -> tuple[Counter[Pair], Counter[Pair]]:
    """Pairs of true and inferred role, by person and by turn."""
    spoken = list(turns(document))
    stripped = [Utterance(id_of(one), "chair" if one.role == "chair" else None, text) for one, text in spoken]
    found = infer(stripped, "TK")
    by_turn: Counter[Pair] = Counter()
    people: dict[str, Pair] = {}
    for (speaker, _), turn in zip(spoken, stripped, strict=True):
        if speaker.role != "chair" and turn.who:
            pair = (speaker.role, found[turn.who].role if turn.who in found else "unknown")
            people.setdefault(turn.who, pair)
            by_turn[pair] += 1
    return Counter(people.values()), by_turn


def share(part: int, whole: int) -> str:
    """Two decimals and the counts."""
    return f"{part / whole:.2f} ({part} of {whole})" if whole else "–"


def table(unit: str, pairs: Counter[Pair]) -> Iterator[str]:
    """Precision and recall of each role."""
    for role in ("member", "government"):
        right = pairs[role, role]
        given = sum(count for (_, inferred), count in pairs.items() if inferred == role)
        true = sum(count for (said, _), count in pairs.items() if said == role)
        yield f"| {unit} | {role} | {share(right, given)} | {share(right, true)} |"


def main(folders: list[str]) -> None:
    """Print the table for each folder."""
    for folder in folders:
        people: Counter[Pair] = Counter()
        by_turn: Counter[Pair] = Counter()
        for path in sorted(Path(folder).glob("*.xml")):
            document = read(path)
            if document is not None:
                for total, part in zip((people, by_turn), compare(document), strict=True):
                    total.update(part)
        lines = ["| unit | role | precision | recall |", "| --- | --- | --- | --- |"]
        rows = [*lines, *table("people", people), *table("turns", by_turn)]
        sys.stdout.write("\n".join([f"\n{Path(folder).name}\n", *rows, ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
