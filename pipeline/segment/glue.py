"""Sentence ends whose space a poor extractor lost: "detentie.Nadat", "gaat?Dit", "2023.Het"."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.resources.boundaries import pattern, words
from pipeline.segment.candidates import Candidate
from pipeline.segment.tokens import LONGEST_RUN, run_after, run_before

LEFT = re.compile(r"(?:[^\W\d_]{2}|[)\]»”\"’%]|\d)$")
RIGHT = re.compile(r"(?P<open>[«“‘\"(]*)(?P<word>[A-ZÀ-ÖØ-Þ][\w’']*)(?P<rest>.?)", re.DOTALL)


def glued_end(text: str, begin: int, candidate: Candidate, is_abbreviation: Callable[[str], bool]) -> bool:
    """Whether two sentences stand together here without a space, other than in an address or abbreviation.

    >>> from pipeline.segment.candidates import candidates
    >>> for text in ("detentie.Nadat ik", "gaat.U vroeg", "P.van Dijk", "n.v.t", "Dienst.Pdf", "www.x.nl.Dit", "nr.A"):
    ...     print(text, [glued_end(text, 0, found, lambda run: run == "nr.") for found in candidates(text)])
    detentie.Nadat ik [True]
    gaat.U vroeg [True]
    P.van Dijk [False]
    n.v.t [False, False]
    Dienst.Pdf [False]
    www.x.nl.Dit [False, False, False]
    nr.A [False]
    """
    right = RIGHT.match(text, candidate.end, candidate.end + LONGEST_RUN)
    before = run_before(text, candidate.stop, begin)
    if right is None or candidate.ellipsis or not LEFT.search(before):
        return False
    if pattern("address").matches(before + candidate.mark + run_after(text, candidate.after)):
        return False
    if candidate.mark == "." and not candidate.closed and is_abbreviation(before + "."):
        return False
    return _starts(right["word"], right["rest"], after_digit=before[-1].isdigit())


def _starts(word: str, rest: str, *, after_digit: bool) -> bool:
    if word.lower() in words("extensions"):
        return False
    if after_digit or len(word) == 1:
        return word.lower() in words("openers") and (not rest or rest.isspace() or rest == ",")
    return rest not in {".", "@"}
