"""The encoder that ships, beside the same network in PyTorch: ``python tests/bench/encoder.py [DOCUMENT|FOLDER]...``.

Sentences are those of the documents given (else of ``seeds/documents``) in their context, as `gestand label` sees them.
All ways take the same sentences in one run, on all processors: the shipped classifier (linear model first), the
same without the cascade, PyTorch eager in batches of 32 by length, and a plain `transformers` pipeline.
PyTorch's weights are random: speed does not depend on them. Ratios count, not the figures of one machine.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")

from pipeline.classify import Context, contexts
from pipeline.classify.encoder import EncoderClassifier, EncoderPart
from pipeline.classify.pieces import TOKENIZER, Lengths, Pieces
from pipeline.errors import UnreadableDocumentError
from pipeline.read import Hints, read_document
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "models" / "encoder"
MOST_SENTENCES = 4_000
SLOW_SENTENCES = 600
"""About so many sentences are taken, and for the slow ways: every so many-th of all."""

REPEATS = 3


def sentences(paths: list[Path]) -> list[Context]:
    files = [
        file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.is_file()
    ]
    found: list[Context] = []
    for file in files:
        try:
            document = read_document(file.read_bytes(), source=file.name, limits=ReadLimits(), hints=Hints())
        except UnreadableDocumentError:
            continue
        parts = segment_document(document, max_sentence_characters=ReadLimits().max_sentence_characters)
        found.extend(contexts(document, parts))
    return found


def rate(name: str, count: int, work: Callable[[], object]) -> float:
    """Sentences a second, the best of a few runs."""
    best = min(_seconds(work) for _ in range(REPEATS))
    sys.stdout.write(f"{name:44} {count / best:8.0f} sentences/s\n")
    return count / best


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_torch(some: list[Context]) -> tuple[Callable[[], object], Callable[[], object]]:
    """The same network in PyTorch eager, and as a `transformers` pipeline over sentence and question."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast, pipeline

    part = EncoderPart.model_validate(EncoderClassifier.load(FOLDER).card.model_extra["encoder"])
    model = BertForSequenceClassification(BertConfig(**part.shape, num_labels=3, max_position_embeddings=512)).eval()
    tokens = Pieces.load(FOLDER, Lengths(**part.lengths))(some)
    order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))

    def eager() -> None:
        with torch.inference_mode():
            for start in range(0, len(order), 32):
                rows = [tokens[row] for row in order[start : start + 32]]
                width = max(map(len, rows))
                ids = torch.tensor([[*row, *[1] * (width - len(row))] for row in rows])
                model(input_ids=ids, attention_mask=(torch.arange(width) < torch.tensor([[len(row)] for row in rows])))

    special = {"pad_token": "<pad>", "cls_token": "<s>", "sep_token": "</s>", "unk_token": "<unk>"}
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(FOLDER / TOKENIZER), model_max_length=134, **special)
    plain = pipeline("text-classification", model=model, tokenizer=tokenizer, device="cpu", truncation=True)
    pairs = [{"text": one.text, "text_pair": one.asked} for one in some]
    return eager, lambda: [plain(pair) for pair in pairs]


def main() -> None:
    if not (FOLDER / "model.json").exists():
        sys.stdout.write("left out: no encoder in models/\n")
        return
    every = sentences([Path(name) for name in sys.argv[1:]] or [ROOT / "seeds" / "documents"])
    every = every[:: max(len(every) // MOST_SENTENCES, 1)]
    some = every[:: max(len(every) // SLOW_SENTENCES, 1)]
    length = sum(len(one.text) for one in every) / max(len(every), 1)
    sys.stdout.write(f"{len(every)} sentences of {length:.0f} characters on average\n")
    shipped, whole = EncoderClassifier.load(FOLDER), EncoderClassifier.load(FOLDER, cascade=False)
    asked = shipped.asked(every)
    sys.stdout.write(f"the encoder is asked about {asked / max(len(every), 1):.0%} of them\n")
    fast = rate("shipped", len(every), lambda: shipped.predict(every))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = rate("shipped, without the cascade", len(some), lambda: whole.predict(some))
    eager, plain = in_torch(some)
    slow = rate("PyTorch eager, batches of 32 by length", len(some), eager)
    slowest = rate("transformers pipeline, one by one", len(some), plain)
    sys.stdout.write(
        f"shipped is {fast / slow:.1f} x eager (without the cascade {each / slow:.1f} x), "
        f"{fast / slowest:.1f} x the pipeline; {peak:.0f} MB at its peak before PyTorch was loaded\n"
    )


if __name__ == "__main__":
    main()
