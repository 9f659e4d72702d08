"""How well the fields of commitments are found, on labelled commitments: actor, condition, strength, polarity.

Run ``.venv/bin/python tests/bench/frames.py [SHARED]``; without the real documents only our own sentences are measured.
Real sentences are read out of their documents as a run reads them, own ones stand alone. A sentence is given the label
``commitment``, so that the figures are of the frames only. *Exact* compares words without case and blanks, *overlap*
counts those that share a word; nobody named is ``implied``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.classify import Context, contexts
from pipeline.errors import UnreadableDocumentError
from pipeline.frame import Given, frame
from pipeline.label import given
from pipeline.read import Hints, read_document
from pipeline.records import Commitment
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits
from pipeline.train.gold import read_gold
from pipeline.train.standoff import letters_hash

ROOT = Path(__file__).resolve().parents[2]
OWN = ("own", "own-answers", "own-letters", "own-debates")
FIRST, SECOND = ("written", "debates"), ("debates-2", "written-pdf")
_LOOSE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled commitment and what was found."""

    gold: dict[str, Any]
    found: Commitment


def loose(text: str) -> str:
    """The letters and digits of a text in small letters."""
    return _LOOSE.sub("", text).lower()


def raw_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The labelled commitments of a file, with their line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        if "commitment" in row["labels"]:
            yield number, row


def framed(sentence: Given) -> Commitment:
    found = frame(sentence, ("commitment",)).commitment
    assert found is not None
    return found


def own(names: Iterable[str]) -> list[Pair]:
    """Our own sentences, each by itself."""
    pairs = []
    for name in names:
        path = ROOT / "annotations" / f"{name}.jsonl"
        contexts_by_line = {row.line: row.context for row in read_gold(path).rows}
        for number, row in raw_rows(path):
            context = contexts_by_line[number]
            pairs.append(Pair(row, framed(alone(context))))
    return pairs


def alone(context: Context) -> Given:
    around = (context.kind, context.role, None, context.asked, context.before, context.document_kind, None, ())
    return Given(context.text, 0, *around)


@cache
def sentences(path: Path) -> dict[str, Given]:
    """The sentences of a document as a run frames them, by their letters."""
    try:
        document = read_document(path.read_bytes(), source=str(path), hints=Hints(), limits=ReadLimits())
    except UnreadableDocumentError:
        return {}
    found = segment_document(document, max_sentence_characters=ReadLimits().max_sentence_characters)
    pairs = zip(found, contexts(document, found), strict=True)
    return {loose(sentence.text): given(document, sentence, context) for sentence, context in pairs}


def real(shared: Path, names: Iterable[str]) -> tuple[list[Pair], int]:
    """The sentences of real documents, and how many labelled ones were not found as one sentence."""
    corpus, files = shared / "corpus", files_of(shared)
    pairs, missed = [], 0
    for name in names:
        for _, row in raw_rows(corpus / "labels" / f"{name}.jsonl"):
            path = files.get(Path(row.get("file") or row["document"]).stem)
            sentence = sentences(path).get(loose(row["text"])) if path else None
            if sentence is None:
                missed += 1
            else:
                pairs.append(Pair(row, framed(sentence)))
    return pairs, missed


def files_of(shared: Path) -> dict[str, Path]:
    """The real documents by their names without suffix."""
    folders = ("written/text", "written/pdf", "written/docx", "debates", "handelingen")
    return {path.stem: path for folder in folders for path in (shared / "corpus" / folder).iterdir()}


def standoff(shared: Path) -> tuple[list[Pair], int]:
    """The commitments of ``annotations/labels.jsonl``, and how many were not found as one sentence."""
    files, pairs, missed = files_of(shared), [], 0
    hashed: dict[Path, dict[str, Given]] = {}
    for _, row in raw_rows(ROOT / "annotations" / "labels.jsonl"):
        path = files.get(row["file"])
        if path is not None and path not in hashed:
            hashed[path] = {letters_hash(sentence.text): sentence for sentence in sentences(path).values()}
        sentence = hashed[path].get(row["letters"]) if path is not None else None
        if sentence is None:
            missed += 1
        else:
            pairs.append(Pair(row, framed(sentence)))
    return pairs, missed


def words_line(field: str, pairs: list[tuple[str, str]]) -> str:
    """Exact and overlapping words of a field."""
    exact = sum(loose(gold) == loose(found) for gold, found in pairs)
    overlap = sum(bool({*gold.lower().split()} & {*found.lower().split()}) for gold, found in pairs)
    return f"  {field:9} {exact / len(pairs):6.1%} exact, {overlap / len(pairs):6.1%} overlap ({len(pairs)})"


def classes_line(field: str, pairs: list[tuple[str, str]]) -> str:
    """Accuracy and macro F1 of a field, F1 of each value."""
    counts = Counter(pairs)
    values = sorted({gold for gold, _ in pairs})
    f1 = {}
    for value in values:
        gold = sum(count for (label, _), count in counts.items() if label == value)
        found = sum(count for (_, answer), count in counts.items() if answer == value)
        f1[value] = 2 * counts[value, value] / (gold + found)
    accuracy = sum(gold == found for gold, found in pairs) / len(pairs)
    each = ", ".join(f"{value} {score:.3f}" for value, score in f1.items())
    return f"  {field:9} {accuracy:6.1%} right, macro F1 {sum(f1.values()) / len(f1):.3f} ({each}; {len(pairs)})"


def report(title: str, pairs: list[Pair]) -> str:
    """What is measured of the labels that there are."""
    actors = [(pair.gold["actor"], pair.found.actor.text) for pair in pairs if pair.gold.get("actor")]
    lines = [f"-- {title}: {len(pairs)} commitments"]
    if actors:
        lines.append(words_line("actor", actors))
        conditions = [
            (pair.gold["condition"] or "-", pair.found.condition.text if pair.found.condition else "-")
            for pair in pairs
            if pair.gold.get("actor")
        ]
        named = [(gold, found) for gold, found in conditions if gold != "-"]
        lines.append(words_line("condition", named))
        lines.append(f"            {sum(g == '-' != f for g, f in conditions)} where the label has none")
    lines.extend(
        classes_line(field, [(pair.gold[field], getattr(pair.found, field)) for pair in pairs])
        for field in ("strength", "polarity")
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared")
    sys.stdout.write(report("our own sentences", own(OWN)))
    if not (shared / "corpus" / "labels").is_dir():
        sys.stdout.write(f"-- real documents: SKIPPED, none at {shared}\n")
        return
    for title, names in (("labelled with care", FIRST), ("labelled more quickly", SECOND)):
        pairs, missed = real(shared, names)
        sys.stdout.write(report(f"{title} ({', '.join(names)}; {missed} not read as one sentence)", pairs))
    pairs, missed = standoff(shared)
    sys.stdout.write(report(f"stand-off labels ({missed} not read as one sentence)", pairs))


if __name__ == "__main__":
    main()
