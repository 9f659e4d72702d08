"""Hyphens where a line ended: soft ones (afbreekstreepjes) go, real ones (koppeltekens) stay."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.resources.hyphenation import load_hyphenation

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?<![\w/.-])([^\W\d_]{2,})-([a-zß-ÿ]{2,})(?![\w/-])")
_CLASH = re.compile(r"(?:a[aeiu]|e[eiu]|i[ej]|o[eiou]|u[iu]|ii)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often a document writes a word, and a compound with its hyphen; lower case."""

    counts: Counter[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Count the words inside of lines; words at a line's end may be halves and do not count."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(_TOKEN.findall(text.lower()))
        return cls(counts)


def join(left: str, right: str, vocabulary: Vocabulary) -> str:
    """What stands between two halves of a word that a hyphen at a line end parted: ``""``, ``"-"`` or ``"- "``.

    ``left`` is the last word of the line without its hyphen, ``right`` the first of the next line. Sources:
    Leidraad (Woordenlijst Nederlandse Taal) on the koppelteken in compounds with capitals, abbreviations,
    figures and clashing vowels; otherwise the document's own usage; otherwise the hyphen was the printer's.

    >>> none = Vocabulary.of([])
    >>> [join(*halves, none) for halves in (("leerkli", "maat"), ("NAVO", "ambities"), ("detentie", "en"))]
    ['', '-', '- ']
    >>> join("re", "integratie", none), join("stand", "alone", Vocabulary.of(["een stand-alone scanner"]))
    ('-', '-')
    """
    rules = load_hyphenation()
    first = right.lower()
    if first in rules.linking.words:
        return "- "
    if not left or not right or not right[0].islower() or _is_code(left):
        return "-"
    whole, parted = left.lower() + first, f"{left.lower()}-{first}"
    joined, hyphened = vocabulary.counts[whole], vocabulary.counts[parted]
    if joined != hyphened:
        return "" if joined > hyphened else "-"
    last = left.lower().rsplit("-", maxsplit=1)[-1]
    if last in rules.prefixes.words or (last, first) in _compounds() or _CLASH.search(last[-1] + first[0]):
        return "-"
    return ""


def soft_inside(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Spans of soft hyphens inside a line that an extractor made of several printed lines.

    Only where it is certain: the document writes the word without the hyphen elsewhere, or what follows is
    an ending that is no word. Everything else stays as it is.

    >>> list(soft_inside("de maatrege-len van de PVV-fractie", Vocabulary.of([])))
    [(11, 12)]
    """
    endings = load_hyphenation().endings.words
    for match in _BROKEN.finditer(text):
        left, right = match.groups()
        if _is_code(left) or left.lower() in load_hyphenation().prefixes.words:
            continue
        if right in endings or (
            vocabulary.counts[(left + right).lower()] > vocabulary.counts[f"{left}-{right}".lower()]
        ):
            yield match.end(1), match.end(1) + 1


def _is_code(left: str) -> bool:
    """An abbreviation, a figure or a single letter: what follows it is a compound."""
    last = left.rsplit("-", maxsplit=1)[-1]
    return len(last) == 1 or not last.isalpha() or (len(last) > 1 and last[1:] != last[1:].lower())


@functools.cache
def _compounds() -> frozenset[tuple[str, str]]:
    return frozenset(pair for compound in load_hyphenation().compounds.words for pair in pairwise(compound.split("-")))
