"""The network: what it looks at, and what it learns from marked words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.classify.pieces import Lengths, Pieces
from pipeline.train.rationales import marks

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from pipeline.train.encoder import fine_tune  # noqa: E402 - torch is needed
from pipeline.train.finetune import Recipe  # noqa: E402
from pipeline.train.network import Kept, Network, padded  # noqa: E402

SMALL = Recipe(layers=2, frozen=1, epochs=3, batch=16, rate=2e-3, head_rate=1e-2, rationale=1.0)


@pytest.fixture(scope="module")
def pieces(base) -> Pieces:
    return Pieces.load(base, Lengths())


@pytest.fixture
def network(base, pieces) -> Network:
    torch.manual_seed(3)
    made = Network(base, layers=2, frozen=1, stop=pieces.stop)
    torch.nn.init.normal_(made.parts.weight)
    return made.eval()


def marked(own):
    """Rows of our own in which "zal" or "zullen" carries a commitment."""
    found = []
    for row in own:
        start = row.context.text.find(" zal ")
        if not row.test_only and "commitment" in row.labels and start >= 0:
            found.append(replace(row, rationales={"commitment": ((start + 1, start + 4),)}))
    none = [row for row in own if not row.test_only and not row.labels and row.may_promise]
    return found + none[: len(found)]


def test_each_piece_belongs_to_its_part(network, pieces, own):
    context = replace(own[0].context, text="Ja.", asked="Bent u bereid?", before="Dank.")
    tokens = pieces([context, replace(context, asked="", before="")])
    ids, _ = padded(tokens, [0, 1])
    parts = network.parts_of(ids).tolist()
    ends = [n for n, piece in enumerate(tokens[0]) if piece == pieces.stop]
    assert len(ends) == 3
    assert parts[0] == [0] * (ends[0] + 1) + [1] * (ends[1] - ends[0]) + [2] * (ends[2] - ends[1])
    assert parts[1] == [0] * (len(tokens[1]) - 2) + [1, 2] + [3] * (len(tokens[0]) - len(tokens[1]))


def test_padding_and_what_is_kept_change_no_logits(network, pieces, own):
    tokens = pieces([row.context for row in own[:9]])
    kept = Kept(network, tokens)
    with torch.inference_mode():
        alone = np.vstack([network(torch.tensor([ids])).logits.numpy() for ids in tokens])
    spread = np.abs(alone - alone.mean(0)).max()
    assert spread > 0.01
    assert np.abs(kept.logits(network, batch=4) - alone).max() < spread / 10


def test_the_head_looks_for_what_carries_in_the_sentence_alone(network, pieces, own):
    ids = torch.tensor(pieces([replace(own[0].context, asked="Bent u bereid?", before="Dank.")]))
    read = network(ids)
    changed = read.carrying.clone()
    parts = network.parts_of(ids)
    changed[parts > 0] += 50.0
    network.carrying.register_forward_hook(lambda *_: changed)
    assert torch.allclose(network(ids).logits, read.logits, atol=1e-5)
    changed[0, 1] += 50.0
    assert not torch.allclose(network(ids).logits, read.logits, atol=1e-3)


def test_it_learns_which_words_carry_a_commitment(base, pieces, own):
    rows = marked(own)
    assert len(rows) >= 50
    network = fine_tune(rows, base, replace(SMALL, epochs=25), Lengths(), seed=1, note=lambda _: None)
    inside, outside = [], []
    for row in rows:
        with torch.inference_mode():
            carrying = network(torch.tensor(pieces([row.context]))).carrying[0, 1:, 0]
        for (mark, _), value in zip(marks(row, pieces.places(row.context)), carrying.tolist(), strict=False):
            (inside if mark == 1 else outside).append(value)
    assert np.mean(inside) > np.mean(outside) + 2


def test_without_marks_there_is_nothing_to_learn_what_carries_from(base, own):
    rows = [replace(row, rationales={}) for row in marked(own) if row.labels]
    assert all("commitment" in row.labels for row in rows)
    silent = fine_tune(rows[:32], base, replace(SMALL, rationale=0.0), Lengths(), seed=1, note=lambda _: None)
    asked = fine_tune(rows[:32], base, SMALL, Lengths(), seed=1, note=lambda _: None)
    assert torch.equal(silent.head.weight[0], asked.head.weight[0]) is False  # refusals are known to be absent
    assert silent.carrying.weight.shape == (2, 32)


def test_places_are_those_of_the_text(pieces, own):
    for row in own[:50]:
        text = row.context.text
        places = pieces.places(row.context)
        assert len(places) == pieces([row.context])[0].index(pieces.stop) - 1
        assert places[0] == (0, 0)
        rest = [text[start:end] for start, end in places if end]
        assert "".join(rest).replace(" ", "") == text.replace(" ", "")
