"""The guide in a browser: it fits a phone, asks nobody else, and finds what one looks for."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Tab
from pypdf import PdfReader

from calculator.guide.pages import all_pages, paths
from calculator.packaging.pdf import print_guide
from calculator.packaging.publish import SEARCHED
from tests.browser.calculator import POLICY
from tests.browser.guides import (
    FORMATS,
    Tour,
    bare,
    nearly_empty,
    sheet_foot,
    tour_of,
)
from tests.conftest import ROOT
from tests.static_host import StaticHost, gone

WRITTEN = [path.name for path in sorted((ROOT / "docs").glob("*.md"))]
PATHS = ["index.md", "guide/whole.md", *WRITTEN, *paths(POLICY)]
URLS = [path.removesuffix("index.md").replace(".md", "/") for path in PATHS]


@pytest.fixture(scope="module")
def tour(chromium: Browser, whole_site: StaticHost) -> Tour:
    return tour_of(chromium, whole_site, POLICY, URLS)


def test_no_page_scrolls_sideways_on_a_phone(tour: Tour) -> None:
    assert {page: wide for page, wide in tour.wide.items() if wide} == {}


def test_axe_finds_nothing_on_any_page(tour: Tour) -> None:
    assert {page: faults for page, faults in tour.faults.items() if faults} == {}


def test_no_page_asks_anybody_else(tour: Tour, whole_site: StaticHost) -> None:
    ours = (whole_site.url, "data:", "blob:")
    assert [url for url in tour.asked if not url.startswith(ours)] == []


def test_what_can_be_called_is_as_large_as_a_finger(chromium: Browser, site: StaticHost) -> None:
    tab = chromium.new_page(viewport={"width": 360, "height": 780})
    small = {}
    for url in ("", "guide/contacts/"):
        tab.goto(site.url + url)
        small[url] = tab.locator(".md-content a.tel").evaluate_all(
            "links => links.map(link => [link.href, link.getBoundingClientRect().height])"
            ".filter(([, height]) => height < 44)"
        )
    tab.close()
    assert small == {"": [], "guide/contacts/": []}


def test_what_leads_on_at_the_side_is_as_large_as_a_pointer_needs(
    chromium: Browser, site: StaticHost
) -> None:
    tab = chromium.new_page(viewport={"width": 1280, "height": 780})
    tab.goto(f"{site.url}guide/severities/")
    heights = tab.locator(".md-sidebar .md-nav__link").evaluate_all(
        "links => links.filter(link => link.checkVisibility())"
        ".map(link => [link.innerText, link.getBoundingClientRect().height])"
    )
    tab.close()
    assert len(heights) > 20
    assert [link for link in heights if link[1] < 24] == []


def test_contacts_tell_their_time_and_whether_they_are_in(page: Tab, site: StaticHost) -> None:
    """On a Friday afternoon in Porto: evening in Pune, morning in Denver."""
    page.clock.set_fixed_time("2026-12-04T16:00:00Z")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{site.url}guide/contacts/")
    told = {
        "pune": "It is 21:30 there: outside office hours, until Monday 09:30.",
        "porto": "It is 16:00 there: in office hours.",
        "denver": "It is 09:00 there: in office hours.",
    }
    for region, words in told.items():
        expect(page.locator(f'[data-clock="{region}"]')).to_have_text(words)
    # Every zone's clocks are for the calculator.
    assert "office-hours.json" in asked
    assert "clocks.json" not in asked


def test_a_term_is_explained_by_keyboard_and_by_touch(chromium: Browser, site: StaticHost) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 780}, has_touch=True)
    tab = context.new_page()
    tab.goto(f"{site.url}guide/facts/")
    term, note = tab.locator("button.term").first, tab.locator(".term-note").first
    expect(note).to_be_hidden()
    term.tap()
    expect(note).to_be_in_viewport(ratio=1)
    tab.keyboard.press("Escape")
    expect(note).to_be_hidden()
    term.focus()
    tab.keyboard.press("Enter")
    expect(note).to_be_visible()
    tab.keyboard.press("Tab")
    expect(note.get_by_role("link", name="Glossary")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/guide/glossary/#term-"))
    context.close()


def test_no_page_is_printed_in_pieces(tour: Tour) -> None:
    assert {format for _, format in tour.paper} == set(FORMATS)
    assert {page: faults for page, faults in tour.paper.items() if faults} == {}


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


def test_the_whole_guide_can_be_printed(
    chromium: Browser, built_site: Path, tmp_path: Path
) -> None:
    """Tagged, with an outline, page numbers in the contents, and no link that leads nowhere."""
    pdf = PdfReader(print_guide(built_site, tmp_path / "guide.pdf", chromium))
    texts = [sheet.extract_text() for sheet in pdf.pages]
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    titles = [page.title for page in all_pages(POLICY)]
    outline = [str(entry.title) for entry in flat(pdf.outline)]
    assert [title for title in titles if title not in outline] == []
    numbers = [str(page_of(pdf, title)) for title in titles]
    assert re.findall(r"^\d+$", texts[0], re.MULTILINE) == numbers
    assert all(f"{n} / {len(texts)}" in text for n, text in enumerate(texts, 1))
    foot = sheet_foot(POLICY)
    sheets = [bare(text) for text in texts]
    assert [n for n, sheet in enumerate(sheets, 1) if nearly_empty(sheet, foot)] == []
    assert [title for n, title in headings_of(pdf) if sheets[n].endswith(bare(title))] == []


def flat(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        yield from flat(entry) if isinstance(entry, list) else [entry]


def headings_of(pdf: PdfReader) -> Iterator[tuple[int, str]]:
    """The sheets, from 0, and the headings on them."""
    for entry in flat(pdf.outline):
        yield pdf.get_destination_page_number(entry) or 0, str(entry.title)


def page_of(pdf: PdfReader, title: str) -> int:
    """The sheet, from 1, to which the outline's entry of that title leads."""
    entry = next(e for e in flat(pdf.outline) if e.title == title)
    return (pdf.get_destination_page_number(entry) or 0) + 1


def test_every_page_is_reached_from_another_without_loading_anew(
    page: Tab, site: StaticHost
) -> None:
    """The theme puts the next page in the place of this one; whatever is on it, it must come."""

    def theirs(route: Route) -> None:
        """The sitemap of a site that is published where it is tested."""
        text = route.fetch().text().replace("http://127.0.0.1:8000/", site.url)
        route.fulfill(body=text, content_type="application/xml")

    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.route("**/sitemap.xml", theirs)
    with page.expect_response("**/sitemap.xml"):
        page.goto(f"{site.url}guide/")
    page.evaluate("() => { window.stays = true; }")
    navigation = page.locator(".md-sidebar--primary")
    for guide_page in all_pages(POLICY)[1:]:
        navigation.get_by_role("link", name=guide_page.title, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(re.compile(f"^{re.escape(guide_page.title)}"))
    assert page.evaluate("() => window.stays")
    assert failed == []


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


@pytest.mark.parametrize(
    ("query", "first"),
    [("esclation", "escalation"), ("telefonnummer", "contacts"), ("who do I call", "contacts")],
)
def test_the_search_finds_what_people_type(
    page: Tab, site: StaticHost, query: str, first: str
) -> None:
    page.goto(site.url)
    page.get_by_placeholder("Search").click()
    page.get_by_placeholder("Search").press_sequentially(query)
    found = page.locator(".md-search-result__link").first
    expect(found).to_have_attribute("href", re.compile(f"/guide/{first}/"))


def test_what_the_search_looks_through_is_loaded_for_the_first_query_and_asked_for_again(
    page: Tab, site: StaticHost
) -> None:
    site.faults[f"{SEARCHED}$"] = gone
    page.goto(site.url)
    box = page.get_by_placeholder("Search")
    page.wait_for_load_state("networkidle")
    assert SEARCHED not in site.requests
    box.click()
    box.press_sequentially("e")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching documents")
    assert site.requests.count(SEARCHED) == 1
    site.faults.clear()
    box.press_sequentially("sclation")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_an_example_can_be_tried(page: Tab, site: StaticHost) -> None:
    example = POLICY.examples[0]
    page.goto(f"{site.url}guide/examples/#{example.id}")
    page.get_by_role("link", name="Try this").first.click()
    assert example.expect.severity
    severity = POLICY.severity(example.expect.severity)
    expect(page.locator("[data-calculator]")).to_contain_text(severity.name)
    expect(page.locator("[data-calculator] textarea").first).to_have_value(example.text)
