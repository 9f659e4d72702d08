"""The corpus: stand-off labels joined with the documents that are at hand."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.classify import contexts
from pipeline.errors import UnreadableDocumentError
from pipeline.read import Hints, read_document
from pipeline.records import Document, Sentence, sentence_id
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits
from pipeline.train.gold import GoldRow
from pipeline.train.standoff import LabelledSpan, letters_hash, text_hash

UNSURE = 0.6
"""How much a label counts in training of which its annotator was not sure."""

How = Literal["in_place", "moved", "alike"]
"""A sentence stands where it stood; elsewhere in the document; or there with other spaces, hyphens or quotes."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A labelled sentence that was found: the row to learn from, its stand-off label, and how it was found."""

    row: GoldRow
    label: LabelledSpan
    how: How


@dataclass(frozen=True, slots=True)
class DocumentJoin:
    """What became of the labels of one document.

    ``path`` is None when no file of it is at hand; ``lost`` labels have no sentence in the text as it is read
    now; ``adjudicate`` labels wait for a decision; ``error`` says why a file could not be read.
    """

    document: str
    path: Path | None
    joined: tuple[Joined, ...]
    lost: int
    adjudicate: int
    error: str | None = None

    def count(self, how: How) -> int:
        """How many sentences were found in this way."""
        return sum(one.how == how for one in self.joined)


def join(labels: Sequence[LabelledSpan], folders: Sequence[Path], *, limits: ReadLimits) -> tuple[DocumentJoin, ...]:
    """For every document of the labels, in order of its id, the labels whose sentence is at hand.

    A document is looked for under ``folders`` by the name of its file, or by its official id as a name; of
    several files the one in which most sentences are found counts. Context is that of the document.
    """
    files = _files(folders)
    by_document: defaultdict[str, list[LabelledSpan]] = defaultdict(list)
    for label in labels:
        by_document[label.document].append(label)
    return tuple(_best(name, part, files, limits) for name, part in sorted(by_document.items()))


def _files(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """All files under the folders by their name without suffix; hidden files and folders are passed over."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for folder in folders:
        for path in _walk(folder):
            found[path.stem].append(path)
    return dict(found)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def _best(name: str, labels: Sequence[LabelledSpan], files: dict[str, list[Path]], limits: ReadLimits) -> DocumentJoin:
    stems = dict.fromkeys((*(label.file for label in labels), name))
    paths = [path for stem in stems for path in files.get(stem, ())]
    waiting = sum(label.adjudicate for label in labels)
    best = DocumentJoin(name, None, (), len(labels) - waiting, waiting)
    for path in paths:
        try:
            document = read_document(path.read_bytes(), source=path.name, limits=limits, hints=Hints())
        except (UnreadableDocumentError, OSError) as error:
            best = best if best.joined else DocumentJoin(name, path, (), best.lost, waiting, str(error))
            continue
        found = join_document(document, labels, max_sentence_characters=limits.max_sentence_characters)
        if best.path is None or len(found) > len(best.joined):
            best = DocumentJoin(name, path, found, len(labels) - waiting - len(found), waiting)
    return best


def join_document(
    document: Document, labels: Sequence[LabelledSpan], *, max_sentence_characters: int
) -> tuple[Joined, ...]:
    """The labels whose sentence stands in this document, without those that wait for a decision.

    A sentence is found by the hash of its text: at its offsets; else anywhere, nearest first; else by the hash
    of its letters. No sentence gets two labels.
    """
    segmented = segment_document(document, max_sentence_characters=max_sentence_characters)
    places = _Places(document, segmented)
    found = [(label, places.find(label)) for label in labels]
    chosen = {place[0].start: place[0] for _, place in found if place is not None}
    spans = sorted((sentence.start, sentence.end) for sentence in chosen.values())
    beside = [sentence for sentence in segmented if not _overlaps(sentence, spans)]
    every = sorted([*chosen.values(), *beside], key=lambda sentence: sentence.start)
    of = {sentence.start: context for sentence, context in zip(every, contexts(document, every), strict=True)}
    return tuple(
        Joined(
            GoldRow(
                id=place[0].id,
                document=label.document,
                context=of[place[0].start],
                labels=tuple(sorted(label.labels)),
                cue=label.cue,
                weight=UNSURE if label.unsure else 1.0,
            ),
            label,
            place[1],
        )
        for label, place in found
        if place is not None and not label.adjudicate
    )


def _overlaps(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in spans)


class _Places:
    """Where the sentences of a document stand; what was found once is not found again."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._document = document
        self._taken: set[int] = set()
        self._exact: defaultdict[str, list[Sentence]] = defaultdict(list)
        self._letters: defaultdict[str, list[Sentence]] = defaultdict(list)
        for sentence in sentences:
            self._exact[text_hash(sentence.text)].append(sentence)
            self._letters[letters_hash(sentence.text)].append(sentence)

    def find(self, label: LabelledSpan) -> tuple[Sentence, How] | None:
        there = self._there(label)
        moved = self._nearest(self._exact[label.sha256], label.start)
        alike = self._nearest(self._letters[label.letters], label.start)
        ways: tuple[tuple[Sentence | None, How], ...] = ((there, "in_place"), (moved, "moved"), (alike, "alike"))
        for sentence, how in ways:
            if sentence is not None:
                self._taken.add(sentence.start)
                return sentence, how
        return None

    def _there(self, label: LabelledSpan) -> Sentence | None:
        """The span itself, also where sentences are cut in another way now."""
        text = self._document.text[label.start : label.end]
        if label.start in self._taken or text_hash(text) != label.sha256:
            return None
        inside = (one for one in self._document.passages if one.start <= label.start and label.end <= one.end)
        passage = next(inside, None)
        if passage is None:
            return None
        name = sentence_id(label.document, label.start, label.end, text)
        return Sentence(name, label.start, label.end, text, passage)

    def _nearest(self, sentences: Sequence[Sentence], start: int) -> Sentence | None:
        free = [sentence for sentence in sentences if sentence.start not in self._taken]
        return min(free, key=lambda sentence: abs(sentence.start - start), default=None)
