"""Printed lines become one running text, every character with its way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.read.blocks import Block
from pipeline.read.layout.hyphens import Vocabulary, join
from pipeline.read.layout.lines import Line
from pipeline.records import Form, SourceRun

HYPHENS = "-\u2010\u00ad\ufffe\u0002"
"""Hyphen, hyphen proper, soft hyphen, and what PDF libraries write for a hyphen at a line end."""

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\u0000\u0002"
_IRREGULAR = re.compile(rf"[ ]{{2,}}|[^\S ]+[ ]*|[{_UNSEEN}]+| [^\S ]+[ ]*")
_LAST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:/of)?")
_ADDRESS = re.compile(r"(?:https?:|www\.|://|[a-z0-9]\.(?:nl|com|eu|org)/)\S*$", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[a-z0-9%_/?=&#.-]", re.IGNORECASE)

_LONGEST_WORD = 200

_CLOSING = (".", ",", ";", ":", "?", "!", ")", "»")

Piece = tuple[str, int | None]
"""Characters and the place of the first of them in the source."""


def running_text(lines: Sequence[Line], vocabulary: Vocabulary, *, form: Form = "paragraph") -> Block:
    """One block out of the lines of one paragraph.

    >>> lines = [Line("Dat vergt een sterke leerkli-", 0), Line("maat.", 30)]
    >>> block = running_text(lines, Vocabulary.of([]))
    >>> block.text, [(run.start, run.source, run.length) for run in block.runs]
    ('Dat vergt een sterke leerklimaat.', [(0, 0, 28), (28, 30, 5)])
    """
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        own = list(_pieces(line))
        if not own:
            continue
        if index and pieces:
            _connect(pieces, own, vocabulary)
        pieces.extend(own)
    return _block(pieces, form)


def ends_in_hyphen(text: str) -> bool:
    """Whether a line breaks a word off.

    >>> ends_in_hyphen("leerkli-"), ends_in_hyphen("punt -"), ends_in_hyphen("klimaat")
    (True, False, False)
    """
    return len(text) > 1 and text[-1] in HYPHENS and (text[-2].isalnum() or text[-1] != "-")


def _connect(pieces: list[Piece], following: Sequence[Piece], vocabulary: Vocabulary) -> None:
    """Put between two lines what belongs there; a soft hyphen is taken off the first."""
    text, source = pieces[-1]
    first = following[0][0]
    if not ends_in_hyphen(text):
        address = _ADDRESS.search(text[-_LONGEST_WORD:])
        goes_on = address and _ADDRESS_GOES_ON.match(first) and (text[-1] in "/_-%=&?#" or "/" in first.split(" ")[0])
        if not goes_on and first[0] not in _CLOSING and text[-1] != " ":
            pieces.append((" ", None))
        return
    if _ADDRESS.search(text[-_LONGEST_WORD:]) or text[-1] == "\u00ad":
        between = "-" if text[-1] == "-" else ""
    else:
        left, right = _LAST_WORD.search(text[-_LONGEST_WORD:-1]), _FIRST_WORD.match(first)
        between = join(left.group() if left else "", right.group() if right else first[:1], vocabulary)
    printed = text[-1] == "-" and between.startswith("-")
    pieces[-1] = (text if printed else text[:-1], source)
    rest = between[1:] if printed else between
    if rest:
        pieces.append((rest, None))


def _pieces(line: Line) -> Iterator[Piece]:
    """The parts of a line that are kept; white space of any kind and length becomes one space."""
    at, blank = 0, True
    for start, end in (*line.dropped, (len(line.text), len(line.text))):
        text = line.text[at:start].lstrip() if blank else line.text[at:start]
        if end > start and line.text[end:].lstrip()[:1] in _CLOSING:
            text = text.rstrip()
        elif at and text.lstrip()[:1] in _CLOSING:
            text = text.lstrip()
        if text:
            blank = text[-1].isspace()
            offset = line.text.index(text, at)
            yield from _regular(text, _plus(line.source, offset))
        at = end


def _regular(text: str, source: int | None) -> Iterator[Piece]:
    if text.isprintable() and "  " not in text:
        yield text, source
        return
    at = 0
    body, tail = (text[:-1], text[-1:]) if text[-1:] and text[-1] in HYPHENS else (text, "")
    for match in _IRREGULAR.finditer(body):
        if match.start() > at:
            yield body[at : match.start()], _plus(source, at)
        if match.group().strip(_UNSEEN):
            yield " ", None
        at = match.end()
    if body[at:] or tail:
        yield body[at:] + tail, _plus(source, at)


def _plus(source: int | None, count: int) -> int | None:
    return None if source is None else source + count


def _block(pieces: Iterable[Piece], form: Form) -> Block:
    texts: list[str] = []
    runs: list[SourceRun] = []
    length = 0
    for text, source in pieces:
        if source is not None and text:
            runs.append(SourceRun(length, source, len(text)))
        texts.append(text)
        length += len(text)
    whole = "".join(texts)
    stripped = whole.strip()
    if stripped == whole:
        return Block(whole, form, tuple(runs))
    start = len(whole) - len(whole.lstrip())
    return Block(whole, form, tuple(runs)).cut(start, start + len(stripped))
