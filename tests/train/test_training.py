from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.classify import load_classifier
from pipeline.errors import InvalidLabelError
from pipeline.train.calibration import band, best_threshold, expected_calibration_error, platt
from pipeline.train.commands import Material, train_command
from pipeline.train.cues import train_cues
from pipeline.train.evaluation import evaluate
from pipeline.train.folds import document_folds
from pipeline.train.held_out import choose_held_out, read_held_out
from pipeline.train.intervals import bootstrap, rates
from pipeline.train.linear import train_linear
from pipeline.train.model_folder import calibrate


@pytest.fixture(scope="module")
def trained(own, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "small"
    train_linear(own, folder, seed=3, folds=3)
    return folder


def test_a_trained_model_is_loaded_and_knows_what_it_was_taught(own, trained):
    classifier = load_classifier(trained, models_dir=trained.parent)
    taught = [row for row in own if not row.test_only]
    figures = evaluate(classifier, taught).figures["all"]
    assert {label: found.f1.value > 0.9 for label, found in figures.items()} == dict.fromkeys(figures, True)


def test_the_same_rows_and_seed_give_the_same_bytes(own, trained, tmp_path):
    train_linear(own, tmp_path / "again", seed=3, folds=3)
    names = sorted(path.name for path in trained.iterdir())
    assert names == ["README.md", "model.json", "weights.safetensors"]
    assert all((tmp_path / "again" / name).read_bytes() == (trained / name).read_bytes() for name in names)


def test_the_card_says_how_much_it_learned_from(own, trained):
    card = json.loads((trained / "model.json").read_text())
    assert card["data"]["rows"] == sum(not row.test_only for row in own)
    assert set(card["figures"]["figures"]) == {"all", "written", "debate"}


@pytest.mark.parametrize("kind", ["linear", "cues"])
def test_held_out_documents_are_left_out(root, tmp_path, kind):
    held = tmp_path / "held.json"
    held.write_text(json.dumps({"written": ["own-firm-will"], "debates": []}))
    material = Material((root / "annotations" / "own.jsonl",))
    done = train_command(material, tmp_path / kind, held_out=held, kind=kind)
    every = train_command(material, tmp_path / f"{kind}-all", kind=kind)
    assert list(done.held_out) == ["own-firm-will"]
    assert done.held_out_rows > 0
    assert done.test_only > 100
    assert done.rows + done.test_only == every.rows + every.test_only - done.held_out_rows
    assert done.card.version != every.card.version


@pytest.mark.parametrize("train", [train_linear, train_cues])
def test_weights_of_rows_count(own, tmp_path, train):
    plain = train(own, tmp_path / "plain", folds=3)
    light = train([replace(row, weight=0.3 if row.labels else 1.0) for row in own], tmp_path / "light", folds=3)
    assert light.version != plain.version
    assert light.model_extra["data"]["light_rows"] > 0


def test_too_little_to_learn_from_is_an_error(own, tmp_path):
    with pytest.raises(InvalidLabelError, match="at least two documents"):
        train_linear([row for row in own if not row.labels], tmp_path / "none")


def test_no_document_is_in_two_folds(own):
    folds = document_folds(own, 4)
    assert set(folds) == {0, 1, 2, 3}
    for document in {row.document for row in own}:
        assert len({fold for row, fold in zip(own, folds, strict=True) if row.document == document}) == 1


def test_sentences_of_our_own_are_in_no_fold_when_there_are_others(own):
    written = [row for row in own if row.context.text_kind == "written"][:50]
    others = [replace(row, own=False, document=f"x{number % 5}") for number, row in enumerate(written)]
    folds = document_folds([*own, *others], 5).tolist()
    assert set(folds[:-50]) == {-1}
    assert set(folds[-50:]) == {0, 1, 2, 3, 4}


def test_words_of_members_move_no_document_to_another_fold(own):
    rows = [replace(row, own=False, document=f"x{number % 9}") for number, row in enumerate(own) if row.may_promise]
    spoken = next(row for row in rows if row.context.kind == "turn")
    member = replace(spoken, labels=(), document="x8", context=replace(spoken.context, role="member"))
    before = document_folds(rows, 4).tolist()
    after = document_folds([*rows, *[member] * 500], 4).tolist()
    assert after[: len(rows)] == before
    assert set(after[len(rows) :]) == {before[rows.index(next(row for row in rows if row.document == "x8"))]}


def test_words_of_members_change_neither_calibration_nor_threshold_of_promises(own):
    rows = [row for row in own if row.may_promise]
    spoken = next(row for row in rows if row.context.kind == "turn")
    member = replace(spoken, labels=(), context=replace(spoken.context, role="member"))
    chance = np.random.default_rng(1)
    margins = np.array([row.values for row in rows]) + chance.normal(0, 0.8, (len(rows), 3))
    alone = calibrate(rows, margins, name="x")
    mixed = calibrate([*rows, *[member] * 200], np.vstack([margins, np.full((200, 3), 2.0)]), name="x")
    for label in ("commitment", "refusal"):
        assert mixed.calibration[label] == alone.calibration[label]
        assert mixed.bands[label] == alone.bands[label]
    assert mixed.calibration["claim"] != alone.calibration["claim"]


def test_what_is_held_out_is_a_rule_and_not_a_choice(own):
    rows = [replace(row, document=f"d{number % 20}") for number, row in enumerate(own)]
    chosen = choose_held_out(rows)
    assert len(chosen) == 8
    assert chosen == choose_held_out(list(reversed(rows)))


def test_the_list_of_held_out_documents_is_read(root, tmp_path):
    assert len(read_held_out(root / "annotations" / "held-out.json")) == 8
    (tmp_path / "bad.json").write_text("[]")
    with pytest.raises(InvalidLabelError, match="lists written and debates"):
        read_held_out(tmp_path / "bad.json")


@pytest.mark.corpus
def test_the_held_out_documents_follow_the_rule(root, shared):
    from pipeline.train.gold import read_gold

    names = ("written", "written-pdf", "debates", "debates-2")
    rows = [row for name in names for row in read_gold(shared / "corpus" / "labels" / f"{name}.jsonl").rows]
    assert choose_held_out(rows) == tuple(sorted(read_held_out(root / "annotations" / "held-out.json")))


def test_rates_by_hand():
    assert rates(np.array([3.0, 1.0, 2.0])).round(3).tolist() == [0.75, 0.6, 0.667]
    assert rates(np.zeros(3)).tolist() == [0.0, 0.0, 0.0]


def test_intervals_hold_the_figure_and_need_two_documents():
    truth = np.array([True, True, False, False] * 5)
    given = np.array([True, False, True, False] * 5)
    figures = bootstrap([f"d{number % 5}" for number in range(20)], truth, given)
    assert [figure.value for figure in figures] == [0.5, 0.5, 0.5]
    assert all(figure.interval[0] <= 0.5 <= figure.interval[1] for figure in figures)
    assert bootstrap(["one"] * 20, truth, given)[0].interval is None


def test_above_the_band_the_next_label_is_expected_to_be_right():
    scores = np.linspace(0.9, 0.1, 81)
    right = np.ones(81, dtype=np.int64)
    right[:2] = 0  # of 66 labels, with which four fifths of the true ones are given: 65 / 68
    assert band(scores, right, 0.05).high == pytest.approx(scores[65])
    right[:3] = 0  # 64 / 68; the plain share, 63 of 66, would do
    assert band(scores, right, 0.05).high == 1.0


def test_calibration_and_thresholds_by_hand():
    truth = np.array([0, 0, 0, 1, 0, 1, 1, 1])
    margins = np.arange(8.0)
    slope, _ = platt(margins, truth)
    assert slope > 0
    scores = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    assert best_threshold(scores, truth) == 0.4
    found = band(scores, truth, 0.4)
    assert (found.low, found.threshold, found.high) == (0.4, 0.4, 1.0)
    assert best_threshold(scores, np.zeros(8, dtype=np.int64)) == 0.5
    assert expected_calibration_error(np.array([1.0, 0.0]), np.array([1, 0])) == 0.0
