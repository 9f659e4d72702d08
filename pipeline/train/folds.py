"""Folds over documents: no document is in two folds, and each fold has its share of both kinds of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.train.gold import GoldRow


def document_folds(rows: Sequence[GoldRow], count: int) -> npt.NDArray[np.int64]:
    """The fold (0 … count-1) of every row; -1 for sentences of our own writing when there are others.

    Documents are dealt out from the largest to the smallest, each to the fold that has the fewest rows of
    its kind of text so far, so that the result depends on the rows alone. Only what the government says counts
    for the size, as nobody else commits or refuses. There are never more folds than documents.
    """
    aside = {row.document for row in rows if row.own} if any(not row.own for row in rows) else set()
    sizes = Counter({(row.context.text_kind, row.document): 0 for row in rows if row.document not in aside})
    sizes.update((row.context.text_kind, row.document) for row in rows if row.document not in aside and row.may_promise)
    count = min(count, len({document for _, document in sizes}))
    loads = {kind: [0] * count for kind in ("written", "debate")}
    fold_of = dict.fromkeys(aside, -1)
    for (kind, document), size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold = fold_of.get(document)
        if fold is None:
            fold = min(range(count), key=loads[kind].__getitem__)
        loads[kind][fold] += size
        fold_of[document] = fold
    return np.array([fold_of[row.document] for row in rows], dtype=np.int64)
