"""One clock: a browser whose zone data is of another release changes no time on the page."""

import re

import icalendar
from playwright.sync_api import Browser, expect

from calculator.engine.time.zone import zone
from calculator.packaging.clocks import clock
from tests.browser.calculator import EVERYBODY, due, new_calculator, new_context
from tests.static_host import StaticHost

OTHER_RULES = """
  const wrong = (options) =>
    options?.timeZone === "America/Edmonton" ? { ...options, timeZone: "Asia/Tokyo" } : options;
  Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
    construct: (Format, [locale, options]) => new Format(locale, wrong(options)),
  });
"""
"""A browser in Edmonton that takes its clocks for those of Tokyo."""

NOW = "2026-12-01T16:05:00Z"


def test_every_time_on_the_page_is_the_engines(chromium: Browser, site: StaticHost) -> None:
    assert clock("America/Edmonton").rule == (-360,), "six hours behind, all year round"
    context = new_context(chromium, timezone_id="America/Edmonton", accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(OTHER_RULES)
    calculator = new_calculator(context, site, NOW).open()
    page = calculator.page
    calculator.describe(EVERYBODY).enter("opened", "10:00").enter("called", "10:02")
    expect(page.locator("#sc-opened-help")).to_have_text("Tue, 1 Dec 2026, 10:00, 5 minutes ago")
    expect(page.locator("#sc-opened")).to_have_value("2026-12-01 10:00")
    time = due("10:02", "g1-called")
    expect(calculator.due).to_have_text(time)
    assert f"{calculator.deadline().astimezone(zone('America/Edmonton')):%H:%M}" == time
    expect(page.locator(".sc-deadline .sc-hint").first).to_contain_text("GMT-06:00")
    expect(page.locator(".sc-timeline")).to_contain_text(time)
    link = page.locator(".sc-permalink a").get_attribute("href") or ""
    assert "opened=2026-12-01T10:00-06:00&called=2026-12-01T10:02-06:00" in link
    expect(page.locator(".sc-print__due")).to_contain_text(time)
    page.get_by_role("button", name="Copy as text").click()
    assert re.search(rf"{time} \(.*UTC-06:00\)", page.evaluate("navigator.clipboard.readText()"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Calendar file").click()
    event = icalendar.Calendar.from_ical(saved.value.path().read_bytes()).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == calculator.deadline()
    assert re.search(rf"{time} \(.*UTC-06:00\)", str(event["DESCRIPTION"]))
    context.close()
