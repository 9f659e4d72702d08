"""``gestand train`` and ``gestand corpus``: what they leave out, and that they say so."""

import json
import subprocess

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.train.standoff import letters_hash, text_hash

TEXT = "Geachte voorzitter,\n\nDe sluis bij Rietvoorde is sinds maart gestremd.\n"
SENTENCE = "De sluis bij Rietvoorde is sinds maart gestremd."


def gestand(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def labels(tmp_path):
    row = {
        "start": TEXT.index(SENTENCE),
        "end": TEXT.index(SENTENCE) + len(SENTENCE),
        "sha256": text_hash(SENTENCE),
        "letters": letters_hash(SENTENCE),
        "role": "letter",
        "labels": ["claim"],
        "strength": None,
        "polarity": None,
        "cue": None,
        "unsure": False,
        "agree": None,
        "annotators": ["A"],
        "date": "2026-11-21",
    }
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(json.dumps({"document": name, "file": name, **row}) for name in ("brief-1", "brief-2")))
    (tmp_path / "documenten").mkdir()
    (tmp_path / "documenten" / "brief-1.txt").write_text(TEXT, encoding="utf-8")
    return path


def test_corpus_says_what_was_found_and_what_is_missing(labels, tmp_path):
    nothing = gestand("corpus", "--labels", labels)
    assert nothing.exit_code == 0
    assert "ontbreekt   brief-1: 1 label" in nothing.stdout
    assert "0 van 2 labels gevonden in 0 documenten; 2 niet bij de hand" in nothing.stdout
    result = gestand(
        "corpus", "--labels", labels, "--documents", tmp_path / "documenten", "--out", tmp_path / "g.jsonl"
    )
    assert result.exit_code == 0, result.output
    assert "gevonden    brief-1: 1 gevonden" in result.stdout
    assert "1 zin geschreven" in result.stdout
    (row,) = map(json.loads, (tmp_path / "g.jsonl").read_text().splitlines())
    assert row["text"] == SENTENCE


def test_corpus_says_that_a_document_was_changed(labels, tmp_path):
    (tmp_path / "documenten" / "brief-1.txt").write_text(TEXT.replace("maart", "april"), encoding="utf-8")
    result = gestand("corpus", "--labels", labels, "--documents", tmp_path / "documenten")
    assert "veranderd   brief-1: 0 gevonden, 1 niet meer in de tekst" in result.stdout


def test_corpus_writes_no_text_of_others_into_a_working_tree(labels, tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path / "boom"], check=True)
    result = gestand(
        "corpus", "--labels", labels, "--documents", tmp_path / "documenten", "--out", tmp_path / "boom" / "g.jsonl"
    )
    assert result.exit_code == 2
    assert "outside a Git working tree" in result.stderr
    assert not (tmp_path / "boom" / "g.jsonl").exists()


def test_train_keeps_documents_apart_and_says_so(root, tmp_path):
    held = tmp_path / "apart.json"
    held.write_text(json.dumps({"written": ["own-firm-will"], "debates": []}))
    words = ["train", "--own", root / "annotations" / "own.jsonl", "--kind", "cues", "--out", tmp_path / "model"]
    result = gestand(*words, "--held-out", held)
    assert result.exit_code == 0, result.output
    assert "apart gehouden: own-firm-will" in result.stdout
    assert "alleen om te meten" in result.stdout
    assert (tmp_path / "model" / "model.json").is_file()


def test_train_keeps_the_listed_documents_apart_when_nothing_is_said(root, tmp_path):
    gold = tmp_path / "gold.jsonl"
    row = {"document": "politie-2025-07-02", "text": "Dat klopt.", "labels": ["claim"], "role": "government"}
    gold.write_text(json.dumps(row))
    words = ["train", gold, "--own", root / "annotations" / "own.jsonl", "--kind", "cues", "--out", tmp_path / "model"]
    result = gestand(*words)
    assert "apart gehouden: politie-2025-07-02, 1 zin" in result.stdout


@pytest.mark.parametrize("words", [["train", "--out", "x"], ["train", "--out", "x", "--kind", "boom"]])
def test_train_without_sentences_or_of_an_unknown_kind_is_wrong_usage(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = gestand(*words)
    assert result.exit_code == 2
    assert not (tmp_path / "x").exists()
