"""Which language a text is in: function words settle it for Dutch, a model decides on the rest."""

from __future__ import annotations

import functools
import re
from collections import Counter

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipeline.errors import UnreadableDocumentError
from pipeline.resources.function_words import load_function_words
from pipeline.settings import ReadLimits

_PART = 1_000
_PARTS = 16
_SHORTEST = 200
"""Letters: in shorter texts no language is told."""

_OUR_SHARE = 0.25
"""Share of the parts in a language that we read that makes a document ours: quotes and annexes may be foreign."""

_ADDRESS = re.compile(r"(?:https?:|www\.)\S*|\S{1,64}@\S{1,255}")
_LETTER = re.compile(r"[^\W\d_]")


def check_language(text: str, *, source: str, limits: ReadLimits) -> str:
    """The language of a text, one of ``limits.languages``; a short text counts as the first of them.

    Raises :class:`UnreadableDocumentError` (``unknown_language``) when less than a quarter of it is in
    one of those languages.

    >>> check_language("Ja.", source="a.txt", limits=ReadLimits())
    'nl'
    """
    parts = [_ADDRESS.sub(" ", part) for part in _sample(text)]
    ours = limits.languages
    known = load_function_words()
    for language in ours:
        if language in known and sum(known[language].certain(part) for part in parts) > len(parts) // 2:
            return language
    if sum(len(_LETTER.findall(part)) for part in parts) < _SHORTEST:
        return ours[0]
    votes = Counter(_identify(part) for part in parts)
    language = max(ours, key=lambda code: votes[code])
    if votes[language] >= _OUR_SHARE * votes.total():
        return language
    raise UnreadableDocumentError(
        "unknown_language",
        f"a document is written in one of: {', '.join(ours)}",
        value=votes.most_common(1)[0][0],
        place=source,
    )


def _sample(text: str) -> list[str]:
    """Parts of about a thousand characters, spread over the text, that hold letters."""
    parts = [text[start : start + _PART] for start in range(0, len(text), _PART)]
    step = max(1, len(parts) // _PARTS)
    chosen = [part for part in parts[::step][:_PARTS] if len(_LETTER.findall(part)) >= min(_SHORTEST, len(text) // 4)]
    return chosen or [text[:_PART]]


def _identify(text: str) -> str:
    language: str = _model().classify(text)[0]
    return language


@functools.cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
