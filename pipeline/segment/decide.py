"""Whether a sentence ends at a candidate: the words on both sides, judged by the rules in the resources."""

from __future__ import annotations

import functools

from pipeline.resources.boundaries import Ends, PatternName, load_abbreviations, pattern
from pipeline.segment.candidates import Candidate
from pipeline.segment.glue import glued_end
from pipeline.segment.starts import Start, opens_sentence, start_at, word_at
from pipeline.segment.tokens import last_form, run_before

LONGEST_MARKER = 14
FOLLOWED_BY_OPENER: tuple[PatternName, ...] = ("initials", "letter", "dotted", "vowelless")
"""Forms that end a sentence only before a word that opens one."""


@functools.cache
def endings() -> dict[str, Ends]:
    """The abbreviations by their form."""
    return {entry.form: entry.ends for entry in load_abbreviations()}


def is_end(text: str, begin: int, candidate: Candidate) -> bool:
    """Whether the sentence that began at ``begin`` ends at ``candidate``.

    >>> from pipeline.segment.candidates import candidates
    >>> text = "Zie nr. 5. Het kabinet"
    >>> [is_end(text, 0, candidate) for candidate in candidates(text)]
    [False, True]
    """
    if candidate.glued:
        return glued_end(text, begin, candidate, is_abbreviation)
    start = start_at(text, candidate.next)
    if start is Start.SMALL:
        return False
    if candidate.mark == "." and not candidate.note:
        return _full_stop_ends(text, begin, candidate, start)
    if candidate.mark == "." and pattern("section-number").matches(run_before(text, candidate.end, begin)):
        return False
    return not (candidate.ellipsis and start is Start.NUMBER)


def is_abbreviation(run: str) -> bool:
    """Whether a run that ends in a full stop ends in an abbreviation or initials.

    >>> is_abbreviation("(m.b.t."), is_abbreviation("W.B."), is_abbreviation("detentie.")
    (True, True, False)
    """
    form = last_form(run)
    return form in endings() or pattern("initials").matches(form) or pattern("dotted").matches(form)


def is_marker(text: str, begin: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to the number of a list item, at the start or after ``:`` or ``;``.

    >>> is_marker("2. De wet", 0, 1), is_marker("Als volgt: 1. De wet", 0, 12), is_marker("Zie vraag 3. De wet", 0, 11)
    (True, True, False)
    """
    if stop - begin <= LONGEST_MARKER and pattern("list-marker").matches(text[begin:stop]):
        return True
    run = run_before(text, stop, begin)
    before = text[max(begin, stop - len(run) - LONGEST_MARKER) : stop - len(run)].rstrip()
    return before.endswith((":", ";")) and pattern("list-marker").matches(run)


def _full_stop_ends(text: str, begin: int, candidate: Candidate, start: Start) -> bool:
    if is_marker(text, begin, candidate.stop):
        return False
    run = run_before(text, candidate.stop + 1, begin)
    form = last_form(run)
    ends = endings().get(form)
    if ends is not None:
        return _abbreviation_ends(text, candidate, ends, start)
    if run.removesuffix(form).endswith("°") or _letter_pair(text, begin, candidate.stop + 1 - len(form)):
        return True
    if any(pattern(name).matches(form) for name in FOLLOWED_BY_OPENER):
        return opens_sentence(text, candidate.next)
    return not (start is Start.NUMBER and form[:-1].isdigit() and len(form) <= len("00."))


def _letter_pair(text: str, begin: int, offset: int) -> bool:
    before = text[max(begin, offset - LONGEST_MARKER) : offset].rstrip()
    return before.endswith(" en") and pattern("letter-pair").matches(before)


def _abbreviation_ends(text: str, candidate: Candidate, ends: Ends, start: Start) -> bool:
    if ends == "never":
        return candidate.closed and opens_sentence(text, candidate.next)
    if start is Start.NUMBER or text[candidate.next] in "([":
        return False
    return ends == "sometimes" or not pattern("roman").matches(word_at(text, candidate.next))
