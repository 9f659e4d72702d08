from __future__ import annotations

import subprocess
import sys

from pipeline.resources.stop_words import dutch_stop_words


def test_they_are_those_of_spacy() -> None:
    from spacy.lang.nl.stop_words import STOP_WORDS

    assert dutch_stop_words() == frozenset(STOP_WORDS)
    assert len(dutch_stop_words()) > 50


def test_spacy_itself_is_not_loaded_for_them() -> None:
    code = (
        "import sys; from pipeline.ledger.terms import ignored_words; assert 'de' in ignored_words();"
        "print(sorted({'spacy', 'thinc', 'torch'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"
