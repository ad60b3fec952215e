"""With a caller on the line: what a person sees and does, by a clock that moves.

The case begins on a Wednesday at 10:06 in India.  Grade 1 is answered within 20 minutes if the case
is open and support was called, and within 90 if it is only open.
"""

import io
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    HERE,
    MIDDLE,
    ONE,
    ONE_VALUE,
    POLICY,
    SOME,
    WORST,
    Calculator,
    due,
    new_calculator,
    new_context,
)
from tests.static_host import StaticHost, gone

PHONE = {"width": 360, "height": 740}
IF_OPENED = "If you open the case now, answer due by"
ANYWHERE = POLICY.phones[-1].number


@pytest.fixture
def phone(chromium: Browser, site: StaticHost) -> Iterator[Calculator]:
    """The calculator on a phone, open and empty."""
    context = new_context(chromium, viewport=PHONE, has_touch=True)
    yield new_calculator(context, site).open()
    context.close()


@pytest.fixture
def worst(calculator: Calculator) -> Calculator:
    """The weightiest case, of which nothing has been done."""
    return calculator.describe(EVERYBODY).expect_severity(WORST)


def press(calculator: Calculator, name: str) -> None:
    calculator.answer.get_by_role("button", name=name, exact=True).click()


def later(calculator: Calculator, time: str) -> None:
    """Some minutes and seconds pass."""
    calculator.page.clock.fast_forward(time)
    calculator.page.clock.run_for(1500)


def copied(calculator: Calculator, button: str = "Copy as text") -> str:
    calculator.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(calculator, button)
    expect(calculator.answer.get_by_role("button", name="Copied")).to_be_visible()
    return str(calculator.page.evaluate("navigator.clipboard.readText()"))


def elsewhere(
    calculator: Calculator, address: str, clock: str, chromium: Browser
) -> tuple[BrowserContext, Calculator]:
    """A colleague opens a link, in a browser that has never seen the site."""
    context = new_context(chromium)
    colleague = new_calculator(context, calculator.site, clock)
    colleague.page.goto(address)
    expect(colleague.badge).to_be_visible()
    return context, colleague


def chip(calculator: Calculator, fact: str = "people") -> Locator:
    return calculator.page.locator(f'[data-key="fact-{fact}"]')


def state(calculator: Calculator, fact: str, value: str) -> None:
    """Says what a fact is."""
    chip(calculator, fact).locator("summary").click()
    chip(calculator, fact).get_by_label(value, exact=True).click()


# -- the clock ------------------------------------------------------------------------------------


def test_while_nothing_is_fixed_the_time_moves_along_and_is_never_late(worst: Calculator) -> None:
    expect(worst.answer).to_contain_text(IF_OPENED)
    expect(worst.answer).to_contain_text("90 minutes after the case is opened")
    expect(worst.due).to_have_text(due("10:06", "g1-alone"))
    later(worst, "20:00")
    expect(worst.due).to_have_text(due("10:26", "g1-alone"))
    worst.page.clock.fast_forward("24:00:00")
    worst.page.clock.run_for(1500)
    expect(worst.due).to_have_text(due("10:26", "g1-alone"))
    expect(worst.answer).to_contain_text("Thursday, 26 November")
    expect(worst.answer).not_to_contain_text("overdue")


def test_an_opened_case_counts_down_from_when_it_was_opened(worst: Calculator) -> None:
    press(worst, "I have opened the case")
    expect(worst.answer).to_contain_text("Opened 10:06")
    later(worst, "01:00:00")
    expect(worst.due).to_have_text(due("10:06", "g1-alone"))
    expect(worst.answer.get_by_role("timer")).to_contain_text("29 minutes")
    worst.page.reload()
    expect(worst.due).to_have_text(due("10:06", "g1-alone"))
    expect(worst.answer).not_to_contain_text(IF_OPENED)


def test_calling_without_a_case_asks_when_it_was_opened(worst: Calculator) -> None:
    press(worst, "I have called")
    question = worst.answer.get_by_role("group", name="When was the case opened?")
    expect(question).to_be_focused()
    question.get_by_role("button", name="With the call, 10:06").click()
    expect(worst.due).to_have_text(due("10:06", "g1-called"))
    expect(question).to_have_count(0)
    later(worst, "25:00")
    expect(worst.due).to_have_text(due("10:06", "g1-called"))
    expect(worst.answer.get_by_role("timer")).to_contain_text("overdue by 5 minutes")


def test_a_call_about_no_case_starts_no_clock(worst: Calculator) -> None:
    press(worst, "I have called")
    press(worst, "It is not open yet")
    expect(worst.answer).to_contain_text("No case is open yet, so no clock runs.")
    later(worst, "40:00")
    expect(worst.due).to_have_text(due("10:46", "g1-called"))
    expect(worst.answer).not_to_contain_text("overdue")
    press(worst, "I have opened the case")
    expect(worst.answer).to_contain_text("Opened 10:46")
    later(worst, "05:00")
    expect(worst.due).to_have_text(due("10:46", "g1-called"))


def test_a_relative_time_counts_from_when_it_was_typed(worst: Calculator) -> None:
    worst.page.locator("#sc-opened").fill("6 min ago")
    expect(worst.due).to_have_text(due("10:00", "g1-alone"))
    later(worst, "20:00")
    expect(worst.due).to_have_text(due("10:00", "g1-alone"))


def test_a_time_that_is_not_todays_says_its_day(chromium: Browser, site: StaticHost) -> None:
    context = new_context(chromium)
    calculator = new_calculator(context, site, "2026-11-25T18:20:00Z").open().describe(EVERYBODY)
    calculator.enter("opened", "23:45")
    hint = f"Call now, and the answer is due by Thu 26 Nov, {due('23:50', 'g1-called')}."
    expect(calculator.answer.locator(".sc-call")).to_contain_text(hint)
    context.close()


@pytest.mark.parametrize("opened", [False, True], ids=["nothing-fixed", "opened"])
def test_a_link_says_what_the_card_says(worst: Calculator, chromium: Browser, opened: bool) -> None:
    if opened:
        press(worst, "I have opened the case")
        expect(worst.answer.get_by_role("timer")).to_be_visible()
    address = worst.page.locator(".sc-permalink a").get_attribute("href") or ""
    later(worst, "30:00")
    expected = due("10:06" if opened else "10:36", "g1-alone")
    context, colleague = elsewhere(worst, address, "2026-11-25T05:06:00Z", chromium)
    for one in (worst, colleague):
        expect(one.due).to_have_text(expected)
        expect(one.answer.get_by_text(IF_OPENED)).to_have_count(0 if opened else 1)
    context.close()


def test_a_second_tab_says_the_same(
    worst: Calculator, india: BrowserContext, site: StaticHost
) -> None:
    press(worst, "I have opened the case")
    expect(worst.answer.get_by_role("timer")).to_be_visible()
    worst.page.clock.run_for(1000)
    second = new_calculator(india, site, "2026-11-25T04:46:00Z").open()
    expect(second.due).to_have_text(due("10:06", "g1-alone"))
    expect(second.answer).to_contain_text("Opened 10:06")


def test_what_is_taken_along_says_what_the_card_says(worst: Calculator) -> None:
    if_opened = (
        f"Response due if the case is opened at 10:06: Wed, 25 Nov 2026, {due('10:06', 'g1-alone')}"
    )
    assert if_opened in copied(worst)
    with worst.page.expect_download() as download:
        press(worst, "Calendar file")
    (event,) = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert "if the case is opened at 10:06" in str(event["SUMMARY"])
    assert if_opened in str(event["DESCRIPTION"])
    assert IF_OPENED in _paper(worst.page)
    press(worst, "I have opened the case")
    expect(worst.answer.get_by_role("timer")).to_be_visible()
    worst.page.clock.run_for(3000)
    assert "Response due by: Wed, 25 Nov 2026, 11:36" in copied(worst)
    later(worst, "01:35:00")
    expect(worst.answer.get_by_role("timer")).to_contain_text("overdue")
    assert "Response was due by: Wed, 25 Nov 2026, 11:36" in copied(worst)
    assert "The answer was due by" in _paper(worst.page)


def _paper(page: Page) -> str:
    text: str = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
    return re.sub(r"\s+", " ", text)


# -- met and missed -------------------------------------------------------------------------------


def test_an_answer_in_time_is_met_on_the_card_and_nothing_counts_on(worst: Calculator) -> None:
    worst.enter("opened", "10:00").enter("called", "10:05")
    expect(worst.due).to_have_text(due("10:05", "g1-called"))
    worst.page.clock.run_for(60_000)
    press(worst, "Support has answered")
    expect(worst.answer).to_contain_text("Met, with 18 minutes to spare.")
    expect(worst.answer).to_be_focused()
    expect(worst.answer.locator(".sc-target")).to_contain_text("Case and call, working day")
    later(worst, "19:00:00")
    expect(worst.answer).to_contain_text("Met, with 18 minutes to spare.")
    expect(worst.answer.get_by_role("timer")).to_have_count(0)
    expect(worst.answer).not_to_contain_text("Support is late")


def test_an_answer_too_late_is_missed_by_so_much(worst: Calculator) -> None:
    worst.enter("opened", "yesterday 10:00")
    expect(worst.answer.get_by_role("timer")).to_contain_text("overdue")
    worst.unfold("Support has answered. In time?")
    worst.enter("answered", "yesterday 11:40")
    expect(worst.answer).to_contain_text("Missed by 10 minutes.")
    expect(worst.answer.locator(".sc-target")).to_contain_text("Case alone")
    assert "Outcome: Missed by 10 minutes." in copied(worst)


def test_what_to_do_follows_what_has_happened(worst: Calculator) -> None:
    steps = worst.answer.locator(".sc-action label")
    expect(steps).to_have_text(
        ["Try the spare badge first", "Open a case at the web desk", "Call the watch"]
    )
    press(worst, "I have opened the case")
    expect(steps.first).to_have_text("Open a case at the web desk")
    opening = worst.answer.locator(".sc-action").first
    expect(opening.get_by_role("checkbox")).to_be_checked()
    expect(opening).to_contain_text("at 10:06")
    later(worst, "01:35:00")
    expect(steps.first).to_have_text("Escalate to the watch room")
    press(worst, "Support has answered")
    expect(steps.last).to_have_text("Say whether it helped")


# -- the next caller ------------------------------------------------------------------------------

NEXT = "None of our people in any house can get in at all"


@pytest.fixture
def last_case(calculator: Calculator) -> Calculator:
    """The case of the last caller, with a fact, a moment and a tick of its own."""
    calculator.describe(ONE).enter("opened", "yesterday 14:00")
    calculator.expect_severity(POLICY.severities[-1].name)
    state(calculator, "people", ONE_VALUE)
    expect(chip(calculator)).to_contain_text("your choice")
    return calculator


def _by_fill(calculator: Calculator) -> None:
    calculator.describe(NEXT)


def _by_keyboard(calculator: Calculator) -> None:
    calculator.text.focus()
    calculator.page.keyboard.press("Control+a")
    calculator.page.keyboard.type(NEXT)


@pytest.mark.parametrize("write", [_by_fill, _by_keyboard])
def test_a_new_description_is_a_new_case_and_the_old_one_comes_back(
    last_case: Calculator, write: Callable[[Calculator], None]
) -> None:
    write(last_case)
    last_case.expect_severity(WORST)
    expect(last_case.answer).to_contain_text(IF_OPENED)
    expect(chip(last_case)).to_contain_text(ALL_VALUE)
    expect(last_case.page.locator("#sc-opened")).to_have_value("")
    bar = last_case.page.locator(".sc-bar")
    expect(bar).to_contain_text("This is a new description, so a new case.")
    last_case.page.get_by_role("button", name="Bring it back").click()
    expect(last_case.text).to_have_value(ONE)
    expect(last_case.page.locator("#sc-opened")).to_have_value("2026-11-24 14:00")
    expect(chip(last_case)).to_contain_text("your choice")


def test_what_was_chosen_may_be_kept_for_the_new_description(last_case: Calculator) -> None:
    last_case.describe(NEXT)
    last_case.page.get_by_role("button", name="It is the same case").click()
    expect(last_case.text).to_have_value(NEXT)
    expect(last_case.page.locator("#sc-opened")).to_have_value("2026-11-24 14:00")
    expect(chip(last_case)).to_contain_text("your choice")


def test_an_edited_description_is_the_same_case(last_case: Calculator) -> None:
    last_case.text.press("End")
    last_case.page.keyboard.type(" Since this morning.")
    expect(chip(last_case)).to_contain_text("your choice")
    expect(last_case.page.get_by_text("This is a new description")).to_have_count(0)


def test_words_that_contradict_a_chosen_fact_are_said_beside_the_answer(worst: Calculator) -> None:
    state(worst, "people", ONE_VALUE)
    said = f"People: you chose {ONE_VALUE}, but your words say {ALL_VALUE}."
    expect(worst.answer.locator(".sc-verdict")).to_contain_text(said)
    press(worst, "Go by the words")
    worst.expect_severity(WORST)
    expect(worst.answer).not_to_contain_text("you chose")


# -- the number in reach --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "number"),
    [("Europe/London", "+44 808 157 0192"), ("America/Denver", "+1 303-555-0140")],
)
def test_the_number_for_the_readers_place_is_in_the_deadlines_line(
    chromium: Browser, site: StaticHost, zone: str, number: str
) -> None:
    context = new_context(chromium, timezone_id=zone)
    calculator = new_calculator(context, site).open().describe(EVERYBODY)
    expect(calculator.number).to_contain_text(number)
    due_box, call_box = calculator.due.bounding_box(), calculator.number.bounding_box()
    assert due_box
    assert call_box
    assert call_box["y"] - due_box["y"] < 200
    others = calculator.unfold("Other numbers")
    expect(others.get_by_role("link")).to_have_count(len(POLICY.phones) - 1)
    context.close()


def test_on_a_phone_the_number_is_in_the_line_at_the_foot(phone: Calculator) -> None:
    phone.describe(EVERYBODY)
    call = phone.page.locator(".sc-summary .sc-button--call")
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:+442079460100")
    box = call.bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["width"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


def test_by_keyboard_the_number_is_at_most_six_stops_away(worst: Calculator) -> None:
    page = worst.page
    worst.text.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the answer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(worst.answer).to_be_focused()
    stops = 1
    while not worst.number.evaluate("number => number === document.activeElement"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 6


def test_once_support_is_late_the_number_is_that_of_whoever_is_at_work(
    chromium: Browser, site: StaticHost
) -> None:
    """02:10 in Brazil: Porto, the nearest, sleeps; Pune is at work."""
    context = new_context(chromium, timezone_id="America/Sao_Paulo")
    calculator = new_calculator(context, site, "2026-11-25T05:10:00Z").open().describe(EVERYBODY)
    calculator.enter("opened", "yesterday 23:00")
    expect(calculator.answer).to_contain_text("Support is late.")
    expect(calculator.number).to_contain_text(HERE.phone)
    porto, pune = (calculator.page.locator(f'[data-contact="{id}"]') for id in ("porto", "pune"))
    expect(porto).to_contain_text("nearest, so the policy names this one")
    expect(porto).to_contain_text("Not at work: it is 05:10 there, night.")
    expect(pune).to_be_visible()
    expect(pune).to_contain_text("At work now: it is 10:40 there.")
    context.close()


# -- on a phone -----------------------------------------------------------------------------------


def test_on_a_phone_the_line_at_the_foot_leads_to_the_top_of_the_answer(phone: Calculator) -> None:
    phone.describe(EVERYBODY)
    phone.page.locator(".sc-summary__answer").click()
    expect(phone.answer).to_be_focused()
    phone.page.wait_for_timeout(300)
    top = phone.badge.bounding_box()
    assert top
    assert 0 <= top["y"] < 300


def test_a_phone_begins_with_the_question_and_folds_the_tables(phone: Calculator) -> None:
    for size in ({"width": 740, "height": 360}, PHONE):
        phone.page.set_viewport_size(size)
        label = phone.page.get_by_text("What happened?").bounding_box()
        assert label
        assert label["y"] <= 140
    table = phone.page.get_by_role("link", name="+44 808 157 0192")
    expect(table).to_be_hidden()
    height = phone.page.evaluate("document.querySelector('.sc-static').offsetHeight")
    assert height < 700
    phone.page.get_by_role("article").get_by_role("link", name="Whom to turn to").click()
    expect(table).to_be_visible()


@pytest.mark.parametrize(
    "size",
    [{"width": 740, "height": 360}, {"width": 320, "height": 256}, PHONE],
    ids=["landscape", "zoomed", "upright"],
)
def test_the_line_at_the_foot_never_covers_the_field(
    phone: Calculator, size: dict[str, int]
) -> None:
    page = phone.page
    phone.describe(EVERYBODY)
    expect(page.locator(".sc-summary")).to_be_attached()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.locator("#sc-whenwhere > summary").click()
    for field in ("#sc-text", "#sc-opened", "#sc-zone"):
        page.locator(field).focus()
        page.wait_for_timeout(100)
        covered = page.evaluate(
            """field => {
                const box = document.querySelector(field).getBoundingClientRect();
                const { left, right, bottom } = box;
                const at = document.elementFromPoint((left + right) / 2, bottom - 4);
                return Boolean(at?.closest(".sc-summary"));
            }""",
            field,
        )
        assert not covered, field


def test_what_is_called_is_large_enough_for_a_thumb(phone: Calculator) -> None:
    phone.describe(EVERYBODY).expect_severity(WORST)
    links = phone.page.locator(".sc-root a[href^='tel:']:visible").all()
    assert len(links) >= 3
    for link in links:
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44, link.inner_text()


# -- correcting, hearing, taking along ------------------------------------------------------------


def test_changing_and_starting_again_take_one_key_each(worst: Calculator) -> None:
    press(worst, "Change")
    expect(worst.text).to_be_focused()
    press(worst, "Start again")
    expect(worst.text).to_have_value("")
    worst.page.get_by_role("button", name="Bring it back").click()
    worst.expect_severity(WORST)


def test_what_was_chosen_looks_surer_than_what_was_read(worst: Calculator) -> None:
    width = "chip => parseFloat(getComputedStyle(chip).borderTopWidth)"
    state(worst, "people", ALL_VALUE)
    expect(chip(worst)).to_contain_text("your choice")
    assert chip(worst).evaluate(width) > chip(worst, "part").evaluate(width)


def test_the_order_of_tab_is_the_order_seen(worst: Calculator) -> None:
    """In each column from top to bottom, first the form, then the answer, then the rest."""
    tops = worst.page.evaluate(
        """() => [".sc-form", ".sc-answer", ".sc-more"].map((part) =>
            [...document.querySelectorAll(`${part} :is(a, button, input, summary, textarea)`)]
                .filter((e) => e.checkVisibility() && e.tabIndex >= 0 && !e.closest(".sc-skip"))
                .map((e) => Math.round(e.getBoundingClientRect().bottom + scrollY)))"""
    )
    form, answer, more = tops
    assert max(form + answer) <= min(more)
    for column in (form, answer):
        # Things beside each other differ by a line at most.
        assert all(after > before - 60 for before, after in pairwise(column))


def test_a_screen_reader_is_told_what_to_do_and_by_when(worst: Calculator) -> None:
    expect(worst.spoken).to_have_text(
        f"{WORST}. Call {ANYWHERE}. Due by {due('10:06', 'g1-alone')} if you open the case now."
    )
    worst.enter("opened", "10:00").enter("called", "10:05")
    # Who has called is not told to call.
    expect(worst.spoken).to_have_text(f"{WORST}. Due by {due('10:05', 'g1-called')}.")
    expect(worst.page.get_by_role("heading", name="How severe it is")).to_have_accessible_name(
        "How severe it is"
    )


def test_a_ticket_gets_all_that_it_needs(worst: Calculator) -> None:
    worst.enter("opened", "10:00").enter("called", "10:05")
    expect(worst.due).to_have_text(due("10:05", "g1-called"))
    state(worst, "people", ALL_VALUE)
    expect(chip(worst)).to_contain_text("your choice")
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
    paper = _paper(worst.page)
    for part in (EVERYBODY, f"People: {ALL_VALUE} (chosen)", "Support called: Wed, 25 Nov"):
        assert part in paper


# -- links ----------------------------------------------------------------------------------------


def test_ones_own_link_keeps_what_it_does_not_say(worst: Calculator) -> None:
    state(worst, "people", ALL_VALUE)
    expect(chip(worst)).to_contain_text("your choice")
    address = worst.page.locator(".sc-permalink a").get_attribute("href") or ""
    worst.page.clock.run_for(1000)
    worst.page.goto(address)
    expect(worst.text).to_have_value(EVERYBODY)
    expect(chip(worst)).to_contain_text("your choice")
    worst.page.reload()
    expect(worst.text).to_have_value(EVERYBODY)


def test_the_recipient_sees_what_the_sender_chose(worst: Calculator, chromium: Browser) -> None:
    state(worst, "people", ALL_VALUE)
    expect(chip(worst)).to_contain_text("your choice")
    address = worst.page.locator(".sc-permalink a").get_attribute("href") or ""
    context, colleague = elsewhere(worst, address, "2026-11-25T04:40:00Z", chromium)
    expect(chip(colleague)).to_contain_text("chosen by the sender")
    expect(chip(colleague, "part")).to_contain_text("from the sender’s words")
    state(colleague, "people", ONE_VALUE)
    expect(chip(colleague)).to_contain_text("your choice")
    # What is shown is no longer what the address told.
    assert "#" not in colleague.page.url
    context.close()


def test_back_leads_to_the_case_of_the_link_before(calculator: Calculator) -> None:
    page = calculator.page
    address = f"{calculator.site.url}calculator/"
    page.goto(f"{address}#text={EVERYBODY}")
    calculator.expect_severity(WORST)
    page.goto(f"{address}#text={SOME}")
    calculator.expect_severity(MIDDLE)
    page.go_back()
    calculator.expect_severity(WORST)
    page.reload()
    expect(calculator.text).to_have_value(EVERYBODY)


# -- what if, without a network, elsewhere --------------------------------------------------------


def test_what_if_it_were_another_time(worst: Calculator) -> None:
    worst.enter("opened", "9:30")
    what_if = worst.unfold("What if?")
    row = what_if.locator("li").filter(has_text="Support called at")
    row.get_by_role("textbox").fill("10:20")
    row.get_by_role("button", name="Compare").click()
    expect(row).to_contain_text(due("10:20", "g1-called"))
    # What has not come to pass cannot be taken over.
    expect(row.get_by_role("button", name="Apply this")).to_have_count(0)
    row.get_by_role("textbox").fill("soon")
    row.get_by_role("button", name="Close").or_(row.get_by_role("button", name="Compare")).click()
    expect(row).to_contain_text("This is not a time.")
    worst.enter("called", "9:35")
    saturday = what_if.locator("li").filter(has_text="On Saturday, at the same time")
    saturday.get_by_role("button", name="Compare").click()
    expect(saturday).to_contain_text("Sat 28 Nov, 10:25")
    expect(worst.due).to_have_text(due("9:35", "g1-called"))


def test_it_says_when_it_works_without_a_network(india: BrowserContext, site: StaticHost) -> None:
    calculator = new_calculator(india, site, clock=None).open().describe(EVERYBODY)
    calculator.expect_severity(WORST)
    expect(calculator.page.get_by_text("Ready without a network")).to_be_visible()
    india.set_offline(True)
    calculator.page.reload()
    calculator.expect_severity(WORST)


def test_without_its_engine_the_numbers_and_the_tables_are_there(
    india: BrowserContext, site: StaticHost
) -> None:
    site.faults["wasm$"] = gone
    calculator = new_calculator(india, site).open().describe(EVERYBODY)
    expect(calculator.answer).to_contain_text("The calculator cannot answer.")
    for phone in POLICY.phones:
        expect(calculator.answer.get_by_role("link", name=phone.number)).to_be_visible()
    calculator.page.get_by_role("link", name="How severe it is").click()
    expect(calculator.page.get_by_text(POLICY.severities[0].criteria[0].text)).to_be_visible()
    expect(calculator.text).to_have_value(EVERYBODY)
    site.faults.clear()


def test_a_calendar_file_that_cannot_be_made_says_what_to_do(
    chromium: Browser, site: StaticHost
) -> None:
    """The site was deployed anew, and nothing had been kept for use offline."""
    context = new_context(chromium, service_workers="block")
    worst = new_calculator(context, site).open().describe(EVERYBODY).expect_severity(WORST)
    site.faults["ical"] = gone
    press(worst, "Calendar file")
    # Seen, too, and not only told to a screen reader; nor does the button say that it is saved.
    trouble = worst.answer.get_by_text("This could not be loaded. Load the page again")
    expect(trouble).to_be_visible()
    expect(worst.answer.get_by_role("button", name="Calendar file")).to_be_visible()
    context.close()
    site.faults.clear()


def test_a_browser_that_keeps_nothing_answers_all_the_same(
    chromium: Browser, site: StaticHost
) -> None:
    context = new_context(chromium)
    context.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no") } });"""
    )
    calculator = new_calculator(context, site).open(f"#text={EVERYBODY}")
    calculator.expect_severity(WORST)
    expect(calculator.page.get_by_text("Nothing is kept")).to_be_visible()
    context.close()


def test_within_another_site_it_starts_empty_and_keeps_nothing(
    india: BrowserContext, site: StaticHost
) -> None:
    for _ in range(2):
        page = india.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"{site.url}embed/frame/")
        expect(page.locator("#sc-text")).to_have_value("")
        page.locator("#sc-text").fill(EVERYBODY)
        expect(page.locator(".sc-card .sc-badge--large")).to_be_visible()
        expect(page.locator(".sc-summary")).to_have_count(0)
        page.close()
