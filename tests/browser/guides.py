"""What is to be true of every page of a guide, whatever the policy: on a phone, and on paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from calculator.engine.policy import Policy
from calculator.guide.pages import all_pages
from calculator.guide.wording import Wording
from tests.browser.test_accessibility import violations
from tests.static_host import StaticHost

type Scheme = Literal["light", "dark"]

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 720}
FORMATS = ("A4", "Letter")
ON_ONE_SHEET = ("index", "process")
"""The pages that are made for the wall."""

LEAST_OF_A_SHEET = 50
"""Letters on a sheet that is worth its paper."""

WIDER_THAN_THE_SCREEN = """
() => [document.documentElement, ...document.querySelectorAll('.md-content table')]
    .filter(element => element.scrollWidth > innerWidth)
    .map(element => element.tagName)
"""

TOGETHER = ".situations li, .criterion, .worked, .highlight, .value, .admonition, tr, .reach > li"
"""What stands on one sheet, and is not cut."""

AND_WHAT_FOLLOWS = """
all => all.filter(one => one.checkVisibility()).map(one => {
    let next = one.nextElementSibling;
    while (next && !next.checkVisibility()) next = next.nextElementSibling;
    const told = next && !next.querySelector("svg") ? next.innerText.trim().slice(0, 12) : "";
    return `${one.innerText}\\n${told}`;
})
"""


@dataclass(frozen=True)
class Tour:
    """What is wrong with each page of a site on a phone, in each scheme, and on paper, in each
    format; and whom they ask."""

    wide: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    faults: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    paper: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def tour_of(
    browser: Browser,
    host: StaticHost,
    policy: Policy,
    urls: Iterable[str],
    schemes: tuple[Scheme, ...] = ("light", "dark"),
) -> Tour:
    """Every page is visited once; those of the policy's guide are printed, too."""
    seen = Tour()
    printed = {"": "home", **{page.url: page.name for page in all_pages(policy)}}
    with browser.new_context(viewport=PHONE) as context:
        tab = context.new_page()
        tab.on("request", lambda request: seen.asked.append(request.url))
        for url in urls:
            tab.goto(host.url + url)
            for scheme in schemes:
                tab.set_viewport_size(PHONE)
                tab.emulate_media(media="screen", color_scheme=scheme)
                seen.wide[url, scheme] = tab.evaluate(WIDER_THAN_THE_SCREEN)
                first = scheme == schemes[0]
                sizes = scheme == "light"
                seen.faults[url, scheme] = violations(tab, sizes=sizes, colours_only=not first)
            tab.wait_for_load_state("networkidle")
            if name := printed.pop(url, ""):
                for format, faults in faults_on_paper(tab, policy, name).items():
                    seen.paper[url, format] = faults
    assert not printed, f"not visited: {printed}"
    return seen


def faults_on_paper(page: Page, policy: Policy, name: str) -> dict[str, list[str]]:
    """What is cut that belongs together, headings that end a sheet, sheets with a line or less, or
    without the revision, and pages for the wall with more than a sheet; by format."""
    page.set_viewport_size(DESK)
    page.emulate_media(media="print", color_scheme="light")
    foot = sheet_foot(policy)
    texts = page.locator(TOGETHER).evaluate_all("all => all.map(one => one.innerText)")
    texts += page.locator(
        "article :is(h1, h2, h3, p:has(+ .worked), blockquote:has(+ dl))"
    ).evaluate_all(AND_WHAT_FOLLOWS)
    found = {}
    for format in FORMATS:
        pdf = PdfReader(BytesIO(page.pdf(format=format)))
        sheets = [bare(sheet.extract_text()) for sheet in pdf.pages]
        faults = found[format] = []
        for text in texts:
            lines = [bare(line) for line in text.splitlines()]
            if not any(all(line in sheet for line in lines) for sheet in sheets):
                faults.append(f"cut: {text}")
        faults += [f"without its foot: {s}" for s in sheets if foot not in s]
        faults += [f"empty: {s}" for s in sheets[1:] if nearly_empty(s, foot)]
        if name in ON_ONE_SHEET and len(sheets) > 1:
            faults.append(f"{len(sheets)} sheets")
    return found


def sheet_foot(policy: Policy) -> str:
    """What stands on the edge of each sheet."""
    words = Wording(policy)
    return bare(words.t("site.revision", day=words.day(policy.about.revision)))


def nearly_empty(sheet: str, foot: str) -> bool:
    return len(sheet) - len(foot) < LEAST_OF_A_SHEET


def bare(text: str) -> str:
    """A text without spaces and the marks of lists, which a printer sets where it likes."""
    return re.sub(r"[\s•◦\u200b]", "", text)
