"""The calculator's page under random events, with faults in the middle of them.

Nothing is left uncaught, nothing forbidden is tried, no other host is asked, and what was typed
stays: over reloads, other pages, a network that goes, and a worker that dies.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from tests.browser.calculator import EVERYBODY, ONE, SOME, UNCLEAR
from tests.browser.find import system_browser
from tests.browser.watch import watch
from tests.conftest import build
from tests.policies import WHOLE
from tests.static_host import (
    StaticHost,
    broken_off,
    gone,
    one_byte_wrong,
    slow,
    truncated,
    unanswered,
)

EVENTS = 14
"""Of one run."""

LONGEST = 90
"""Seconds of one run, after which it counts as one that does not end."""

TEXTS = (
    EVERYBODY,
    ONE,
    SOME,
    UNCLEAR,
    "",
    "user. " * 300,
    "<b>&amp;\u202e",
    "漢字 \U0001f525",
    "a\nb\n",
)
MOMENTS = (
    "10:00",
    "yesterday 9",
    "25:99",
    "31 Feb",
    "9999-12-31 23:59",
    "0001-01-01",
    "‮",
    "x" * 500,
)
FAULTS = (gone, truncated, broken_off, one_byte_wrong, unanswered, slow(0.3))
FILES = (
    "picture",
    "wasm$",
    "policy.json$",
    "reading.bin$",
    "links.json",
    "holidays/",
    "zones",
    r"\.js$",
)

FILL = """() => {
    for (const storage of [localStorage, sessionStorage])
        for (let size = 2 ** 22; size >= 1;)
            try {
                storage.setItem(`soak-${size}-${storage.length}`, "x".repeat(size));
            } catch {
                size /= 2;
            }
}"""
EMPTY = """() => {
    for (const storage of [localStorage, sessionStorage])
        for (const key of Object.keys(storage).filter((key) => key.startsWith("soak-")))
            storage.removeItem(key);
}"""
"""Fills what the browser keeps for the site, to the last character; and makes room again."""

PRESSED = "button, summary, input[type=radio], input[type=checkbox], [role=option]"


def runs(_name: str, seed: str, count: int, end: float) -> Iterator[tuple[int, list[str]]]:
    """Runs of random events, one after the other in one browser."""
    with TemporaryDirectory() as place:
        site = Path(place) / "site"
        build(site, POLICY=str(WHOLE))
        yield from on(site, seed, count, end)


def on(site: Path, seed: str, count: int, end: float) -> Iterator[tuple[int, list[str]]]:
    """The runs on a site that is built."""
    with StaticHost(site) as host, sync_playwright() as playwright:
        browser, pid = _browser(playwright)
        for number in range(count):
            if time.monotonic() > end:
                break
            troubles: list[str] = []
            did: list[str] = []
            host.faults.clear()
            ended = Timer(LONGEST, os.kill, (pid, signal.SIGKILL))
            ended.start()
            try:
                context = browser.new_context()
                watch(context, troubles)
                chance = random.Random(f"page-{seed}-{number}")
                troubles += _run(context.new_page(), host, chance, did)
                context.close()
            except Error as error:
                troubles.append(f"the browser says: {error.message[:300]}")
            ended.cancel()
            yield 1, [f"page-{seed}-{number}: {t} after {', '.join(did)}" for t in troubles]
            if not browser.is_connected():
                browser, pid = _browser(playwright)
        browser.close()


def _browser(playwright: Playwright) -> tuple[Browser, int]:
    """A browser, and its process, which is ended where a run does not end: its calls end, too."""
    browser = playwright.chromium.launch(
        executable_path=system_browser(), args=["--no-sandbox", "--disable-dev-shm-usage"]
    )
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return browser, next(one["id"] for one in found if one["type"] == "browser")


def _run(page: Page, host: StaticHost, chance: random.Random, did: list[str]) -> Iterator[str]:
    page.set_default_timeout(20_000)
    _open(page, host)
    typed = ""
    for _ in range(EVENTS):
        event = chance.choice(DEEDS)
        did.append(event.__name__)
        text = event(page, host, chance)
        page.wait_for_timeout(chance.choice((0, 0, 50, 400)))
        if text is not None:
            typed = text
        elif event is pressed:
            typed = _settled(page)
        if (there := _typed(page)) != typed:
            yield f"typed {typed[:40]!r} has become {there[:40]!r}"
            typed = there


def _open(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}calculator/")
    page.wait_for_selector("#sc-text")


def _settled(page: Page) -> str:
    """What stands in the box once what was pressed has done its work."""
    found = _typed(page)
    while (after := (page.wait_for_timeout(100), _typed(page))[1]) != found:
        found = after
    return found


def _typed(page: Page) -> str:
    return page.locator("#sc-text").input_value()


# -- what happens --------------------------------------------------------------------------------


def wrote(page: Page, _host: StaticHost, chance: random.Random) -> str:
    text = chance.choice(TEXTS)
    box = page.locator("#sc-text")
    box.fill(text)
    if box.input_value() != text:
        # What was pressed before has moved the focus meanwhile, and the key went elsewhere.
        box.fill(text)
    return text


def timed(page: Page, _host: StaticHost, chance: random.Random) -> None:
    field = page.locator(f"#sc-{chance.choice(('opened', 'called', 'country', 'zone'))}")
    if field.count() and field.is_visible():
        field.fill(chance.choice(MOMENTS))


def pressed(page: Page, _host: StaticHost, chance: random.Random) -> None:
    there = page.locator(".sc-root").locator(PRESSED)
    shown = there.evaluate_all("all => all.map((one) => one.checkVisibility())")
    found = [i for i, visible in enumerate(shown) if visible]
    if found:
        try:
            there.nth(chance.choice(found)).click(timeout=1500, force=True)
        except Error as error:
            # It has gone meanwhile, as things do when an answer comes, or cannot be reached.
            if not error.message.startswith("Locator.click"):
                raise
    if not page.locator("#sc-text").count():
        page.wait_for_selector("#sc-text")


def broke(_page: Page, host: StaticHost, chance: random.Random) -> None:
    host.faults[chance.choice(FILES)] = chance.choice(FAULTS)


def mended(_page: Page, host: StaticHost, _chance: random.Random) -> None:
    host.faults.clear()


def unplugged(page: Page, _host: StaticHost, chance: random.Random) -> None:
    page.context.set_offline(chance.random() < 0.5)


def killed(page: Page, _host: StaticHost, _chance: random.Random) -> None:
    for worker in page.workers:
        if "worker.js" in worker.url and "search" not in worker.url:
            # It answers first: what has closed no longer does.
            worker.evaluate("void setTimeout(() => self.close())")


def filled(page: Page, _host: StaticHost, _chance: random.Random) -> None:
    page.evaluate(FILL)


def reloaded(page: Page, host: StaticHost, _chance: random.Random) -> None:
    _made_right(page, host)
    page.reload()
    page.wait_for_selector("#sc-text")


def went_and_came_back(page: Page, host: StaticHost, chance: random.Random) -> None:
    """Reads another page of the guide, and returns by its address or by the browser's arrow."""
    _made_right(page, host)
    page.goto(f"{host.url}guide/severities/")
    if chance.random() < 0.5:
        _open(page, host)
        return
    page.go_back()
    page.wait_for_selector("#sc-text")
    if chance.random() < 0.5:
        page.go_forward()
        page.go_back()
        page.wait_for_selector("#sc-text")


def _made_right(page: Page, host: StaticHost) -> None:
    """What is left while nothing works cannot come back."""
    page.context.set_offline(False)
    host.faults.clear()
    page.evaluate(EMPTY)


DEEDS: tuple[Callable[[Page, StaticHost, random.Random], str | None], ...] = (
    wrote, wrote, wrote, timed, pressed, pressed, pressed, broke, mended, unplugged, killed,
    filled, reloaded, went_and_came_back,
)  # fmt: skip
