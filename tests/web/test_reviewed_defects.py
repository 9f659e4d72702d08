"""Defects that were found by reading the code, each with what it did wrong, so that they stay mended."""

from __future__ import annotations

import base64
import csv
import dataclasses
import datetime as dt
import io
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import ledger_site
import pytest
import review_site
from fastapi.testclient import TestClient
from review_site import token
from stored import SECOND, labelled

from pipeline.ledger import refresh_document
from pipeline.ledger.decided import decided_labels
from pipeline.review import decide, independent
from pipeline.reviews import Review
from pipeline.store import (
    Store,
    Transaction,
    entries,
    events,
    review_queue,
    reviews,
    save,
    sessions,
    statements,
    users,
)
from pipeline.users import User
from pipeline.web import login, throttling
from pipeline.web.app import create_app
from pipeline.web.passwords import hashed
from pipeline.web.settings import WebSettings

LETTER = labelled()
FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in LETTER.statements)
Enter = Callable[[str], TestClient]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "review.sqlite") as made:
        made.prepare()
        review_site.fill(made)
        yield made


@pytest.fixture
def enter(store: Store) -> Enter:
    app = create_app(WebSettings(_env_file=None), store, now=review_site.Clock())

    def signed_in(name: str) -> TestClient:
        client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        assert ledger_site.sign_in(client, name, review_site.PASSWORD) == 303
        return client

    return signed_in


def hidden(page: str) -> dict[str, str]:
    form = page[page.index('<form id="oordeel"') :]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")])
    return {name: unescape(value) for name, value in fields}


def judge(client: TestClient, sentence: str, choice: str, *labels: str, where: str = "zin", **more: str) -> Any:
    page = client.get(f"/beoordelen/{where}/{sentence}")
    data = {**hidden(page.text), "besluit": choice, "label": list(labels), **more}
    return client.post(f"/beoordelen/{where}/{sentence}", data=data)


def said(store: Store, sentence: str) -> list[Review]:
    with store.reading() as tx:
        return [one.review for one in reviews.of_sentence(tx, sentence)]


def test_who_adjudicates_does_not_see_the_only_word(enter: Enter) -> None:
    judge(enter("an"), FACT, "kies", "refusal", opmerking="een geheime reden")
    page = enter("cas").get(f"/beoordelen/geschillen/{FACT}").text
    assert "een geheime reden" not in page
    assert "Stand: <strong>nog niet beoordeeld</strong>." in page


def test_who_adjudicates_sees_what_is_left_when_a_word_is_taken_back_meanwhile(enter: Enter, store: Store) -> None:
    an, cas = enter("an"), enter("cas")
    judge(an, FACT, "kies", "claim")
    judge(enter("bo"), FACT, "kies", "refusal")
    page = cas.get(f"/beoordelen/geschillen/{FACT}").text
    an.post("/beoordelen/terug", data={"csrf": token(an.get("/").text), "review": said(store, FACT)[0].id})
    late = cas.post(f"/beoordelen/geschillen/{FACT}", data={**hidden(page), "besluit": "kies", "label": "claim"})
    assert late.status_code == 409
    assert "Beslis over deze zin" in late.text


def test_a_proposal_that_was_renewed_meanwhile_is_not_taken_over_unseen(enter: Enter, store: Store) -> None:
    an = enter("an")
    where = f"/beoordelen/zin/{REFUSAL}?voorstel=toon"
    page = an.get(where).text
    renewed = tuple(
        dataclasses.replace(one, labels=("claim",), refusal=None) if one.sentence.id == REFUSAL else one
        for one in LETTER.statements
    )
    with store.writing() as tx:
        save(tx, dataclasses.replace(LETTER, run=SECOND, statements=renewed))
    late = an.post(where, data={**hidden(page), "besluit": "overnemen"})
    assert late.status_code == 422
    assert "Het voorstel is vernieuwd" in late.text
    assert said(store, REFUSAL) == []
    assert an.post(where, data={**hidden(late.text), "besluit": "overnemen"}).status_code == 303
    (word,) = said(store, REFUSAL)
    assert (word.labels, word.based_on) == (("claim",), SECOND)


def test_a_word_after_an_adjudication_of_the_same_person_reopens_nothing(enter: Enter, store: Store) -> None:
    judge(enter("an"), FACT, "kies", "refusal")
    judge(enter("bo"), FACT, "geen")
    cas = enter("cas")
    judge(cas, FACT, "kies", "claim", where="geschillen")
    judge(cas, FACT, "kies", "commitment")
    decision = decide(said(store, FACT))
    assert (decision.state, decision.labels) == ("adjudicated", ("claim",))
    with store.reading() as tx:
        row = statements.get(tx, FACT)
        labels = decided_labels(tx, [FACT])
    assert row is not None
    assert not row.disputed
    assert labels == {FACT: ("claim",)}


def test_the_month_of_agreement_is_that_of_dutch_days(store: Store) -> None:
    moment = dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC)  # half past midnight on 1 December in the Netherlands
    with store.writing() as tx:
        for name in ("an", "bo"):
            word = Review(id=f"r-{name}", sentence_id=FACT, by=name, at=moment, kind="decision", labels=("claim",))
            reviews.append(tx, word)
    app = create_app(WebSettings(_env_file=None), store, now=lambda: moment)
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    ledger_site.sign_in(client, "an", review_site.PASSWORD)
    page = client.get("/beoordelen/overeenstemming?van=2026-12-01").text
    assert "2026-12" in page
    assert "2026-11" not in page


def test_a_message_of_another_shape_is_no_fault(enter: Enter) -> None:
    for content in (b'{"kind":[],"text":"x"}', b'{"kind":"done","text":{}}', b"[]"):
        client = enter("an")
        client.cookies.set("gestand_flash", base64.urlsafe_b64encode(content).decode())
        assert client.get("/gegevens").status_code == 200


def test_many_attempts_at_once_count_as_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_password: str, _known: str | None) -> bool:
        time.sleep(0.5)
        return False

    monkeypatch.setattr(login.passwords, "fits", slow)
    app = create_app(WebSettings(_env_file=None), store, now=lambda: review_site.NOW)

    def attempt(_number: int) -> int:
        return ledger_site.sign_in(TestClient(app, base_url="http://127.0.0.1"), "an", "verkeerd")

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [401] * 5 + [429] * 3


def test_signing_in_well_uses_up_no_attempts(store: Store) -> None:
    app = create_app(WebSettings(_env_file=None, login_attempts=1), store, now=lambda: review_site.NOW)
    for _ in range(6):
        client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        assert ledger_site.sign_in(client, "an", review_site.PASSWORD) == 303
    since = review_site.NOW - dt.timedelta(minutes=1)
    with store.reading() as tx:
        for bound in throttling.bounds(WebSettings(_env_file=None), "an", "testclient"):
            assert sessions.failures(tx, bound.who, since=since) == 0


def test_a_sentence_that_one_person_judged_is_not_adjudicated(enter: Enter, store: Store) -> None:
    an, cas = enter("an"), enter("cas")
    judge(an, FACT, "kies", "claim")
    page = cas.get(f"/beoordelen/geschillen/{FACT}").text
    assert "nog geen twee mensen geoordeeld" in page
    assert 'id="oordeel"' not in page
    data = {**hidden(cas.get(f"/beoordelen/zin/{FACT}").text), "gezien": said(store, FACT)[0].id}
    where = f"/beoordelen/geschillen/{FACT}"
    refused = cas.post(where, data={**data, "besluit": "kies", "label": "refusal"})
    assert refused.status_code == 409
    assert "nog geen twee mensen geoordeeld" in refused.text
    told = cas.post(where, data={**data, "besluit": "geen"}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["field"], "seen" in told.json()) == (409, "few", False)
    assert [one.kind for one in said(store, FACT)] == ["decision"]
    judge(enter("bo"), FACT, "twijfel")
    assert judge(cas, FACT, "kies", "refusal", where="geschillen").status_code == 303


def test_doubt_does_not_show_what_others_said(enter: Enter, store: Store) -> None:
    an = enter("an")
    judge(enter("bo"), FACT, "kies", "refusal", opmerking="een geheime reden")
    judge(an, FACT, "twijfel")
    page = an.get(f"/beoordelen/zin/{FACT}").text
    assert "een geheime reden" not in page
    assert "u ziet dat na uw eigen oordeel" in page
    judge(an, FACT, "kies", "claim")
    assert "een geheime reden" in an.get(f"/beoordelen/zin/{FACT}").text
    assert independent(said(store, FACT))["an"].labels == ("claim",)


def test_the_same_form_twice_at_once_is_found_again(
    enter: Enter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What PostgreSQL does: the second waits for the sentence while the first is put down."""
    an = enter("an")
    form = hidden(an.get(f"/beoordelen/zin/{FACT}").text)
    held = review_queue.held

    def after_the_first(tx: Transaction, sentence: str) -> Any:
        monkeypatch.setattr(review_queue, "held", held)
        first = Review(id=form["id"], sentence_id=FACT, by="an", at=review_site.NOW, kind="decision")
        reviews.append(tx, first)
        return held(tx, sentence)

    monkeypatch.setattr(review_queue, "held", after_the_first)
    assert an.post(f"/beoordelen/zin/{FACT}", data={**form, "besluit": "geen"}).status_code == 303
    assert len(said(store, FACT)) == 1


def take_back(client: TestClient, review: str, number: str = "") -> Any:
    data = {"csrf": token(client.get("/").text), "review": review, "id": number}
    return client.post("/beoordelen/terug", data=data, headers={"Accept": "application/json"})


def test_a_word_is_taken_back_once_and_stands_again_at_once(enter: Enter, store: Store) -> None:
    an = enter("an")
    judge(an, FACT, "kies", "claim")
    (word,) = said(store, FACT)
    assert take_back(an, word.id, "terug-1").status_code == 200
    second = take_back(an, word.id, "terug-2")
    assert (second.status_code, second.json()["detail"]) == (409, "Dit was al teruggedraaid.")
    assert take_back(an, word.id, "terug-1").status_code == 200  # the same form again
    assert take_back(an, "terug-1", "toch-1").status_code == 200
    assert [one.id for one in said(store, FACT)] == [word.id, "terug-1", "toch-1"]
    assert decide(said(store, FACT)).labels == ("claim",)
    assert take_back(an, word.id, "terug-3").status_code == 200
    assert decide(said(store, FACT)).state == "open"


def test_the_id_of_another_review_takes_nothing_back(enter: Enter, store: Store) -> None:
    an = enter("an")
    judge(an, FACT, "kies", "claim")
    judge(an, PROMISE, "kies", "commitment")
    judge(enter("bo"), LAST, "geen")
    word, other, of_bo = (said(store, one)[0] for one in (FACT, PROMISE, LAST))
    take_back(an, other.id, "terug-1")
    for number in (word.id, other.id, of_bo.id, "terug-1"):
        answer = take_back(an, word.id, number)
        assert answer.status_code == 409
        assert "er is niets teruggedraaid" in answer.json()["detail"]
    assert decide(said(store, FACT)).labels == ("claim",)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Store]:
    """Four letters with a promise each, and an annotator."""
    with Store(tmp_path / "ledger.sqlite") as made:
        made.prepare()
        with made.writing() as tx:
            for number in range(1, 5):
                name, day = f"kst-99300-{number}", dt.date(2031, 1, number)
                text = f"Ik zal de dijk bij Westerzicht op hoogte brengen, brief {number}."
                save(tx, labelled((text,), name=name, labels=[("commitment",)], date=day))
                refresh_document(tx, name)
            account = User(name="annotator", role="annotator", created_at=ledger_site.NOW)
            users.add(tx, account, hashed(ledger_site.PASSWORD))
        yield made


@pytest.fixture
def promises(ledger: Store) -> list[str]:
    with ledger.reading() as tx:
        return [one.entry.id for number in range(1, 5) for one in entries.of_document(tx, f"kst-99300-{number}")]


@pytest.fixture
def annotator(ledger: Store) -> TestClient:
    moments = iter(ledger_site.NOW + dt.timedelta(seconds=number) for number in range(10_000))
    found = ledger_site.client(ledger, now=lambda: next(moments))
    assert ledger_site.sign_in(found, "annotator") == 303
    return found


def act(client: TestClient, entry: str, what: str, **data: str) -> None:
    answer = client.post(f"/toezeggingen/{entry}/{what}", data=data | {"csrf": ledger_site.csrf(client)})
    assert answer.status_code == 303, answer.text


def listed(client: TestClient) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(client.get("/toezeggingen.csv").text))}


def test_what_is_taken_back_of_a_repeat_changes_the_first_in_lists_too(
    ledger: Store, annotator: TestClient, promises: list[str]
) -> None:
    first, repeat = promises[:2]
    act(annotator, repeat, "gebeurtenissen", wat="fulfilled", bewijs="Brief van 3 mei")
    act(annotator, repeat, "samenvoegen", met=first)
    assert listed(annotator)[first]["status"] == "afgedaan"
    with ledger.reading() as tx:
        (event,) = events.of_entry(tx, repeat)
    act(annotator, first, "terugdraaien", gebeurtenis=event.id)
    assert listed(annotator)[first]["status"] == "openstaand"


def test_what_repeats_a_repeat_counts_for_the_first(annotator: TestClient, promises: list[str]) -> None:
    first, second, third, fourth = promises
    act(annotator, fourth, "gebeurtenissen", wat="fulfilled", dag="2031-05-10", bewijs="Brief van 10 mei")
    act(annotator, fourth, "samenvoegen", met=third)
    act(annotator, third, "samenvoegen", met=second)
    act(annotator, second, "samenvoegen", met=first)
    rows = listed(annotator)
    assert set(rows) == {first}
    assert (rows[first]["said"], rows[first]["status"]) == ("4", "afgedaan")
    assert "Brief van 10 mei" in annotator.get(f"/toezeggingen/{first}").text


def test_two_people_do_not_merge_one_commitment_into_two_others(
    ledger: Store, annotator: TestClient, promises: list[str]
) -> None:
    first, second, third, _ = promises
    act(annotator, third, "samenvoegen", met=first)
    act(annotator, third, "samenvoegen", met=second)
    assert "intussen met een andere samengevoegd" in annotator.get(f"/toezeggingen/{third}").text
    with ledger.writing() as tx:
        assert events.of_entry(tx, second) == ()
        refresh_document(tx, "kst-99300-3")
        kept = entries.get(tx, third)
    assert kept is not None
    assert kept.state.merged_into == first


def test_what_happened_has_a_day_that_was(ledger: Store, annotator: TestClient, promises: list[str]) -> None:
    act(annotator, promises[0], "gebeurtenissen", wat="fulfilled", dag="2031-05-15", bewijs="Brief van morgen")
    assert "een dag tot en met vandaag" in annotator.get(f"/toezeggingen/{promises[0]}").text
    act(annotator, promises[0], "gebeurtenissen", wat="fulfilled", bewijs="Brief van vandaag")
    with ledger.reading() as tx:
        assert [one.date for one in events.of_entry(tx, promises[0])] == [dt.date(2031, 5, 14)]
