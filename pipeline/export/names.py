"""Document ids that can be file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_BYTES = 180
"""Longest id in UTF-8 bytes: most file systems stop at 255, and a suffix must fit."""

_UNSAFE = re.compile(r"[^\w.\-]+")


def safe_id(document_id: str) -> str:
    """The id if it can be a file name on every system, else one made from it.

    Letters, digits, ``.``, ``_`` and ``-`` stay; anything else becomes ``-``. An id that had to be changed gets
    a digest of what it was, so two ids never become one.

    >>> safe_id("ah-tk-20232024-1178")
    'ah-tk-20232024-1178'
    >>> safe_id("../kst 1")
    'kst-1--a13094dc'
    """
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", document_id)).strip(".-")
    if name == document_id and 0 < len(name.encode()) <= MAX_BYTES:
        return name
    digest = hashlib.sha256(document_id.encode(errors="replace")).hexdigest()[:8]
    short = name.encode()[: MAX_BYTES - len(digest) - 2].decode(errors="ignore")
    return f"{short or 'document'}--{digest}"


def distinct_id(document_id: str, sha256: str) -> str:
    """The id for a second, different document that has the id of another.

    >>> distinct_id("brief", "0f343b0931126a20f133d67c2b018a3b")
    'brief--0f343b09'
    """
    return f"{document_id}--{sha256[:8]}"
