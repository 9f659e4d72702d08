"""How many sentences a person has left: all, less those that they judged."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from review_site import NOW, serving, signed_in
from stored import labelled

from pipeline.reviews import Review
from pipeline.store import reviews

FACT, PROMISE = (one.sentence.id for one in labelled().statements[:2])


def left(page: str) -> int:
    found = re.search(r'<p class="lead">(\d+) zin(?:nen)?,', page)
    assert found, page
    return int(found[1])


def test_what_somebody_judged_is_no_longer_counted_for_them(tmp_path: Path) -> None:
    with (
        serving(tmp_path) as (address, store),
        closing(signed_in(address, "an")) as an,
        closing(signed_in(address, "bo")) as bo,
    ):
        assert left(an.get("/beoordelen").text) == left(bo.get("/beoordelen").text) == 8
        with store.writing() as tx:
            for number, sentence in enumerate((FACT, PROMISE)):
                said = Review(id=f"r-{number}", sentence_id=sentence, by="an", at=NOW, kind="decision", labels=())
                reviews.append(tx, said)
        assert left(an.get("/beoordelen").text) == 6
        assert left(bo.get("/beoordelen").text) == 8
        assert left(an.get("/beoordelen?wie=mijn").text) == 2
