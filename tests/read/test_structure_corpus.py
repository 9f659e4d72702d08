"""Real documents: figures that must not fall. Nothing of their text stands here."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.read.docx import extract_docx
from pipeline.read.hints import Hints
from pipeline.read.plain import extract_text
from pipeline.read.structure import build_document
from pipeline.read.structure.headers import match_header
from pipeline.read.structure.numbers import parse_numbers
from pipeline.records import Document
from pipeline.settings import ReadLimits

pytestmark = pytest.mark.corpus


def read(path: Path) -> Document:
    extract = extract_docx if path.suffix == ".docx" else extract_text
    extraction = extract(path.read_bytes(), source=path.name, limits=ReadLimits())
    return build_document(extraction, source=path.name, sha256="", hints=Hints())


def question_numbers(document: Document) -> set[str]:
    return {number for passage in document.passages if passage.kind == "question" for number in passage.numbers}


def test_answers_are_found_out_dated_and_signed(shared: Path) -> None:
    for path in sorted((shared / "corpus/written/text").glob("*.txt")):
        document = read(path)
        assert document.kind == "written_answers", path.name
        assert document.id == path.stem
        assert document.answered is not None, path.name
        assert document.answerers, path.name
        assert document.answerers[0].name, path.name


def test_questions_have_their_numbers(shared: Path) -> None:
    for path in sorted((shared / "corpus/questions").glob("*.txt")):
        document = read(path)
        assert document.kind == "written_questions", path.name
        assert document.asked is not None, path.name
        assert document.askers, path.name
        numbers = question_numbers(document)
        assert numbers == {str(number) for number in range(1, len(numbers) + 1)}, path.name


def test_word_files_tie_every_answer_to_questions(shared: Path) -> None:
    for path in sorted((shared / "corpus/written/docx").glob("*.docx")):
        document = read(path)
        answered = {number for passage in document.passages if passage.kind == "answer" for number in passage.numbers}
        assert document.kind == "written_answers", path.name
        assert document.date is not None, path.name
        assert answered == question_numbers(document), path.name
        assert document.answerers[0].name, path.name


def test_labelled_sentences_lie_in_the_answer_to_their_question(shared: Path) -> None:
    rows = defaultdict(list)
    for line in (shared / "corpus/labels/written.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] != "junk" and not row["text"].endswith("?") and not re.match(r"\d", row["text"]):
            rows[row["document"]].append(row)
    found = total = 0
    for name, sentences in rows.items():
        document = read(shared / "corpus/written/text" / f"{name}.txt")
        answers = [(p, letters(document.text[p.start : p.end])) for p in document.passages if p.kind == "answer"]
        for row in sentences:
            wanted = parse_numbers(row["question"] or "")
            total += 1
            found += any(
                letters(row["text"])[:30] in text and (not wanted or set(wanted) == set(passage.numbers))
                for passage, text in answers
            )
    assert found / total >= 0.99


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()


def test_all_headers_of_questions_are_understood(shared: Path) -> None:
    import gzip

    with gzip.open(shared / "corpus/questions/aanhangsel_vragen.jsonl.gz", "rt", encoding="utf-8") as lines:
        heads = [question.split("\n")[0] for line in lines for question in json.loads(line)["questions"]]
    matches = [match_header(head) for head in heads]
    assert len(heads) > 7_000
    assert all(match and match.header.kind == "question" and match.header.numbers for match in matches)


def test_the_five_seeds(shared: Path) -> None:
    news, questions, asked, answers, letter = (read(path) for path in sorted((shared / "seeds").glob("*.txt")))
    assert [document.kind for document in (news, questions, asked, answers, letter)] == [
        "news",
        "written_questions",
        "written_questions",
        "written_answers",
        "letter",
    ]
    last = [passage for passage in news.passages if passage.kind == "quote"][-1]
    assert last.speaker is not None
    assert (last.speaker.office, last.speaker.ministry) == ("staatssecretaris", "Financiën")
    joint = {passage.numbers for passage in answers.passages if passage.kind == "answer" and len(passage.numbers) > 1}
    assert joint == {("2", "3"), ("8", "9", "10")}
    assert letter.id == "kst-36045-156"
    assert len(letter.answerers) == 2
