"""The encoder from training to prediction, on a base model of two layers that is made here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from pipeline.classify import Context, load_classifier
from pipeline.classify.decide import excluded
from pipeline.classify.encoder import NETWORK, EncoderClassifier
from pipeline.classify.explain import explain
from pipeline.classify.neighbours import IDS, Neighbours
from pipeline.classify.pieces import TOKENIZER, Lengths, Pieces
from pipeline.errors import InvalidLabelError, InvalidModelError
from pipeline.train.blend import fit_blend, sure_limits
from pipeline.train.commands import Encoder, Material, train_command
from pipeline.train.encoder import split, train_encoder
from pipeline.train.finetune import Recipe
from pipeline.train.linear import train_linear

pytest.importorskip("torch", reason="the extra `train` is not installed")

SMALL = Recipe(layers=2, frozen=1, epochs=2, batch=16, rate=2e-3, head_rate=1e-2)


def few(own):
    """Rows to learn from, some of which can neither commit nor refuse."""
    rows = [row for row in own if not row.test_only]
    return rows[:400] + [row for row in rows[400:] if not row.may_promise][:20]


@pytest.fixture(scope="module")
def models(own, base, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    rows = few(own)
    train_linear(rows, folder / "linear", seed=1, folds=3)
    train_encoder(rows, folder / "encoder", base=base, linear=folder / "linear", seed=1, recipe=SMALL)
    return folder


@pytest.fixture(scope="module")
def contexts(own) -> list[Context]:
    return [row.context for row in own[::9]]


def test_the_encoder_is_preferred_and_scores_are_probabilities(models, contexts):
    classifier = load_classifier(None, models_dir=models)
    scores = classifier.predict(contexts)
    assert classifier.name.startswith("encoder-")
    assert scores.shape == (len(contexts), 3)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores.std(axis=0).min() > 0.01


def test_no_sentences_give_no_scores(models):
    assert EncoderClassifier.load(models / "encoder").predict([]).shape == (0, 3)


def test_a_sentence_does_not_depend_on_its_batch_or_on_threads(models, contexts):
    whole = EncoderClassifier.load(models / "encoder", threads=2).predict(contexts)
    alone = EncoderClassifier.load(models / "encoder", threads=1)
    single = np.vstack([alone.predict([context]) for context in contexts])
    assert np.array_equal(whole, single)
    assert np.array_equal(whole[::-1], alone.predict(contexts[::-1]))


def test_without_the_cascade_every_sentence_that_may_have_a_label_is_asked(models, contexts):
    classifier = EncoderClassifier.load(models / "encoder", cascade=False)
    asked: list[int] = []
    run = classifier.network.run
    classifier.network.run = lambda some: asked.append(len(some)) or run(some)  # type: ignore[method-assign]
    classifier.predict([*contexts, Context("Bent u daartoe bereid?", "question")])
    assert asked == [len([one for one in contexts if not excluded(one)[0]])]


def test_the_same_rows_and_seed_give_the_same_model(own, base, models, tmp_path):
    rows = few(own)
    shutil.copytree(models / "linear", tmp_path / "linear")
    card = train_encoder(rows, tmp_path / "encoder", base=base, linear=tmp_path / "linear", seed=1, recipe=SMALL)
    assert card.full_name == EncoderClassifier.load(models / "encoder").name


def test_the_card_names_what_calibration_rests_on(models):
    part = json.loads((models / "encoder" / "model.json").read_text())["encoder"]
    assert part["first"] == "../linear"
    assert len(part["calibration_documents"]) > 1
    assert set(part["blend"]) == {"commitment", "refusal", "claim"}


def test_it_goes_with_one_version_of_its_linear_model(own, models, tmp_path):
    shutil.copytree(models / "encoder", tmp_path / "encoder")
    rows = [row for row in own if not row.test_only][:200]
    train_linear(rows, tmp_path / "linear", seed=1, folds=3)
    with pytest.raises(InvalidModelError, match="goes with version"):
        EncoderClassifier.load(tmp_path / "encoder")


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_a_damaged_folder_is_named(models, tmp_path, name, content):
    shutil.copytree(models, tmp_path / "models")
    broken = tmp_path / "models" / "encoder" / name
    broken.unlink()
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(InvalidModelError) as error:
        EncoderClassifier.load(tmp_path / "models" / "encoder")
    assert str(broken) in str(error.value)


def test_a_card_without_its_part_is_named(models, tmp_path):
    shutil.copytree(models, tmp_path / "models")
    path = tmp_path / "models" / "encoder" / "model.json"
    card = json.loads(path.read_text())
    del card["encoder"]["blend"]
    path.write_text(json.dumps(card))
    with pytest.raises(InvalidModelError, match="card has its part"):
        EncoderClassifier.load(path.parent)


def test_a_learned_sentence_is_its_own_nearest_neighbour(own, models):
    row = next(row for row in own if not row.test_only)
    folder = models / "encoder"
    found = explain(EncoderClassifier.load(folder), folder, row.context)
    assert found.neighbours[0].likeness > 0.95
    assert row.id in {one.id for one in found.neighbours}
    assert {word.text for word in found.words} <= set(row.context.text.replace(",", " ").replace(".", " ").split())


def test_neighbours_that_do_not_fit_are_named(models, tmp_path):
    shutil.copytree(models / "encoder", tmp_path / "encoder")
    (tmp_path / "encoder" / IDS).write_text("[]")
    with pytest.raises(InvalidModelError, match="every neighbour has a vector"):
        Neighbours.load(tmp_path / "encoder")


def test_long_texts_are_cut_to_their_lengths(base):
    pieces = Pieces.load(base, Lengths(sentence=5, asked=4, before=3))
    long = "woord " * 500
    found = pieces([Context(long, "answer", asked=long, before=long), Context("Ja.", "answer")])
    assert len(found[0]) == 1 + 5 + 1 + 4 + 1 + 3 + 1
    assert found[1][-3:] == [found[1][-1]] * 3


def test_an_encoder_needs_a_base(root, tmp_path):
    material = Material((root / "annotations" / "own.jsonl",))
    with pytest.raises(InvalidLabelError, match="base model"):
        train_command(material, tmp_path, kind="encoder")


def test_the_command_trains_an_encoder(root, base, models, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.train.encoder.Recipe", lambda: SMALL)
    shutil.copytree(models / "linear", tmp_path / "linear")
    notes: list[str] = []
    encoder = Encoder(str(base), tmp_path / "linear", notes.append)
    done = train_command(
        Material((root / "annotations" / "own.jsonl",)), tmp_path / "e", kind="encoder", encoder=encoder
    )
    assert done.card.type == "encoder"
    assert any("exported" in note for note in notes)


def test_the_blend_leans_on_the_better_score():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, size=(600, 3))
    good, noise = truth * 2.0 - 1 + rng.normal(0, 0.5, truth.shape), rng.normal(0, 1, truth.shape)
    blend = fit_blend(good, noise, truth)
    assert all(blend.slope[label] > 5 * abs(blend.linear[label]) for label in blend.slope)


def test_limits_are_where_the_answer_is_known():
    margins = np.repeat(np.linspace(-2, 2, 400)[:, None], 3, axis=1)
    given = (margins > 0).astype(int)
    low, high = sure_limits(margins, given)["claim"]
    assert -0.02 < low < 0.02
    assert -0.02 < high < 0.02
    assert sure_limits(margins[:20], given[:20])["claim"] == (-1e6, 1e6)


def test_the_network_knows_nothing_of_what_it_is_never_asked(own, models):
    known = {row_id for row_id, _, _ in json.loads((models / "encoder" / IDS).read_bytes())}
    rows = few(own)
    assert len([row for row in rows if not row.may_promise]) >= 20
    assert known == {row.id for row in rows if row.may_promise}


def test_light_rows_are_not_learned_from_and_rows_apart_stay():
    parts = split(np.array([0, 0, 1, 1, 3]), [True, False, True, True, False])
    assert (parts.learned.tolist(), parts.apart.tolist()) == ([0, 2, 3], [4])
    assert split(np.array([0, 1])).learned.tolist() == [0]
