"""From lines to blocks: furniture and footnotes out, paragraphs joined, headings and bullets told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.blocks import Block, Extraction
from pipeline.read.layout.footnotes import Note, lift_footnotes
from pipeline.read.layout.furniture import lift_furniture
from pipeline.read.layout.hyphens import Vocabulary, soft_inside
from pipeline.read.layout.joining import ends_in_hyphen, running_text
from pipeline.read.layout.lines import Line
from pipeline.read.layout.paragraphs import RUN_TOGETHER, Paragraph, paragraphs, wrap_width
from pipeline.records import Omission


def compose(lines: Sequence[Line]) -> Extraction:
    """Blocks in reading order; every footnote stands after the paragraph that it interrupted.

    What was left out is counted by its reason: ``page furniture`` in lines, ``footnote reference`` in
    references. ``properties["identifier"]`` is the publication id in the furniture, if any.
    """
    body = lift_furniture(lines)
    lifted = lift_footnotes(body.lines, paged=body.lifted > 0)
    width = wrap_width(lifted.lines)
    vocabulary = _vocabulary(body.lines)
    text = [_repaired(line, width, vocabulary) for line in lifted.lines]
    blocks = tuple(_in_order(paragraphs(text, width), lifted.notes, vocabulary))
    omissions = [
        Omission(reason, count)
        for reason, count in (("page furniture", body.lifted), ("footnote reference", lifted.references))
        if count
    ]
    properties = {"identifier": body.identifier} if body.identifier else {}
    return Extraction(blocks, tuple(omissions), properties)


def _repaired(line: Line, width: float | None, vocabulary: Vocabulary) -> Line:
    """A line without soft hyphens inside, if an extractor made it of several lines."""
    if width is None or line.size or line.right < RUN_TOGETHER * width or "-" not in line.text:
        return line
    soft = tuple(soft_inside(line.text, vocabulary))
    return replace(line, dropped=tuple(sorted({*line.dropped, *soft}))) if soft else line


def _vocabulary(lines: Sequence[Line]) -> Vocabulary:
    """The document's words, for hyphens; empty when there is none to judge."""
    if not any("-" in line.text or ends_in_hyphen(line.text) for line in lines):
        return Vocabulary.of(())
    return Vocabulary.of(line.text.rpartition(" ")[0].partition(" ")[2] for line in lines)


def _in_order(found: Sequence[Paragraph], notes: Sequence[Note], vocabulary: Vocabulary) -> Iterator[Block]:
    waiting = list(reversed(notes))
    done = 0
    for paragraph in found:
        while waiting and waiting[-1].after <= done:
            yield _note(waiting.pop(), vocabulary)
        block = running_text(paragraph.lines, vocabulary, form=paragraph.form)
        done += len(paragraph.lines)
        if block.text:
            yield block
    for note in reversed(waiting):
        yield _note(note, vocabulary)


def _note(note: Note, vocabulary: Vocabulary) -> Block:
    return running_text(note.lines, vocabulary, form="footnote")
