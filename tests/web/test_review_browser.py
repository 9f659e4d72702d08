"""Reviewing in a real browser: by keyboard, blind, undone, in two windows, without a connection, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import a11y_faults, chromium
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from review_site import PASSWORD, serving
from stored import labelled

from pipeline.reviews import Review
from pipeline.store import Store, reviews

LETTER = labelled()
FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in LETTER.statements)
IN_ORDER = "?volgorde=document&document=kst-99101-7"
PATIENCE = 30_000
"""Milliseconds; tests share their machine."""

Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with serving(tmp_path) as running:
        yield running


@pytest.fixture
def store(site: tuple[str, Store]) -> Store:
    return site[1]


@pytest.fixture
def enter(site: tuple[str, Store], browser: Browser) -> Iterator[Enter]:
    """A window of somebody who signed in; what the browser complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(name: str = "an", **options: object) -> Page:
        context = browser.new_context(base_url=site[0], locale="nl-NL", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/aanmelden")
        page.fill("#naam", name)
        page.fill("#wachtwoord", PASSWORD)
        page.get_by_role("button", name="Aanmelden").click()
        page.wait_for_url("**/")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def said(store: Store, sentence: str) -> list[Review]:
    with store.reading() as tx:
        return [one.review for one in reviews.of_sentence(tx, sentence)]


def at(page: Page, sentence: str) -> None:
    """Wait until the page shows a sentence."""
    expect(page.locator("#beoordeling")).to_have_attribute("data-sentence", sentence, timeout=PATIENCE)


def sent(page: Page) -> None:
    """Wait until nothing waits to be sent."""
    page.wait_for_function("() => Object.keys(localStorage).filter(k => k.startsWith('gestand-oordelen'))"
                           ".every(k => JSON.parse(localStorage[k]).length === 0)")  # fmt: skip


def test_a_session_by_keyboard_alone(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen{IN_ORDER}")
    page.keyboard.press("Tab")
    page.get_by_role("link", name="Begin met beoordelen").press("Enter")
    at(page, FACT)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    at(page, PROMISE)
    page.keyboard.press("1")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    at(page, REFUSAL)
    page.keyboard.press("o")
    at(page, LAST)
    page.keyboard.press("0")
    expect(page.get_by_role("heading", name="Werkvoorraad")).to_be_visible(timeout=PATIENCE)
    assert [(one.kind, one.labels) for one in said(store, FACT)] == [("decision", ("claim",))]
    assert [one.labels for one in said(store, PROMISE)] == [("claim", "commitment")]
    assert [one.kind for one in said(store, REFUSAL)] == ["unsure"]
    assert [one.labels for one in said(store, LAST)] == [()]


def test_every_key_is_shown_beside_its_button(enter: Enter) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{PROMISE}{IN_ORDER}&voorstel=toon")
    for key in "123aosnvgktwb0?":
        found = page.locator(f"[data-key='{key}']").first
        if key != "v" or found.count():
            assert found.get_attribute("aria-keyshortcuts") == key
    assert page.locator("[data-key=Enter] kbd").inner_text() == "Enter"


def test_keys_show_the_guideline_the_frame_and_the_field_for_an_id(enter: Enter) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.keyboard.press("w")
    expect(page.locator("#richtlijn-refusal")).to_have_attribute("open", "")
    page.keyboard.press("k")
    expect(page.locator("#f-actor")).to_be_focused()
    page.keyboard.type("1")
    expect(page.locator("#f-actor")).to_have_value("1")
    expect(page.get_by_label("Toezegging 1")).not_to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    expect(page.locator("#naar-id")).to_be_focused()
    page.keyboard.type(LAST)
    page.keyboard.press("Enter")
    at(page, LAST)
    page.keyboard.press("v")
    at(page, REFUSAL)
    page.keyboard.press("n")
    at(page, LAST)


def test_keys_can_be_switched_off(enter: Enter) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.keyboard.press("?")
    page.get_by_label("Sneltoetsen aan").uncheck()
    page.locator("h1").click()
    page.keyboard.press("1")
    expect(page.get_by_label("Toezegging 1")).not_to_be_checked()


def test_the_next_sentence_is_there_at_once(enter: Enter) -> None:
    page = enter()
    page.goto("/beoordelen/begin?volgorde=document")
    taken = []
    for _ in range(6):
        page.wait_for_timeout(1000)  # somebody reads
        taken.append(
            page.evaluate("""() => new Promise(done => {
            const before = performance.now();
            new MutationObserver((_, seen) => { seen.disconnect(); done(performance.now() - before); })
                .observe(document.querySelector("main"), {childList: true});
            document.querySelector("[data-key='0']").click();
        })""")
        )
    assert min(taken) < 100, taken  # the least: tests share their machine
    sent(page)


def test_a_decision_is_sent_when_the_next_sentence_is_seen(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => {
        const sending = window.fetch;
        window.seen = [];
        window.fetch = (address, options) => {
            if (options?.method === "POST") window.seen.push(document.getElementById("beoordeling").dataset.sentence);
            return sending(address, options);
        };
    }""")
    page.keyboard.press("0")
    at(page, PROMISE)
    sent(page)
    assert page.evaluate("window.seen") == [PROMISE]
    assert [one.labels for one in said(store, FACT)] == [()]


def test_a_server_that_is_down_keeps_the_person_on_the_page(enter: Enter, store: Store) -> None:
    page = enter()
    page.route("**/beoordelen/zin/**", lambda route: route.abort() if route.request.is_navigation_request() is False
               else route.continue_())  # fmt: skip
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("0")
    expect(page.locator("#wachtrij")).to_contain_text("Eén oordeel is in deze browser bewaard", timeout=PATIENCE)
    at(page, FACT)
    page.unroute("**/beoordelen/zin/**")
    at(page, PROMISE)
    sent(page)
    assert [one.labels for one in said(store, FACT)] == [()]


def test_the_last_word_is_taken_back(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    at(page, PROMISE)
    sent(page)
    page.keyboard.press("z")
    at(page, FACT)
    assert [(one.kind, one.undoes) for one in said(store, FACT)][1:] == [("undo", said(store, FACT)[0].id)]
    expect(page.get_by_label("Bewering 3")).not_to_be_checked()
    expect(page.locator(".history")).to_contain_text("teruggedraaid")


def test_blind_double_review_up_to_adjudication(enter: Enter, store: Store) -> None:
    an, bo, cas = enter("an"), enter("bo"), enter("cas")
    an.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    an.keyboard.press("3")
    an.keyboard.press("Enter")
    at(an, PROMISE)
    sent(an)
    bo.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    expect(bo.locator("#beoordeling")).to_contain_text("u ziet dat na uw eigen oordeel")
    expect(bo.locator("#beoordeling")).not_to_contain_text("an: bewering")
    bo.keyboard.press("2")
    bo.keyboard.press("Enter")
    at(bo, PROMISE)
    sent(bo)
    bo.goto(f"/beoordelen/zin/{FACT}")
    expect(bo.locator(".history")).to_contain_text("an: bewering")
    cas.goto("/beoordelen/geschillen")
    cas.get_by_role("link", name="Op 3 maart").click()
    expect(cas.locator(".verdicts")).to_contain_text("weigering")
    cas.wait_for_load_state("networkidle")
    cas.keyboard.press("3")
    cas.keyboard.press("Enter")
    expect(cas.get_by_text("Geen geschillen.")).to_be_visible(timeout=PATIENCE)
    assert [(one.by, one.kind) for one in said(store, FACT)] == [
        ("an", "decision"),
        ("bo", "decision"),
        ("cas", "adjudication"),
    ]
    an.goto(f"/beoordelen/zin/{FACT}")
    expect(an.locator("#beoordeling")).to_contain_text("Stand: beslist")


def test_two_windows_of_one_person(enter: Enter, store: Store) -> None:
    first = enter()
    first.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    second = first.context.new_page()
    second.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    first.keyboard.press("3")
    first.keyboard.press("Enter")
    at(first, PROMISE)
    sent(first)
    second.keyboard.press("2")
    second.keyboard.press("Enter")
    expect(second.locator("#wachtrij")).to_contain_text("intussen iets anders vastgelegd")
    assert [one.labels for one in said(store, FACT)] == [("claim",)]
    second.get_by_role("button", name="Toch bewaren").click()
    expect(second.locator("#wachtrij")).to_be_hidden()
    assert [one.labels for one in said(store, FACT)] == [("claim",), ("refusal",)]


def test_a_lost_connection_loses_nothing(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    at(page, PROMISE)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    at(page, REFUSAL)
    expect(page.locator("#wachtrij")).to_contain_text("2 oordelen zijn in deze browser bewaard")
    assert said(store, FACT) == []
    page.context.set_offline(False)
    sent(page)
    expect(page.locator("#wachtrij")).to_be_hidden()
    assert [one.labels for one in said(store, FACT)] == [("claim",)]
    assert [one.labels for one in said(store, PROMISE)] == [("commitment",)]


def test_an_answer_that_got_lost_is_not_said_twice(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/beoordelen/zin/**", lose)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    at(page, PROMISE)
    sent(page)
    assert len(lost) == 1
    assert [one.labels for one in said(store, FACT)] == [("claim",)]


def test_what_waits_is_sent_by_the_next_page(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    page.route(
        "**/beoordelen/zin/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.keyboard.press("0")
    at(page, PROMISE)
    page.unroute("**/beoordelen/zin/**")
    page.goto("/beoordelen")
    sent(page)
    assert [one.labels for one in said(store, FACT)] == [()]


def sign_in_anew(page: Page, name: str) -> None:
    """Lose the session, and sign in in another tab of the same browser."""
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto("/aanmelden")
    other.fill("#naam", name)
    other.fill("#wachtwoord", PASSWORD)
    other.get_by_role("button", name="Aanmelden").click()
    other.wait_for_url("**/")


def test_signing_in_in_another_tab_is_enough_after_a_lost_session(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator("#wachtrij")).to_contain_text("niet meer aangemeld", timeout=PATIENCE)
    assert said(store, FACT) == []
    sign_in_anew(page, "an")
    sent(page)
    expect(page.locator("#wachtrij")).to_be_hidden()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    at(page, REFUSAL)
    sent(page)
    assert [(one.by, one.labels) for one in said(store, FACT)] == [("an", ("claim",))]
    assert [one.labels for one in said(store, PROMISE)] == [("commitment",)]


def test_what_somebody_said_is_not_sent_for_who_signed_in_after_them(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}")
    page.wait_for_load_state("networkidle")
    sign_in_anew(page, "bo")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator("#wachtrij")).to_contain_text("niet meer aangemeld", timeout=PATIENCE)
    page.wait_for_timeout(2500)  # it is tried again
    assert said(store, FACT) == []


def test_a_frame_is_corrected_by_keyboard_and_a_fault_is_said_at_once(enter: Enter, store: Store) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{PROMISE}{IN_ORDER}&voorstel=toon")
    page.keyboard.press("1")
    page.keyboard.press("k")
    page.locator("#f-action").fill("iets dat er niet staat")
    page.locator("#f-action").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("woorden van de zin")
    expect(page.locator("#f-action")).to_be_focused()
    assert said(store, PROMISE) == []
    page.locator("#f-action").fill("onderzoeken hoe dat kon gebeuren")
    page.locator("#f-action").press("Enter")
    at(page, REFUSAL)
    frame = said(store, PROMISE)[0].commitment
    assert frame is not None
    assert frame.action.text == "onderzoeken hoe dat kon gebeuren"


def in_view(page: Page, selector: str) -> bool:
    """Whether an element lies in the window, and nothing lies over the middle of its first line."""
    return bool(
        page.locator(selector).first.evaluate(
            """element => {
                const box = element.getBoundingClientRect();
                const line = element.getClientRects()[0];
                const there = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
                return box.top >= 0 && box.bottom <= innerHeight && there !== null && element.contains(there);
            }"""
        )
    )


def test_the_sentence_and_what_can_be_chosen_are_in_view_in_a_low_window(enter: Enter) -> None:
    page = enter(viewport={"width": 1280, "height": 720})
    for sentence in (FACT, PROMISE, REFUSAL, LAST):
        page.goto(f"/beoordelen/zin/{sentence}{IN_ORDER}")
        page.wait_for_function("() => document.readyState === 'complete'")
        assert in_view(page, ".passage mark"), sentence
        assert in_view(page, ".choice-commitment"), sentence
    page.keyboard.press("k")
    page.locator("#f-latest").focus()
    assert in_view(page, "#f-latest")
    assert in_view(page, ".frame-sentence")


def test_scores_stay_as_they_are_after_a_click(enter: Enter) -> None:
    page = enter()
    page.goto(f"/beoordelen/zin/{PROMISE}{IN_ORDER}&voorstel=toon")
    before = page.locator(".scores").inner_text()
    page.keyboard.press("2")
    page.keyboard.press("3")
    assert page.locator(".scores").inner_text() == before


def test_without_javascript(enter: Enter, store: Store) -> None:
    page = enter(java_script_enabled=False)
    page.goto(f"/beoordelen{IN_ORDER}")
    page.get_by_role("link", name="Begin met beoordelen").click()
    page.get_by_label("Bewering").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("mark")).to_contain_text("Ik zal voor 1 juli 2025")
    page.get_by_role("button", name="Laatste oordeel ongedaan").click()
    expect(page.locator("mark")).to_contain_text("Op 3 maart")
    assert [one.kind for one in said(store, FACT)] == ["decision", "undo"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_finds_and_all_fit_a_small_screen(enter: Enter, scheme: str) -> None:
    an = enter("an", color_scheme=scheme)
    cas = enter("cas", color_scheme=scheme)
    for page in (an, cas):
        page.goto(f"/beoordelen/zin/{FACT}{IN_ORDER}&voorstel=toon")
        page.keyboard.press("3" if page is an else "2")
        page.keyboard.press("Enter")
        at(page, PROMISE)
        sent(page)
    paths = [
        "",
        f"/zin/{FACT}",
        f"/zin/{PROMISE}?voorstel=toon",
        "/geschillen",
        f"/geschillen/{FACT}",
        "/overeenstemming",
    ]
    for path in paths:
        cas.set_viewport_size({"width": 1280, "height": 900})
        cas.goto(f"/beoordelen{path}")
        for summary in cas.locator("main summary").all():
            if summary.evaluate("one => !one.parentElement.open"):
                summary.click()
        assert a11y_faults(cas) == []
        cas.set_viewport_size({"width": 320, "height": 640})
        width = cas.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{path} is {width} wide"
