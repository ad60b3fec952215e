"""The calculator in a page of another origin."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.browser.calculator import EVERYBODY, WEDNESDAY_MORNING, WORST
from tests.static_host import StaticHost

PORTAL = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy"
          content="default-src 'self'; frame-src {origin}; script-src {origin} 'self'">
    <title>A partner's portal</title>
    <link rel="stylesheet" href="portal.css">
    <script src="{site}embed/support-calculator.js" {how}></script>
  </head>
  <body><h1>A partner's portal</h1>{body}<script src="portal.js"></script></body>
</html>
"""
STYLE = "support-calculator { --support-accent: rgb(11, 110, 79); --support-radius: 9px }"
LISTEN = "window.heard = []; addEventListener('message', (e) => heard.push([e.origin, e.data]));"
ELEMENT = "<support-calculator></support-calculator>"


@pytest.fixture
def portal(
    tmp_path: Path, site: StaticHost, serve: Callable[[Path], StaticHost]
) -> Callable[..., str]:
    """Writes a portal's page on another origin; its address."""

    def written(body: str = ELEMENT, how: str = "defer") -> str:
        origin = site.url.removesuffix("/support/")
        page = PORTAL.format(site=site.url, origin=origin, body=body, how=how)
        (tmp_path / "index.html").write_text(page)
        (tmp_path / "portal.css").write_text(STYLE)
        (tmp_path / "portal.js").write_text(LISTEN)
        return serve(tmp_path).url

    return written


def _frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def _opened(india: BrowserContext, address: str) -> Page:
    page = india.new_page()
    page.clock.install(time=WEDNESDAY_MORNING)
    page.goto(address)
    expect(_frame(page).locator("#sc-text")).to_be_visible()
    return page


def test_it_answers_inside_a_page_of_another_origin(
    india: BrowserContext, portal: Callable[..., str]
) -> None:
    page = _opened(india, portal())
    frame = _frame(page)
    frame.locator("#sc-text").fill(EVERYBODY)
    expect(frame.locator(".sc-card .sc-badge--large")).to_contain_text(WORST)
    link = frame.get_by_role("link", name="The criterion in the guide")
    expect(link).to_have_attribute("target", "_blank")


def test_the_frame_is_as_high_as_its_content(
    india: BrowserContext, portal: Callable[..., str]
) -> None:
    page = _opened(india, portal())
    frame = _frame(page)
    before = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().height")
    frame.locator("#sc-text").fill(EVERYBODY)
    expect(frame.locator(".sc-card .sc-badge--large")).to_be_visible()
    page.wait_for_timeout(500)
    after = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().height")
    needed = frame.locator("html").evaluate("root => root.scrollHeight")
    assert after > before
    assert needed <= after + 1


def test_it_takes_on_the_looks_of_the_page_and_nothing_harmful(
    india: BrowserContext, portal: Callable[..., str]
) -> None:
    page = _opened(india, portal())
    root = _frame(page).locator(".sc-root")
    read = "root => getComputedStyle(root).getPropertyValue('--sc-accent')"
    page.wait_for_timeout(300)
    assert root.evaluate(read) == "rgb(11, 110, 79)"
    page.evaluate(
        """() => document.querySelector("support-calculator").shadowRoot
            .querySelector("iframe").contentWindow.postMessage({
                type: "support-calculator:theme",
                properties: { accent: "url(https://example.org/spy.png)", background: "red; x" },
            }, "*")"""
    )
    page.wait_for_timeout(300)
    assert "url" not in root.evaluate(read)


UNSEEN = {
    "text-on-its-colour": {"text": "white", "background": "#fffffe"},
    "muted-on-its-colour": {"muted": "rgb(250 250 250)"},
    "key-on-its-colour": {"accent": "black", "on-accent": "#111"},
    "text-that-is-transparent": {"text": "transparent"},
    "text-that-is-hardly-there": {"text": "rgb(0 0 0 / 2%)"},
    "all-transparent": {"text": "#0000", "background": "transparent", "link": "#0000"},
    "links-on-their-colour": {"link": "white", "background": "white", "text": "black"},
}


@pytest.mark.parametrize("properties", UNSEEN.values(), ids=UNSEEN)
def test_no_page_around_it_hides_what_it_says(
    india: BrowserContext, portal: Callable[..., str], properties: dict[str, str]
) -> None:
    page = _opened(india, portal())
    root = _frame(page).locator(".sc-root")
    page.wait_for_timeout(300)
    page.evaluate(
        """(properties) => document.querySelector("support-calculator").shadowRoot
            .querySelector("iframe").contentWindow.postMessage(
                { type: "support-calculator:theme", scheme: "light", properties }, "*")""",
        properties,
    )
    page.wait_for_timeout(300)
    set_there = "root => root.ownerDocument.documentElement.style.cssText"
    assert root.evaluate(set_there) == ""
    assert root.evaluate("root => getComputedStyle(root).color") != "rgb(255, 255, 255)"


def test_nothing_but_its_height_leaves_the_frame(
    india: BrowserContext, portal: Callable[..., str]
) -> None:
    page = _opened(india, portal())
    _frame(page).locator("#sc-text").fill(EVERYBODY)
    expect(_frame(page).locator(".sc-card .sc-badge--large")).to_be_visible()
    heard = page.evaluate("window.heard")
    assert heard
    for _, message in heard:
        assert message["type"] in ("support-calculator:ready", "support-calculator:height")
        assert set(message) <= {"type", "height"}


def test_a_case_to_begin_with(india: BrowserContext, portal: Callable[..., str]) -> None:
    case = "part=gateway&amp;state=stuck&amp;country=IN&amp;zone=Asia/Kolkata"
    page = _opened(india, portal(f'<support-calculator case="{case}"></support-calculator>'))
    expect(_frame(page).locator(".sc-card .sc-badge--large")).to_contain_text(WORST)


def test_the_frame_alone_will_do(
    india: BrowserContext, site: StaticHost, portal: Callable[..., str]
) -> None:
    frame = f'<iframe src="{site.url}embed/frame/" title="Calculator" width="600"></iframe>'
    page = _opened(india, portal(frame))
    _frame(page).locator("#sc-text").fill(EVERYBODY)
    expect(_frame(page).locator(".sc-card .sc-badge--large")).to_be_visible()


def test_the_page_about_embedding_shows_it_at_work(india: BrowserContext, site: StaticHost) -> None:
    page = india.new_page()
    page.goto(f"{site.url}embed/")
    expect(_frame(page).locator("#sc-text")).to_be_visible()
    expect(page.locator("article")).to_contain_text("embed/support-calculator.js")


def test_settings_of_the_embedded_and_the_site_do_not_mix_with_the_portal(
    india: BrowserContext, portal: Callable[..., str]
) -> None:
    page = _opened(india, portal())
    _frame(page).locator("#sc-text").fill(EVERYBODY)
    page.wait_for_timeout(1000)
    assert page.evaluate("localStorage.length") == 0
