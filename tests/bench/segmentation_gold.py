"""Gold sentence boundaries out of the real documents: stretches of running text with their sentence ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

Row = dict[str, object]
VLOS_ITEM = "{http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0}alineaitem"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Running text of one paragraph (or answer), and the offsets at which its sentences end."""

    document: str
    text: str
    ends: frozenset[int]


def rows_of(path: Path) -> list[Row]:
    """The rows of a label file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def written(shared: Path) -> Iterator[Stretch]:
    """Answers as a poor extractor gave them: runs of rows marked ok with only white space between them."""
    corpus = shared / "corpus"
    rows = sorted(rows_of(corpus / "labels" / "written.jsonl"), key=lambda row: (row["document"], row["start"]))
    for document, group in groupby(rows, key=lambda row: str(row["document"])):
        text = (corpus / "written" / "text" / f"{document}.txt").read_bytes().decode("utf-8")
        for run in _adjacent(list(group), text):
            start, end = int(str(run[0]["start"])), int(str(run[-1]["end"]))
            yield Stretch(document, text[start:end], frozenset(int(str(row["end"])) - start for row in run))


def _adjacent(rows: list[Row], text: str) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        joined = run and row["question"] == run[-1]["question"] and not text[run[-1]["end"] : row["start"]].strip()
        if run and (row["split"] != "ok" or not joined):
            yield run
            run = []
        if row["split"] == "ok":
            run.append(row)
    if run:
        yield run


def written_pdf(shared: Path) -> Iterator[Stretch]:
    """Answers of official PDFs, rebuilt from the sentences of each answer that stand next to each other."""
    rows = rows_of(shared / "corpus" / "labels" / "written-pdf.jsonl")
    run: list[Row] = []
    for row in rows:
        follows = run and (row["document"], row["question"]) == (run[-1]["document"], run[-1]["question"])
        if run and not (follows and row["split"] == "ok" and _number(row) == _number(run[-1]) + 1):
            yield _joined(str(run[0]["document"]), [str(item["text"]) for item in run])
            run = []
        if row["split"] == "ok":
            run.append(row)
    if run:
        yield _joined(str(run[0]["document"]), [str(item["text"]) for item in run])


def _number(row: Row) -> int:
    return int(str(row["id"]).rpartition("#")[2])


def _joined(document: str, sentences: Iterable[str]) -> Stretch:
    text, ends = "", []
    for sentence in sentences:
        text += (" " if text else "") + sentence.strip()
        ends.append(len(text))
    return Stretch(document, text, frozenset(ends))


def debates(shared: Path) -> Iterator[Stretch]:
    """Paragraphs of ministers in VLOS minutes that are covered by gold sentences from end to end."""
    labels = shared / "corpus" / "labels"
    rows = rows_of(labels / "debates.jsonl") + rows_of(labels / "debates-2.jsonl")
    rows.sort(key=lambda row: (str(row["document"]), int(str(row["seq"])), _number(row)))
    for document, group in groupby(rows, key=lambda row: str(row["document"])):
        path = shared / "corpus" / "debates" / f"{document}.xml"
        yield from _aligned(document, _paragraphs(path), [str(row["text"]) for row in group])


def _paragraphs(path: Path) -> list[str]:
    items = ET.parse(path).iter(VLOS_ITEM)  # noqa: S314 - our own corpus
    return [text for item in items if (text := " ".join("".join(item.itertext()).split()))]


def _aligned(document: str, paragraphs: list[str], sentences: list[str]) -> Iterator[Stretch]:
    place, offset = 0, 0
    found: dict[int, list[tuple[int, int]]] = {}
    for sentence in (" ".join(sentence.split()) for sentence in sentences):
        for number in range(place, len(paragraphs)):
            at = paragraphs[number].find(sentence, offset if number == place else 0)
            if at >= 0:
                place, offset = number, at + len(sentence)
                found.setdefault(number, []).append((at, offset))
                break
    for number, spans in found.items():
        text = paragraphs[number]
        gaps = [text[left[1] : right[0]] for left, right in pairwise(spans)]
        if not any(gap.strip() for gap in [*gaps, text[spans[-1][1] :]]):
            start = spans[0][0]
            yield Stretch(document, text[start : spans[-1][1]], frozenset(end - start for _, end in spans))


SENT_ID = re.compile(r"# sent_id = (?P<document>.+)\.p\.(?P<paragraph>\d+)\.s\.(?P<sentence>\d+)$")


def treebank(shared: Path, name: str) -> Iterator[Stretch]:
    """Paragraphs of a Universal Dependencies file, its sentences joined in order by one space."""
    paragraphs: dict[tuple[str, int], list[tuple[int, str]]] = {}
    key, number = ("", 0), 0
    path = shared / "corpus" / "segmentation" / f"nl_{name}-ud-dev.conllu"
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := SENT_ID.match(line):
            key, number = (match["document"], int(match["paragraph"])), int(match["sentence"])
        elif line.startswith("# text = "):
            paragraphs.setdefault(key, []).append((number, line.removeprefix("# text = ")))
    for (document, _), sentences in paragraphs.items():
        yield _joined(document, [text for _, text in sorted(sentences, key=lambda item: item[0])])


def gold_sets(shared: Path) -> dict[str, list[Stretch]]:
    """All gold sets by the name of their column."""
    return {
        "written": list(written(shared)),
        "written PDF": list(written_pdf(shared)),
        "debates": list(debates(shared)),
        "UD Alpino": list(treebank(shared, "alpino")),
        "UD LassySmall": list(treebank(shared, "lassysmall")),
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer in a raw text file, with whatever furniture the extractor left in it.

    ``ends`` are the sentence ends that a reader of the page would see; ends in ``unknown`` are not judged.
    """

    document: str
    start: int
    end: int
    ends: frozenset[int]
    unknown: tuple[tuple[int, int], ...]

    def judged(self, offset: int) -> bool:
        """Whether an end at this offset of the file counts."""
        return self.start < offset <= self.end and not any(start < offset <= end for start, end in self.unknown)


def answers(shared: Path) -> Iterator[Answer]:
    """The answers of the written gold, where their question is known, from their first to their last sentence."""
    rows = [row for row in rows_of(shared / "corpus" / "labels" / "written.jsonl") if row["question"] is not None]
    rows.sort(key=lambda row: (str(row["document"]), int(str(row["start"]))))
    for (document, _), group in groupby(rows, key=lambda row: (str(row["document"]), row["question"])):
        run = [(int(str(row["start"])), int(str(row["end"])), str(row["split"])) for row in group]
        sentences = [(start, end) for start, end, split in run if split == "ok"]
        if len(sentences) > 1:
            first, last = sentences[0][0], sentences[-1][1]
            unknown = tuple((start, end) for start, end, split in run if split in {"junk", "two"})
            yield Answer(document, first, last, frozenset(end for _, end in sentences), unknown)
