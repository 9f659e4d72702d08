"""What is called our own writing is: no sentence of it stands in the real documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

LEAST_WORDS = 7
"""Shorter sentences are formulas that anybody would write ("Dat ga ik niet doen.")."""

FORMULAS = {"en gaat over tot de orde van de dag", "de minister van volksgezondheid welzijn en sport"}
"""The end of a motion, a line under a letter: these have one wording."""


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@pytest.fixture(scope="module")
def real(shared: Path) -> str:
    """All labelled real sentences with their questions, as one run of words."""
    texts: list[str] = []
    for path in sorted((shared / "corpus" / "labels").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts += [row["text"], row.get("context") or ""]
    for path in sorted((shared / "corpus").rglob("*")):
        if path.suffix in {".txt", ".xml"}:
            texts.append(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8", errors="replace")))
    return "\n".join(words(text) for text in texts)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    ["own", "own-answers", "own-letters", "own-debates", "own-contrast", "own-errors", "own-meeting", "seeds"],
)
def test_no_sentence_of_ours_stands_in_the_real_documents(root: Path, real: str, name: str) -> None:
    lines = (root / "annotations" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ours = {words(json.loads(line)["text"]) for line in lines}
    long = [text for text in ours if len(text.split()) >= LEAST_WORDS]
    assert len(long) >= 100
    assert [text for text in long if text in real and text not in FORMULAS] == []
