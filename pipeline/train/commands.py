"""What ``gestand train`` does: labelled sentences in, a model folder out, held-out documents left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.classify.card import ModelCard
from pipeline.errors import InvalidLabelError
from pipeline.settings import ReadLimits
from pipeline.train.corpus import DocumentJoin, join
from pipeline.train.cues import train_cues
from pipeline.train.gold import GoldRow, read_gold
from pipeline.train.held_out import read_held_out
from pipeline.train.linear import train_linear
from pipeline.train.mends import Mend, mend, read_mends
from pipeline.train.rationales import read_rationales, with_rationales
from pipeline.train.standoff import read_standoff

Kind = Literal["linear", "cues", "encoder"]


@dataclass(frozen=True, slots=True)
class Encoder:
    """What only an encoder is made from: a base model (folder or hub id), and the linear model asked first."""

    base: str
    linear: Path
    note: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Material:
    """Where labelled sentences come from.

    ``gold`` are files with text; ``labels`` is a file of stand-off labels, joined with what stands under
    ``documents``; ``mended`` are corrections of rows of the gold files; ``rationales`` say which words carry a
    label. None leaves a part out.
    """

    gold: tuple[Path, ...] = ()
    labels: Path | None = None
    documents: tuple[Path, ...] = ()
    mended: Path | None = None
    rationales: Path | None = None
    limits: ReadLimits | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Labelled sentences of all sources.

    ``joins`` says what became of the stand-off labels, ``mended`` how many rows were corrected, ``errors``
    which rows could not be used, and which corrections and rationales no longer fit.
    """

    rows: tuple[GoldRow, ...]
    joins: tuple[DocumentJoin, ...]
    mended: int
    errors: tuple[InvalidLabelError, ...]


@dataclass(frozen=True, slots=True)
class Trained:
    """A new model: its card, how many rows it learned from, what was left out and why.

    ``held_out`` counts the rows of each document that was kept apart, ``test_only`` the rows of our own that no
    model may learn from.
    """

    card: ModelCard
    rows: int
    held_out: dict[str, int]
    test_only: int
    gathered: Gathered

    @property
    def held_out_rows(self) -> int:
        """How many rows of documents that are kept apart were left out."""
        return sum(self.held_out.values())


def gather(material: Material) -> Gathered:
    """All labelled sentences, in the order of the files; a file that is named twice is read once.

    Raises InvalidLabelError when a file cannot be read.
    """
    mends = read_mends(material.mended) if material.mended is not None else ()
    rows: list[GoldRow] = []
    errors: list[InvalidLabelError] = []
    changed = 0
    for path in dict.fromkeys(material.gold):
        found, count, wrong = _gold(path, mends)
        rows.extend(found)
        errors.extend(wrong)
        changed += count
    joins: tuple[DocumentJoin, ...] = ()
    if material.labels is not None:
        labels = read_standoff(material.labels)
        joins = join(labels, material.documents, limits=material.limits or ReadLimits())
    rows.extend(one.row for document in joins for one in document.joined)
    marked = with_rationales(rows, read_rationales(material.rationales) if material.rationales is not None else ())
    return Gathered(marked.rows, joins, changed, (*errors, *marked.errors))


def _gold(path: Path, mends: Sequence[Mend]) -> tuple[tuple[GoldRow, ...], int, list[InvalidLabelError]]:
    gold = read_gold(path)
    done = mend(gold.rows, mends, file=path.stem)
    return done.rows, done.changed, [*gold.errors, *done.errors]


def train_command(
    material: Material,
    out: Path,
    *,
    seed: int = 0,
    held_out: Path | None = None,
    kind: Kind = "linear",
    encoder: Encoder | None = None,
) -> Trained:
    """Train a model on labelled sentences and write its folder; ``encoder`` goes with that kind.

    ``held_out`` is the file that lists documents to keep apart (``annotations/held-out.json``); None keeps
    none apart. Raises InvalidLabelError when a file cannot be read or there is too little to learn from.
    """
    apart = read_held_out(held_out) if held_out is not None else frozenset()
    gathered = gather(material)
    rows = [row for row in gathered.rows if row.document not in apart]
    left = Counter(row.document for row in gathered.rows if row.document in apart)
    card = _trained(kind, rows, out, seed, encoder)
    test_only = sum(row.test_only for row in rows)
    return Trained(card, len(rows) - test_only, dict(sorted(left.items())), test_only, gathered)


def _trained(kind: Kind, rows: Sequence[GoldRow], out: Path, seed: int, encoder: Encoder | None) -> ModelCard:
    if kind == "cues":
        return train_cues(rows, out, seed=seed)
    if kind == "linear":
        return train_linear(rows, out, seed=seed)
    if encoder is None:
        raise InvalidLabelError("an encoder has a base model", value=None, place="--base")
    from pipeline.train.encoder import train_encoder  # noqa: PLC0415 - torch is only there with the extra `train`

    return train_encoder(rows, out, base=encoder.base, linear=encoder.linear, seed=seed, note=encoder.note)
