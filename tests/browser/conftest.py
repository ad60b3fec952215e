"""A real Chromium, and sites served as a static host would."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.calculator import PATIENCE, Calculator, new_calculator, new_context
from tests.browser.find import system_browser
from tests.static_host import StaticHost

CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--js-flags=--liftoff-only"]
"""The compiler that is quick at once is enough for a page that lives for a test."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=system_browser(), args=CHROMIUM_OPTIONS)
    yield browser
    browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser profile that has never seen the site."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


@pytest.fixture
def serve() -> Iterator[Callable[[Path], StaticHost]]:
    """Serves a directory under a sub-path until the test ends."""
    hosts: list[StaticHost] = []

    def served(site: Path) -> StaticHost:
        hosts.append(StaticHost(site).__enter__())
        return hosts[-1]

    yield served
    for host in hosts:
        host.__exit__(None, None, None)


@pytest.fixture
def site(built_site: Path, serve: Callable[[Path], StaticHost]) -> StaticHost:
    """The whole site, served."""
    return serve(built_site)


@pytest.fixture
def india(chromium: Browser) -> Iterator[BrowserContext]:
    """A new browser profile in India."""
    context = new_context(chromium)
    yield context
    context.close()


@pytest.fixture
def calculator(india: BrowserContext, site: StaticHost) -> Calculator:
    """The calculator on a Wednesday morning in India, open and empty."""
    return new_calculator(india, site).open()
