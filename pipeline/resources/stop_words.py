"""Dutch stop words (stopwoorden): words that do not say what a text is about."""

from __future__ import annotations

import runpy
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import InvalidResourceError


@cache
def dutch_stop_words() -> frozenset[str]:
    """The Dutch stop words of spaCy, lower case, read from their file: the rest of spaCy takes seconds to load.

    Raises InvalidResourceError when spaCy has no such file.

    >>> {"de", "het", "niet"} <= dutch_stop_words(), "veerdienst" in dutch_stop_words()
    (True, False)
    """
    spec = find_spec("spacy")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders or ()), "spacy")) / "lang" / "nl" / "stop_words.py"
    if not path.is_file():
        raise InvalidResourceError("spaCy has a list of Dutch stop words", value="stop_words.py", place=str(path))
    return frozenset(runpy.run_path(str(path))["STOP_WORDS"])
