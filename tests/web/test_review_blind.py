"""Nobody learns that others differ about a sentence before deciding it themselves: filters, marks, order, figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import ledger_site
import pytest
import review_site
from fastapi.testclient import TestClient
from stored import labelled

from pipeline.reviews import Review, ReviewKind
from pipeline.store import Store, reviews, users
from pipeline.users import User
from pipeline.web.app import create_app
from pipeline.web.settings import WebSettings

LETTER = labelled()
FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in LETTER.statements)
DIFFER = "oordelen verschillen"
ORDERS = ["waarde", "onzeker", "termijn", "nieuw", "document"]
Enter = Callable[[str], TestClient]


def fill(store: Store) -> None:
    """An and Bo differ about the first sentence and agree about the second; Dora, Cas and Ed judged nothing."""
    store.prepare()
    review_site.fill(store)
    with store.writing() as tx:
        password = users.password_of(tx, "an") or ""
        for name, role in (("dora", "annotator"), ("ed", "admin")):
            users.add(tx, User(name=name, role=role, created_at=review_site.NOW), password)  # type: ignore[arg-type]
    for name, sentence, label in (
        ("an", FACT, "claim"),
        ("bo", FACT, "refusal"),
        ("an", PROMISE, "commitment"),
        ("bo", PROMISE, "commitment"),
    ):
        say(store, name, sentence, label)


def entering(store: Store) -> Enter:
    """Clients of people who signed in, each once."""
    app = create_app(WebSettings(_env_file=None), store, now=review_site.Clock())

    @cache
    def signed_in(name: str) -> TestClient:
        client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        assert ledger_site.sign_in(client, name, review_site.PASSWORD) == 303
        return client

    return signed_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "review.sqlite") as made:
        fill(made)
        yield made


@pytest.fixture
def enter(store: Store) -> Enter:
    return entering(store)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same for tests that put nothing down."""
    with Store(tmp_path_factory.mktemp("blind") / "review.sqlite") as made:
        fill(made)
        yield made


@pytest.fixture(scope="module")
def people(unchanged: Store) -> Enter:
    return entering(unchanged)


def say(store: Store, name: str, sentence: str, *labels: str, kind: ReviewKind = "decision") -> None:
    with store.writing() as tx:
        number = f"r-{name}-{len(list(reviews.every(tx)))}"
        at = review_site.NOW - dt.timedelta(hours=20)
        said = Review(id=number, sentence_id=sentence, by=name, at=at, kind=kind, labels=labels)  # type: ignore[arg-type]
        reviews.append(tx, said)


def listed(page: str) -> list[str]:
    return re.findall(r'class="row-link" href="/beoordelen/zin/(s-[0-9a-f]+)', page)


def counted(page: str) -> int:
    found = re.search(r'<p class="lead">(\d+) zin(?:nen)?,', page)
    assert found, page
    return int(found[1])


def marked(page: str) -> bool:
    """Whether a row of the queue says that people differ; the choices of the filter and its heading say it always."""
    return f'<span class="badge gone">{DIFFER}</span>' in page


@pytest.mark.parametrize(
    ("name", "known"), [("an", [FACT]), ("bo", [FACT]), ("dora", []), ("cas", [FACT]), ("ed", [FACT])]
)
def test_disputes_are_listed_for_who_decided_them_or_adjudicates(people: Enter, name: str, known: list[str]) -> None:
    for order in ORDERS:
        page = people(name).get(f"/beoordelen?wie=oneens&volgorde={order}").text
        assert (listed(page), counted(page), marked(page)) == (known, len(known), bool(known))
    told = "door mij beoordeeld, en oordelen verschillen."
    assert (told in page) == (name in {"an", "bo", "dora"})


def test_doubt_and_passing_on_show_no_dispute(enter: Enter, store: Store) -> None:
    dora = enter("dora")
    for kind in ("skip", "unsure"):
        say(store, "dora", FACT, kind=kind)  # type: ignore[arg-type]
        page = dora.get("/beoordelen?wie=oneens").text
        assert (listed(page), counted(page)) == ([], 0)
    assert listed(dora.get("/beoordelen?wie=mijn").text) == [FACT]
    assert not marked(dora.get("/beoordelen?wie=mijn").text)
    say(store, "dora", FACT, "claim")
    assert listed(dora.get("/beoordelen?wie=oneens").text) == [FACT]


@pytest.mark.parametrize("whose", ["todo", "tweemaal", "alles"])
def test_no_other_list_tells_of_a_dispute(people: Enter, whose: str) -> None:
    for order in ORDERS:
        where = f"/beoordelen?wie={whose}&volgorde={order}"
        page = people("dora").get(where).text
        assert FACT in listed(page)
        assert not marked(page)
        assert marked(people("cas").get(where).text)
        assert marked(people("an").get(where).text) == (whose != "todo")


def test_the_order_of_the_queue_is_the_same_whether_others_differ_or_not(enter: Enter, store: Store) -> None:
    dora, cas = enter("dora"), enter("cas")
    differing = [listed(one.get("/beoordelen").text) for one in (dora, cas)]
    say(store, "bo", FACT, "claim")
    agreeing = [listed(one.get("/beoordelen").text) for one in (dora, cas)]
    assert differing[0] == agreeing[0]
    assert differing[1] != agreeing[1]


def test_the_way_through_the_disputes_leads_nowhere_else(people: Enter) -> None:
    begin = "/beoordelen/begin?wie=oneens"
    assert "/zin/" not in people("dora").get(begin).headers["location"]
    assert f"/zin/{FACT}" in people("cas").get(begin).headers["location"]
    assert f"/zin/{FACT}" not in people("dora").get(f"/beoordelen/zin/{PROMISE}?wie=oneens").text


def test_figures_of_agreement_are_of_what_one_decided(enter: Enter, store: Store) -> None:
    where = "/beoordelen/overeenstemming"
    assert "Nog niets te vergelijken" in enter("dora").get(where).text
    assert "over zinnen die u zelf ook beoordeelde" in enter("dora").get(where).text
    for name in ("an", "bo", "cas", "ed"):
        assert "an en bo" in enter(name).get(where).text
    assert "over zinnen die u zelf ook beoordeelde" not in enter("cas").get(where).text
    say(store, "dora", PROMISE, "commitment")
    page = enter("dora").get(where).text
    assert re.search(
        r"<th scope=\"row\">an en bo</th>\s*<th scope=\"row\">toezegging</th>\s*<td class=\"num\">1</td>", page
    )


@pytest.mark.parametrize(
    "path", ["/beoordelen?wie=oneens", "/beoordelen/begin?wie=oneens", "/beoordelen/overeenstemming"]
)
def test_readers_and_visitors_see_no_disputes(people: Enter, unchanged: Store, path: str) -> None:
    assert people("lea").get(path).status_code == 403
    visitor = ledger_site.client(unchanged)
    assert visitor.get(path).headers["location"].startswith("/aanmelden")
    assert visitor.get(path, headers={"Accept": "application/json"}).status_code == 401


@pytest.mark.parametrize(
    "path", [f"/api/v1/uitspraken/{FACT}", "/api/v1/beweringen", "/beweringen.json", "/beweringen.csv"]
)
def test_programs_hear_how_many_judged_and_not_how(people: Enter, path: str) -> None:
    answer = people("dora").get(path)
    assert answer.status_code == 200
    assert "judges" in answer.text
    assert "disputed" not in answer.text
    assert DIFFER not in answer.text
