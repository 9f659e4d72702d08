"""Boundary F1 and speed of sentence splitters on the real documents, as one table.

Run ``.venv/bin/python tests/bench/segmentation.py [SHARED]`` with the extra ``bench`` installed. F1 is micro-averaged
over sentence ends, the last one of every stretch included; speed is in words a second on one core, start-up left out.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.segment import split_spans

NOTE = re.compile(r"(?:(?<=[.?!»”)])\d{1,2})?$")

Splitter = Callable[[str], list[int]]
"""A text to the offsets at which its sentences end, white space left out."""


@dataclass(slots=True)
class Tally:
    """Ends found, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: Iterable[int], gold: frozenset[int]) -> None:
        """Compare the ends of one text."""
        predicted = set(found)
        self.right += len(predicted & gold)
        self.wrong += len(predicted - gold)
        self.missed += len(gold - predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 for no ends at all."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0


def gestand() -> Splitter:
    """Our rules."""
    return lambda text: [end for _, end in split_spans(text)]


def sentencizer() -> Splitter:
    """spaCy's rule component, blank Dutch pipeline."""
    nlp: Any = importlib.import_module("spacy").blank("nl")
    nlp.add_pipe("sentencizer")
    return lambda text: located(text, (sentence.text for sentence in nlp(text).sents))


def pysbd() -> Splitter:
    """pySBD, Dutch."""
    segmenter: Any = importlib.import_module("pysbd").Segmenter(language="nl", clean=False)
    return lambda text: located(text, segmenter.segment(text))


def sentencex() -> Splitter:
    """sentencex (Wikimedia), Dutch."""
    module: Any = importlib.import_module("sentencex")
    return lambda text: located(text, module.segment("nl", text))


def choppa() -> Splitter:
    """choppa-srx with LanguageTool's rules for Dutch."""
    module: Any = importlib.import_module("choppa")
    rules = module.SrxDocument(ruleset=module.DEFAULT_SRX_RULESET)
    return lambda text: located(text, module.SrxTextIterator(rules, "nl_two", text))


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "spaCy sentencizer": sentencizer,
    "pySBD": pysbd,
    "sentencex": sentencex,
    "choppa-srx": choppa,
    "**Gestand**": gestand,
}


def located(text: str, sentences: Iterable[str]) -> list[int]:
    """The ends of sentences that a splitter gave as strings; one that it changed is passed over."""
    ends, offset = [], 0
    for sentence in sentences:
        words = sentence.strip()
        at = text.find(words, offset) if words else -1
        if at >= 0:
            offset = at + len(words)
            ends.append(offset)
    return ends


def compare(shared: Path) -> str:
    """The table over all gold sets, in Markdown."""
    gold: Any = importlib.import_module("segmentation_gold")
    sets = gold.gold_sets(shared)
    heads = [f"{name} ({sum(len(item.ends) for item in items):,})" for name, items in sets.items()]
    lines = [f"| splitter | {' | '.join(heads)} | words/s |", "|---|" + "---:|" * (len(heads) + 1)]
    for name, make in SPLITTERS.items():
        split = make()
        split("Dit is een zin. Dit ook.")
        tallies, words, seconds = [], 0, 0.0
        for items in sets.values():
            tally = Tally()
            for item in items:
                text = item.text.replace("\n", " ")
                began = time.process_time()
                ends = split(text)
                seconds += time.process_time() - began
                words += len(text.split())
                tally.add(ends, item.ends)
            tallies.append(f"{tally.f1:.4f}")
        lines.append(f"| {name} | {' | '.join(tallies)} | {words / seconds:,.0f} |")
    return "\n".join(lines)


def compare_layout(shared: Path) -> str:
    """The table of whole answers, as extracted and after lay-out repair, in Markdown."""
    gold: Any = importlib.import_module("segmentation_gold")
    found = list(gold.answers(shared))
    lines = ["| splitter | as extracted | after lay-out repair |", "|---|---:|---:|"]
    texts = {name: _raw(shared, name) for name in {answer.document for answer in found}}
    documents = {name: _read(text, name) for name, text in texts.items()}
    for name, make in SPLITTERS.items():
        split = make()
        extracted, repaired = Tally(), Tally()
        for document, text in texts.items():
            ends = _repaired_ends(documents[document], split)
            for answer in (item for item in found if item.document == document):
                raw = split(text[answer.start : answer.end].replace("\n", " "))
                wanted = _without_note(text, answer.ends)
                placed = [end + answer.start for end in raw]
                extracted.add(_without_note(text, filter(answer.judged, placed)), wanted)
                repaired.add(_without_note(text, filter(answer.judged, ends)), wanted)
        lines.append(f"| {name} | {extracted.f1:.4f} | {repaired.f1:.4f} |")
    return "\n".join(lines)


def _without_note(text: str, ends: Iterable[int]) -> frozenset[int]:
    """Ends before the digits of a footnote: the reader takes those out."""
    return frozenset(end - len(NOTE.search(text[:end][-8:])[0]) for end in ends)  # type: ignore[index]


def _raw(shared: Path, name: str) -> str:
    return (shared / "corpus" / "written" / "text" / f"{name}.txt").read_bytes().decode("utf-8")


def _read(text: str, name: str) -> Any:
    from pipeline.read.document import read_document
    from pipeline.settings import ReadLimits

    return read_document(text.encode(), source=f"{name}.txt", limits=ReadLimits())


def _repaired_ends(document: Any, split: Splitter) -> list[int]:
    """Ends of the sentences of the text proper, as offsets in the source."""
    runs = sorted((run.start, run.source, run.length) for run in document.source_map)
    starts = [start for start, _, _ in runs]
    ends = []
    for passage in document.passages:
        if passage.kind != "front" and passage.form not in {"heading", "footnote"}:
            for end in split(document.text[passage.start : passage.end]):
                last = passage.start + end - 1
                start, source, _ = runs[bisect_right(starts, last) - 1]
                ends.append(source + last - start + 1)
    return ends


def main() -> None:
    """Print both tables."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[3] / "shared"
    sys.stdout.write(f"{compare(shared)}\n\n{compare_layout(shared)}\n")


if __name__ == "__main__":
    main()
