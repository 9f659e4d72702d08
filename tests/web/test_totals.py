"""Searches in the text are counted only so far; pages and API say so, and their pages go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ledger_site
import pytest
from fastapi.testclient import TestClient
from stored import labelled

from pipeline.store import Store, save
from pipeline.web import totals


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A visitor of 53 claims, 52 of them about doors, where no more than 20 are counted."""
    monkeypatch.setattr(totals, "MOST", 20)
    said = [f"De sluis bij Oldeveen telt {number} deuren." for number in range(52)]
    with Store(tmp_path / "claims.sqlite") as store:
        store.prepare()
        with store.writing() as tx:
            save(tx, labelled([*said, "De brug is dicht."], labels=[("claim",)] * 53))
        yield ledger_site.client(store)


def test_the_page_says_that_there_are_more(read: TestClient) -> None:
    page = read.get("/beweringen?zoek=deuren").text
    assert "Meer dan 20 gevonden" in page
    assert "1–25 van meer dan 20" in page
    assert "pagina=2" in page
    beyond = read.get("/beweringen?zoek=deuren&pagina=2").text
    assert "26–50 van meer dan 20" in beyond
    assert "pagina=3" in beyond
    end = read.get("/beweringen?zoek=deuren&pagina=3").text
    assert "51–52 van 52" in end
    assert "pagina=4" not in end
    assert "Deze bladzijde is er niet" in read.get("/beweringen?zoek=deuren&pagina=9").text


def test_all_is_counted_where_no_text_is_searched_and_where_it_is_few(read: TestClient) -> None:
    assert "Alle 53 beweringen" in read.get("/beweringen").text
    assert "1 gevonden" in read.get("/beweringen?zoek=brug").text
    assert "Niets past bij deze filters" in read.get("/beweringen?zoek=pont").text


def test_the_api_says_so_too(read: TestClient) -> None:
    found, number = read.get("/api/v1/beweringen?zoek=deuren&aantal=10").json(), 1
    assert (found["total"], found["total_is_least"]) == (20, True)
    texts = [one["text"] for one in found["items"]]
    while found["next"]:
        found, number = read.get(found["next"]).json(), number + 1
        texts += [one["text"] for one in found["items"]]
    assert (number, len(set(texts)), len(texts)) == (6, 52, 52)
    assert (found["total"], found["total_is_least"]) == (52, False)
    whole = read.get("/api/v1/beweringen").json()
    assert (whole["total"], whole["total_is_least"]) == (53, False)


def test_exactly_the_most_is_not_more(read: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "MOST", 52)
    found = read.get("/api/v1/beweringen?zoek=deuren").json()
    assert (found["total"], found["total_is_least"]) == (52, False)
