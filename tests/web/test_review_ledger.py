"""What people decide is what the dashboard shows: the ledger follows a word, an adjudication and an undoing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from html import unescape
from pathlib import Path

import httpx
import pytest
from review_site import serving, signed_in, token, visitor
from stored import SECOND, labelled

from pipeline.ledger import refresh_document
from pipeline.store import Store, entries, save

FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in labelled().statements)
DOCUMENT = labelled().document.id
Judge = Callable[..., httpx.Response]
PATIENCE = 60.0
"""Seconds; tests share their machine."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with serving(tmp_path) as (address, store):
        with store.writing() as tx:
            refresh_document(tx, DOCUMENT)
        yield address, store


@pytest.fixture
def judge(site: tuple[str, Store]) -> Iterator[Judge]:
    """Send the form of a sentence as somebody, without JavaScript."""
    with ExitStack() as clients:
        people: dict[str, httpx.Client] = {}

        def send(name: str, sentence: str, choice: str, *labels: str, where: str = "zin") -> httpx.Response:
            if name not in people:
                people[name] = clients.enter_context(closing(signed_in(site[0], name)))
            path = f"/beoordelen/{where}/{sentence}"
            form = people[name].get(path).text.partition('<form id="oordeel"')[2].partition("</form>")[0]
            fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
            data = {key: unescape(value) for key, value in fields} | {"besluit": choice, "label": list(labels)}
            answer = people[name].post(path, data=data)
            assert answer.status_code == 303, answer.text
            return answer

        yield send


def promised(store: Store) -> set[str]:
    """The sentences of the letter that the ledger takes for commitments."""
    with store.reading() as tx:
        return {mention.sentence_id for one in entries.of_document(tx, DOCUMENT) for mention in one.entry.mentions}


def follows(store: Store, wanted: set[str]) -> bool:
    """Whether the ledger comes to hold just these; it may do so after the answer."""
    ends = time.monotonic() + PATIENCE
    while promised(store) != wanted and time.monotonic() < ends:
        time.sleep(0.02)
    return promised(store) == wanted


def test_a_decision_makes_and_unmakes_a_commitment(site: tuple[str, Store], judge: Judge) -> None:
    assert promised(site[1]) == {PROMISE}
    judge("an", LAST, "kies", "commitment")
    assert follows(site[1], {PROMISE, LAST})
    judge("an", PROMISE, "geen")
    assert follows(site[1], {LAST})


def test_the_figures_of_the_dashboard_follow_too(site: tuple[str, Store], judge: Judge) -> None:
    with closing(visitor(site[0])) as reader:
        assert "Alle 1 toezeggingen" in reader.get("/").text
        judge("an", PROMISE, "geen")
        assert follows(site[1], set())
        ends = time.monotonic() + PATIENCE
        while "nog geen toezeggingen" not in reader.get("/").text:
            assert time.monotonic() < ends
            time.sleep(0.02)


def test_people_who_differ_leave_it_to_the_machine_until_it_is_settled(site: tuple[str, Store], judge: Judge) -> None:
    judge("an", PROMISE, "geen")
    assert follows(site[1], set())
    judge("bo", PROMISE, "kies", "commitment")
    assert follows(site[1], {PROMISE})
    judge("cas", PROMISE, "geen", where="geschillen")
    assert follows(site[1], set())


def test_undoing_brings_the_commitment_back(site: tuple[str, Store], judge: Judge) -> None:
    judge("an", PROMISE, "geen")
    assert follows(site[1], set())
    with closing(signed_in(site[0], "an")) as an:
        page = an.get(f"/beoordelen/zin/{PROMISE}").text
        word = re.search(r'name="review" value="([^"]+)"', page)
        assert word
        answer = an.post("/beoordelen/terug", data={"csrf": token(page), "review": word[1]})
        assert answer.status_code == 303
    assert follows(site[1], {PROMISE})


def test_words_that_change_no_commitment_leave_the_ledger_alone(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("pipeline.web.review.following.refresh_document", lambda _tx, document: made.append(document))
    judge("an", FACT, "geen")
    judge("an", PROMISE, "kies", "commitment", "claim")
    judge("an", REFUSAL, "twijfel")
    judge("an", LAST, "overslaan")
    assert made == []


def test_a_sentence_with_other_boundaries_is_followed(site: tuple[str, Store], judge: Judge) -> None:
    longer = ("Op 3 maart is de sluis bij Oldeveen gestremd.", "Ik zal voor 1 juli 2025 onderzoeken hoe dat kon.")
    with site[1].writing() as tx:
        later = labelled(longer, run=SECOND)
        save(tx, later)
        refresh_document(tx, DOCUMENT)
    now = later.statements[1].sentence.id
    assert promised(site[1]) == {now}
    judge("an", now, "geen")
    assert follows(site[1], set())
