"""A small way to write documents, and the model that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.classify import Classifier, load_classifier
from pipeline.records import Document, Passage, PassageKind, Sentence, Speaker, sentence_id

Line = tuple[PassageKind, tuple[str, ...], Speaker | None, int | None, str]
Build = Callable[..., tuple[Document, tuple[Sentence, ...]]]


@pytest.fixture
def build() -> Build:
    """A document of lines (kind, numbers, speaker, turn, text), each line one passage and one sentence."""

    def built(*lines: Line, forms: dict[int, str] | None = None) -> tuple[Document, tuple[Sentence, ...]]:
        text = "\n".join(line[-1] for line in lines)
        passages, start = [], 0
        for place, (kind, numbers, speaker, turn, words) in enumerate(lines):
            form = (forms or {}).get(place, "paragraph")
            passages.append(Passage(start, start + len(words), kind, form, numbers, speaker, turn))  # type: ignore[arg-type]
            start += len(words) + 1
        document = Document(
            id="d", kind="other", title=None, date=None, language="nl", source="d.txt", sha256="0" * 64, text=text,
            passages=tuple(passages),
        )  # fmt: skip
        sentences = tuple(
            Sentence(
                sentence_id("d", part.start, part.end, text[part.start : part.end]), part.start, part.end,
                text[part.start : part.end], part,
            )
            for part in passages
        )  # fmt: skip
        return document, sentences

    return built


@pytest.fixture(scope="session")
def shipped(root: Path) -> Classifier:
    return load_classifier(None, models_dir=root / "models")
