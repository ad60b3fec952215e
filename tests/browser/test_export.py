"""Taking the answer along: links, texts, mails, calendar files, paper."""

import io
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest
from playwright.sync_api import BrowserContext, expect
from pypdf import PdfReader

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    HERE,
    POLICY,
    WORST,
    Calculator,
    due,
    new_calculator,
)
from tests.browser.shared import Reader, Visit
from tests.static_host import StaticHost

SECRET = 'Nobody can get in, at "none" of our houses (100% sure) \\ ünïcode 😀 & more = less'


@pytest.fixture
def answered(calculator: Calculator) -> Calculator:
    return _answered(calculator)


def _answered(calculator: Calculator) -> Calculator:
    calculator.describe(EVERYBODY).enter("opened", "10:00").enter("called", "10:05")
    expect(calculator.due).to_have_text(due("10:05", "g1-called"))
    return calculator


def _copied(calculator: Calculator, button: str) -> str:
    calculator.page.get_by_role("button", name=button, exact=True).click()
    expect(calculator.page.get_by_role("button", name="Copied")).to_be_visible()
    text = calculator.page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


# -- links ----------------------------------------------------------------------------------------


def test_a_link_leads_back_without_the_description(answered: Calculator, visit: Visit) -> None:
    link = _copied(answered, "Copy link")
    assert "Nobody" not in unquote(link)
    assert "opened=2026-11-25T10:00+05:30" in link
    assert "country=IN&zone=Asia/Kolkata&part=doors&state=stuck&people=all" in link
    colleague = Reader(zone="America/New_York")
    again = visit(colleague, fragment=link.removeprefix(f"{answered.site.url}calculator/"))
    again.expect_severity(WORST)
    assert again.deadline() == answered.deadline()
    expect(again.text).to_have_value("")
    # It is the sender's, not the reader's own; and it stays in the address, for a bookmark.
    for chip in again.page.locator(".sc-chip").all():
        expect(chip).to_contain_text("from the sender’s words")
    assert again.page.url == link


def test_a_link_carries_the_description_once_it_is_ticked(
    calculator: Calculator, visit: Visit
) -> None:
    calculator.describe(SECRET).expect_severity(WORST)
    calculator.page.get_by_label("Put the description into the link").check()
    link = calculator.page.locator(".sc-permalink a").get_attribute("href") or ""
    again = visit(fragment=link.removeprefix(f"{calculator.site.url}calculator/"))
    expect(again.text).to_have_value(SECRET)
    again.expect_severity(WORST)


def test_a_link_does_not_destroy_what_was_entered_before(
    calculator: Calculator,
) -> None:
    calculator.describe("My own words").page.wait_for_timeout(800)
    calculator.page.goto(f"{calculator.site.url}calculator/#text=Their words")
    expect(calculator.text).to_have_value("Their words")
    calculator.page.get_by_role("button", name="Bring it back").click()
    expect(calculator.text).to_have_value("My own words")


HOSTILE = {
    "script": (
        "text=<img src=x onerror=alert(1)><script>alert(1)</script>",
        "<img src=x onerror=alert(1)><script>alert(1)</script>",
        None,
    ),
    "wrong-value": ("part=nonsense&text=hello", "hello", "It gives a value for “Part”"),
    "wrong-fact": ("colour=red&text=hello", "hello", "“colour” is nothing that is known here."),
    "prototype": ("__proto__=x&constructor=y&text=hello", "hello", "is nothing that is known"),
    "garbled": ("text=%E0%A4%A&country=IN&part=console", "", "“text” is garbled."),
    "wrong-time": (
        f"text={EVERYBODY}&opened=<b>soon</b>",
        EVERYBODY,
        "“<b>soon</b>” is not a time",
    ),
    "wrong-zone": (f"text={EVERYBODY}&zone=../../etc", EVERYBODY, "“../../etc” is not a time zone"),
    "lone-surrogate": ("text=%ED%A0%80&part=console", "", "“text” is garbled."),
}


@pytest.mark.parametrize(("fragment", "text", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_link_is_text_or_nothing(
    visit: Visit, fragment: str, text: str, message: str | None
) -> None:
    calculator = visit(fragment=f"#{fragment}")
    expect(calculator.text).to_have_value(text)
    if message:
        expect(calculator.page.locator(".sc-form")).to_contain_text(message)
    calculator.page.wait_for_timeout(500)
    assert calculator.page.locator(".sc-root img, .sc-root script, .sc-root b").count() == 0


def test_a_link_of_a_megabyte_is_refused_with_a_message(calculator: Calculator) -> None:
    calculator.page.evaluate("location.hash = 'text=' + 'x'.repeat(1_000_000)")
    expect(calculator.page.locator(".sc-form")).to_contain_text("It is too long.")
    expect(calculator.text).to_have_value("")
    calculator.describe(EVERYBODY).expect_severity(WORST)


# -- texts ----------------------------------------------------------------------------------------


def test_the_answer_as_text_and_as_markdown(answered: Calculator) -> None:
    text, markdown = _copied(answered, "Copy as text"), ""
    answered.page.clock.run_for(3000)
    markdown = _copied(answered, "Copy as Markdown")
    for copy in (text, markdown):
        assert f"{WORST} (Locked out)" in copy
        assert due("10:05", "g1-called") in copy
        assert HERE.name in copy
        assert answered.site.url in copy
    assert f"**{WORST} (Locked out)**" in markdown
    assert "](http" in markdown
    assert "**" not in text


def test_the_case_text_says_what_support_asks_for(answered: Calculator) -> None:
    answered.unfold("Text for the case")
    body = _copied(answered, "Copy text")
    for part in (EVERYBODY, f"{WORST} (Locked out)", ALL_VALUE, "Reported from: India (a guess)"):
        assert part in body
    # How each is known; ids of zones are nobody's words.
    assert f"{ALL_VALUE} (from the description)" in body
    assert "Asia/Kolkata (" not in body
    assert "Wed, 25 Nov 2026, 10:00 (India Standard Time, UTC+05:30)" in body
    assert "[Contact: name" in body


def test_the_escalation_says_what_is_missing_until_nothing_is(answered: Calculator) -> None:
    page = answered.page
    draft = answered.unfold("Draft of an escalation")
    missing = draft.locator(".sc-missing")
    for point in POLICY.escalation.contents:
        if not point.id.endswith("description"):
            expect(missing).to_contain_text(point.label)
            draft.get_by_label(point.label, exact=True).fill(f"All about {point.label} — 100 %")
    expect(missing).to_have_text("Everything is there.")

    href = draft.get_by_role("link", name=f"Write to {HERE.name}").get_attribute("href") or ""
    address = urlsplit(href)
    assert (address.scheme, address.path) == ("mailto", HERE.email)
    mail = parse_qs(address.query.replace("+", "%2B"))
    assert "All about Case number" in mail["subject"][0]
    assert EVERYBODY in mail["body"][0]

    with page.expect_download() as download:
        draft.get_by_role("button", name="Save as text file").click()
    assert download.value.suggested_filename == "escalation.txt"
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    for point in POLICY.escalation.contents:
        assert point.label in saved
    assert EVERYBODY in saved
    assert "All about Reason — 100 %" in saved
    page.reload()
    answered.unfold("Draft of an escalation")
    expect(page.get_by_label("Reason", exact=True)).to_have_value("All about Reason — 100 %")


def test_a_long_description_does_not_break_the_mail(answered: Calculator) -> None:
    answered.describe(f"{EVERYBODY} {'And so on, 😀 it went. ' * 400}").page.wait_for_timeout(800)
    draft = answered.unfold("Draft of an escalation")
    href = draft.locator("a[href^=mailto]").last.get_attribute("href") or ""
    assert len(href) <= 2000
    assert "�" not in unquote(href)


# -- calendar and paper ---------------------------------------------------------------------------


def test_the_calendar_file_as_another_library_reads_it(
    india: BrowserContext, site: StaticHost
) -> None:
    answered = _answered(new_calculator(india, site).open())
    asked: list[str] = []
    answered.page.on("request", lambda request: asked.append(request.url))
    with answered.page.expect_download() as download:
        answered.page.get_by_role("button", name="Calendar file").click()
    # The library comes when it is asked for, not before.
    assert [address for address in asked if "ical.min" in address]
    assert download.value.suggested_filename.endswith(".ics")
    calendar = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTART") == answered.deadline()
    assert WORST in str(event["SUMMARY"])
    revision = POLICY.about.revision
    assert f"revision of {revision.day} {revision:%B %Y}" in str(event["DESCRIPTION"])
    assert f"{answered.site.url}calculator/#opened=" in str(event["URL"])
    assert event["UID"]
    assert event["DTSTAMP"]
    alarms = [alarm.decoded("TRIGGER").total_seconds() for alarm in event.walk("VALARM")]
    # A third of the time that is left, in whole minutes.
    assert alarms == [-7 * 60, 0]


def test_on_paper_it_is_one_page_with_the_deadline(answered: Calculator) -> None:
    answered.describe(f"{EVERYBODY} {'It goes on and on. ' * 300}").page.wait_for_timeout(1000)
    pdf = PdfReader(io.BytesIO(answered.page.pdf(format="A4")))
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    for part in (
        WORST,
        due("10:05", "g1-called"),
        "25 November 2026",
        HERE.name,
        POLICY.phones[-1].number,
    ):
        assert part in text
