"""The encoder as a torch network: frozen lower layers whose output is kept, upper layers that learn, a head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from transformers import AutoModel

from pipeline.records import LABELS
from pipeline.train.rationales import CARRIED

Tokens = Sequence[Sequence[int]]
Batch = Sequence[int]


PARTS = 4
"""What a piece belongs to: the sentence (0), what was asked, the sentence before, nothing (padding)."""


class Read(NamedTuple):
    """What the network makes of a batch.

    ``logits`` are rows × 3; ``carrying`` says of every piece how much it carries each label of ``CARRIED``, rows ×
    pieces × 2, and means something for the sentence's pieces alone; ``vector`` is rows × 2·width.
    """

    logits: torch.Tensor
    carrying: torch.Tensor
    vector: torch.Tensor


class Lower(NamedTuple):
    """States above the frozen layers (rows × pieces × width), their mask, and the part each belongs to."""

    states: torch.Tensor
    mask: torch.Tensor
    parts: torch.Tensor


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
    """An encoder with a head of three logits, which looks at the sentence and knows what surrounds it.

    ``layers`` of the base are kept, counted from below; the first ``frozen`` of them and the word vectors do
    not learn. ``stop`` is the id that ends each part of the input. Above the frozen layers every state is told to which
    part it belongs. The head sees the first state, the mean over the sentence, and for each label of ``CARRIED`` the
    mean weighed by how much a piece carries it: attention that learns from rationales (after Zhang, Marshall &
    Wallace, *Rationale-Augmented Convolutional Neural Networks for Text Classification*, EMNLP 2016).
    ``shape`` is what a BertConfig of the same size says.
    """

    def __init__(self, base: Path | str, *, layers: int, frozen: int, stop: int) -> None:
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
        self.stop = stop
        self.parts = nn.Embedding(PARTS, self.width)
        nn.init.zeros_(self.parts.weight)
        self.carrying = nn.Linear(self.width, len(CARRIED))
        self.head = nn.Linear((2 + len(CARRIED)) * self.width, len(LABELS))
        self.embeddings.requires_grad_(requires_grad=False)
        self.lower.requires_grad_(requires_grad=False)

    def train(self, mode: bool = True) -> Network:  # noqa: FBT001, FBT002 - torch's own signature
        """Learning mode for what learns; what is frozen stays as it is."""
        super().train(mode)
        self.embeddings.eval()
        self.lower.eval()
        return self

    def below(self, ids: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """The states above the frozen layers, rows × pieces × width; without a mask nothing is padding."""
        return _through(self.lower, self.embeddings(input_ids=ids), mask)

    def parts_of(self, ids: torch.Tensor) -> torch.Tensor:
        """The part to which each piece belongs, rows × pieces; the piece that ends a part belongs to it."""
        ends = (ids == self.stop).long()
        return (ends.cumsum(1) - ends).clamp(max=PARTS - 1)

    def above(self, states: torch.Tensor, mask: torch.Tensor | None, parts: torch.Tensor) -> Read:
        """What comes of the states above the frozen layers."""
        states = _through(self.upper, states + self.parts(parts), mask)
        own = (parts == 0).unsqueeze(-1)
        carrying = self.carrying(self.dropout(states))
        share = carrying.masked_fill(~own, -1e4).softmax(dim=1)
        weight = own.to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        carried = (share.transpose(1, 2) @ states).flatten(1)
        vector = torch.cat([states[:, 0], mean], dim=1)
        return Read(self.head(self.dropout(torch.cat([vector, carried], dim=1))), carrying, vector)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None = None) -> Read:
        """What the network makes of word pieces (rows × pieces); without a mask nothing is padding."""
        return self.above(self.below(ids, mask), mask, self.parts_of(ids))


def _through(layers: nn.ModuleList, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    hidden = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e9
    for layer in layers:
        found = layer(states, attention_mask=hidden)
        states = found[0] if isinstance(found, tuple) else found
    return states


class Kept:
    """The states of all rows above the frozen layers, in half precision: they are computed once."""

    def __init__(self, network: Network, tokens: Tokens, *, batch: int = 32) -> None:
        self.lengths = [len(row) for row in tokens]
        self._states: list[torch.Tensor] = [torch.empty(0)] * len(tokens)
        self._tokens = tokens
        self._parts_of = network.parts_of
        network.eval()
        with torch.inference_mode():
            for rows in by_length(self.lengths, batch):
                ids, mask = padded(tokens, rows)
                states = network.below(ids, mask).half()
                for place, row in enumerate(rows):
                    self._states[row] = states[place, : self.lengths[row]].clone()

    def batch(self, rows: Batch) -> Lower:
        """What is kept of some rows."""
        ids, mask = padded(self._tokens, rows)
        states = torch.zeros(*ids.shape, self._states[rows[0]].shape[1])
        for place, row in enumerate(rows):
            states[place, : self.lengths[row]] = self._states[row].float()
        return Lower(states, mask, self._parts_of(ids))

    def logits(self, network: Network, *, batch: int = 32) -> npt.NDArray[np.float64]:
        """The logits of all rows, in their order, rows × 3."""
        found = np.zeros((len(self.lengths), len(LABELS)))
        network.eval()
        with torch.inference_mode():
            for rows in by_length(self.lengths, batch):
                found[rows] = network.above(*self.batch(rows)).logits.numpy()
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
