from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.classify import Context, decide, load_classifier
from pipeline.classify.linear import WEIGHTS
from pipeline.errors import InvalidModelError

TEXTS = st.lists(st.text(max_size=80), max_size=6)


def labels(classifier, text, asked="", kind="answer"):
    context = Context(text, kind, role="government", asked=asked, first=True)
    (verdict,) = decide(classifier.predict([context]), [context], classifier.thresholds)
    return verdict.labels


@pytest.mark.parametrize("name", ["linear", "cues"])
@given(texts=TEXTS)
def test_scores_are_probabilities_whatever_the_text(root, name, texts):
    classifier = load_classifier(root / "models" / name, models_dir=root / "models")
    scores = classifier.predict([Context(text, "turn") for text in texts])
    assert scores.shape == (len(texts), 3)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


@pytest.mark.parametrize("name", ["linear", "cues"])
@given(texts=TEXTS)
def test_a_score_does_not_depend_on_the_batch(root, name, texts):
    classifier = load_classifier(root / "models" / name, models_dir=root / "models")
    contexts = [Context(text, "answer", asked="Bent u bereid?") for text in texts]
    alone = [classifier.predict([context])[0] for context in contexts]
    assert [row.tolist() for row in classifier.predict(contexts)] == [row.tolist() for row in alone]


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("Bent u bereid de norm te verlagen?", "Ja.", ("commitment",)),
        ("Bent u bekend met het bericht over de sluis?", "Ja.", ("claim",)),
        ("Bent u bereid de sluis te sluiten?", "Nee, daartoe ben ik niet bereid.", ("refusal",)),
        ("Wanneer komt de brief?", "Ik zal uw Kamer hierover voor de zomer informeren.", ("commitment",)),
        ("Hoeveel gemeenten doen mee?", "In 2023 deden 41 gemeenten mee aan de proef.", ("claim",)),
    ],
)
def test_plain_cases(shipped, asked, text, expected):
    assert labels(shipped, text, asked) == expected


def test_a_motion_that_is_advised_against_is_refused(shipped):
    assert labels(shipped, "Deze motie moet ik ontraden.", kind="turn") == ("refusal",)


def test_why_names_the_cues(shipped):
    assert "cue:refusal.ontraden" in shipped.explain(Context("Deze motie ontraad ik.", "turn"))


def test_the_name_has_a_version(shipped):
    kind, _, version = shipped.name.partition("-")
    assert (kind, len(version)) == ("encoder", 8)


def test_what_ships_is_small(root):
    assert sum(path.stat().st_size for path in (root / "models").rglob("*") if path.is_file()) <= 60_000_000


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root / "models" / "linear", tmp_path / "model"))


def loaded(folder: Path):
    return load_classifier(folder, models_dir=folder.parent)


def test_a_folder_without_a_card_is_no_model(tmp_path):
    with pytest.raises(InvalidModelError, match=r"model\.json"):
        loaded(tmp_path)


def test_a_type_that_is_not_known_is_named(copied):
    card = json.loads((copied / "model.json").read_text())
    (copied / "model.json").write_text(json.dumps(card | {"type": "oracle"}))
    with pytest.raises(InvalidModelError, match="one of encoder, linear, cues"):
        loaded(copied)


def test_damaged_weights_are_an_error_of_ours(copied):
    (copied / WEIGHTS).write_bytes((copied / WEIGHTS).read_bytes()[:1000])
    with pytest.raises(InvalidModelError, match="has its weights"):
        loaded(copied)


def test_a_card_without_a_threshold_is_an_error(copied):
    card = json.loads((copied / "model.json").read_text())
    del card["thresholds"]["claim"]["debate"]
    (copied / "model.json").write_text(json.dumps(card))
    with pytest.raises(InvalidModelError, match="a threshold for every kind of text"):
        loaded(copied)
