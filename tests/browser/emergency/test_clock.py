"""The clock starts when something happened, and stops when support has answered."""

from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.calculator import EVERYBODY, Calculator, due
from tests.browser.emergency import IF_OPENED, by_day, by_night, copied, later, link, paper
from tests.browser.shared import Reader, Visit


@by_night
def test_while_nothing_is_fixed_the_time_moves_along_and_is_never_late(worst: Calculator) -> None:
    expect(worst.answer).to_contain_text(IF_OPENED)
    expect(worst.answer).to_contain_text("90 minutes after the case is opened")
    expect(worst.due).to_have_text(due("10:06", "g1-alone"))
    later(worst, "20:00")
    expect(worst.due).to_have_text(due("10:26", "g1-alone"))
    later(worst, "24:00:00")
    expect(worst.due).to_have_text(due("10:26", "g1-alone"))
    expect(worst.answer).to_contain_text("Thursday, 26 November")
    expect(worst.answer).not_to_contain_text("overdue")


@by_day
def test_an_opened_case_counts_down_from_when_it_was_opened(worst: Calculator) -> None:
    worst.press("I have opened the case")
    expect(worst.answer).to_contain_text("Opened 10:06")
    later(worst, "01:00:00")
    expect(worst.due).to_have_text(due("10:06", "g1-alone"))
    expect(worst.answer.get_by_role("timer")).to_contain_text("29 minutes")
    worst.page.reload()
    expect(worst.due).to_have_text(due("10:06", "g1-alone"))
    expect(worst.answer).not_to_contain_text(IF_OPENED)


@by_night
def test_calling_without_a_case_asks_when_it_was_opened(worst: Calculator) -> None:
    worst.press("I have called")
    question = worst.answer.get_by_role("group", name="When was the case opened?")
    expect(question).to_be_focused()
    worst.press("With the call, 10:06")
    expect(worst.due).to_have_text(due("10:06", "g1-called"))
    expect(question).to_have_count(0)
    later(worst, "25:00")
    expect(worst.due).to_have_text(due("10:06", "g1-called"))
    expect(worst.answer.get_by_role("timer")).to_contain_text("overdue by 5 minutes")


@by_day
def test_a_call_about_no_case_starts_no_clock(worst: Calculator) -> None:
    worst.press("I have called").press("It is not open yet")
    expect(worst.answer).to_contain_text("No case is open yet, so no clock runs.")
    later(worst, "40:00")
    expect(worst.due).to_have_text(due("10:46", "g1-called"))
    expect(worst.answer).not_to_contain_text("overdue")
    worst.press("I have opened the case")
    expect(worst.answer).to_contain_text("Opened 10:46")
    later(worst, "05:00")
    expect(worst.due).to_have_text(due("10:46", "g1-called"))


@by_night
def test_a_relative_time_counts_from_when_it_was_typed(worst: Calculator) -> None:
    worst.enter("opened", "6 min ago")
    expect(worst.due).to_have_text(due("10:00", "g1-alone"))
    later(worst, "20:00")
    expect(worst.due).to_have_text(due("10:00", "g1-alone"))


@by_day
def test_a_relative_time_counts_while_it_is_being_typed(worst: Calculator) -> None:
    worst.enter("opened", "")
    worst.page.locator("#sc-opened").fill("6 min ago")
    expect(worst.due).to_have_text(due("10:00", "g1-alone"))
    later(worst, "20:00")
    expect(worst.due).to_have_text(due("10:00", "g1-alone"))


@by_day
def test_a_time_that_is_not_todays_says_its_day(visit: Visit, reader: Reader) -> None:
    calculator = visit(reader, clock="2026-11-25T18:20:00Z").describe(EVERYBODY)
    calculator.enter("opened", "23:45")
    hint = f"Call now, and the answer is due by Thu 26 Nov, {due('23:50', 'g1-called')}."
    expect(calculator.answer.locator(".sc-call")).to_contain_text(hint)


@by_night
@pytest.mark.parametrize("opened", [False, True], ids=["nothing-fixed", "opened"])
def test_a_link_says_what_the_card_says(
    worst: Calculator, visit: Visit, reader: Reader, opened: bool
) -> None:
    if opened:
        worst.press("I have opened the case")
        expect(worst.answer.get_by_role("timer")).to_be_visible()
    fragment = link(worst)
    later(worst, "30:00")
    expected = due("10:06" if opened else "10:36", "g1-alone")
    colleague = visit(
        replace(reader, zone="Europe/Berlin"), clock="2026-11-25T05:06:00Z", fragment=fragment
    )
    for one in (worst, colleague):
        expect(one.due).to_have_text(expected)
        expect(one.answer.get_by_text(IF_OPENED)).to_have_count(0 if opened else 1)


@by_day
def test_a_second_tab_says_the_same(worst: Calculator, visit: Visit, reader: Reader) -> None:
    worst.press("I have opened the case")
    expect(worst.answer.get_by_role("timer")).to_be_visible()
    worst.page.clock.run_for(1000)
    second = visit(reader, clock="2026-11-25T04:46:00Z", beside=worst)
    expect(second.due).to_have_text(due("10:06", "g1-alone"))
    expect(second.answer).to_contain_text("Opened 10:06")


@by_night
def test_what_is_taken_along_says_what_the_card_says(worst: Calculator) -> None:
    if_opened = (
        f"Response due if the case is opened at 10:06: Wed, 25 Nov 2026, {due('10:06', 'g1-alone')}"
    )
    assert if_opened in copied(worst)
    with worst.page.expect_download() as download:
        worst.press("Calendar file")
    (event,) = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert "if the case is opened at 10:06" in str(event["SUMMARY"])
    assert if_opened in str(event["DESCRIPTION"])
    assert IF_OPENED in paper(worst)
    worst.press("I have opened the case")
    expect(worst.answer.get_by_role("timer")).to_be_visible()
    worst.page.clock.run_for(3000)
    assert "Response due by: Wed, 25 Nov 2026, 11:36" in copied(worst)
    later(worst, "01:35:00")
    expect(worst.answer.get_by_role("timer")).to_contain_text("overdue")
    assert "Response was due by: Wed, 25 Nov 2026, 11:36" in copied(worst)
    assert "The answer was due by" in paper(worst)


# -- met and missed -------------------------------------------------------------------------------


@by_day
def test_an_answer_in_time_is_met_on_the_card_and_nothing_counts_on(worst: Calculator) -> None:
    worst.enter("opened", "10:00").enter("called", "10:05")
    expect(worst.due).to_have_text(due("10:05", "g1-called"))
    worst.page.clock.run_for(60_000)
    worst.press("Support has answered")
    expect(worst.answer).to_contain_text("Met, with 18 minutes to spare.")
    expect(worst.answer).to_be_focused()
    expect(worst.answer.locator(".sc-target")).to_contain_text("Case and call, working day")
    later(worst, "19:00:00")
    expect(worst.answer).to_contain_text("Met, with 18 minutes to spare.")
    expect(worst.answer.get_by_role("timer")).to_have_count(0)
    expect(worst.answer).not_to_contain_text("Support is late")


@by_night
def test_an_answer_too_late_is_missed_by_so_much(worst: Calculator) -> None:
    worst.enter("opened", "yesterday 10:00")
    expect(worst.answer.get_by_role("timer")).to_contain_text("overdue")
    worst.unfold("Support has answered. In time?")
    worst.enter("answered", "yesterday 11:40")
    expect(worst.answer).to_contain_text("Missed by 10 minutes.")
    expect(worst.answer.locator(".sc-target")).to_contain_text("Case alone")
    assert "Outcome: Missed by 10 minutes." in copied(worst)


@by_night
def test_a_tick_that_is_taken_back_leaves_the_typed_time_to_be_put_back(worst: Calculator) -> None:
    """Beside the tick, and below the field where the time was taken out."""
    opened = worst.page.locator("#sc-opened")
    tick = worst.page.get_by_label("Open a case at the web desk")
    worst.enter("opened", "9:30")
    expect(tick).to_be_checked()
    worst.press(tick)
    expect(opened).to_have_value("")
    expect(worst.answer).to_contain_text(IF_OPENED)
    worst.press("Put 09:30 back")
    expect(opened).to_have_value("2026-11-25 09:30")
    expect(tick).to_be_checked()
    expect(tick).to_be_focused()
    form = worst.page.locator("#sc-whenwhere")
    worst.press(form.get_by_role("button", name="Not yet: Case opened"))
    expect(opened).to_have_value("")
    worst.press(form.get_by_role("button", name="Put 09:30 back"))
    expect(opened).to_have_value("2026-11-25 09:30")
    expect(opened).to_be_focused()
    # Whoever says that it is otherwise has nothing to take back.
    worst.press(tick)
    worst.press(tick)
    expect(opened).to_have_value("2026-11-25 10:06 +05:30")
    expect(worst.page.get_by_role("button", name="Put 09:30 back")).to_have_count(0)


@by_day
def test_what_to_do_follows_what_has_happened(worst: Calculator) -> None:
    steps = worst.answer.locator(".sc-action label")
    expect(steps).to_have_text(
        ["Try the spare badge first", "Open a case at the web desk", "Call the watch"]
    )
    worst.press("I have opened the case")
    expect(steps.first).to_have_text("Open a case at the web desk")
    opening = worst.answer.locator(".sc-action").first
    expect(opening.get_by_role("checkbox")).to_be_checked()
    expect(opening).to_contain_text("at 10:06")
    later(worst, "01:35:00")
    expect(steps.first).to_have_text("Escalate to the watch room")
    worst.press("Support has answered")
    expect(steps.last).to_have_text("Say whether it helped")
