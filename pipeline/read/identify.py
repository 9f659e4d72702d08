"""Who a document is: official ids found in text or put together from their parts, and safe file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

OfficialKind = Literal["ah-tk", "kv-tk", "kst", "h-tk", "blg"]
"""Series of official publications: answers, questions, Kamerstukken, Handelingen, annexes (bijlagen)."""

_CHAPTER = r"(?:[IVX]{1,5}[A-D]?|[A-M])"
_OFFICIAL = re.compile(
    r"(?<![\w-])(?:"
    r"ah-(?:tk|ek)-\d{8}-\d+"
    r"|kv-tk-(?:\d{4}Z\d{4,6}|KVR\d+|\d{8,})"
    r"|kst-\d{5,6}(?:-\(?R\d{3,4}\)?)?(?:-[IVXAB]{1,6})?-(?:\d+|[A-Z]{1,3})(?:-[nbh]\d+)?"
    r"|kst-\d{5}-\d{1,2}-(?:\d+|[A-Z]{1,3})(?:-[nbh]\d+)?"
    r"|h-(?:tk|ek)-\d{8}-\d+-\d+"
    r"|h-(?:tk|ek)-\d{8}-\d+"
    r"|blg-\d+"
    r")(?![\w-])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})(?!\d)")
_DOSSIER = re.compile(
    r"(?<!\d)(?P<number>\d{2}\s?\d{3})(?!\d)(?:\s?-\s?(?P<part>\d{2})(?![\d-]))?(?:\s*\(?(?P<realm>R\s?\d{3,4})\)?)?"
    r"(?:(?:\s*[-–‑]\s*|\s+|\s*\(\s*)(?P<chapter>" + _CHAPTER + r")(?![\w]))?(?!\d)",
)
_QUESTION = re.compile(r"(?<!\w)(20\d{2})\s?Z\s?(\d{5})(?!\d)")
_BLANKS = r"\s+"
_SLUG_LENGTH = 100


def official_id(text: str) -> str | None:
    """The first official id in an address, a file name or a footer, in its usual case; ``None`` when there is none.

    >>> official_id("https://zoek.officielebekendmakingen.nl/kst-36600-XII-57.html")
    'kst-36600-XII-57'
    >>> official_id("AH-TK-20242025-546") , official_id("brief.pdf")
    ('ah-tk-20242025-546', None)
    """
    match = _OFFICIAL.search(text)
    if match is None:
        return None
    series, rest = re.split(r"-(?=\d|KVR)", match[0], maxsplit=1, flags=re.IGNORECASE)
    rest = re.sub(r"-[NBH](?=\d+$)", lambda suffix: suffix[0].lower(), rest.upper())
    return f"{series.lower()}-{rest}"


def compose_id(
    kind: OfficialKind,
    *,
    session: str = "",
    number: str | int = "",
    dossier: str = "",
    item: str | int = "",
) -> str | None:
    """An official id from its printed parts; ``None`` when a part that it needs is missing.

    ``session`` is the session year (vergaderjaar) as printed, ``number`` that of the annex, question paper,
    paper (ondernummer) or sitting, ``item`` the item of a sitting, ``dossier`` the file's number as printed.

    >>> compose_id("ah-tk", session="Vergaderjaar 2024–2025", number=546)
    'ah-tk-20242025-546'
    >>> compose_id("kst", dossier="36 600 XII", number="57"), compose_id("kv-tk", number="2024Z18435")
    ('kst-36600-XII-57', 'kv-tk-2024Z18435')
    >>> compose_id("h-tk", session="2017-2018", number=70, item=8), compose_id("kst", number="3")
    ('h-tk-20172018-70-8', None)
    """
    label = str(number).strip()
    if not label:
        return None
    if kind in ("kv-tk", "blg"):
        return f"{kind}-{label}"
    if kind == "kst":
        file = next(_dossiers(dossier), None)
        return f"kst-{file}-{label}" if file else None
    years = session_years(session)
    if years is None:
        return None
    tail = f"-{item}" if kind == "h-tk" and str(item) else ""
    return f"{kind}-{years}-{label}{tail}"


def session_years(text: str) -> str | None:
    """The session year (vergaderjaar) in a text as ids write it; ``None`` when none, or when it is not one year.

    >>> session_years("Tweede Kamer, vergaderjaar 2022–2023, 36 045, nr. 156"), session_years("2022-2029")
    ('20222023', None)
    """
    for match in _YEARS.finditer(text):
        first = int(match[1])
        second = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
        if second == first + 1 or (first % 100 == 99 and int(match[2]) % 100 == 0):
            return f"{first}{first + 1}"
    return None


def dossier(text: str) -> str | None:
    """The first dossier number (dossiernummer) in a text, as "36045" or "36600-XII"; ``None`` when there is none.

    >>> dossier("36 600 XII"), dossier("36600-XII, nr. 57"), dossier("35 000 (R1234)"), dossier("21 501-20")
    ('36600-XII', '36600-XII', '35000-(R1234)', '21501-20')
    """
    return next(iter(_dossiers(text)), None)


def _dossiers(text: str) -> Iterator[str]:
    for match in _DOSSIER.finditer(text):
        realm = f"-({re.sub(_BLANKS, '', match['realm'])})" if match["realm"] else ""
        part = f"-{match['part']}" if match["part"] else ""
        chapter = f"-{match['chapter']}" if match["chapter"] else ""
        yield f"{re.sub(_BLANKS, '', match['number'])}{part}{realm}{chapter}"


def question_ids(text: str) -> tuple[str, ...]:
    """The numbers of question papers (zaaknummers) in a text, each once, in order.

    >>> question_ids("2024Z01911, 2024Z 17972 en 2024Z01911")
    ('2024Z01911', '2024Z17972')
    """
    return tuple(dict.fromkeys(f"{match[1]}Z{match[2]}" for match in _QUESTION.finditer(text)))


def slug(stem: str) -> str:
    """A file name from any text: letters, digits, dots, hyphens and underscores, at most 100 characters.

    Stable. What had to be changed gets a short digest of the whole, so that two names stay two. An empty
    name gives "document" with a digest. Never starts with a dot or a hyphen.

    >>> slug("80e-vergadering-2025-04-23"), slug("kst-36600-XII-57")
    ('80e-vergadering-2025-04-23', 'kst-36600-XII-57')
    >>> slug("../x"), slug("Eén brief"), slug("")
    ('x-d6b96a97', 'Een-brief-e3fddaf1', 'document-e3b0c442')
    """
    plain = "".join(part for part in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(part))
    safe = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9._-]+", "-", plain)).strip("-.")
    if safe == stem and 0 < len(safe) <= _SLUG_LENGTH:
        return safe
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{safe[: _SLUG_LENGTH - 9].strip('-.') or 'document'}-{digest}"
