"""The next caller's case is another one; what was said of a case stays with it, link or no link."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    MIDDLE,
    ONE,
    ONE_VALUE,
    POLICY,
    SOME,
    WORST,
    Calculator,
)
from tests.browser.emergency import IF_OPENED, by_day, by_night, chip, link, state
from tests.browser.shared import PHONE, Reader, Visit

NEXT = "None of our people in any house can get in at all"


@pytest.fixture
def last_case(calculator: Calculator) -> Calculator:
    """The case of the last caller, with a fact, a moment and a tick of its own."""
    calculator.describe(ONE).enter("opened", "yesterday 14:00")
    calculator.expect_severity(POLICY.severities[-1].name)
    state(calculator, "people", ONE_VALUE)
    return calculator


@by_night
def test_a_new_description_is_a_new_case_and_the_old_one_comes_back(last_case: Calculator) -> None:
    last_case.describe(NEXT)
    last_case.expect_severity(WORST)
    expect(last_case.answer).to_contain_text(IF_OPENED)
    expect(chip(last_case)).to_contain_text(ALL_VALUE)
    expect(last_case.page.locator("#sc-opened")).to_have_value("")
    bar = last_case.page.locator(".sc-bar")
    expect(bar).to_contain_text("This is a new description, so a new case.")
    last_case.press(bar.get_by_role("button", name="Bring it back"))
    expect(last_case.text).to_have_value(ONE)
    expect(last_case.page.locator("#sc-opened")).to_have_value("2026-11-24 14:00")
    expect(chip(last_case)).to_contain_text("your choice")


@by_day
def test_a_description_typed_over_the_old_one_is_a_new_case(last_case: Calculator) -> None:
    last_case.text.focus()
    last_case.page.keyboard.press("Control+a")
    last_case.page.keyboard.type(NEXT)
    last_case.expect_severity(WORST)
    expect(last_case.answer).to_contain_text(IF_OPENED)
    last_case.press(last_case.page.get_by_role("button", name="Bring it back"))
    expect(last_case.text).to_have_value(ONE)
    expect(chip(last_case)).to_contain_text("your choice")


@by_day
def test_what_was_chosen_may_be_kept_for_the_new_description(last_case: Calculator) -> None:
    last_case.describe(NEXT)
    last_case.press(last_case.page.get_by_role("button", name="It is the same case"))
    expect(last_case.text).to_have_value(NEXT)
    expect(last_case.page.locator("#sc-opened")).to_have_value("2026-11-24 14:00")
    expect(chip(last_case)).to_contain_text("your choice")


@by_night
def test_an_edited_description_is_the_same_case(last_case: Calculator) -> None:
    last_case.text.press("End")
    last_case.page.keyboard.type(" Since this morning.")
    expect(chip(last_case)).to_contain_text("your choice")
    expect(last_case.page.get_by_text("This is a new description")).to_have_count(0)


@by_day
def test_words_that_contradict_a_chosen_fact_are_said_beside_the_answer(worst: Calculator) -> None:
    state(worst, "people", ONE_VALUE)
    said = f"People: you chose {ONE_VALUE}, but your words say {ALL_VALUE}."
    expect(worst.answer.locator(".sc-verdict")).to_contain_text(said)
    worst.press("Go by the words")
    worst.expect_severity(WORST)
    expect(worst.answer).not_to_contain_text("you chose")


def test_on_a_phone_the_line_at_the_foot_says_so_too(visit: Visit) -> None:
    phone = visit(PHONE).describe(EVERYBODY)
    foot = phone.page.get_by_role("group", name="The answer in short")
    expect(foot).to_contain_text("due 11:36")
    state(phone, "people", ONE_VALUE)
    expect(foot).to_contain_text("your words say otherwise")
    phone.press(foot.get_by_role("link", name="your words say otherwise"))
    expect(phone.answer).to_be_focused()
    expect(phone.page.locator(".sc-contradictions")).to_be_in_viewport()
    phone.press("Go by the words")
    expect(foot).not_to_contain_text("your words say otherwise")


@by_night
def test_changing_and_starting_again_take_one_key_each(worst: Calculator) -> None:
    worst.press("Change the description")
    expect(worst.text).to_be_focused()
    worst.press("Start again")
    expect(worst.text).to_have_value("")
    worst.press(worst.page.get_by_role("button", name="Bring it back"))
    worst.expect_severity(WORST)


# -- links ----------------------------------------------------------------------------------------


@by_day
def test_ones_own_link_keeps_what_it_does_not_say(worst: Calculator) -> None:
    state(worst, "people", ALL_VALUE)
    fragment = link(worst)
    worst.page.clock.run_for(1000)
    worst.page.goto(f"{worst.site.url}calculator/{fragment}")
    expect(worst.text).to_have_value(EVERYBODY)
    expect(chip(worst)).to_contain_text("your choice")
    worst.page.reload()
    expect(worst.text).to_have_value(EVERYBODY)


@by_night
def test_the_recipient_sees_what_the_sender_chose(
    worst: Calculator, visit: Visit, reader: Reader
) -> None:
    state(worst, "people", ALL_VALUE)
    berlin = replace(reader, zone="Europe/Berlin")
    colleague = visit(berlin, clock="2026-11-25T04:40:00Z", fragment=link(worst))
    expect(chip(colleague)).to_contain_text("chosen by the sender")
    expect(chip(colleague, "part")).to_contain_text("from the sender’s words")
    state(colleague, "people", ONE_VALUE)
    # What is shown is no longer what the address told.
    assert "#" not in colleague.page.url


@by_day
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
