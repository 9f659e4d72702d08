"""The encoder as a torch network: frozen lower layers whose output is kept, upper layers that learn, a head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from transformers import AutoModel

from pipeline.records import LABELS

Tokens = Sequence[Sequence[int]]
Batch = Sequence[int]


def by_length(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Row numbers in batches of rows that are about as long, shortest first.

    >>> by_length([9, 1, 5], 2)
    [[1, 2], [0]]
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return [order[start : start + size] for start in range(0, len(order), size)]


def padded(tokens: Tokens, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask of some rows, each rows × longest."""
    width = max(len(tokens[row]) for row in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width)
    for place, row in enumerate(batch):
        ids[place, : len(tokens[row])] = torch.tensor(tokens[row])
        mask[place, : len(tokens[row])] = 1
    return ids, mask


class Network(nn.Module):
    """An encoder with a head of three logits over its first state and the mean of all states.

    ``layers`` of the base are kept, counted from below; the first ``frozen`` of them and the word vectors do
    not learn. ``shape`` is what a BertConfig of the same size says.
    """

    def __init__(self, base: Path | str, *, layers: int, frozen: int) -> None:
        super().__init__()
        model = AutoModel.from_pretrained(
            str(base),
            dtype=torch.float32,
            attn_implementation="sdpa",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,
        )
        self.embeddings = model.embeddings
        self.lower = nn.ModuleList(model.encoder.layer[:frozen])
        self.upper = nn.ModuleList(model.encoder.layer[frozen:layers])
        self.width: int = model.config.hidden_size
        self.shape = {
            "vocab_size": model.config.vocab_size,
            "hidden_size": self.width,
            "num_hidden_layers": layers,
            "num_attention_heads": model.config.num_attention_heads,
            "intermediate_size": model.config.intermediate_size,
        }
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.width, len(LABELS))
        self.embeddings.requires_grad_(requires_grad=False)
        self.lower.requires_grad_(requires_grad=False)

    def train(self, mode: bool = True) -> Network:  # noqa: FBT001, FBT002 - torch's own signature
        """Learning mode for what learns; what is frozen stays as it is."""
        super().train(mode)
        self.embeddings.eval()
        self.lower.eval()
        return self

    def below(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The states above the frozen layers, rows × pieces × width."""
        return _through(self.lower, self.embeddings(input_ids=ids), mask)

    def above(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits from the states above the frozen layers, rows × 3."""
        states = _through(self.upper, states, mask)
        weight = mask.unsqueeze(-1)
        mean = (states * weight).sum(1) / weight.sum(1)
        logits: torch.Tensor = self.head(self.dropout(torch.cat([states[:, 0], mean], dim=1)))
        return logits

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits, rows × 3."""
        return self.above(self.below(ids, mask), mask)


def _through(layers: nn.ModuleList, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    hidden = (1.0 - mask[:, None, None, :]) * -1e9
    for layer in layers:
        found = layer(states, attention_mask=hidden)
        states = found[0] if isinstance(found, tuple) else found
    return states


class Kept:
    """The states of all rows above the frozen layers, in half precision: they are computed once."""

    def __init__(self, network: Network, tokens: Tokens, *, batch: int = 32) -> None:
        self.lengths = [len(row) for row in tokens]
        self._states: list[torch.Tensor] = [torch.empty(0)] * len(tokens)
        network.eval()
        with torch.inference_mode():
            for rows in by_length(self.lengths, batch):
                ids, mask = padded(tokens, rows)
                states = network.below(ids, mask).half()
                for place, row in enumerate(rows):
                    self._states[row] = states[place, : self.lengths[row]].clone()

    def batch(self, rows: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """States and mask of some rows."""
        width = max(self.lengths[row] for row in rows)
        states = torch.zeros(len(rows), width, self._states[rows[0]].shape[1])
        mask = torch.zeros(len(rows), width)
        for place, row in enumerate(rows):
            states[place, : self.lengths[row]] = self._states[row].float()
            mask[place, : self.lengths[row]] = 1
        return states, mask

    def logits(self, network: Network, *, batch: int = 32) -> npt.NDArray[np.float64]:
        """The logits of all rows, in their order, rows × 3."""
        found = np.zeros((len(self.lengths), len(LABELS)))
        network.eval()
        with torch.inference_mode():
            for rows in by_length(self.lengths, batch):
                found[rows] = network.above(*self.batch(rows)).numpy()
        return found


def shuffled(lengths: Sequence[int], size: int, chance: np.random.Generator) -> Iterator[list[int]]:
    """All rows once, in batches of about the same length and in an order that differs every time."""
    order = chance.permutation(len(lengths)).tolist()
    batches: list[list[int]] = []
    for start in range(0, len(order), size * 40):
        chunk = sorted(order[start : start + size * 40], key=lengths.__getitem__)
        batches.extend(chunk[first : first + size] for first in range(0, len(chunk), size))
    for number in chance.permutation(len(batches)):
        yield batches[number]
