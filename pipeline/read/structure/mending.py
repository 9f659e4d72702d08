"""Paragraphs that a file broke in mid-sentence, joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.read.blocks import Block
from pipeline.read.dates import is_dateline
from pipeline.read.structure.headers import lone_number, match_header
from pipeline.read.structure.words import opens, says
from pipeline.records import SourceRun

_OPEN_END = re.compile(r"[^\W\d_][,»”’)]?$|,$")
_GOES_ON = re.compile(r"[a-zà-ÿ]+(?:\s|,)|(?:19|20)\d{2}\b")
_FEWEST_WORDS = 3
_LONGEST_HEAD = 600
_LONGEST_PARAGRAPH = 10_000
"""Characters: what is longer was not broken by a page."""


def join_broken(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Join a paragraph that ends without a stop with one that begins in lower case.

    >>> [block.text for block in join_broken([Block("Dit is een zin die"), Block("verder gaat."), Block("Nieuw.")])]
    ['Dit is een zin die verder gaat.', 'Nieuw.']
    """
    found: list[Block] = []
    for block in blocks:
        if found and _belong_together(found[-1], block):
            found[-1] = _join(found[-1], block)
        else:
            found.append(block)
    return tuple(found)


def _belong_together(before: Block, after: Block) -> bool:
    if before.form != "paragraph" or after.form != "paragraph" or len(before.text) > _LONGEST_PARAGRAPH:
        return False
    first, second = before.text.rstrip(), after.text.lstrip()
    if len(first) <= _LONGEST_HEAD and _is_unfinished_head(first):
        return len(second) <= _LONGEST_HEAD and _closes_head(second) and not _stands_alone(second)
    if first[:_LONGEST_HEAD].count(" ") < _FEWEST_WORDS - 1 or not _OPEN_END.search(first[-3:]):
        return False
    if is_dateline(second, after=first):
        return False
    return bool(_GOES_ON.match(second)) and not (_stands_alone(first) or _stands_alone(second))


def _is_unfinished_head(text: str) -> bool:
    """The head of questions or answers closes with the date on which they came in."""
    return opens("title", f"{text} (ingezonden") and not _closes_head(text)


def _closes_head(text: str) -> bool:
    return any(says(role, text) for role in ("asked", "answered"))


def _stands_alone(text: str) -> bool:
    line = text[:_LONGEST_HEAD]
    return (
        match_header(line) is not None
        or lone_number(line) is not None
        or any(says(role, line) for role in ("reference", "salutation", "closing", "signing"))
    )


def _join(before: Block, after: Block) -> Block:
    text, rest = before.text.rstrip(), after.text.lstrip()
    kept = before.cut(0, len(text))
    moved = after.cut(len(after.text) - len(rest))
    shift = len(text) + 1
    runs = (SourceRun(run.start + shift, run.source, run.length) for run in moved.runs)
    return Block(f"{text} {rest}", before.form, (*kept.runs, *runs))
