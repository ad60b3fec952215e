"""The calculator in Firefox, in WebKit and as on an iPhone: what any reader does first.

What decides whether a reader gets an answer is tried in every engine that is installed; the rest
there too by ``make browsers``, which installs them or says what is missing.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    EXAMPLES,
    LEAST,
    MIDDLE,
    ONE_VALUE,
    POLICY,
    SOME,
    UNCLEAR,
    WORST,
)
from tests.browser.engines import CONTROL, ENGINES, PATIENCE, Tab, installed, iphone, until
from tests.static_host import StaticHost, gone, unanswered

NAMES = [*installed(), "iphone"]
THOROUGH = NAMES if os.environ.get("BROWSERS") else ["iphone"]


def engines(names: list[str]) -> pytest.MarkDecorator:
    """Has a test tried in these, each started once for all tests."""
    return pytest.mark.parametrize("engine", names, indirect=True, scope="module")


DESCRIPTIONS = {
    example.text: severity.name
    for example in EXAMPLES.values()
    for severity in POLICY.severities
    if severity.id == example.expect.severity and not example.facts
}

WRITE = """
    const box = document.querySelector("#sc-{field}");
    box.value = {text!r};
    box.dispatchEvent(new Event("input", {{ bubbles: true }}));
    box.dispatchEvent(new Event("change", {{ bubbles: true }}));
"""
BADGE = "document.querySelector('#sc-answer .sc-badge--large')?.innerText.replace(/\\s+/g, ' ')"
DUE = "document.querySelector('#sc-answer .sc-deadline time')?.getAttribute('datetime')"


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def place(built_site: Path) -> Iterator[StaticHost]:
    with StaticHost(built_site) as host:
        yield host


@pytest.fixture(scope="module")
def tab(engine: str, chromium: Browser) -> Iterator[Tab]:
    """One tab of an engine for all tests of this module."""
    start: Callable[[], AbstractContextManager[Any]]
    start = partial(iphone, chromium) if engine == "iphone" else ENGINES[engine]
    with start() as started:
        yield started


def opened(tab: Tab, place: StaticHost, fragment: str = "") -> None:
    """The calculator with nothing kept, and nothing gone wrong yet."""
    place.faults.clear()
    tab.go(f"{place.url}hosting/")
    tab.run("localStorage.clear(); sessionStorage.clear()")
    place.forget()
    visited(tab, place, fragment)


def answered(tab: Tab, place: StaticHost) -> None:
    """The calculator as it is opened, and has answered."""
    opened(tab, place)
    written(tab, "text", EVERYBODY)
    expect(tab, WORST)


def visited(tab: Tab, place: StaticHost, fragment: str = "") -> None:
    tab.go(f"{place.url}calculator/{fragment}")
    until(tab, "document.querySelector('#sc-text') !== null", "the form is there")


def written(tab: Tab, field: str, text: str) -> None:
    tab.run(WRITE.format(field=field, text=text))


def expect(tab: Tab, severity: str) -> None:
    until(tab, f"({BADGE} ?? '').includes({severity!r})", severity)


@engines(NAMES)
def test_it_continues_from_the_picture(tab: Tab, place: StaticHost) -> None:
    answered(tab, place)
    assert tab.run("return window.calculatorEngine.timings.restored") is False
    asked = "\n".join(place.requests).partition("service-worker.js")[0]
    assert "picture" in asked
    assert "library" not in asked


@engines(THOROUGH)
def test_it_starts_without_the_picture(tab: Tab, place: StaticHost) -> None:
    opened(tab, place)
    place.faults["picture"] = gone
    written(tab, "text", EVERYBODY)
    expect(tab, WORST)


@engines(NAMES)
def test_descriptions_are_answered_as_one_types(tab: Tab, place: StaticHost) -> None:
    assert len(DESCRIPTIONS) >= 9
    opened(tab, place)
    for text, severity in DESCRIPTIONS.items():
        written(tab, "text", text)
        expect(tab, severity)


@engines(THOROUGH)
def test_a_question_is_answered_by_choosing(tab: Tab, place: StaticHost) -> None:
    opened(tab, place)
    written(tab, "text", UNCLEAR)
    until(tab, "document.querySelectorAll('.sc-question input[type=radio]').length === 3")
    for label, severity in {ALL_VALUE: WORST, ONE_VALUE: LEAST}.items():
        tab.run(
            "[...document.querySelectorAll('.sc-question label')]"
            f".find((label) => label.innerText.includes({label!r})).click()"
        )
        expect(tab, severity)


@engines(THOROUGH)
def test_a_moment_gives_a_deadline_and_a_link_the_same_again(tab: Tab, place: StaticHost) -> None:
    answered(tab, place)
    written(tab, "country", "India")
    written(tab, "opened", "2026-11-25 10:00")
    until(tab, f"({DUE} ?? '').startsWith('2026-11-25')")
    due = tab.run(f"return {DUE}")
    link = tab.run("return document.querySelector('.sc-permalink a').href")
    assert "#" in link
    opened(tab, place, link[link.index("#") :])
    expect(tab, WORST)
    until(tab, f"{DUE} === {due!r}")


@engines(THOROUGH)
def test_nothing_asks_anybody_else(tab: Tab, place: StaticHost) -> None:
    answered(tab, place)
    asked = tab.run("return performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [url for url in asked if not url.startswith((place.url, "data:", "blob:"))] == []


@engines(THOROUGH)
def test_it_works_without_a_network_after_one_visit(tab: Tab, place: StaticHost) -> None:
    opened(tab, place)
    if not tab.run("return 'serviceWorker' in navigator"):
        return  # It then needs its network, as any site.
    written(tab, "text", EVERYBODY)
    expect(tab, WORST)
    until(tab, "navigator.serviceWorker.controller !== null", "the site is kept")
    place.faults[""] = unanswered
    visited(tab, place)
    written(tab, "text", SOME)
    expect(tab, MIDDLE)


def button(label: str) -> str:
    return (
        "[...document.querySelectorAll('.sc-root button')]"
        f".find((one) => one.checkVisibility() && one.innerText.trim() === {label!r})"
    )


@engines(THOROUGH)
def test_a_link_is_copied(tab: Tab, place: StaticHost) -> None:
    answered(tab, place)
    link = tab.run("return document.querySelector('.sc-permalink a').href")
    until(tab, f"{button('Copy link')} !== undefined")
    tab.press(button("Copy link"))
    until(tab, f"{button('Copied')} !== undefined")
    written(tab, "text", "")
    tab.type("document.querySelector('#sc-text')", f"{CONTROL}v")
    until(tab, f"document.querySelector('#sc-text').value === {link!r}")


@engines(THOROUGH)
def test_it_answers_in_a_page_of_another_origin(
    tab: Tab, place: StaticHost, tmp_path: Path
) -> None:
    place.faults.clear()
    script = f"{place.url}embed/support-calculator.js"
    (tmp_path / "index.html").write_text(
        f"<!doctype html><script src={script} defer></script><support-calculator>"
    )
    with StaticHost(tmp_path) as portal:
        tab.go(portal.url)
        frame = "document.querySelector('support-calculator').shadowRoot.querySelector('iframe')"
        until(tab, f"{frame} !== null")
        tab.enter(frame)
        until(tab, "document.querySelector('#sc-text') !== null", "the form is there")
        written(tab, "text", EVERYBODY)
        expect(tab, WORST)


@engines(THOROUGH)
def test_a_private_window_and_a_dark_one(
    engine: str, chromium: Browser, place: StaticHost, tmp_path: Path
) -> None:
    """Firefox apart, all are private whenever they are driven; no other saves a file here."""
    how: dict[str, Any] = {
        "firefox": {
            "ui.systemUsesDarkTheme": 1,
            "browser.privatebrowsing.autostart": True,
            "browser.download.folderList": 2,
            "browser.download.dir": str(tmp_path),
        },
        "webkit": {"GTK_THEME": "Adwaita:dark"},
    }
    dark: AbstractContextManager[Any] = (
        iphone(chromium, "dark") if engine == "iphone" else ENGINES[engine](how[engine])
    )
    with dark as tab:
        opened(tab, place)
        assert tab.run("return matchMedia('(prefers-color-scheme: dark)').matches")
        for what in ("body", "#sc-text", ".sc-root"):
            assert brightness(tab, what, "color") > 400, what
        assert brightness(tab, "body", "backgroundColor") < 200
        written(tab, "text", EVERYBODY)
        expect(tab, WORST)
        assert brightness(tab, "#sc-answer .sc-verdict", "color") > 400
        if engine == "firefox":
            written(tab, "opened", "2026-11-25 10:00")
            save = button("Calendar file")
            until(tab, f"{save} !== undefined")
            tab.press(save)
            saved = next(found(tmp_path))
            assert saved.read_text("utf-8").startswith("BEGIN:VCALENDAR")


def brightness(tab: Tab, selector: str, what: str) -> int:
    """Of a colour: from 0, black, to 765, white."""
    shown = tab.run(f"return getComputedStyle(document.querySelector({selector!r})).{what}")
    return sum(map(int, re.findall(r"\d+", shown)[:3]))


def found(directory: Path) -> Iterator[Path]:
    """The files that appear in a directory, whole: what is being written is empty, or a part."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        saved = (file for file in directory.iterdir() if file.stat().st_size)
        yield from (file for file in saved if file.suffix != ".part")
        time.sleep(0.1)
