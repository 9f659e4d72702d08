"""A real browser: Chromium of the system (Debian's chromium), else the one that Playwright brought."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright


def chromium() -> Iterator[Browser]:
    """A browser, closed afterwards; GESTAND_TEST_BROWSER=required (CI) fails where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error as error:
            missing = (
                f"no browser: install Debian's chromium, or run playwright install chromium ({error.message[:80]})"
            )
            if os.environ.get("GESTAND_TEST_BROWSER") == "required":
                pytest.fail(missing)
            pytest.skip(missing)
        yield browser
        browser.close()


def a11y_faults(page: Page) -> list[str]:
    """What axe-core holds against a page, by WCAG 2.2 A and AA and its best practices; one line a fault."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
