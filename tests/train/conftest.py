"""Labelled sentences of our own, enough to learn something from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.classify import Classifier, load_classifier
from pipeline.classify.pieces import TOKENIZER
from pipeline.train.gold import GoldRow, read_gold


@pytest.fixture(scope="session")
def own(root: Path) -> tuple[GoldRow, ...]:
    return read_gold(root / "annotations" / "own.jsonl").rows


@pytest.fixture(scope="session")
def shipped_model(root: Path) -> Classifier:
    """The model that is used when nobody names one."""
    return load_classifier(None, models_dir=root / "models")


@pytest.fixture(scope="session")
def base(own, tmp_path_factory) -> Path:
    """A base model as transformers and tokenizers store it: two layers with random weights, pieces of our words."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("base")
    tokenizer = Tokenizer(models.WordPiece(unk_token="<unk>"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = ["<pad>", "<s>", "</s>", "<unk>"]
    tokenizer.train_from_iterator(
        (row.context.text for row in own), trainers.WordPieceTrainer(vocab_size=1500, special_tokens=special)
    )
    tokenizer.save(str(folder / TOKENIZER))
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=512,
    )  # fmt: skip
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder
