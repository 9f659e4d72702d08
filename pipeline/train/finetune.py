"""Fine-tuning: the learning itself, and nothing of where rows come from or go to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from pipeline.train.network import Kept, Network, shuffled

Logits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an encoder learns; what was tried is in docs/classification.md.

    ``decay`` is what a layer's rate is multiplied with for each layer below the top; ``positive`` how much a
    true label counts beside a false one, in the order of ``records.LABELS``; ``smoothing`` how far truth is
    moved from 0 and 1; ``own`` how much a sentence of our own writing counts; what weighs less than ``lightest`` in
    the labels is not learned from.
    """

    layers: int = 9
    frozen: int = 4
    epochs: int = 3
    batch: int = 24
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warmup: float = 0.06
    smoothing: float = 0.01
    positive: tuple[float, ...] = (1.5, 2.0, 1.0)
    own: float = 0.5
    lightest: float = 0.1


def learn(
    network: Network,
    rows: Kept,
    truth: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    recipe: Recipe,
    *,
    seed: int,
    after_epoch: Callable[[int, float], None] | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> None:
    """Fine-tune in place; the same rows, recipe and seed give the same network on the same machine.

    ``truth`` is rows × 3, ``weights`` one per row. ``after_epoch`` gets the number of the epoch and its mean loss.
    """
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    target = torch.tensor(truth, dtype=torch.float32) * (1 - 2 * recipe.smoothing) + recipe.smoothing
    weight = torch.tensor(weights, dtype=torch.float32).unsqueeze(1)
    positive = torch.tensor(recipe.positive)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=0.01)
    steps = recipe.epochs * math.ceil(len(truth) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _slope(steps, int(recipe.warmup * steps)))
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    for epoch in range(recipe.epochs):
        network.train()
        losses: list[float] = []
        for batch in shuffled(rows.lengths, recipe.batch, chance):
            logits = network.above(*rows.batch(batch))
            raw = nn.functional.binary_cross_entropy_with_logits(
                logits, target[batch], pos_weight=positive, reduction="none"
            )
            loss = (raw * weight[batch]).sum() / (weight[batch].sum() * raw.shape[1])
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(float(loss.detach()))
            if len(losses) % 50 == 0:
                note(f"epoch {epoch + 1}: {len(losses)} batches, loss {np.mean(losses[-50:]):.3f}")
        if after_epoch is not None:
            after_epoch(epoch, float(np.mean(losses)))
    network.eval()


def _groups(network: Network, recipe: Recipe) -> Sequence[dict[str, object]]:
    top = len(network.upper) - 1
    layers: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": recipe.rate * recipe.decay ** (top - number)}
        for number, layer in enumerate(network.upper)
    ]
    return [*layers, {"params": list(network.head.parameters()), "lr": recipe.head_rate}]


def _slope(steps: int, warm: int) -> Callable[[int], float]:
    """Up over the first steps, then down in a straight line."""
    return lambda step: (step + 1) / max(warm, 1) if step < warm else max(0.02, (steps - step) / max(steps - warm, 1))
