"""What must never happen in a page is noted, wherever a test opens it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.static_host import StaticHost

POLICY = "default-src 'none'; script-src 'unsafe-inline'; img-src http:"
KEEPING = """addEventListener("pagehide", () => sessionStorage.setItem("support-calculator:case",
    JSON.stringify({ text: document.querySelector("#sc-text").value })))"""

DEEDS = {
    "not caught": "setTimeout(() => { throw new Error('ours'); })",
    "not caught: promise": "void Promise.reject(new Error('ours'))",
    "forbidden": "const frame = document.createElement('iframe'); frame.src = '/other';"
    "document.body.append(frame)",
    "asked another host": "new Image().src = 'http://other.example/'",
    "a dialog": "alert('ours')",
    "stood there": "document.querySelector('#sc-text').value = 'typed'",
}
"""What a page does, and how what is noted of it begins."""


@pytest.fixture
def address(tmp_path: Path, serve: Callable[[Path], StaticHost]) -> str:
    head = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    box = '<article><textarea id="sc-text"></textarea></article>'
    (tmp_path / "index.html").write_text(f"{head}{box}")
    (tmp_path / "kept.html").write_text(f"{head}{box}<script>{KEEPING}</script>")
    return serve(tmp_path).url


def in_a_context(browser: Browser) -> Page:
    return browser.new_context().new_page()


def by_itself(browser: Browser) -> Page:
    return browser.new_page()


@pytest.mark.parametrize("opened", [in_a_context, by_itself])
@pytest.mark.parametrize("noted", DEEDS)
def test_it_is_noted(
    chromium: Browser,
    address: str,
    troubles: list[str],
    noted: str,
    opened: Callable[[Browser], Page],
) -> None:
    page = opened(chromium)
    page.goto(address)
    page.evaluate(f"() => {{ {DEEDS[noted]} }}")
    page.wait_for_timeout(50)
    page.close() if opened is by_itself else page.context.close()
    assert [trouble for trouble in troubles if noted.partition(":")[0] in trouble]
    troubles.clear()


def test_a_text_that_is_kept_is_not_lost(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}kept.html")
        page.locator("#sc-text").fill("typed")
