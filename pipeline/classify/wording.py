"""Wording as the classifiers see it: one spelling of case, quotes, dashes and spaces.

The text of a sentence is never changed; this is a view for looking at words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‑": "-", "−": "-", "\u00ad": None, "\ufb01": "fi", "\ufb02": "fl",
    },
)  # fmt: skip
_SPACES = re.compile(r"\s+")
_SOFT_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])- (?=[a-zà-ÿ])(?!- en |en |of |dan )")
_NUMBERS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_MONTHS = re.compile(
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, straight quotes and hyphens, single spaces, words joined over a hyphen at a line's end.

    >>> plain("  Het Kabinet’s inzet – toe-  gezegd ")
    "het kabinet's inzet - toegezegd"
    """
    folded = unicodedata.normalize("NFC", text).translate(_PLAIN).lower()
    return _SOFT_HYPHEN.sub("", _SPACES.sub(" ", folded).strip())


def masked(text: str) -> str:
    """Plain wording with figures as ``0`` and months as ``maand``: what matters is that there is one.

    >>> masked("Op 12 maart 2024 is 3,5% betaald.")
    'op 0 maand 0 is 0% betaald.'
    """
    return _NUMBERS.sub("0", _MONTHS.sub("maand", plain(text)))
