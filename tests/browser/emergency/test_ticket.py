"""What goes into a ticket, what would be otherwise, and what works when something does not."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    POLICY,
    WORST,
    Calculator,
    due,
    new_calculator,
    new_context,
)
from tests.browser.emergency import by_day, by_night, copied, paper, state
from tests.browser.shared import PHONE
from tests.static_host import StaticHost, gone


@by_day
def test_a_ticket_gets_all_that_it_needs(worst: Calculator) -> None:
    worst.enter("opened", "10:00").enter("called", "10:05")
    expect(worst.due).to_have_text(due("10:05", "g1-called"))
    state(worst, "people", ALL_VALUE)
    for button in ("Copy as text", "Copy as Markdown"):
        text = copied(worst, button)
        worst.page.clock.run_for(3000)
        for part in (
            POLICY.criterion("g1-nobody-gets-in").text,
            EVERYBODY,
            f"People: {ALL_VALUE} (chosen)",
            "Part: Doors and badges (from the description)",
            "Case opened: Wed, 25 Nov 2026, 10:00 (India Standard Time, UTC+05:30)",
            "Support called: Wed, 25 Nov 2026, 10:05",
            "Reported from: India (a guess), India Standard Time, UTC+05:30",
            f"Response due by: Wed, 25 Nov 2026, {due('10:05', 'g1-called')}",
            f"Case alone (90 minutes): Wed, 25 Nov 2026, {due('10:00', 'g1-alone')}",
            f"{worst.site.url}calculator/#opened=",
        ):
            assert part in text
    printed = paper(worst)
    for part in (EVERYBODY, f"People: {ALL_VALUE} (chosen)", "Support called: Wed, 25 Nov"):
        assert part in printed


@by_night
def test_what_if_it_were_another_time(worst: Calculator) -> None:
    worst.enter("opened", "9:30")
    what_if = worst.unfold("What if?")
    row = what_if.locator("li").filter(has_text="Support called at")
    worst.hands.write(row.get_by_role("textbox"), "10:20")
    worst.press(row.get_by_role("button", name="Compare"))
    expect(row).to_contain_text(due("10:20", "g1-called"))
    # What has not come to pass cannot be taken over.
    expect(row.get_by_role("button", name="Apply this")).to_have_count(0)
    worst.hands.write(row.get_by_role("textbox"), "soon")
    close = row.get_by_role("button", name="Close").or_(row.get_by_role("button", name="Compare"))
    worst.press(close)
    expect(row).to_contain_text("This is not a time.")
    worst.enter("called", "9:35")
    saturday = what_if.locator("li").filter(has_text="On Saturday, at the same time")
    worst.press(saturday.get_by_role("button", name="Compare"))
    expect(saturday).to_contain_text("Sat 28 Nov, 10:25")
    expect(worst.due).to_have_text(due("9:35", "g1-called"))


# -- without a network, an engine, or a place to keep things --------------------------------------
#
# These start a page of their own; what they say is then looked at in both widths.


def _narrow(page: Page) -> None:
    page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    page.emulate_media(color_scheme="dark")


def test_it_says_when_it_works_without_a_network(india: BrowserContext, site: StaticHost) -> None:
    calculator = new_calculator(india, site, clock=None).open().describe(EVERYBODY)
    calculator.expect_severity(WORST)
    expect(calculator.page.get_by_text("Ready without a network")).to_be_visible()
    india.set_offline(True)
    _narrow(calculator.page)
    calculator.page.reload()
    calculator.expect_severity(WORST)
    expect(calculator.page.get_by_text("Ready without a network")).to_be_visible()


def test_without_its_engine_the_numbers_and_the_tables_are_there(
    india: BrowserContext, site: StaticHost
) -> None:
    site.faults["wasm$"] = gone
    calculator = new_calculator(india, site).open().describe(EVERYBODY)
    expect(calculator.answer).to_contain_text("The calculator cannot answer.")
    for look in (lambda _: None, _narrow):
        look(calculator.page)
        for phone in POLICY.phones:
            expect(calculator.answer.get_by_role("link", name=phone.number)).to_be_visible()
        tables = calculator.page.get_by_role("article").get_by_role("link", name="How severe it is")
        tables.click()
        expect(calculator.page.get_by_text(POLICY.severities[0].criteria[0].text)).to_be_visible()
        expect(calculator.text).to_have_value(EVERYBODY)


def test_a_calendar_file_that_cannot_be_made_says_what_to_do(
    chromium: Browser, site: StaticHost
) -> None:
    """The site was deployed anew, and nothing had been kept for use offline."""
    with new_context(chromium, service_workers="block") as context:
        worst = new_calculator(context, site).open().describe(EVERYBODY).expect_severity(WORST)
        site.faults["ical"] = gone
        for look in (lambda _: None, _narrow):
            look(worst.page)
            worst.press("Calendar file")
            # Seen, too, and not only told to a screen reader; nor does the button say that it is
            # saved.
            trouble = worst.answer.get_by_text("This could not be loaded. Load the page again")
            expect(trouble).to_be_visible()
            expect(worst.answer.get_by_role("button", name="Calendar file")).to_be_visible()


def test_a_browser_that_keeps_nothing_answers_all_the_same(
    chromium: Browser, site: StaticHost, troubles: list[str]
) -> None:
    with new_context(chromium) as context:
        context.add_init_script(
            """for (const name of ["localStorage", "sessionStorage"])
                Object.defineProperty(window, name, { get() { throw new DOMException("no") } });"""
        )
        calculator = new_calculator(context, site).open(f"#text={EVERYBODY}")
        calculator.expect_severity(WORST)
        expect(calculator.page.get_by_text("Nothing is kept")).to_be_visible()
        _narrow(calculator.page)
        expect(calculator.page.get_by_text("Nothing is kept")).to_be_visible()
    # The theme's own script asks for what it keeps, such as the colours, and catches nothing.
    assert {*troubles} == {"not caught: no"}
    troubles.clear()


@pytest.mark.keeps_nothing
@pytest.mark.parametrize("wide", [True, False], ids=["wide", "narrow"])
def test_within_another_site_it_starts_empty_and_keeps_nothing(
    india: BrowserContext, site: StaticHost, wide: bool
) -> None:
    page = india.new_page()
    if not wide:
        _narrow(page)
    for _ in range(2):
        page.goto(f"{site.url}embed/frame/")
        expect(page.locator("#sc-text")).to_have_value("")
        page.locator("#sc-text").fill(EVERYBODY)
        expect(page.locator(".sc-card .sc-badge--large")).to_be_visible()
        expect(page.locator(".sc-summary")).to_have_count(0)
