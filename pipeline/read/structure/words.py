"""What a paragraph looks like: prose, a name, or words that a rule of ``structure.toml`` knows."""

from __future__ import annotations

import re

from pipeline.read.people import NAME
from pipeline.resources.structure import StructureRole, structure_rules

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*\d{0,2}\)?$")
_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 8
_NAME_LINE = re.compile(rf"(?:[A-ZÀ-Þ]\w+\s+)?{NAME}(?:\s+(?:MA|MSc|LLM|MBA|RA))?,?")
_DEGREES = re.compile(r"^(?:(?:drs|dr|mr|ir|ing|prof|em)\.\s*)+", re.IGNORECASE)
_MOST_WORDS_OF_A_NAME = 9
_MOST_WORDS_OF_A_HEADING = 8


def says(role: StructureRole, text: str) -> bool:
    """Whether a rule of this role finds its words in the text.

    >>> says("reference", "Ons kenmerk 123"), says("reference", "Onze inzet blijft gelijk.")
    (True, False)
    """
    return any(rule.regex.search(text) for rule in structure_rules(role))


def opens(role: StructureRole, text: str) -> bool:
    """Whether the text begins with words that a rule of this role knows.

    >>> opens("title", "Betreft Beantwoording vragen"), opens("title", "Dat betreft een andere zaak.")
    (True, False)
    """
    return any(rule.regex.match(text) for rule in structure_rules(role))


def is_prose(text: str) -> bool:
    """Whether a text is at least one whole sentence of some length.

    >>> is_prose("Hierbij bied ik u de antwoorden aan op de vragen over de proef."), is_prose("Aan de Voorzitter")
    (True, False)
    """
    return len(_LETTERS.findall(text)) >= _FEWEST_WORDS and bool(_SENTENCE_END.search(text.strip()))


def is_name(text: str) -> bool:
    """Whether a line is nothing but somebody's name, as under a letter.

    >>> is_name("A.B. van den Toets"), is_name("Anna P.Q. Testman"), is_name("Financiën is op orde.")
    (True, True, False)
    """
    words = without_degrees(text)
    if not words or len(words.split()) > _MOST_WORDS_OF_A_NAME or words[0].islower() or says("signing", words):
        return False
    return bool(_NAME_LINE.fullmatch(words)) and any(part[0].isupper() for part in words.split()[-1:])


def is_title_line(text: str) -> bool:
    """Whether a line looks like a heading between paragraphs: a few words, no stop, a capital first.

    >>> is_title_line("Stand van zaken"), is_title_line("Ik zeg dit toe."), is_title_line("en verder")
    (True, False, False)
    """
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS_OF_A_HEADING and words[0][0].isupper() and words[-1][-1].isalnum()


def without_degrees(text: str) -> str:
    """A name without the academic degrees before it.

    >>> without_degrees("mr. drs. A.B. Toets")
    'A.B. Toets'
    """
    return _DEGREES.sub("", text.strip())


def letters(text: str) -> str:
    """The letters of a text in lower case, to compare wordings whatever their spaces, hyphens and quotes.

    >>> letters("Klopt dit bericht?1") == letters("Klopt  dit be-richt ?")
    True
    """
    return "".join(_LETTERS.findall(text)).casefold()
