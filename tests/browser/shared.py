"""One started page for many tests: Python starts once, and each test finds the page as if new.

The page is renewed as the theme does it when a reader comes back to it from another page of the
site: the article is put there anew, and the calculator in it starts from what the browser keeps,
which is nothing.  Only the engine stays, which answers each question from that question alone.
Width, colours and zone are the reader's, and may be others for each test.

Tests of starting, failing and working offline need a page of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.calculator import INDIA, PATIENCE, WEDNESDAY_MORNING, Calculator
from tests.browser.hands import KEYS, MOUSE, THUMB, Hands
from tests.browser.watch import lost
from tests.static_host import StaticHost

RENEW = """async (address) => {
    const { pathname } = new URL(address);
    const text = await (await fetch(pathname, { cache: "force-cache" })).text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("article");
    document.activeElement?.blur();
    document.querySelector("article").replaceWith(fresh);
    // The calculator that was there ends at once, and keeps its case; then nothing is kept.
    document$.next(document);
    for (const storage of [localStorage, sessionStorage]) storage.clear();
    history.replaceState(null, "", address);
    document.adoptedStyleSheets = [];
    for (const said of document.querySelectorAll("body > [aria-live]")) said.textContent = "";
    scrollTo(0, 0);
}"""


@dataclass(frozen=True)
class Reader:
    """Where somebody reads, on what, and with which hand."""

    zone: str = INDIA["timezone_id"]
    locale: str = INDIA["locale"]
    width: int = 1280
    height: int = 900
    touch: bool = False
    scheme: Literal["light", "dark"] = "light"
    hands: Hands = MOUSE

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{self.hands.name}"


type Visit = Callable[..., Calculator]
"""Opens the calculator, in a page already started: see :meth:`Tabs.open`."""

DESK = Reader()
PHONE = Reader(width=360, height=740, touch=True, hands=THUMB)
BY_KEYS = Reader(scheme="dark", hands=KEYS)
NARROW_BY_KEYS = Reader(width=360, height=740, scheme="dark", hands=KEYS)


@dataclass
class Tab:
    """A page that one test after another has to itself."""

    page: Page
    remote: CDPSession
    site: StaticHost
    zone: str = ""
    lasts: bool = True

    def show(self, reader: Reader, clock: str, fragment: str) -> Calculator:
        """The calculator as a reader finds it who has never been there."""
        page = self.page
        address = f"{self.site.url}calculator/"
        page.set_viewport_size({"width": reader.width, "height": reader.height})
        page.emulate_media(
            media="null",
            color_scheme=reader.scheme,
            reduced_motion="no-preference",
            forced_colors="none",
        )
        page.clock.set_system_time(clock)
        if reader.zone != self.zone:
            self.remote.send("Emulation.setTimezoneOverride", {"timezoneId": reader.zone})
            self.zone = reader.zone
        if page.url.partition("#")[0] == address:
            page.evaluate(RENEW, address + fragment)
        else:
            page.goto(address + fragment)
        expect(page.locator("#sc-text")).to_be_visible()
        return Calculator(page, self.site, reader.hands)

    def fits(self, reader: Reader, clock: str) -> bool:
        """Whether the page would notice that it is in that reader's zone: by another offset."""
        at = datetime.fromisoformat(clock)
        offsets = {at.astimezone(ZoneInfo(zone)).utcoffset() for zone in (reader.zone, self.zone)}
        return reader.zone == self.zone or len(offsets) == 2


@dataclass
class Tabs:
    """The pages of a run.  One whose test has failed is not used again."""

    chromium: Browser
    site: StaticHost
    troubles: list[str]
    """What went wrong in any page of the test that runs, as :func:`watch_all` notes it."""
    idle: dict[tuple[str, bool], list[Tab]] = field(default_factory=dict)
    busy: list[tuple[tuple[str, bool], Tab]] = field(default_factory=list)

    def open(
        self,
        reader: Reader = DESK,
        clock: str = WEDNESDAY_MORNING,
        fragment: str = "",
        beside: Calculator | None = None,
    ) -> Calculator:
        """A page for a reader who has never been there; each call in a test is another one.

        ``beside`` another, it is a second tab of that reader's browser.
        """
        kind = (reader.locale, reader.touch)
        tabs = self.idle.setdefault(kind, [])
        tab = next((tab for tab in tabs if not beside and tab.fits(reader, clock)), None)
        if tab:
            tabs.remove(tab)
        else:
            tab = self._start(beside.page.context if beside else self._context(reader))
            tab.lasts = not beside
        self.busy.append((kind, tab))
        return tab.show(reader, clock, fragment)

    def _context(self, reader: Reader) -> BrowserContext:
        return self.chromium.new_context(
            locale=reader.locale,
            has_touch=reader.touch,
            service_workers="block",
            permissions=["clipboard-read", "clipboard-write"],
        )

    def _start(self, context: BrowserContext) -> Tab:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.clock.install(time=WEDNESDAY_MORNING)
        return Tab(page, context.new_cdp_session(page), self.site)

    def give_back(self, failed: bool) -> None:
        """Takes the pages back, and notes what was lost in them."""
        for kind, tab in self.busy:
            if not failed:
                self.troubles.extend(lost(tab.page))
            if failed or self.troubles:
                tab.page.context.close()
            elif not tab.lasts:
                tab.page.close()
            else:
                self.idle[kind].append(tab)
        self.busy.clear()
        self.site.faults.clear()
        self.site.forget()

    def close(self) -> None:
        for tabs in self.idle.values():
            for tab in tabs:
                tab.page.context.close()
