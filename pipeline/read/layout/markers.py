"""Marks at the beginning and end of a line that say where paragraphs begin: headers, bullets, numbering."""

from __future__ import annotations

import re

from pipeline.resources.function_words import load_function_words

_NUMBER = r"\d{1,3}(?: ?[a-z])?\b[.)]?"
_BETWEEN = r"\s*(?:(?:,|;|-|–|&|/|en|t/m|tot en met|of)\s*)?(?:vraag\s+)?"
_NUMBERS = rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})*"
_BULLETS = r"(?:[•·\-–▪»*]\s*)?"
_HEADER = re.compile(
    r"(?:[•·\-–▪»*]\s*)?"
    r"(?:Vraag|Vragen|Antwoord|Antwoorden|Beantwoording|VRAAG|VRAGEN|ANTWOORD|ANTWOORDEN)"
    r"(?:\s+(?:op\s+|bij\s+)?(?:de\s+)?(?:deel|sub)?(?:vraag|vragen|Vraag|Vragen|VRAAG|VRAGEN))?"
    rf"(?:\s*(?:nr\.?\s*)?\(?{_NUMBERS})?\s*[:.]?"
)
_NOTICE = re.compile(
    r"(?:[•·\-–▪»*]\s*)?(?:Toelichting|Mededeling|Inleiding|Bijlagen?)(?:\s*[-–]\s*\d.{0,30}|\s*\d{0,2})?\s*:?"
)
_OPENING = re.compile(_BULLETS + r"(?:Vraag|Vragen|Antwoord|Antwoorden|Toelichting|Mededeling)\b")
_NUMBERED_OPENING = re.compile(_BULLETS + r"(?:Vraag|Vragen|Antwoord|Antwoorden)(?: op)?(?: vra(?:ag|gen))? ?\d{1,3}\b")
_BULLET = re.compile(r"([•·»▪■□●○◦‣⁃►➢✓*]|[-–—](?=\s)|o(?=\s{2,}|\t))\s*(?=\S)")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}°)\s+(?=\S)")
_LONGEST_HEADER = 100
_TAIL = 40
_LONGEST_ROW = 160
_REFERENCE = r"\s*(?:\[?\d{1,2}[\])]?)?"
_END = re.compile(rf"[.!?…:;][\"”’'»)\]]*{_REFERENCE}$")
_CLOSED = re.compile(rf"[.!?…][\"”’'»)\]]*{_REFERENCE}$")
_LONE_NUMBER = re.compile(r"\d{1,3}[a-z]?[.)]?")
_NAME = re.compile(
    r"(?:(?:drs|mr|dr|ir|ing|prof)\.\s*)*(?:(?:[A-Z]\.\s?)+|(?:[A-Z][^\W\d_]+\s){1,3}(?:[A-Z]\.\s?)*)\s?"
    r"(?:(?:van|de|der|den|ter|ten|te|von|la|el|[’']t|in)\s)*[A-Z][^\W\d_]+(?:[ –-][A-Z’'][^\W\d_]+)*"
)
_CELL = re.compile(r"(?<!\S)(?:€ ?)?[-–]?(?:\d[\d.,]*%?|(?<=[-–])|n\.?v\.?t\.?|x)(?!\S)", re.IGNORECASE)


def is_header(text: str) -> bool:
    """Whether a line is nothing but the header of a question, an answer or a notice.

    >>> [is_header(text) for text in ("Vraag 1a", "Antwoord op vraag 4:", "Antwoord 7, 8, 9 10 en 11", "Antwoord")]
    [True, True, True, True]
    >>> is_header("Vragen van het lid Jansen (ABC) aan de"), is_header("Antwoord 1 Ja.")
    (False, False)
    """
    if len(text) > _LONGEST_HEADER or text[0] not in "VABTMI•·-–▪»*":
        return False
    return bool(_HEADER.fullmatch(text) or _NOTICE.fullmatch(text))


def is_lone_number(text: str) -> bool:
    """Whether a line is nothing but a number, as some ministries number questions."""
    return len(text) <= 5 and bool(_LONE_NUMBER.fullmatch(text))


def opens_section(text: str) -> bool:
    """Whether a line begins with the word of a header, whatever follows."""
    return bool(_OPENING.match(text))


def opens_numbered(text: str) -> bool:
    """Whether a line begins with the numbered header of a question or an answer, whatever follows.

    >>> opens_numbered("Vraag 3: klopt dit?"), opens_numbered("Antwoord op de brief")
    (True, False)
    """
    return bool(_NUMBERED_OPENING.match(text))


def bullet(text: str) -> str | None:
    """The mark that a list item begins with (``"1."`` stands for every number), ``None`` without one.

    >>> bullet("» een"), bullet("- twee"), bullet("b) drie"), bullet("12. vier"), bullet("-vijf")
    ('»', '-', '1.', '1.', None)
    """
    if match := _BULLET.match(text):
        return match.group(1)
    return "1." if _NUMBERED.match(text) else None


def is_name(text: str) -> bool:
    """Whether a line is somebody's name and nothing else, as under a letter.

    >>> is_name("A.B. van den Jansen-Pieters"), is_name("Anna Jansen"), is_name("Nederland"), is_name("Den Haag,")
    (True, True, False, False)
    """
    return bool(_NAME.fullmatch(text))


def is_mark(word: str) -> bool:
    """Whether a word is a bullet or a number of a list and nothing else."""
    return bullet(f"{word} x") is not None


def ends_clause(text: str) -> bool:
    """Whether a line ends where a sentence or the opening of a list can end.

    >>> ends_clause("zoals gezegd.«"), ends_clause("de volgende:"), ends_clause("en de"), ends_clause("is dat zo?»1")
    (False, True, False, True)
    """
    return bool(_END.search(text[-_TAIL:]))


def is_left_open(text: str) -> bool:
    """Whether the last word of a line calls for another: no sentence and no heading ends in it.

    >>> is_left_open("een schrijven aan de"), is_left_open("De Minister van Verkeer")
    (True, False)
    """
    last = text.rpartition(" ")[2]
    return text.endswith((" –", " -", "(", "«")) or last in load_function_words()["nl"].open


def is_unclosed(text: str) -> bool:
    """Whether a bracket that was opened on a line is still open at its end.

    >>> is_unclosed("Antwoord van Minister Jansen (Verkeer) (ontvangen"), is_unclosed("(ontvangen 3 mei 2031).")
    (True, False)
    """
    return text.rfind("(") > text.rfind(")")


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence can end."""
    return bool(_CLOSED.search(text[-_TAIL:]))


def is_table_row(text: str) -> bool:
    """Whether most words of a line are figures.

    >>> is_table_row("Totaal 2.378 1.326 12"), is_table_row("In 2024 waren het er 12.")
    (True, False)
    """
    if len(text) > _LONGEST_ROW:
        return False
    cells = len(_CELL.findall(text))
    words = text.count(" ") + 1
    return cells > 1 and words >= 3 and 2 * cells > words
