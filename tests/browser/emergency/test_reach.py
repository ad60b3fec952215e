"""The number is in reach, by thumb and by keys, and what is in front covers nothing."""

from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    HERE,
    POLICY,
    UNCLEAR,
    WORST,
    Calculator,
    due,
)
from tests.browser.emergency import ANYWHERE, by_day, by_night, chip, state
from tests.browser.shared import PHONE, Reader, Visit

MOST_STOPS = 6
"""Of Tab, from the description to the number."""

LARGE_ENOUGH = 44
"""Pixels across that a thumb needs."""


@pytest.fixture
def phone(visit: Visit) -> Calculator:
    """The calculator on a phone, open and empty."""
    return visit(PHONE)


# -- the number -----------------------------------------------------------------------------------


@by_night
@pytest.mark.parametrize(
    ("zone", "number"),
    [("Europe/London", "+44 808 157 0192"), ("America/Denver", "+1 303-555-0140")],
)
def test_the_number_for_the_readers_place_is_in_the_deadlines_line(
    visit: Visit, reader: Reader, zone: str, number: str
) -> None:
    calculator = visit(replace(reader, zone=zone)).describe(EVERYBODY)
    expect(calculator.number).to_contain_text(number)
    due_box, call_box = calculator.due.bounding_box(), calculator.number.bounding_box()
    assert due_box
    assert call_box
    # Both are seen at once, in a third of the screen.
    assert call_box["y"] - due_box["y"] < reader.height / 3
    others = calculator.unfold("Other numbers")
    expect(others.get_by_role("link")).to_have_count(len(POLICY.phones) - 1)


@by_day
def test_once_support_is_late_the_number_is_that_of_whoever_is_at_work(
    visit: Visit, reader: Reader
) -> None:
    """02:10 in Brazil: Porto, the nearest, sleeps; Pune is at work."""
    brazil = replace(reader, zone="America/Sao_Paulo")
    calculator = visit(brazil, clock="2026-11-25T05:10:00Z").describe(EVERYBODY)
    calculator.enter("opened", "yesterday 23:00")
    expect(calculator.answer).to_contain_text("Support is late.")
    expect(calculator.number).to_contain_text(HERE.phone)
    porto, pune = (calculator.page.locator(f'[data-contact="{id}"]') for id in ("porto", "pune"))
    expect(porto).to_contain_text("nearest, so the policy names this one")
    expect(porto).to_contain_text("Not at work: it is 05:10 there, night.")
    expect(pune).to_be_visible()
    expect(pune).to_contain_text("At work now: it is 10:40 there.")


@by_night
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


# -- by keys --------------------------------------------------------------------------------------


def _stops(calculator: Calculator) -> int:
    """Stops of Tab from the description over the skip link to the number, forwards alone."""
    page = calculator.page
    calculator.text.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the answer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(calculator.answer).to_be_focused()
    for stops in range(1, 60):
        if calculator.number.evaluate("number => number === document.activeElement"):
            return stops
        page.keyboard.press("Tab")
    raise AssertionError("the number is not reached by Tab")


@by_day
def test_by_keyboard_the_number_is_at_most_six_stops_away(worst: Calculator) -> None:
    assert _stops(worst) <= MOST_STOPS
    worst.press("I have opened the case")
    expect(worst.answer.get_by_role("timer")).to_be_visible()
    assert _stops(worst) <= MOST_STOPS
    state(worst, "people", ALL_VALUE)
    assert _stops(worst) <= MOST_STOPS


@by_night
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


@by_day
def test_what_was_chosen_looks_surer_than_what_was_read(worst: Calculator) -> None:
    width = "chip => parseFloat(getComputedStyle(chip).borderTopWidth)"
    state(worst, "people", ALL_VALUE)
    assert chip(worst).evaluate(width) > chip(worst, "part").evaluate(width)


# -- by thumb -------------------------------------------------------------------------------------


def _within_reach(target: Locator) -> None:
    """It is on the screen without scrolling, whole and large enough for a thumb."""
    expect(target).to_be_in_viewport(ratio=1)
    box = target.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= LARGE_ENOUGH
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE.width


def test_on_a_phone_the_number_is_one_tap_from_the_description(phone: Calculator) -> None:
    phone.describe(EVERYBODY)
    call = phone.page.locator(".sc-summary .sc-button--call")
    _within_reach(call)
    expect(call).to_have_attribute("href", "tel:+442079460100")
    # The policy has the case opened before the call.
    first = phone.page.locator(".sc-summary .sc-button").first
    expect(first).to_have_attribute("href", str(POLICY.channels[0].url))
    _within_reach(first)
    phone.press("I have opened the case")
    expect(first).to_have_attribute("href", "tel:+442079460100")


def test_on_a_phone_the_number_is_two_taps_away_if_something_is_asked(phone: Calculator) -> None:
    phone.describe(UNCLEAR)
    choice = phone.page.locator(".sc-question--open label", has_text=ALL_VALUE)
    _within_reach(choice)
    phone.press(choice)
    _within_reach(phone.page.locator(".sc-summary .sc-button--call"))


def test_on_a_phone_the_line_at_the_foot_leads_to_the_top_of_the_answer(phone: Calculator) -> None:
    phone.describe(EVERYBODY)
    phone.press(phone.page.locator(".sc-summary__answer"))
    expect(phone.answer).to_be_focused()
    phone.page.wait_for_timeout(300)
    top = phone.badge.bounding_box()
    assert top
    assert 0 <= top["y"] < 300


def test_a_phone_begins_with_the_question_and_folds_the_tables(phone: Calculator) -> None:
    for width, height in ((740, 360), (360, 740)):
        phone.page.set_viewport_size({"width": width, "height": height})
        label = phone.page.get_by_text("What happened?").bounding_box()
        assert label
        assert label["y"] <= 140
    table = phone.page.get_by_role("link", name="+44 808 157 0192")
    expect(table).to_be_hidden()
    height = phone.page.evaluate("document.querySelector('.sc-static').offsetHeight")
    assert height < 700
    phone.press(phone.page.get_by_role("article").get_by_role("link", name="Whom to turn to"))
    expect(table).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height"),
    [(740, 360), (320, 256), (180, 370), (360, 740)],
    ids=["landscape", "zoomed", "phone-at-twice-the-size", "upright"],
)
def test_the_line_at_the_foot_never_covers_the_field(
    phone: Calculator, width: int, height: int
) -> None:
    page = phone.page
    phone.describe(EVERYBODY)
    expect(page.locator(".sc-summary")).to_be_attached()
    page.set_viewport_size({"width": width, "height": height})
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
        assert box["height"] >= LARGE_ENOUGH, link.inner_text()
