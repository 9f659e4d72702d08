"""Reviewing without a browser: forms, roles, blindness, and what is put down."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from html import unescape
from pathlib import Path

import httpx
import pytest
from review_site import SECOND_LETTER, serving, signed_in, token, visitor
from stored import SECOND, labelled

from pipeline.records import sentence_id
from pipeline.reviews import Review
from pipeline.store import Store, reviews, save

LETTER = labelled()
FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in LETTER.statements)
Enter = Callable[[str | None], httpx.Client]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def enter(site: tuple[str, Store]) -> Iterator[Enter]:
    """Clients of people who signed in, and of visitors (``None``)."""
    with ExitStack() as clients:
        yield lambda name: clients.enter_context(closing(signed_in(site[0], name) if name else visitor(site[0])))


@pytest.fixture
def store(site: tuple[str, Store]) -> Store:
    return site[1]


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form of a word."""
    form = page[page.index('<form id="oordeel"') :]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")])
    return {name: unescape(value) for name, value in fields}


def judge(client: httpx.Client, sentence: str, choice: str = "kies", /, *labels: str, **more: str) -> httpx.Response:
    """Open the page of a sentence as somebody without JavaScript, and send its form."""
    where = more.pop("where", "zin")
    query = more.pop("query", "")
    page = client.get(f"/beoordelen/{where}/{sentence}{query}")
    assert page.status_code == 200, page.text
    data = {**hidden(page.text), "besluit": choice, "label": list(labels), **more}
    return client.post(f"/beoordelen/{where}/{sentence}{query}", data=data)


def said(store: Store, sentence: str) -> list[Review]:
    with store.reading() as tx:
        return [one.review for one in reviews.of_sentence(tx, sentence)]


def test_a_word_is_put_down_and_the_next_sentence_follows(enter: Enter, store: Store) -> None:
    an = enter("an")
    answer = judge(an, PROMISE, "kies", "commitment", "claim")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/beoordelen/zin/s-")
    (word,) = said(store, PROMISE)
    assert (word.by, word.kind, word.labels) == ("an", "decision", ("claim", "commitment"))
    assert word.based_on is None
    assert word.at.date() == dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("choice", "kind", "labels"),
    [("geen", "decision", ()), ("twijfel", "unsure", ()), ("overslaan", "skip", ())],
)
def test_every_other_choice(enter: Enter, store: Store, choice: str, kind: str, labels: tuple[str, ...]) -> None:
    assert judge(enter("an"), FACT, choice, "claim").status_code == 303
    assert [(one.kind, one.labels) for one in said(store, FACT)] == [(kind, labels)]


def test_the_proposal_is_not_in_the_page_before_the_word(enter: Enter) -> None:
    an = enter("an")
    before = an.get(f"/beoordelen/zin/{PROMISE}").text
    assert not re.search(r"90\s%", before)
    assert "commitment.zal" not in before
    assert "overnemen" not in before.split("Alle sneltoetsen")[0]
    judge(an, PROMISE, "kies", "claim")
    after = an.get(f"/beoordelen/zin/{PROMISE}").text
    assert re.search(r"90\s%", after)
    assert "commitment.zal" in after


def test_a_proposal_that_is_hidden_cannot_be_taken_over(enter: Enter, store: Store) -> None:
    answer = judge(enter("an"), PROMISE, "overnemen")
    assert answer.status_code == 422
    assert said(store, PROMISE) == []


def test_a_proposal_that_is_shown_is_taken_over_with_what_it_was_based_on(enter: Enter, store: Store) -> None:
    answer = judge(enter("an"), PROMISE, "overnemen", query="?voorstel=toon")
    assert answer.status_code == 303
    (word,) = said(store, PROMISE)
    assert (word.labels, word.based_on) == (("commitment",), LETTER.run)


def test_the_same_form_sent_twice_is_said_once(enter: Enter, store: Store) -> None:
    an = enter("an")
    page = an.get(f"/beoordelen/zin/{FACT}").text
    data = {**hidden(page), "besluit": "kies", "label": "claim"}
    answers = [an.post(f"/beoordelen/zin/{FACT}", data=data) for _ in range(3)]
    assert [one.status_code for one in answers] == [303, 303, 303]
    assert len(said(store, FACT)) == 1


def test_two_windows_of_one_person_never_overwrite_each_other(enter: Enter, store: Store) -> None:
    an = enter("an")
    first = hidden(an.get(f"/beoordelen/zin/{FACT}").text)
    second = hidden(an.get(f"/beoordelen/zin/{FACT}").text)
    an.post(f"/beoordelen/zin/{FACT}", data={**first, "besluit": "kies", "label": "claim"})
    late = an.post(f"/beoordelen/zin/{FACT}", data={**second, "besluit": "kies", "label": "refusal"})
    assert late.status_code == 409
    assert "een ander venster" in late.text
    assert re.search(r'value="refusal"[^>]*checked', late.text)
    assert len(said(store, FACT)) == 1
    again = {**hidden(late.text), "besluit": "kies", "label": "refusal"}
    assert an.post(f"/beoordelen/zin/{FACT}", data=again).status_code == 303
    assert [one.labels for one in said(store, FACT)] == [("claim",), ("refusal",)]


def test_scripts_hear_of_a_conflict_with_the_version_that_is_there(enter: Enter) -> None:
    an = enter("an")
    page = an.get(f"/beoordelen/zin/{FACT}").text
    judge(an, FACT, "geen")
    data = {**hidden(page), "besluit": "kies", "label": "claim"}
    late = an.post(f"/beoordelen/zin/{FACT}", data=data, headers={"Accept": "application/json"})
    assert late.status_code == 409
    assert set(late.json()) == {"text", "field", "seen"}
    fine = an.post(
        f"/beoordelen/zin/{FACT}",
        data={**data, "gezien": late.json()["seen"]},
        headers={"Accept": "application/json"},
    )
    assert fine.json()["said"] == "bewering"


def test_work_is_blind_until_both_have_judged(enter: Enter) -> None:
    an, bo = enter("an"), enter("bo")
    judge(an, FACT, "kies", "claim", opmerking="dat staat in het register")
    before = bo.get(f"/beoordelen/zin/{FACT}").text
    assert "register" not in before
    assert "Eén ander heeft geoordeeld" in before
    judge(bo, FACT, "geen")
    for client in (an, bo):
        after = client.get(f"/beoordelen/zin/{FACT}").text
        assert "dat staat in het register" in after
        assert "oordelen verschillen" in after


def test_anothers_word_is_no_conflict(enter: Enter, store: Store) -> None:
    an, bo = enter("an"), enter("bo")
    mine = hidden(an.get(f"/beoordelen/zin/{FACT}").text)
    judge(bo, FACT, "geen")
    assert an.post(f"/beoordelen/zin/{FACT}", data={**mine, "besluit": "geen"}).status_code == 303
    assert {one.by for one in said(store, FACT)} == {"an", "bo"}


def test_disputes_go_to_a_third(enter: Enter, store: Store) -> None:
    judge(enter("an"), FACT, "kies", "claim")
    judge(enter("bo"), FACT, "kies", "refusal")
    cas = enter("cas")
    assert "1 zin waarover" in cas.get("/beoordelen/geschillen").text
    answer = judge(cas, FACT, "kies", "claim", where="geschillen")
    assert answer.headers["location"].startswith("/beoordelen/geschillen")
    assert [one.kind for one in said(store, FACT)] == ["decision", "decision", "adjudication"]
    assert "0 zinnen waarover" in cas.get("/beoordelen/geschillen").text


def test_who_judged_adjudicates_together_only(enter: Enter, store: Store) -> None:
    judge(enter("an"), FACT, "kies", "claim")
    cas = enter("cas")
    judge(cas, FACT, "kies", "refusal")
    alone = judge(cas, FACT, "kies", "claim", where="geschillen")
    assert alone.status_code == 422
    assert "in overleg" in alone.text
    assert judge(cas, FACT, "kies", "claim", where="geschillen", overleg="true").status_code == 303
    assert said(store, FACT)[-1].note.startswith("In overleg beslist.")


def test_an_adjudication_over_words_that_were_not_seen_is_a_conflict(enter: Enter) -> None:
    an = enter("an")
    judge(an, FACT, "kies", "claim")
    judge(enter("bo"), FACT, "kies", "refusal")
    cas = enter("cas")
    page = cas.get(f"/beoordelen/geschillen/{FACT}").text
    judge(an, FACT, "geen")
    late = cas.post(f"/beoordelen/geschillen/{FACT}", data={**hidden(page), "besluit": "kies", "label": "claim"})
    assert late.status_code == 409


def test_a_word_is_taken_back_and_put_back_by_words(enter: Enter, store: Store) -> None:
    an = enter("an")
    judge(an, FACT, "kies", "claim")
    csrf = token(an.get("/beoordelen").text)
    word = said(store, FACT)[0]
    answer = an.post("/beoordelen/terug", data={"csrf": csrf, "review": word.id, "id": "undo-1"})
    assert answer.headers["location"].startswith(f"/beoordelen/zin/{FACT}")
    an.post("/beoordelen/terug", data={"csrf": csrf, "review": word.id, "id": "undo-1"})
    assert [one.kind for one in said(store, FACT)] == ["decision", "undo"]
    assert "Toch laten staan" in an.get(f"/beoordelen/zin/{FACT}").text
    an.post("/beoordelen/terug", data={"csrf": csrf, "review": "undo-1", "id": "undo-2"})
    assert "Terugdraaien" in an.get(f"/beoordelen/zin/{FACT}").text


def test_nobody_takes_anothers_word_back(enter: Enter, store: Store) -> None:
    judge(enter("an"), FACT, "kies", "claim")
    bo = enter("bo")
    csrf = token(bo.get("/beoordelen").text)
    answer = bo.post("/beoordelen/terug", data={"csrf": csrf, "review": said(store, FACT)[0].id})
    assert answer.status_code == 404
    assert len(said(store, FACT)) == 1


def test_the_frame_is_corrected_in_place(enter: Enter, store: Store) -> None:
    fields = {
        "actor": "Ik",
        "action": "onderzoeken hoe dat kon gebeuren",
        "strength": "weak",
        "deadline": "voor 1 juli 2025",
        "earliest": "2025-03-04",
        "latest": "2025-06-28",
        "precision": "day",
        "condition": "mits er tijd is",
    }
    answer = judge(enter("an"), PROMISE, "kies", "commitment", query="?voorstel=toon", **fields)
    assert answer.status_code == 303
    frame = said(store, PROMISE)[0].commitment
    assert frame is not None
    assert (frame.action.text, frame.strength) == ("onderzoeken hoe dat kon gebeuren", "weak")
    assert LETTER.document.text[frame.action.start : frame.action.end] == frame.action.text
    assert frame.deadline is not None
    assert frame.deadline.latest == dt.date(2025, 6, 28)
    again = enter("an").get(f"/beoordelen/zin/{PROMISE}").text
    assert 'value="2025-06-28"' in again


def test_a_frame_that_was_left_as_it_was_is_no_correction(enter: Enter, store: Store) -> None:
    an = enter("an")
    page = an.get(f"/beoordelen/zin/{PROMISE}?voorstel=toon").text
    form = page[page.index('<form id="oordeel"') :]
    typed = dict(re.findall(r'id="f-\w+" name="(\w+)" type="\w+" value="([^"]*)"', form))
    assert typed["deadline"] == "voor 1 juli 2025"
    data = {**hidden(page), **typed, "precision": "day", "besluit": "kies", "label": "commitment"}
    assert an.post(f"/beoordelen/zin/{PROMISE}?voorstel=toon", data=data).status_code == 303
    assert said(store, PROMISE)[0].commitment is None


def test_a_frame_that_cannot_be_is_said_at_its_field(enter: Enter, store: Store) -> None:
    answer = judge(enter("an"), PROMISE, "kies", "commitment", actor="Ik", action="iets heel anders")
    assert answer.status_code == 422
    assert re.search(r'name="action"[^>]*aria-invalid="true"', answer.text)
    assert "iets heel anders" in answer.text
    assert said(store, PROMISE) == []


def test_a_new_model_and_new_boundaries_keep_every_word(enter: Enter, store: Store) -> None:
    an = enter("an")
    judge(an, PROMISE, "kies", "commitment")
    first, second, third, last = (one.sentence.text for one in LETTER.statements)
    with store.writing() as tx:
        save(tx, labelled((first, f"{second} {third}", last), run=SECOND))
    answer = an.get(f"/beoordelen/zin/{PROMISE}")
    assert answer.status_code == 303
    joined = sentence_id("kst-99101-7", LETTER.statements[1].sentence.start, LETTER.statements[2].sentence.end,
                         f"{second} {third}")  # fmt: skip
    assert joined in answer.headers["location"]
    assert "over dezelfde woorden met andere grenzen" in an.get(answer.headers["location"]).text


def test_a_word_about_boundaries_that_changed_meanwhile_is_kept(enter: Enter, store: Store) -> None:
    an = enter("an")
    page = an.get(f"/beoordelen/zin/{PROMISE}").text
    first, second, third, last = (one.sentence.text for one in LETTER.statements)
    with store.writing() as tx:
        save(tx, labelled((first, f"{second} {third}", last), run=SECOND))
    assert an.get(f"/beoordelen/zin/{PROMISE}").status_code == 303
    data = {**hidden(page), "besluit": "kies", "label": "commitment"}
    assert an.post(f"/beoordelen/zin/{PROMISE}", data=data).status_code == 303
    with store.reading() as tx:
        (word,) = list(reviews.every(tx))
    assert (word.review.sentence_id, word.how) == (PROMISE, "overlap")


@pytest.mark.parametrize(
    ("query", "here", "elsewhere"),
    [
        ("?document=kst-99101-7", LETTER.statements[0].sentence.text, SECOND_LETTER[0]),
        ("?label=weigering", SECOND_LETTER[2], SECOND_LETTER[0]),
        ("?label=geen&zoek=sluis", "", "sluis"),
        ("?zekerheid=80-100&label=toezegging", SECOND_LETTER[1], SECOND_LETTER[2]),
        ("?zoek=veerpont", SECOND_LETTER[0], SECOND_LETTER[1]),
        ("?soort=debate", "Niets meer te doen", SECOND_LETTER[0]),
        ("?ministerie=Infrastructuur+en+Waterstaat", SECOND_LETTER[0], "Niets meer te doen"),
        ("?wie=mijn", "Niets meer te doen", SECOND_LETTER[0]),
        ("?wie=tweemaal", "Niets meer te doen", SECOND_LETTER[0]),
    ],
)
def test_every_filter_is_an_address(enter: Enter, query: str, here: str, elsewhere: str) -> None:
    page = enter("an").get(f"/beoordelen{query}").text
    table = page[page.index("</form>", page.index('class="filters"')) :]
    assert here in table
    assert elsewhere not in table


def test_mine_and_twice_reviewed(enter: Enter) -> None:
    an, bo = enter("an"), enter("bo")
    judge(an, FACT, "geen")
    judge(an, PROMISE, "geen")
    judge(bo, FACT, "geen")
    assert "2 zinnen" in an.get("/beoordelen?wie=mijn").text
    assert "1 zin," in an.get("/beoordelen?wie=tweemaal").text
    assert "6 zinnen" in an.get("/beoordelen").text
    assert "7 zinnen" in bo.get("/beoordelen").text


def test_what_was_skipped_stays_away_for_a_while(enter: Enter) -> None:
    an = enter("an")
    judge(an, FACT, "overslaan")
    page = an.get("/beoordelen?volgorde=document&document=kst-99101-7").text
    assert f"/zin/{FACT}" not in page
    assert f"/zin/{PROMISE}" in page


@pytest.mark.parametrize("order", ["waarde", "onzeker", "termijn", "nieuw", "document"])
def test_every_order_lists_all(enter: Enter, order: str) -> None:
    page = enter("an").get(f"/beoordelen?volgorde={order}").text
    assert len(re.findall('class="row-link"', page)) == 8


def test_jumping_to_an_id(enter: Enter) -> None:
    an = enter("an")
    assert f"/zin/{FACT}" in an.get(f"/beoordelen/ga?naar=+{FACT}+").headers["location"]
    assert an.get("/beoordelen/ga?naar=s-nergens").headers["location"].startswith("/beoordelen?")
    assert an.get("/beoordelen/zin/s-nergens").status_code == 404


def test_agreement_from_blind_words(enter: Enter) -> None:
    an, bo = enter("an"), enter("bo")
    for sentence, ours, theirs in (
        (FACT, "claim", "claim"),
        (PROMISE, "commitment", "claim"),
        (LAST, "claim", "claim"),
    ):
        judge(an, sentence, "kies", ours)
        judge(bo, sentence, "kies", theirs)
    judge(an, REFUSAL, "kies", "refusal")
    page = an.get("/beoordelen/overeenstemming").text
    assert "an en bo" in page
    assert "november 2026" in page
    assert re.search(r"67\s%", page)
    assert "Nog niets te vergelijken" in an.get("/beoordelen/overeenstemming?tot=2026-10-01").text


@pytest.mark.parametrize("name", [None, "lea"])
@pytest.mark.parametrize("path", ["", "/begin", "/ga?naar=x", f"/zin/{FACT}", "/overeenstemming", "/geschillen"])
def test_readers_and_visitors_do_not_review(enter: Enter, name: str | None, path: str) -> None:
    client = enter(name)
    answer = client.get(f"/beoordelen{path}")
    if name:
        assert answer.status_code == 403
    else:
        assert answer.headers["location"].startswith("/aanmelden")


def test_annotators_do_not_adjudicate(enter: Enter) -> None:
    an = enter("an")
    csrf = token(an.get("/beoordelen").text)
    assert an.get("/beoordelen/geschillen").status_code == 403
    assert an.get(f"/beoordelen/geschillen/{FACT}").status_code == 403
    assert an.post(f"/beoordelen/geschillen/{FACT}", data={"csrf": csrf, "besluit": "geen"}).status_code == 403


def test_readers_put_nothing_down(enter: Enter, store: Store) -> None:
    lea = enter("lea")
    csrf = token(lea.get("/").text)
    for path in (f"/zin/{FACT}", f"/geschillen/{FACT}"):
        assert lea.post(f"/beoordelen{path}", data={"csrf": csrf, "besluit": "geen"}).status_code == 403
    assert lea.post("/beoordelen/terug", data={"csrf": csrf, "review": "x"}).status_code == 403
    assert said(store, FACT) == []


def test_a_form_of_another_site_is_refused(enter: Enter, store: Store) -> None:
    an = enter("an")
    data = {**hidden(an.get(f"/beoordelen/zin/{FACT}").text), "besluit": "geen", "csrf": "niet-van-ons"}
    assert an.post(f"/beoordelen/zin/{FACT}", data=data).status_code == 403
    assert said(store, FACT) == []


def test_text_of_documents_is_never_html(enter: Enter, store: Store) -> None:
    nasty = "<img src=x onerror=alert(1)> Ik zal \"dat\" & 'dit' onderzoeken."
    letter = labelled((nasty,), name="kst-99103-1", labels=[("commitment",)])
    with store.writing() as tx:
        save(tx, letter)
    page = enter("an").get(f"/beoordelen/zin/{letter.statements[0].sentence.id}?voorstel=toon").text
    assert "<img" not in page
    assert "&lt;img src=x" in page
