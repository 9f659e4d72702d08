"""Blocks: paragraphs, headings and bullets as a reader found them, before their meaning is known.

Readers of layout formats (plain text, PDF, DOCX, HTML) yield blocks; ``structure`` gives them meaning;
``assemble`` joins the passages to the text of a document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records import Form, Omission, SourceRun


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, bullet, footnote or table row; ``text`` has no line breaks inside.

    ``runs`` leads back to the decoded source: each ``start`` counts from the beginning of this block's
    text. Empty where the format has no character offsets.
    """

    text: str
    form: Form = "paragraph"
    runs: tuple[SourceRun, ...] = ()

    def cut(self, start: int, end: int | None = None, form: Form | None = None) -> Block:
        """The part of this block between two offsets, with its way back to the source.

        >>> block = Block("Antwoord 1 Ja.", runs=(SourceRun(0, 100, 14),))
        >>> block.cut(11)
        Block(text='Ja.', form='paragraph', runs=(SourceRun(start=0, source=111, length=3),))
        """
        stop = len(self.text) if end is None else end
        runs = []
        for run in self.runs:
            left, right = max(run.start, start), min(run.start + run.length, stop)
            if left < right:
                runs.append(SourceRun(left - start, run.source + left - run.start, right - left))
        return Block(self.text[start:stop], form or self.form, tuple(runs))


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a reader got out of a file: its blocks in order, and what it left out and why.

    ``properties`` are the file's own metadata (title, date …), lower-case keys, never trusted above the text.
    """

    blocks: tuple[Block, ...]
    omissions: tuple[Omission, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
