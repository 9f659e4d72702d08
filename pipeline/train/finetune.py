"""Fine-tuning: the learning itself, and nothing of where rows come from or go to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from pipeline.train.network import Batch, Kept, Network, shuffled

Logits = npt.NDArray[np.float64]
Marks = Sequence[Sequence[Sequence[int]]]
"""For each row and each piece of its sentence, from the second on, what it carries; see ``rationales.marks``."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an encoder learns; what was tried is in docs/classification.md.

    ``decay`` is what a layer's rate is multiplied with for each layer below the top; ``positive`` how much a
    true label counts beside a false one, in the order of ``records.LABELS``; ``smoothing`` how far truth is
    moved from 0 and 1; ``own`` how much a sentence of our own writing counts; what weighs less than ``lightest`` in
    the labels is not learned from. ``rationale`` is how much it counts which words carry a label, ``carrying`` how much
    a piece that does beside one that does not; ``part_rate`` is the rate of what tells a state its part.
    """

    layers: int = 9
    frozen: int = 4
    epochs: int = 3
    batch: int = 24
    rate: float = 2e-4
    head_rate: float = 1e-3
    part_rate: float = 1e-3
    decay: float = 0.9
    warmup: float = 0.06
    smoothing: float = 0.01
    positive: tuple[float, ...] = (1.5, 2.0, 1.0)
    own: float = 0.5
    lightest: float = 0.1
    rationale: float = 0.3
    carrying: float = 2.0


@dataclass(frozen=True, slots=True)
class Taught:
    """What is known of the rows: labels (rows × 3), how much each row counts, and what its pieces carry."""

    truth: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    marks: Marks


def learn(
    network: Network,
    rows: Kept,
    taught: Taught,
    recipe: Recipe,
    *,
    seed: int,
    after_epoch: Callable[[int, float], None] | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> None:
    """Fine-tune in place; the same rows, recipe and seed give the same network on the same machine.

    ``after_epoch`` gets the number of the epoch and its mean loss.
    """
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    target = torch.tensor(taught.truth, dtype=torch.float32) * (1 - 2 * recipe.smoothing) + recipe.smoothing
    weight = torch.tensor(taught.weights, dtype=torch.float32).unsqueeze(1)
    positive = torch.tensor(recipe.positive)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=0.01)
    steps = recipe.epochs * math.ceil(len(taught.truth) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _slope(steps, int(recipe.warmup * steps)))
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    for epoch in range(recipe.epochs):
        network.train()
        losses: list[float] = []
        for batch in shuffled(rows.lengths, recipe.batch, chance):
            read = network.above(*rows.batch(batch))
            raw = nn.functional.binary_cross_entropy_with_logits(
                read.logits, target[batch], pos_weight=positive, reduction="none"
            )
            loss = (raw * weight[batch]).sum() / (weight[batch].sum() * raw.shape[1])
            if recipe.rationale:
                missed = _missed(read.carrying, taught.marks, batch, recipe)
                loss = loss + recipe.rationale * (missed * weight[batch, 0]).sum() / weight[batch].sum()
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


def _missed(carrying: torch.Tensor, marks: Marks, batch: Batch, recipe: Recipe) -> torch.Tensor:
    """How far what pieces are said to carry is from what readers marked: the mean of each row, 0 where nobody did."""
    truth = torch.full_like(carrying, -1.0)
    for place, row in enumerate(batch):
        truth[place, 1 : 1 + len(marks[row])] = torch.tensor(marks[row], dtype=truth.dtype).reshape(-1, truth.shape[2])
    known = (truth >= 0).to(truth.dtype)
    raw = nn.functional.binary_cross_entropy_with_logits(
        carrying, truth.clamp(min=0), pos_weight=torch.tensor(recipe.carrying), reduction="none"
    )
    return (raw * known).sum((1, 2)) / known.sum((1, 2)).clamp(min=1)


def _groups(network: Network, recipe: Recipe) -> Sequence[dict[str, object]]:
    top = len(network.upper) - 1
    layers: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": recipe.rate * recipe.decay ** (top - number)}
        for number, layer in enumerate(network.upper)
    ]
    new = [*network.head.parameters(), *network.carrying.parameters()]
    parts = {"params": list(network.parts.parameters()), "lr": recipe.part_rate}
    return [*layers, {"params": new, "lr": recipe.head_rate}, parts]


def _slope(steps: int, warm: int) -> Callable[[int], float]:
    """Up over the first steps, then down in a straight line."""
    return lambda step: (step + 1) / max(warm, 1) if step < warm else max(0.02, (steps - step) / max(steps - warm, 1))
