"""The guide in a browser: it fits a phone, asks nobody else, and finds what one looks for."""

from typing import Literal

from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from calculator.guide.pages import paths
from tests.browser.calculator import POLICY
from tests.static_host import StaticHost

PATHS = ["index.md", "maintaining.md", *paths(POLICY)]
URLS = [path.removesuffix("index.md").replace(".md", "/") for path in PATHS]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

WIDER_THAN_THE_SCREEN = """
() => [document.documentElement, ...document.querySelectorAll('.md-content table')]
    .filter(element => element.scrollWidth > innerWidth)
    .map(element => element.tagName)
"""


def test_no_page_scrolls_sideways_on_a_phone(chromium: Browser, site: StaticHost) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    tab = context.new_page()
    wide = {}
    for url in URLS:
        tab.goto(site.url + url)
        for scheme in SCHEMES:
            tab.emulate_media(color_scheme=scheme)
            wide[url, scheme] = tab.evaluate(WIDER_THAN_THE_SCREEN)
    context.close()
    assert {page: elements for page, elements in wide.items() if elements} == {}


def test_no_page_asks_anybody_else(page: Tab, site: StaticHost) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for url in URLS:
        page.goto(site.url + url)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []


def test_the_text_of_a_diagram_can_be_read_on_a_phone(chromium: Browser, site: StaticHost) -> None:
    tab = chromium.new_page(viewport={"width": 360, "height": 780})
    sizes = {}
    for url in ("guide/process/", "guide/escalation/"):
        tab.goto(site.url + url)
        sizes[url] = tab.locator(".diagram svg:visible").first.evaluate(
            "svg => Math.min(...[...svg.querySelectorAll('text')]"
            ".map(text => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a))"
        )
    tab.close()
    assert {url: size for url, size in sizes.items() if size < 10.5} == {}


def test_a_link_to_a_rule_leads_to_it(page: Tab, site: StaticHost) -> None:
    criterion = POLICY.severities[-1].criteria[-1]
    page.goto(f"{site.url}guide/severities/#{criterion.id}")
    expect(page.get_by_role("heading", name=criterion.label)).to_be_in_viewport()


def test_the_search_finds_a_rule(page: Tab, site: StaticHost) -> None:
    interpretation = POLICY.interpretations[0]
    page.goto(site.url)
    page.get_by_placeholder("Search").click()
    page.get_by_placeholder("Search").press_sequentially(interpretation.title)
    page.locator(f'.md-search-result a[href*="#{interpretation.id}"]').first.click()
    expect(page.get_by_role("heading", name=interpretation.title)).to_be_in_viewport()


def test_an_example_can_be_tried(page: Tab, site: StaticHost) -> None:
    example = POLICY.examples[0]
    page.goto(f"{site.url}guide/examples/#{example.id}")
    page.get_by_role("link", name="Try this").first.click()
    assert example.expect.severity
    severity = POLICY.severity(example.expect.severity)
    expect(page.locator("[data-calculator]")).to_contain_text(severity.name)
    expect(page.locator("[data-calculator] textarea").first).to_have_value(example.text)
