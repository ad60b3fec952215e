"""For everyone: axe on every state, the whole way by keyboard, what a screen reader hears."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    LEAST,
    MIDDLE,
    ONE_VALUE,
    POLICY,
    UNCLEAR,
    WORST,
    Calculator,
    due,
    new_calculator,
    new_context,
)
from tests.browser.shared import Reader, Visit
from tests.browser.states import ON_THE_WAY, STATES
from tests.static_host import StaticHost, gone

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
OF_COLOURS = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
"""What a reader's system asks for, and what the theme calls it."""

WIDTHS: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
    # 1280 pixels at 400 %.
    "zoomed": {"width": 320, "height": 256},
}

TWICE_THE_SIZE: ViewportSize = {"width": 180, "height": 370}
"""A phone on which everything is shown twice as large."""

SMALL = Reader(width=360, height=740)

UNDER_THE_BAR = """name => document.querySelector(name).getBoundingClientRect().bottom
    - document.querySelector(".sc-summary").getBoundingClientRect().top"""
"""How many pixels an element reaches under the bar at the foot of the screen."""


@pytest.mark.parametrize("state", [state for state in STATES if state != "failed"])
def test_axe_finds_nothing(visit: Visit, state: str) -> None:
    _expect_no_violations(visit(SMALL), state)


def test_axe_finds_nothing_where_it_cannot_start(chromium: Browser, site: StaticHost) -> None:
    site.faults["wasm$"] = gone
    with new_context(chromium, viewport=WIDTHS["phone"]) as context:
        _expect_no_violations(new_calculator(context, site).open(), "failed")


def _expect_no_violations(calculator: Calculator, state: str) -> None:
    """In each width and scheme, of a page that stands still."""
    page = calculator.page
    page.emulate_media(reduced_motion="reduce")
    STATES[state](calculator)
    found = {}
    for width, size in WIDTHS.items():
        for scheme in SCHEMES:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
            # Nothing is of another size in the dark, or called otherwise.
            light = scheme == "light"
            found[width, scheme] = violations(page, sizes=light, colours_only=not light)
        if width != "desk":
            assert _beyond_the_screen(page) <= 0
    page.set_viewport_size(TWICE_THE_SIZE)
    assert _beyond_the_screen(page) <= 0
    assert _unclear_names(page) == []
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_axe_finds_nothing_on_the_way(visit: Visit) -> None:
    """What comes up between the first word and the answer of support, one after the other."""
    calculator = visit(SMALL)
    calculator.page.emulate_media(reduced_motion="reduce")
    for state, bring_about in ON_THE_WAY.items():
        bring_about(calculator)
        assert _unclear_names(calculator.page) == [], state
        calculator.page.set_viewport_size(TWICE_THE_SIZE)
        assert _beyond_the_screen(calculator.page) <= 0, state
        for scheme in SCHEMES:
            calculator.page.set_viewport_size(WIDTHS["phone"])
            calculator.page.emulate_media(color_scheme=scheme)
            light = scheme == "light"
            found = violations(calculator.page, sizes=light, colours_only=not light)
            assert not found, f"{state}, {scheme}: {found}"


def _beyond_the_screen(page: Page) -> int:
    """Pixels by which the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def _unclear_names(page: Page) -> list[str]:
    """Names of buttons and links that are none, that are spelt out, or that two buttons have."""
    heard = page.locator(".sc-root").aria_snapshot()
    found = re.findall(r"""^ *- '?(button|link)(?: "(.*?)(?<!\\)")?""", heard, re.MULTILINE)
    buttons = Counter(name for role, name in found if role == "button")
    twice = [name for name, times in buttons.items() if times > 1]
    return twice + [name for _, name in found if "://" in name or not name.strip()]


@pytest.mark.keeps_nothing
def test_axe_finds_nothing_in_the_frame(chromium: Browser, site: StaticHost) -> None:
    context = new_context(chromium)
    page = context.new_page()
    page.goto(f"{site.url}embed/frame/")
    page.locator("#sc-text").fill(EVERYBODY)
    expect(page.locator(".sc-card .sc-badge--large")).to_be_visible()
    assert violations(page) == []
    context.close()


def violations(page: Page, *, sizes: bool = True, colours_only: bool = False) -> list[str]:
    """What axe finds on a page as it is; with the sizes, targets that are too small.

    Where only colours are other than when all was looked for, only they need be looked at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    if colours_only:
        found = _found(page, {"runOnly": {"type": "rule", "values": OF_COLOURS}})
    else:
        found = _found(page, {"runOnly": RULES, "rules": {"target-size": {"enabled": False}}})
    if not sizes:
        return found
    # What the line at the foot of a small screen covers can be scrolled from under it, so the size
    # of targets is measured where nothing is covered.
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": height})
    return found + _found(page, {"runOnly": {"type": "rule", "values": ["target-size"]}})


def _found(page: Page, options: dict[str, Any]) -> list[str]:
    found: dict[str, Any] = page.evaluate(
        "options => axe.run(document, { ...options, resultTypes: ['violations'] })", options
    )
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found["violations"]
        for node in v["nodes"]
    ]


def test_the_whole_way_by_keyboard(calculator: Calculator) -> None:
    """From the empty form over a question to a complete escalation draft, without a pointer."""
    page, press = calculator.page, calculator.page.keyboard.press
    expect(calculator.text).to_be_focused()
    page.keyboard.type(UNCLEAR)
    expect(page.locator(".sc-question--open")).to_be_visible()
    _tab_to(page, ".sc-question--open input")
    expect(page.get_by_label(ONE_VALUE, exact=True)).to_be_focused()
    press("ArrowUp")
    expect(page.get_by_label(ALL_VALUE, exact=True)).to_be_checked()
    calculator.expect_severity(WORST)
    expect(page.get_by_label(ALL_VALUE, exact=True)).to_be_focused()

    _tab_to(page, "#sc-opened")
    page.keyboard.type("10:00")
    _tab_to(page, "#sc-called")
    page.keyboard.type("10:05")
    _tab_to(page, "#sc-country")
    expect(calculator.due).to_have_text(due("10:05", "g1-called"))
    press("ArrowDown")
    expect(page.get_by_role("option", name="India", exact=True)).to_be_visible()
    press("Escape")

    # What has its time is done already.
    _tab_to(page, "#sc-action-open-case")
    expect(page.locator("#sc-action-open-case")).to_be_checked()
    press("Space")
    expect(page.locator("#sc-opened")).to_have_value("")
    press("Space")
    expect(page.locator("#sc-opened")).to_have_value("2026-11-25 10:06 +05:30")
    _tab_to(page, '[data-key="escalation-draft"] > summary')
    press("Enter")
    for field in ("case-numbers", "case-description", "attempts"):
        _tab_to(page, f"#sc-draft-{field}")
        page.keyboard.type(f"about {field}")
    _tab_to(page, "#sc-draft-why-now")
    page.keyboard.type("no plan")
    expect(page.locator(".sc-missing")).to_have_text("Everything is there.")
    _tab_to(page, '[data-key="mailto"]')


def _tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus; on the way, the focus can always be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """selector => {
                const element = document.activeElement;
                const { outlineStyle, boxShadow } = getComputedStyle(element);
                const box = element.closest(".sc-box");
                const outline = box ? getComputedStyle(box).outlineStyle : outlineStyle;
                return [element.matches(selector), outline !== "none" || boxShadow !== "none"];
            }""",
            selector,
        )
        assert seen[1], page.evaluate("document.activeElement.outerHTML")
        if seen[0]:
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_screen_reader_hears_the_answer_once_and_briefly(calculator: Calculator) -> None:
    page = calculator.page
    page.evaluate(
        """() => {
            window.said = [];
            const region = document.querySelector(".sc-root [role=status]");
            new MutationObserver(() => region.textContent && said.push(region.textContent))
                .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.keyboard.type(EVERYBODY, delay=20)
    calculator.expect_severity(WORST)
    number = POLICY.phones[-1].number
    expect(calculator.spoken).to_have_text(
        f"{WORST}. Call {number}. Due by {due('10:06', 'g1-alone')} if you open the case now."
    )
    page.clock.run_for(45_000)
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert len(said[0]) < 100
    # In the accessibility tree it is one status, and the countdown is a silent timer.
    expect(page.get_by_role("status")).to_have_count(1)
    calculator.enter("opened", "10:00")
    expect(page.get_by_role("timer")).to_be_visible()
    assert page.get_by_role("timer").get_attribute("aria-live") in (None, "off")


def test_a_question_is_announced_with_the_range(calculator: Calculator) -> None:
    calculator.describe(UNCLEAR)
    expect(calculator.spoken).to_have_text(
        f"{WORST}, {MIDDLE} or {LEAST}. Next question: {POLICY.fact('people').question}"
    )


def test_targets_are_large_enough(visit: Visit) -> None:
    calculator = visit(SMALL)
    STATES["running"](calculator)
    small = calculator.page.evaluate(
        """() => [...document.querySelectorAll(
            ".sc-root :is(button, summary, select, input:not(.sc-picker), textarea, .sc-tel)")]
            .filter((e) => e.checkVisibility())
            .map((e) => {
                const label = e.labels?.[0]?.getBoundingClientRect();
                const { width, height } = e.getBoundingClientRect();
                const joined = ["radio", "checkbox"].includes(e.type) && label;
                return [e.outerHTML.slice(0, 90), width + (joined ? label.width : 0),
                        Math.max(height, joined ? label.height : 0)];
            })
            .filter(([, width, height]) => width < 24 || height < 24)"""
    )
    assert small == []


@pytest.mark.parametrize("leave", ["Tab", "blur"])
def test_what_is_told_of_a_mistaken_time_is_not_under_the_bar(visit: Visit, leave: str) -> None:
    """On a phone, where the field that was typed into stands right above the bar at the foot."""
    calculator = visit(SMALL).describe(EVERYBODY)
    page, field = calculator.page, calculator.page.locator("#sc-opened")
    calculator.expect_severity(WORST)
    page.locator("#sc-whenwhere > summary").click()
    page.evaluate(f"scrollBy(0, ({UNDER_THE_BAR})('#sc-opened') + 2)")
    field.evaluate("field => field.focus({ preventScroll: true })")
    page.keyboard.type("25:99")
    if leave == "Tab":
        page.keyboard.press("Tab")
    else:
        field.blur()
    expect(page.locator("#sc-opened-help")).to_have_class(re.compile("error"))
    assert page.evaluate(UNDER_THE_BAR, "#sc-opened-help") <= 0


def test_it_bears_wider_text(calculator: Calculator) -> None:
    """The spacing that WCAG 1.4.12 names: nothing is cut off, the copy stays behind the box."""
    STATES["running"](calculator)
    calculator.page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert _beyond_the_screen(calculator.page) <= 0
    box, copy = (
        calculator.page.locator(name).bounding_box() for name in ("#sc-text", ".sc-backdrop")
    )
    assert box == copy


def test_it_shows_in_forced_colours(calculator: Calculator) -> None:
    calculator.page.emulate_media(forced_colors="active")
    STATES["running"](calculator)
    border = calculator.badge.evaluate("badge => getComputedStyle(badge).borderTopStyle")
    assert border == "solid"
    mark = calculator.page.locator(".sc-backdrop mark").first
    assert "underline" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
