"""Out of one store, corrected, and into another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from said import speaker
from stored import SECOND, labelled
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.reviews import Review
from pipeline.store import Store, reviews, save

LETTER = labelled()
FACT, PROMISE, REFUSAL, _ = (one.sentence.id for one in LETTER.statements)
EXPORTS = {"label-studio": "t.json", "prodigy": "t.jsonl", "csv": "t.csv", "labelled": "map"}


def filled(path: Path, *said: Review) -> Path:
    with Store(path) as store:
        store.prepare()
        with store.writing() as tx:
            save(tx, LETTER)
            for one in said:
                reviews.append(tx, one)
    return path


def story() -> list[Review]:
    fact, promise = speaker(FACT), speaker(PROMISE)
    return [
        fact("an", "claim", based_on=LETTER.run, note="uit het register"),
        fact("bo"),
        fact("an", kind="undo", undoes="r1"),
        promise("an", "commitment", commitment=LETTER.statements[1].commitment, id="p1"),
        promise("bo", kind="unsure", id="p2"),
    ]


def everything(path: Path) -> list[Review]:
    with Store(path) as store, store.reading() as tx:
        return [one.review for one in reviews.every(tx)]


def run(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("format_", EXPORTS)
def test_out_of_one_store_and_into_another_without_a_loss(tmp_path: Path, format_: str) -> None:
    first, second = filled(tmp_path / "a.sqlite", *story()), filled(tmp_path / "b.sqlite")
    out = tmp_path / EXPORTS[format_]
    run("export", format_, "--out", out, "--store", first)
    files = sorted(out.glob("*.json")) if out.is_dir() else [out]
    said = run("review", "import", *files, "--store", second)
    assert said.startswith("5 oordelen opgenomen")
    assert sorted(everything(second), key=lambda one: one.id) == sorted(story(), key=lambda one: one.id)
    assert "0 oordelen opgenomen, 5 waren er al" in run("review", "import", *files, "--store", first)


def test_a_correction_is_a_new_word_of_its_maker(tmp_path: Path) -> None:
    store, out = filled(tmp_path / "a.sqlite", *story()), tmp_path / "t.json"
    run("export", "label-studio", "--out", out, "--store", store, "--config", tmp_path / "i.xml")
    tasks = json.loads(out.read_bytes())
    assert len(tasks) == 4
    tasks[2]["annotations"] = [
        {"result": [{"id": "x", "type": "choices", "from_name": "labels", "to_name": "text",
                     "value": {"choices": ["claim"]}}]}
    ]  # fmt: skip
    out.write_text(json.dumps(tasks), encoding="utf-8")
    for added in (1, 0):
        assert run("review", "import", out, "--by", "dora", "--store", store).startswith(f"{added} oorde")
    word = everything(store)[-1]
    assert (word.sentence_id, word.by, word.labels) == (REFUSAL, "dora", ("claim",))


def test_words_about_sentences_that_are_not_there_are_named(tmp_path: Path) -> None:
    store, out = filled(tmp_path / "a.sqlite", *story()), tmp_path / "t.jsonl"
    run("export", "prodigy", "--reviewed", "--out", out, "--store", store)
    empty = tmp_path / "b.sqlite"
    with Store(empty) as other:
        other.prepare()
    result = CliRunner().invoke(app, ["review", "import", str(out), "--store", str(empty)])
    assert result.exit_code == 1
    assert "a review is about a sentence in the store" in result.output


def test_a_file_of_no_known_shape_is_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "iets.txt"
    path.write_text("zomaar", encoding="utf-8")
    result = CliRunner().invoke(app, ["review", "import", str(path), "--store", str(filled(tmp_path / "a.sqlite"))])
    assert result.exit_code == 2


def test_gold_of_what_was_decided(tmp_path: Path) -> None:
    store, out = filled(tmp_path / "a.sqlite", *story()), tmp_path / "goud.jsonl"
    assert run("export", "gold", "--out", out, "--store", store).startswith("2 zinnen met een uitkomst")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["id"]: row["labels"] for row in rows} == {FACT: [], PROMISE: ["commitment"]}
    run("export", "gold", "--stand-off", "--document", "kst-99101-7", "--out", out, "--store", store)
    assert "sluis" not in out.read_text(encoding="utf-8")


def test_gold_of_a_sentence_whose_boundaries_moved(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.sqlite", speaker(PROMISE)("an", "commitment"))
    first, second, third, last = (one.sentence.text for one in LETTER.statements)
    with Store(path) as store, store.writing() as tx:
        save(tx, labelled((first, f"{second} {third}", last), run=SECOND))
    out = tmp_path / "goud.jsonl"
    run("export", "gold", "--out", out, "--store", path)
    (row,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert row["text"] == f"{second} {third}"
