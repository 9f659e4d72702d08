"""Printed lines, whatever they were printed on: the common ground of plain text and PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, outer white space taken off.

    ``source`` is the place of its first character in the decoded source, ``None`` where offsets mean
    nothing. ``left`` and ``right`` are its edges: in points on paper, in characters in plain text;
    ``gap`` says that more white space than usual stands above it. ``size`` is the height of its letters
    in points and 0 in plain text. ``raised`` are the half-open spans of digits printed above the line
    (footnote references); in plain text that is not to be seen and the tuple is empty. ``dropped`` are
    the spans that stay out of the text (references to footnotes that were found). ``cells`` counts the parts
    of the line that wide gaps keep apart.
    """

    text: str
    source: int | None = None
    page: int = 0
    left: float = 0
    right: float = 0
    gap: bool = False
    size: float = 0
    bold: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    dropped: tuple[tuple[int, int], ...] = ()
    cells: int = 1

    @property
    def shown(self) -> str:
        """The text without what is dropped.

        >>> Line("gevaren?1 Zo ja", dropped=((8, 9),)).shown
        'gevaren? Zo ja'
        """
        if not self.dropped:
            return self.text
        at, parts = 0, []
        for start, end in self.dropped:
            parts.append(self.text[at:start])
            at = end
        return "".join((*parts, self.text[at:])).rstrip()

    @property
    def unit(self) -> float:
        """Mean width of a character; 1 in plain text."""
        return (self.right - self.left) / len(self.text) if self.text else 1.0

    def before(self, end: int) -> Line:
        """This line up to ``end``, without trailing blanks."""
        text = self.text[:end].rstrip()
        raised = tuple(span for span in self.raised if span[1] <= len(text))
        return replace(self, text=text, right=self.left + self.unit * len(text), raised=raised)
