"""Every page in a real browser: accessible, narrow, enlarged, dark, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from browsers import a11y_faults, chromium
from ledger_site import BRIDGE, DUNES, PASSWORD, SLUICE, WORDS, filled, serving
from playwright.sync_api import Browser, BrowserContext, Page, expect

PAGES = (
    "/", "/?status=te_laat", "/?zoek=niets", "/weigeringen", "/beweringen", "/gegevens", "/api", "/aanmelden",
    "/nergens",    f"/toezeggingen/{SLUICE}", f"/toezeggingen/{WORDS}",
)  # fmt: skip
PATIENCE = 30_000
"""Milliseconds; tests share their machine."""

Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with filled(tmp_path_factory.mktemp("pages")) as store, serving(store) as running:
        yield running


@pytest.fixture
def window(address: str, browser: Browser) -> Iterator[Enter]:
    """A window; what the browser complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(name: str | None = None, **options: object) -> Page:
        context = browser.new_context(base_url=address, locale="nl-NL", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        if name is not None:
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(window, scheme):
    page = window("annotator", color_scheme=scheme)
    faults = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if found := a11y_faults(page):
            faults[path] = found
    assert faults == {}


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, {"width": 640, "height": 400}])
def test_nothing_falls_off_a_narrow_or_enlarged_page(window, size):
    """320 px is also what is left of 1280 px at 400 %; 640 px at 200 %."""
    page = window("annotator", viewport=size)
    wide = {}
    for path in PAGES:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert wide == {}


def test_every_page_has_landmarks_one_heading_and_a_title(window):
    page = window()
    titles = set()
    for path in PAGES:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        for role in ("banner", "main", "contentinfo"):
            assert page.get_by_role(role).count() == 1, (path, role)  # type: ignore[arg-type]
        expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()
        titles.add(page.title())
    assert len(titles) >= len(PAGES) - 3


def test_the_first_key_leads_past_the_menu(window):
    page = window()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_filtering_by_hand_puts_the_state_in_the_address(window):
    page = window()
    page.goto("/")
    page.get_by_label("Ministerie", exact=True).select_option("Financiën")
    page.get_by_label("Zoek in de tekst").fill("duinen")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**zoek=duinen**")
    expect(page.get_by_role("heading", level=2, name="1 gevonden")).to_be_visible()
    page.get_by_role("link", name="De duinen bij Westerzicht").click()
    page.wait_for_url("**/toezeggingen/**")
    page.go_back()
    expect(page.get_by_label("Ministerie", exact=True)).to_have_value("Financiën")
    page.get_by_role("link", name="Wis alle filters").click()
    expect(page.get_by_role("heading", level=2, name="Alle 61 toezeggingen")).to_be_visible()


def test_a_tile_is_a_filter_that_goes_on_and_off(window):
    page = window()
    page.goto("/")
    page.get_by_role("link", name="3 Te laat").click()
    page.wait_for_url("**status=te_laat")
    page.locator(".tile.on").click()
    page.wait_for_url(lambda at: at.endswith("/"))


def test_more_filters_dates_and_checkboxes(window):
    page = window()
    page.goto("/")
    page.get_by_text("Meer filters").click()
    page.get_by_label("Termijn vanaf").fill("2031-05-15")
    page.get_by_label("Termijn tot en met").fill("2031-06-30")
    page.get_by_label("Binnenkort").check()
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**status=binnenkort**")
    assert page.locator(".row-link").count() == 2


@pytest.mark.parametrize(("name", "file"), [("CSV", "toezeggingen.csv"), ("Agenda", "toezeggingen.ics")])
def test_exports_are_downloaded(window, name, file):
    page = window()
    page.goto("/?status=te_laat")
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    assert download.value.suggested_filename == file


@pytest.mark.parametrize("name", ["JSON", "Atom"])
def test_exports_are_addresses(window, name):
    page = window()
    page.goto("/?status=te_laat")
    link = page.get_by_role("link", name=name, exact=True).get_attribute("href")
    answer = page.request.get(str(link))
    assert answer.ok
    assert SLUICE in answer.text()
    assert BRIDGE not in answer.text()


def test_a_citation_is_copied(window):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/toezeggingen/{SLUICE}")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    assert "Ik laat de sluis bij Oldeveen herstellen." in page.evaluate("navigator.clipboard.readText()")


def test_evidence_with_a_long_address_is_a_link_and_stays_on_the_page(window):
    page = window("annotator", viewport={"width": 320, "height": 640})
    page.goto(f"/toezeggingen/{DUNES}")
    page.get_by_label("Wat", exact=True).select_option("Aan herinnerd")
    page.get_by_label("Waaruit blijkt het?").fill(f"Brief, https://voorbeeld.nl/{'duinen' * 20}.pdf, blz. 3")
    page.get_by_role("button", name="Leg vast").click()
    link = page.get_by_role("link", name="https://voorbeeld.nl/")
    expect(link).to_have_attribute("href", f"https://voorbeeld.nl/{'duinen' * 20}.pdf")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_links_that_sort_are_seen_by_who_tabs_to_them_on_a_phone(window):
    page = window(viewport={"width": 390, "height": 844})
    page.goto("/")
    ministry = page.get_by_role("columnheader", name="Wie").get_by_role("link")
    head = page.locator(".commitments thead")
    assert head.bounding_box()["height"] <= 1
    ministry.focus()
    assert head.bounding_box()["height"] >= 24
    page.keyboard.press("Enter")
    page.wait_for_url("**volgorde=ministry**")


def test_everything_works_without_javascript(window):
    page = window("annotator", java_script_enabled=False)
    page.goto("/?zoek=brug")
    page.get_by_role("link", name="Ik kom voor 1 juni terug").click()
    expect(page.get_by_role("button", name="Kopieer")).to_be_hidden()
    page.get_by_label("Waaruit blijkt het?").fill("Brief van 2 mei")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_role("status").first).to_contain_text("Vastgelegd: nagekomen.")
    page.get_by_role("button", name=re.compile("^Draai terug")).click()
    expect(page.get_by_role("status").first).to_contain_text("Teruggedraaid")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()


def test_a_page_prints_without_menus_and_forms(window):
    page = window()
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator("table.rows")).to_be_visible()
