"""Terms: what a text is about, as words and parts of words, for comparing commitments.

Parts of words (five characters) find a subject again inside a Dutch compound (samenstelling):
"scanapparatuur" and "scanners" have no word in common, "veerdienst" and "veerdiensten" no form.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.classify.wording import plain
from pipeline.resources.likeness import load_ignored
from pipeline.resources.stop_words import dutch_stop_words

PART = 5
_WORD = re.compile(r"[a-z]&[a-z]|[^\W\d_]{2,}(?:-[^\W\d_]{2,})*|\d{4}|[^\W_]+-?\d+")


@cache
def ignored_words() -> frozenset[str]:
    """Stop words of spaCy and the words of ``resources/likeness.toml``."""
    return dutch_stop_words() | {word for group in load_ignored() for word in group.words}


def subject_words(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about, in their order, lower case; abbreviations count.

    >>> subject_words("Ik zeg toe dat ik u voor de zomer over de veerdienst informeer.")
    ('veerdienst',)
    >>> subject_words("Dat zeg ik toe.")
    ()
    """
    return tuple(word for word in found_words(text) if is_subject(word))


def found_words(text: str) -> list[str]:
    """All words of a text in their order, lower case.

    >>> found_words("Dat zeg ik toe.")
    ['dat', 'zeg', 'ik', 'toe']
    """
    return _WORD.findall(plain(text))


def is_subject(word: str) -> bool:
    """Whether a word says what a text is about.

    >>> is_subject("veerdienst"), is_subject("toe"), is_subject("12")
    (True, False, False)
    """
    return word not in ignored_words() and (len(word) > 2 or word.isalpha())


def terms(text: str) -> list[str]:
    """The words of a text that say what it is about and, of longer ones, their parts of five characters.

    >>> terms("De veerdienst")
    ['veerdienst', '<veer', 'veerd', 'eerdi', 'erdie', 'rdien', 'diens', 'ienst', 'enst>']
    """
    return [term for word in subject_words(text) for term in word_terms(word)]


def word_terms(word: str) -> tuple[str, ...]:
    """The terms of one word that says what a text is about: itself, and its parts.

    >>> word_terms("sluis"), word_terms("sluizen")
    (('sluis',), ('sluizen', '<slui', 'sluiz', 'luize', 'uizen', 'izen>'))
    """
    if len(word) <= PART:
        return (word,)
    framed = f"<{word}>"
    return (word, *(framed[start : start + PART] for start in range(len(framed) - PART + 1)))
