"""Joined labels become a file of labelled sentences, outside the repository: it holds the text of others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import InvalidLabelError
from pipeline.train.corpus import DocumentJoin, Joined
from pipeline.train.gold import role_of


def write_joined(joins: Sequence[DocumentJoin], out: Path) -> int:
    """Write one JSON object a line, as :func:`pipeline.train.gold.read_gold` reads it; gives the number of rows.

    A name that ends in ``.parquet`` gets the same rows and columns as a Parquet file, for `datasets` and other tools.
    Raises InvalidLabelError when ``out`` lies in a Git working tree, as text of others must not be committed.
    """
    folder = _working_tree(out)
    if folder is not None:
        rule = "sentences of others are written outside a Git working tree"
        raise InvalidLabelError(rule, value=str(folder), place=str(out))
    rows = [_row(one) for document in joins for one in document.joined]
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".parquet":
        _write_parquet(rows, out)
    else:
        out.write_text("".join(_lines(rows)), encoding="utf-8")
    return len(rows)


def _write_parquet(rows: list[dict[str, Any]], out: Path) -> None:
    try:
        from datasets import Dataset  # noqa: PLC0415 - only there with the extra `train`
    except ImportError as error:
        raise InvalidLabelError("Parquet needs the extra `train`", value=str(error), place=str(out)) from error
    Dataset.from_list(rows).to_parquet(str(out))


def _working_tree(path: Path) -> Path | None:
    return next((parent for parent in path.resolve().parents if (parent / ".git").exists()), None)


def _lines(rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _row(one: Joined) -> dict[str, Any]:
    context = one.row.context
    return {
        "id": one.row.id,
        "document": one.row.document,
        "role": role_of(context),
        "function": context.office,
        "context": context.asked,
        "before": context.before,
        "text": context.text,
        "labels": list(one.row.labels),
        "strength": one.label.strength,
        "polarity": one.label.polarity,
        "cue": one.row.cue,
        "weight": one.row.weight,
    }
