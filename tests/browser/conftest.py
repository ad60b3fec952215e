"""A real Chromium, and sites served as a static host would."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.calculator import PATIENCE, Calculator, new_context
from tests.browser.find import system_browser
from tests.browser.shared import Tabs, Visit
from tests.browser.watch import LOST, watch_all
from tests.static_host import StaticHost

CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--js-flags=--liftoff-only"]
"""The compiler that is quick at once is enough for a page that lives for a test."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


TROUBLES: list[str] = []
"""What has gone wrong in any page since the test began that runs."""


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=system_browser(), args=CHROMIUM_OPTIONS)
    watch_all(browser, TROUBLES)
    yield browser
    browser.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def troubles(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Each test ends with nothing uncaught, forbidden, asked of other hosts, or lost.

    One that brings such a thing about itself takes it out of the list; where nothing is kept by
    design, texts are lost, and all of them.
    """
    TROUBLES.clear()
    yield TROUBLES
    found = [*TROUBLES]
    TROUBLES.clear()
    if request.node.get_closest_marker("keeps_nothing"):
        assert any(trouble.endswith(LOST) for trouble in found)
        found = [trouble for trouble in found if not trouble.endswith(LOST)]
    if not request.node.stash.get(FAILED, False):
        assert found == []


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


@pytest.fixture(scope="session")
def whole_site(built_site: Path) -> Iterator[StaticHost]:
    with StaticHost(built_site) as host:
        yield host


@pytest.fixture
def site(whole_site: StaticHost) -> Iterator[StaticHost]:
    """The whole site, served; what went wrong with it in one test is right again in the next."""
    yield whole_site
    whole_site.faults.clear()
    whole_site.forget()


@pytest.fixture
def india(chromium: Browser) -> Iterator[BrowserContext]:
    """A new browser profile in India."""
    context = new_context(chromium)
    yield context
    context.close()


@pytest.fixture(scope="session")
def tabs(chromium: Browser, whole_site: StaticHost) -> Iterator[Tabs]:
    tabs = Tabs(chromium, whole_site, TROUBLES)
    yield tabs
    tabs.close()


@pytest.fixture
def visit(request: pytest.FixtureRequest, tabs: Tabs, site: StaticHost) -> Iterator[Visit]:
    """Opens the calculator for a reader who has never been there, in a page already started."""
    assert site is tabs.site
    yield tabs.open
    tabs.give_back(failed=request.node.stash.get(FAILED, False))


@pytest.fixture
def calculator(visit: Visit) -> Calculator:
    """The calculator on a Wednesday morning in India, open and empty."""
    return visit()
