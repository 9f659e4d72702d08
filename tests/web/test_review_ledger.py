"""What people decide is what the dashboard shows: the ledger follows a word, an adjudication and an undoing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
import pytest
from review_site import serving, signed_in, token, visitor
from stored import SECOND, labelled

from pipeline.ledger import refresh_document
from pipeline.store import Kept, Store, entries, save
from pipeline.web.quoting import confirmed
from pipeline.web.settings import WebSettings

FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in labelled().statements)
DOCUMENT = labelled().document.id
Judge = Callable[..., httpx.Response]
EARLIER = {
    "actor": "ik",
    "action": "onderzoeken hoe dat kon gebeuren",
    "deadline": "voor 1 juli 2025",
    "latest": "2025-05-02",
    "precision": "day",
}
"""A frame of the promise as a person fills it in."""
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
    with judging(site[0]) as send:
        yield send


@contextmanager
def judging(address: str) -> Iterator[Judge]:
    """The same at an address."""
    with ExitStack() as clients:
        people: dict[str, httpx.Client] = {}

        def send(
            name: str, sentence: str, choice: str, *labels: str, where: str = "zin", **frame: str
        ) -> httpx.Response:
            if name not in people:
                people[name] = clients.enter_context(closing(signed_in(address, name)))
            path = f"/beoordelen/{where}/{sentence}"
            form = people[name].get(path).text.partition('<form id="oordeel"')[2].partition("</form>")[0]
            fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
            data = {key: unescape(value) for key, value in fields} | {"besluit": choice, "label": list(labels), **frame}
            answer = people[name].post(path, data=data)
            assert answer.status_code == 303, answer.text
            return answer

        yield send


def promised(store: Store) -> set[str]:
    """The sentences of the letter that the ledger takes for commitments."""
    with store.reading() as tx:
        return {mention.sentence_id for one in entries.of_document(tx, DOCUMENT) for mention in one.entry.mentions}


def kept(store: Store) -> tuple[Kept, ...]:
    """The entries of the letter."""
    with store.reading() as tx:
        return entries.of_document(tx, DOCUMENT)


def follows(store: Store, wanted: set[str]) -> bool:
    """Whether the ledger comes to hold just these; it may do so after the answer."""
    ends = time.monotonic() + PATIENCE
    while promised(store) != wanted and time.monotonic() < ends:
        time.sleep(0.02)
    return promised(store) == wanted


def due(store: Store) -> list[str]:
    """The last days of the commitments of the letter."""
    with store.reading() as tx:
        return [str(one.state.latest) for one in entries.of_document(tx, DOCUMENT)]


def becomes_due(store: Store, wanted: list[str]) -> bool:
    """Whether the ledger comes to hold just these days."""
    ends = time.monotonic() + PATIENCE
    while due(store) != wanted and time.monotonic() < ends:
        time.sleep(0.02)
    return due(store) == wanted


def test_a_decision_makes_and_unmakes_a_commitment(site: tuple[str, Store], judge: Judge) -> None:
    assert promised(site[1]) == {PROMISE}
    judge("an", LAST, "kies", "commitment")
    assert follows(site[1], {PROMISE, LAST})
    judge("an", PROMISE, "geen")
    assert follows(site[1], {LAST})


def test_the_figures_of_the_dashboard_follow_too(site: tuple[str, Store], judge: Judge) -> None:
    with closing(signed_in(site[0], "bo")) as reader:
        assert tile(reader.get("/").text) == 1
        judge("an", LAST, "kies", "commitment")
        assert follows(site[1], {PROMISE, LAST})
        ends = time.monotonic() + PATIENCE
        while tile(reader.get("/").text) != 2:
            assert time.monotonic() < ends
            time.sleep(0.02)


def tile(page: str) -> int:
    """How many commitments are open, by the tile of the dashboard."""
    found = re.search(r"tile open.*?tile-count\">\s*(\d+)", page, re.DOTALL)
    assert found
    return int(found[1])


def test_the_address_of_what_is_no_commitment_any_more_says_so(site: tuple[str, Store], judge: Judge) -> None:
    (name,) = (one.entry.id for one in kept(site[1]))
    with closing(visitor(site[0])) as reader:
        assert reader.get(f"/toezeggingen/{name}").status_code == 200
        judge("an", PROMISE, "geen")
        assert follows(site[1], set())
        page, told = reader.get(f"/toezeggingen/{name}"), reader.get(f"/api/v1/toezeggingen/{name}")
        assert (page.status_code, told.status_code) == (410, 410)
        assert "sindsdien anders beoordeeld" in page.text
        assert "<blockquote>Ik zal voor 1 juli 2025 onderzoeken hoe dat kon gebeuren.</blockquote>" in page.text
        assert PROMISE in told.json()["detail"]
        assert reader.get("/toezeggingen/e-0").status_code == 404


def test_a_sentence_that_another_commitment_has_now_leads_to_that(site: tuple[str, Store]) -> None:
    with site[1].writing() as tx:
        (only,) = kept(site[1])
        entries.put_document(tx, DOCUMENT, [replace(only, entry=replace(only.entry, id="e-elders"))])
    with closing(visitor(site[0])) as reader:
        answer = reader.get(f"/toezeggingen/{only.entry.id}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/toezeggingen/e-elders")
        assert "e-elders" in reader.get(f"/api/v1/toezeggingen/{only.entry.id}").json()["detail"]


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
    take_back(site[0], "an")
    assert follows(site[1], {PROMISE})


def take_back(address: str, name: str) -> None:
    """Take back what somebody said of the promise."""
    with closing(signed_in(address, name)) as person:
        page = person.get(f"/beoordelen/zin/{PROMISE}").text
        word = re.search(r'name="review" value="([^"]+)"', page)
        assert word
        answer = person.post("/beoordelen/terug", data={"csrf": token(page), "review": word[1]})
        assert answer.status_code == 303


def test_a_corrected_deadline_moves_the_entry_and_undoing_takes_that_back(
    site: tuple[str, Store], judge: Judge
) -> None:
    before = due(site[1])
    judge("an", PROMISE, "kies", "commitment", **EARLIER)
    assert becomes_due(site[1], ["2025-05-02"])
    assert before != ["2025-05-02"]
    take_back(site[0], "an")
    assert becomes_due(site[1], before)


def test_with_two_judges_needed_nothing_shows_until_the_second_says_the_same(tmp_path: Path) -> None:
    with serving(tmp_path, WebSettings(_env_file=None, judges_needed=2)) as (address, store), judging(address) as judge:
        with store.writing() as tx:
            refresh_document(tx, DOCUMENT, judges_needed=2)
        before = due(store)
        judge("an", PROMISE, "kies", "commitment", **EARLIER)
        judge("an", LAST, "kies", "commitment")
        assert (promised(store), due(store), sure(store, 2)) == ({PROMISE}, before, set())
        judge("bo", PROMISE, "kies", "commitment")
        assert becomes_due(store, ["2025-05-02"])
        assert (promised(store), sure(store, 2)) == ({PROMISE}, {PROMISE})
        judge("bo", LAST, "kies", "commitment")
        assert follows(store, {PROMISE, LAST})


def sure(store: Store, needed: int) -> set[str]:
    """The founding sentences of the entries of the letter that people confirmed."""
    with store.reading() as tx:
        rows = [one.entry for one in entries.of_document(tx, DOCUMENT)]
        found = confirmed(tx, rows, judges_needed=needed)
    return {one.mentions[0].sentence_id for one in rows if one.id in found}


def test_words_that_change_no_commitment_leave_the_ledger_alone(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("pipeline.web.review.following.refresh_document", lambda _tx, name, **_: made.append(name))
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
