"""A document in the making: passages as they come, what was left out, and the facts that make it a Document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from pipeline.errors import UnreadableDocumentError
from pipeline.read.assemble import TextBuilder
from pipeline.read.hints import Hints
from pipeline.read.identify import official_id, slug
from pipeline.records import Document, DocumentKind, Omission, Speaker
from pipeline.settings import ReadLimits


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes came from, what the caller knows about them, and what may be read."""

    source: str
    sha256: str
    hints: Hints
    limits: ReadLimits

    @property
    def stem(self) -> str:
        """The file's name without folders and extension."""
        return PurePosixPath(self.source.replace("\\", "/").split("?")[0]).stem


@dataclass(frozen=True, slots=True)
class Facts:
    """What a structured document says of itself; what it does not say is ``None`` or empty."""

    kind: DocumentKind
    id: str | None = None
    title: str | None = None
    date: dt.date | None = None
    language: str = "nl"
    asked: dt.date | None = None
    answered: dt.date | None = None
    askers: tuple[Speaker, ...] = ()
    answerers: tuple[Speaker, ...] = ()
    dossiers: tuple[str, ...] = ()
    question_ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """Passages and omissions gathered by one reader."""

    origin: Origin
    builder: TextBuilder = field(default_factory=TextBuilder)
    _left_out: Counter[str] = field(default_factory=Counter)

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Note that something is not in the text, and why."""
        if count:
            self._left_out[reason] += count

    def document(self, facts: Facts) -> Document:
        """The finished document; hints overrule the kind and the id, and fill gaps in date and title."""
        text = self.builder.text
        self._check(text)
        hints = self.origin.hints
        return Document(
            id=slug(hints.id or facts.id or official_id(self._names()) or self.origin.stem),
            kind=hints.kind or facts.kind,
            title=facts.title or hints.title,
            date=facts.date or hints.date,
            language=facts.language,
            source=self.origin.source,
            sha256=self.origin.sha256,
            text=text,
            passages=tuple(self.builder.passages),
            asked=facts.asked,
            answered=facts.answered,
            askers=facts.askers,
            answerers=facts.answerers,
            dossiers=facts.dossiers,
            question_ids=facts.question_ids,
            omissions=tuple(Omission(reason, count) for reason, count in sorted(self._left_out.items())),
        )

    def _names(self) -> str:
        return f"{self.origin.hints.address or ''} {self.origin.stem}"

    def _check(self, text: str) -> None:
        if not text.strip():
            raise UnreadableDocumentError("no_text", "a document has text", place=self.origin.source)
        if len(text) > self.origin.limits.max_characters:
            raise UnreadableDocumentError(
                "limit_exceeded",
                f"a document has at most {self.origin.limits.max_characters} characters",
                value=len(text),
                place=self.origin.source,
            )


def give_roles(facts: Facts, speakers: tuple[Speaker, ...]) -> Facts:
    """The facts with the members of the government among the speakers of a debate as those who answer."""
    government = (speaker for speaker in speakers if speaker.role == "government")
    return replace(facts, answerers=tuple(dict.fromkeys(government)))
