"""Joining passages to the text of a document, offsets kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.blocks import Block
from pipeline.records import Form, Passage, PassageKind, SourceRun, Speaker

SEPARATOR = "\n"


@dataclass(slots=True)
class TextBuilder:
    r"""Collects passages; :attr:`text`, :attr:`passages` and :attr:`source_map` are what a Document needs.

    >>> builder = TextBuilder()
    >>> builder.add("Vraag 1", kind="heading", form="heading", numbers=("1",))
    >>> builder.add("Klopt dit?", kind="question", numbers=("1",))
    >>> builder.text
    'Vraag 1\nKlopt dit?'
    >>> [(p.start, p.end) for p in builder.passages]
    [(0, 7), (8, 18)]
    """

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    passages: list[Passage] = field(default_factory=list)
    source_map: list[SourceRun] = field(default_factory=list)

    def add(
        self,
        block: Block | str,
        *,
        kind: PassageKind,
        form: Form | None = None,
        numbers: tuple[str, ...] = (),
        speaker: Speaker | None = None,
        turn: int | None = None,
        depth: int = 0,
    ) -> None:
        """Add one passage; a block without visible characters is passed over."""
        if isinstance(block, str):
            block = Block(block)
        if not block.text.strip():
            return
        if self._parts:
            self._parts.append(SEPARATOR)
            self._length += len(SEPARATOR)
        start = self._length
        self._parts.append(block.text)
        self._length += len(block.text)
        self.source_map.extend(SourceRun(start + run.start, run.source, run.length) for run in block.runs)
        self.passages.append(
            Passage(start, self._length, kind, form or block.form, numbers, speaker, turn, depth),
        )

    @property
    def text(self) -> str:
        """All passages, one a line."""
        return "".join(self._parts)
