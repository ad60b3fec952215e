"""The calculator in a real Chromium, with real Python: the form, the answer, and what is kept."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from calculator.engine.policy import Example
from tests.browser.calculator import (
    ALL_VALUE,
    EVERYBODY,
    EXAMPLES,
    HERE,
    LEAST,
    MIDDLE,
    ONE,
    ONE_VALUE,
    POLICY,
    SOME,
    SOME_VALUE,
    UNCLEAR,
    WORST,
    Calculator,
    due,
    new_calculator,
)
from tests.browser.shared import Reader, Visit
from tests.static_host import Fault, StaticHost, gone, truncated, unanswered, with_body

GATEWAY = EXAMPLES["gateway-alone"]
CALLED = EXAMPLES["nobody-called"]
LOS_ANGELES = Reader(zone="America/Los_Angeles", locale="en-US")


def _case_opened(calculator: Calculator, opened: str = "10:00", called: str = "") -> None:
    calculator.enter("opened", opened)
    if called:
        calculator.enter("called", called)


# -- describing -----------------------------------------------------------------------------------


def test_the_answer_comes_as_one_types(calculator: Calculator) -> None:
    calculator.page.keyboard.type(GATEWAY.text)
    calculator.expect_severity(WORST)
    criterion = POLICY.criterion(GATEWAY.expect.criterion or "")
    expect(calculator.answer).to_contain_text(criterion.text)
    link = calculator.answer.get_by_role("link", name="The criterion in the guide")
    assert (link.get_attribute("href") or "").endswith(f"guide/severities/#{criterion.id}")


def test_the_deadline_and_the_contact_of_the_first_known_answer(calculator: Calculator) -> None:
    calculator.describe(CALLED.text)
    _case_opened(calculator, "10:00", "10:05")
    expect(calculator.due).to_have_text(due("10:05", "g1-called"))
    assert calculator.deadline() == CALLED.expect.deadline
    expect(calculator.answer).to_contain_text(re.compile("Wednesday,? 25 November 2026"))
    expect(calculator.contact).to_contain_text(HERE.name)
    expect(calculator.contact).to_contain_text("At work now")


def test_the_words_that_counted_are_marked(calculator: Calculator) -> None:
    # The engine counts code points, the page UTF-16.
    text = f"😀😀 {EVERYBODY}"
    calculator.describe(text).expect_severity(WORST)
    marked = calculator.page.locator(".sc-backdrop mark").all_inner_texts()
    assert "Nobody" in "".join(marked)
    assert calculator.page.locator(".sc-backdrop").inner_text().rstrip("\u200b") == text


def test_what_was_typed_is_the_box_and_its_copy_in_the_same_place(calculator: Calculator) -> None:
    calculator.describe("\n".join(["a long description " * 9] * 6)).page.wait_for_timeout(100)
    box, copy = (
        calculator.page.locator(name).bounding_box() for name in ("#sc-text", ".sc-backdrop")
    )
    assert box == copy


def test_who_types_in_the_middle_stays_there_while_answers_come(calculator: Calculator) -> None:
    page = calculator.page
    answer = "new Promise((then) => addEventListener('calculator:answered', () => then()))"
    where = "[document.activeElement.id, document.activeElement.selectionStart]"
    calculator.describe(EVERYBODY).expect_severity(WORST)
    page.keyboard.press("Home")
    page.keyboard.type("Now ")
    page.evaluate(answer)
    assert page.evaluate(where) == ["sc-text", 4]
    page.locator("#sc-opened").fill("1:30")
    page.keyboard.press("Home")
    page.keyboard.type("1")
    page.evaluate(answer)
    expect(page.locator("#sc-opened-help")).to_contain_text("11:30")
    assert page.evaluate(where) == ["sc-opened", 1]


def test_an_empty_form_asks_nothing_and_starts_nothing(calculator: Calculator) -> None:
    expect(calculator.answer).to_contain_text("Describe the issue, and read here:")
    expect(calculator.page.locator(".sc-question")).to_have_count(0)


def test_one_question_decides(calculator: Calculator) -> None:
    calculator.describe(UNCLEAR)
    question = calculator.page.get_by_role("group", name=POLICY.fact("people").question)
    expect(question.get_by_role("radio")).to_have_count(3)
    expect(calculator.page.locator(".sc-question")).to_have_count(1)
    expect(calculator.answer.locator(".sc-range li")).to_have_text([WORST, MIDDLE, LEAST])
    question.get_by_label(ALL_VALUE).check()
    calculator.expect_severity(WORST)
    # The question stays where it is, so that nothing jumps and the choice can be changed.
    question.get_by_label(ONE_VALUE).check()
    calculator.expect_severity(LEAST)


def test_a_misreading_is_corrected_and_given_back(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).expect_severity(WORST)
    chip = calculator.page.locator('[data-key="fact-people"]')
    expect(chip).to_contain_text(ALL_VALUE)
    chip.locator("summary").click()
    chip.get_by_label(ONE_VALUE).check()
    calculator.expect_severity(LEAST)
    expect(chip).to_contain_text("your choice")
    chip.get_by_role("button", name="Leave it to the text").click()
    calculator.expect_severity(WORST)


def test_choosing_instead_of_writing(calculator: Calculator) -> None:
    page = calculator.page
    page.get_by_role("button", name="I would rather choose than write").click()
    page.get_by_label("The gateway at your site", exact=True).check()
    page.get_by_label("It is down, or nothing opens").check()
    calculator.expect_severity(WORST)


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda e: e.id)
def test_a_worked_example_by_its_link(visit: Visit, example: Example) -> None:
    calculator = visit(fragment=f"#{_link(example)}")
    expected = example.expect
    if expected.severity is None:
        expect(calculator.answer.locator(".sc-card--open")).to_be_visible()
        return
    calculator.expect_severity(POLICY.severity(expected.severity).name)
    if expected.deadline:
        assert calculator.deadline() == expected.deadline
    if expected.target:
        expect(calculator.answer.locator(".sc-target a")).to_have_attribute(
            "href", f"{calculator.site.url}guide/response/#{expected.target}"
        )
    if expected.escalation:
        contact = POLICY.region(expected.escalation).contact.name
        expect(calculator.contact).to_contain_text(contact)


def _link(example: Example) -> str:
    moments = {"opened": example.opened, "called": example.called}
    pairs = {
        **{name: at.isoformat() for name, at in moments.items() if at},
        "country": example.country or "",
        "zone": example.timezone or "",
        **example.facts,
        "text": example.text.replace("%", "%2525").replace("&", "%26"),
    }
    return "&".join(f"{name}={value}" for name, value in pairs.items() if value)


def test_example_buttons_fill_the_form(calculator: Calculator) -> None:
    page = calculator.page
    example = POLICY.examples[0]
    page.get_by_role("button", name=example.title).click()
    expect(calculator.text).to_have_value(example.text)
    calculator.expect_severity(WORST)
    assert calculator.deadline() == example.expect.deadline
    page.get_by_role("button", name="Use it here and now").click()
    expect(page.locator("#sc-opened")).to_have_value("")


# -- when and where -------------------------------------------------------------------------------


def test_when_and_where_are_right_untouched(calculator: Calculator) -> None:
    page = calculator.page
    expect(page.get_by_role("combobox", name="Country")).to_have_value("India")
    expect(page.get_by_text("A guess, from your time zone.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Kolkata (Asia)")
    calculator.describe(EVERYBODY).expect_severity(WORST)
    # Opened now: case alone.
    expect(calculator.due).to_have_text(due("10:06", "g1-alone"))
    expect(calculator.answer).to_contain_text("after the case is opened")


@pytest.mark.parametrize(
    ("zone", "clock", "whence"),
    [
        ("UTC", "UTC", "Country not known. Times are those of UTC."),
        ("Etc/GMT-5", "UTC+5", "Country not known. Times are those of UTC+5."),
        ("Europe/London", "Greenwich Mean Time, London", "From United Kingdom (a guess), London."),
    ],
)
def test_where_times_are_from_is_said_as_people_say_it(
    visit: Visit, zone: str, clock: str, whence: str
) -> None:
    calculator = visit(Reader(zone=zone)).describe(EVERYBODY)
    expect(calculator.answer.locator(".sc-clock .sc-hint").first).to_have_text(clock)
    expect(calculator.page.locator("#sc-whenwhere > summary")).to_contain_text(whence)


def test_a_country_with_one_zone_decides_the_zone(calculator: Calculator) -> None:
    page = calculator.page
    country = page.get_by_role("combobox", name="Country")
    country.fill("singa")
    page.get_by_role("option", name="Singapore").click()
    expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Singapore (Asia)")


def test_a_country_with_several_zones_asks_for_one(calculator: Calculator) -> None:
    page = calculator.page
    country = page.get_by_role("combobox", name="Country")
    country.fill("brazil")
    country.press("Enter")
    zone = page.get_by_role("combobox", name="Time zone")
    expect(zone).to_have_value("Sao Paulo (America)")
    calculator.describe(EVERYBODY)
    question = calculator.answer.locator(".sc-zone-question")
    expect(question).to_contain_text("The clocks of Brazil do not all show the same.")
    question.get_by_role("button", name="Manaus").click()
    expect(question).to_be_hidden()
    expect(zone).to_have_value("Manaus (America)")


def test_a_zone_that_is_not_in_the_country_is_a_question(calculator: Calculator) -> None:
    calculator.open("#country=DE&zone=Asia/Kolkata").describe(EVERYBODY)
    question = calculator.answer.locator(".sc-zone-question")
    expect(question).to_contain_text("Kolkata is not in Germany")
    question.get_by_role("button", name="Berlin").click()
    expect(question).to_be_hidden()
    expect(calculator.page.get_by_role("combobox", name="Time zone")).to_have_value(
        "Berlin (Europe)"
    )


@pytest.mark.parametrize(
    ("typed", "country", "region"),
    [
        ("UK", "United Kingdom", "GB"),
        ("Scotland", "United Kingdom", "GB-SCT"),
        ("usa", "United States", "US"),
    ],
)
def test_a_country_by_another_name(
    calculator: Calculator, typed: str, country: str, region: str
) -> None:
    box = calculator.page.get_by_role("combobox", name="Country")
    box.fill(typed)
    box.press("Tab")
    expect(box).to_have_value(country)
    expect(calculator.page.locator("#sc-subdivision")).to_have_value(region)


def test_what_is_no_country_stays_with_a_message(calculator: Calculator) -> None:
    box = calculator.page.get_by_role("combobox", name="Country")
    box.fill("Korea")
    box.press("Tab")
    expect(box).to_have_value("Korea")
    expect(calculator.page.locator("#sc-country-help")).to_contain_text(
        "is not the name of one country"
    )


def test_a_day_that_is_another_in_parts_of_the_country_offers_them(calculator: Calculator) -> None:
    calculator.page.clock.set_system_time("2026-08-31T09:02:00Z")
    calculator.describe(EVERYBODY)
    box = calculator.page.get_by_role("combobox", name="Country")
    box.fill("UK")
    box.press("Tab")
    calculator.enter("opened", "2026-08-31 10:00").enter("called", "2026-08-31 10:01")
    caution = calculator.answer.locator(".sc-cautions", has_text="England, Northern Ireland, Wales")
    expect(caution).to_be_visible()
    caution.get_by_role("combobox").select_option("England")
    expect(caution).to_be_hidden()
    expect(calculator.page.locator("#sc-subdivision")).to_have_value("GB-ENG")


def test_likely_places_come_first(calculator: Calculator) -> None:
    calculator.page.get_by_role("combobox", name="Country").click()
    first = calculator.page.locator("#sc-country-list [role=option]").first
    expect(first).to_contain_text("India")


LISTEN = """() => {
  window.heard = new Promise((resolve) => {
    setTimeout(resolve, 10_000);
    new MutationObserver(() => {
      const said = document.querySelector("body > [aria-live]")?.textContent.trim();
      if (said) resolve(said);
    }).observe(document.body, { childList: true, subtree: true });
  });
}"""
"""Waits for what the searchable list says aloud, which is gone again at once."""


@pytest.mark.parametrize(
    ("typed", "said"),
    [("united", "7 found"), ("reunion", "1 found"), ("xyzzy", "Nothing of that name")],
)
def test_a_searchable_list_says_how_much_it_found(
    calculator: Calculator, typed: str, said: str
) -> None:
    calculator.page.evaluate(LISTEN)
    calculator.page.get_by_role("combobox", name="Country").fill(typed)
    assert calculator.page.evaluate("() => window.heard") == said


def test_a_searchable_list_takes_what_was_chosen(calculator: Calculator) -> None:
    page = calculator.page
    country = page.get_by_role("combobox", name="Country")
    country.fill("united")
    country.press("Enter")
    expect(country).to_have_value("united")
    country.press("Escape")
    expect(country).to_have_value("India")
    country.fill("united")
    country.press("ArrowDown")
    expect(country).to_be_focused()
    country.press("Enter")
    expect(country).to_have_value("United Kingdom")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_zone_that_does_not_exist_is_an_error_with_a_way_to_the_field(
    calculator: Calculator,
) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).expect_severity(WORST)
    zone = page.get_by_role("combobox", name="Time zone")
    zone.fill("Atlantis")
    zone.press("Tab")
    summary = page.get_by_role("group", name="Something could not be understood")
    summary.get_by_role("link").click()
    expect(zone).to_be_focused()
    expect(calculator.due).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("25:99", "there is no such time of day"),
        ("24 Nov", "has no time"),
        ("31 Feb 10:00", "there is no such day"),
        ("soon", "is not a time"),
    ],
)
def test_a_time_that_cannot_be_read(calculator: Calculator, typed: str, complaint: str) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).enter("opened", typed)
    summary = page.get_by_role("group", name="Something could not be understood")
    expect(summary).to_contain_text(complaint)
    expect(page.locator("#sc-opened")).to_have_attribute("aria-invalid", "true")
    expect(calculator.answer).to_contain_text("Correct the time or the place")
    # Nothing that could be taken for a deadline is left, nor can it be taken along.
    expect(calculator.due).to_have_count(0)
    expect(page.get_by_role("button", name="Calendar file")).to_have_count(0)
    summary.get_by_role("link").click()
    expect(page.locator("#sc-opened")).to_be_focused()
    calculator.enter("opened", "9:30")
    expect(calculator.due).to_have_text(due("9:30", "g1-alone"))
    expect(summary).to_have_count(0)


def test_the_native_picker_fills_the_field(calculator: Calculator) -> None:
    picker = calculator.page.locator('[data-picker="opened"]')
    picker.evaluate(
        """picker => {
            picker.value = "2026-11-25T09:15";
            picker.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(calculator.page.locator("#sc-opened")).to_have_value("2026-11-25 09:15")


def test_a_public_holiday_gives_the_longer_target(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY)
    calculator.enter("opened", "2027-01-26 09:00").enter("called", "2027-01-26 09:00")
    expect(calculator.due).to_have_text(due("09:00", "g1-called-off"))
    assert f"{calculator.deadline():%F}" == "2027-01-26"
    working = calculator.unfold("How this is counted, and the other targets")
    expect(working).to_contain_text("Not for this day")


def test_a_time_that_the_clocks_show_twice_may_be_the_second(visit: Visit) -> None:
    calculator = visit(LOS_ANGELES).describe(SOME)
    calculator.enter("opened", "2026-11-01 01:30")
    assert calculator.deadline().isoformat() == "2026-11-01T14:30:00+00:00"
    calculator.answer.get_by_role("button", name="Take the second").click()
    expect(calculator.page.locator("#sc-opened")).to_have_value("2026-11-01 01:30 -08:00")
    expect(calculator.due).to_have_attribute("datetime", "2026-11-01T15:30:00Z")


def test_the_working_names_the_clock_change_and_the_time_elsewhere(visit: Visit) -> None:
    calculator = visit(LOS_ANGELES).describe(SOME)
    calculator.enter("opened", "2026-10-31 23:00")
    expect(calculator.due).to_have_attribute("datetime", "2026-11-01T12:00:00Z")
    working = calculator.unfold("How this is counted, and the other targets")
    expect(working).to_contain_text("the clocks of Los Angeles go back by 1 hour")
    expect(working).to_contain_text("12:00 PM (UTC)")
    expect(working).to_contain_text("5:30 PM (Pune, India)")


@pytest.mark.parametrize("fault", [truncated, unanswered], ids=["damaged", "unanswered"])
def test_holidays_that_cannot_be_had_are_said_and_nothing_else_is_lost(
    india: BrowserContext, site: StaticHost, fault: Fault
) -> None:
    site.faults["holidays/IN.json"] = fault
    calculator = new_calculator(india, site).open().describe(CALLED.text).expect_severity(WORST)
    _case_opened(calculator, "10:00", "10:05")
    expect(calculator.due).to_have_text(due("10:05", "g1-called"))
    expect(calculator.answer).to_contain_text("The public holidays of India are not known")
    site.faults.clear()
    calculator.enter("called", "10:06")
    expect(calculator.answer).not_to_contain_text("are not known")


@pytest.mark.parametrize("body", [b"null", b"[]", b"{", b'"x"', b""], ids=repr)
def test_links_that_cannot_be_had_take_nothing_else_away(
    india: BrowserContext, site: StaticHost, body: bytes
) -> None:
    """Without the places in the guide, the answer stands, as text."""
    site.faults["api/links.json"] = with_body(body)
    calculator = new_calculator(india, site).open().describe(CALLED.text).expect_severity(WORST)
    _case_opened(calculator, "10:00", "10:05")
    expect(calculator.due).to_have_text(due("10:05", "g1-called"))
    expect(calculator.contact).to_contain_text(HERE.name if HERE else "")


def test_a_region_with_holidays_of_its_own(visit: Visit) -> None:
    calculator = visit(Reader(zone="Europe/Berlin")).describe(EVERYBODY)
    # Epiphany is a holiday in Bavaria, not in all of Germany.
    calculator.enter("opened", "2027-01-06 09:00").enter("called", "2027-01-06 09:00")
    expect(calculator.due).to_have_text(due("09:00", "g1-called"))
    calculator.page.locator("#sc-subdivision").select_option("DE-BY")
    expect(calculator.due).to_have_text(due("09:00", "g1-called-off"))


# -- kept -----------------------------------------------------------------------------------------


def test_nothing_is_lost_by_reload_back_or_another_page(calculator: Calculator) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).enter("opened", "9:30")
    calculator.expect_severity(WORST)
    page.reload()
    expect(calculator.text).to_have_value(EVERYBODY)
    expect(page.locator("#sc-opened")).to_have_value("2026-11-25 09:30")
    calculator.expect_severity(WORST)
    page.get_by_role("link", name="Guide", exact=True).first.click()
    page.wait_for_url("**/guide/**")
    page.go_back()
    expect(calculator.text).to_have_value(EVERYBODY)
    calculator.expect_severity(WORST)


def test_nothing_is_lost_if_the_tab_dies(india: BrowserContext, site: StaticHost) -> None:
    calculator = new_calculator(india, site).open()
    calculator.describe("written just before").page.wait_for_timeout(1000)
    calculator.page.close(run_before_unload=False)
    again = new_calculator(india, site).open()
    expect(again.text).to_have_value("written just before")


def test_starting_again_takes_one_key_and_can_be_undone(calculator: Calculator) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).expect_severity(WORST)
    page.get_by_role("button", name="Start again").click()
    expect(calculator.text).to_have_value("")
    expect(calculator.text).to_be_focused()
    page.reload()
    page.get_by_role("button", name="Bring it back").click()
    expect(calculator.text).to_have_value(EVERYBODY)
    calculator.expect_severity(WORST)


def test_a_broken_engine_keeps_the_words_and_names_what_still_works(
    india: BrowserContext, site: StaticHost
) -> None:
    site.faults["wasm$"] = gone
    calculator = new_calculator(india, site).open().describe(EVERYBODY)
    expect(calculator.answer).to_contain_text("The calculator cannot answer.")
    expect(calculator.text).to_have_value(EVERYBODY)
    expect(calculator.page.get_by_role("heading", name="Whom to turn to")).to_be_visible()
    site.faults.clear()
    calculator.page.get_by_role("button", name="Try again").click()
    calculator.expect_severity(WORST)


def test_without_scripts_the_tables_are_there(chromium: Browser, site: StaticHost) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}calculator/")
    expect(page.get_by_role("heading", name="How severe it is")).to_be_visible()
    for target in POLICY.response:
        expect(page.locator("article")).to_contain_text(target.label)
    for phone in POLICY.phones:
        expect(page.locator("article")).to_contain_text(phone.number)
    context.close()


# -- after the answer -----------------------------------------------------------------------------


def test_ticks_survive_and_opening_the_case_sets_the_time(calculator: Calculator) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).expect_severity(WORST)
    page.get_by_label("Open a case at the web desk").check()
    expect(page.locator("#sc-opened")).to_have_value("2026-11-25 10:06 +05:30")
    page.reload()
    calculator.expect_severity(WORST)
    expect(page.get_by_label("Open a case at the web desk")).to_be_checked()


def test_numbers_can_be_called_the_reporters_own_first(visit: Visit) -> None:
    calculator = visit(Reader(zone="Europe/London")).describe(EVERYBODY)
    calculator.expect_severity(WORST)
    expect(calculator.number).to_have_attribute("href", "tel:+448081570192")


def test_the_countdown_ticks_crosses_the_deadline_and_says_so_once(
    calculator: Calculator,
) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).enter("opened", "10:00").enter("called", "10:05")
    timer = page.get_by_role("timer")
    expect(timer).to_contain_text("left")
    before = timer.inner_text()
    page.clock.run_for(61_000)
    assert timer.inner_text() != before
    page.clock.fast_forward("19:00")
    page.clock.run_for(2000)
    expect(timer).to_contain_text("overdue by")
    expect(calculator.answer).to_contain_text("Support is late. You may escalate this.")
    expect(calculator.spoken).to_contain_text("overdue")
    calculator.answer.get_by_role("link", name="Whom to turn to").click()
    expect(page.locator("#sc-escalation")).to_be_focused()


def test_what_if_shows_before_it_applies(calculator: Calculator) -> None:
    page = calculator.page
    calculator.describe(EVERYBODY).enter("opened", "10:00")
    alone, called = due("10:00", "g1-alone"), due("10:06", "g1-called")
    expect(calculator.due).to_have_text(alone)
    what_if = calculator.unfold("What if?")
    row = what_if.locator("li").filter(has_text="Support called now")
    row.get_by_role("button", name="Compare").click()
    expect(row).to_contain_text(called)
    expect(calculator.due).to_have_text(alone)
    row.get_by_role("button", name="Apply this").click()
    expect(calculator.due).to_have_text(called)
    row = what_if.locator("li").filter(has_text=f"People: {SOME_VALUE}")
    row.get_by_role("button", name="Compare").click()
    row.get_by_role("button", name="Apply this").click()
    calculator.expect_severity(MIDDLE)
    expect(page.locator("#sc-called")).not_to_have_value("")


def test_what_if_is_told_though_the_answer_is_asked_for_meanwhile(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).enter("opened", "10:00")
    expect(calculator.due).to_have_text(due("10:00", "g1-alone"))
    row = calculator.unfold("What if?").locator("li").filter(has_text="Support called now")
    # As when the minute turns just then.
    calculator.page.evaluate(
        """() => {
          const engine = window.calculatorEngine, call = engine.call.bind(engine);
          engine.call = (name, request, options) => {
            engine.call = call;
            const asked = call(name, request, options);
            call("answer", request);
            return asked;
          };
        }"""
    )
    row.get_by_role("button", name="Compare").click()
    expect(row).to_contain_text(due("10:06", "g1-called"))


@pytest.mark.parametrize(
    ("answered", "verdict"),
    [("9:45", "Met, with 10 minutes to spare."), ("10:00", "Missed by 5 minutes.")],
)
def test_after_the_fact(calculator: Calculator, answered: str, verdict: str) -> None:
    calculator.describe(EVERYBODY).enter("opened", "9:30").enter("called", "9:35")
    review = calculator.unfold("Support has answered. In time?")
    calculator.enter("answered", answered)
    expect(review.locator(".sc-review li").first).to_contain_text(verdict)
    expect(review.locator(".sc-review li").first).to_contain_text("the promise that governs")


def test_other_contacts_are_shown_with_their_time(calculator: Calculator) -> None:
    calculator.describe(EVERYBODY).expect_severity(WORST)
    others = calculator.unfold("Other contacts")
    expect(others).to_contain_text(POLICY.region("denver").contact.name)
    expect(others).to_contain_text("Not at work: it is 21:36 there.")


# -- languages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "question", "due", "day", "note"),
    [
        (
            "de",
            "Was ist passiert?",
            "Antwort fällig bis",
            "Mittwoch, 25. November 2026",
            "Die Richtlinie selbst liegt auf Englisch vor.",
        ),
        (
            "fr",
            "Que se passe-t-il ?",
            "Réponse au plus tard à",
            "mercredi 25 novembre 2026",
            "La politique elle-même est rédigée en anglais.",
        ),
        (
            "es",
            "¿Qué ha pasado?",
            "Respuesta a más tardar",
            "miércoles, 25 de noviembre de 2026",
            "La política en sí está redactada en inglés.",
        ),
    ],
)
def test_a_reader_may_be_spoken_to_in_another_language_which_says_what_is_in_the_policys(
    calculator: Calculator, language: str, question: str, due: str, day: str, note: str
) -> None:
    page = calculator.page
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_label(question)).to_be_visible()
    expect(page.locator(".sc-root")).to_have_attribute("lang", language)
    calculator.describe(EVERYBODY).enter("opened", "10:00")
    for part in (due, day, note):
        expect(calculator.answer).to_contain_text(part)
    # The policy's own texts stay in its language, and say which that is.
    expect(calculator.badge).to_have_attribute("lang", "en")


def test_the_page_starts_in_the_policys_language(visit: Visit) -> None:
    calculator = visit(Reader(locale="de-DE")).describe(EVERYBODY)
    calculator.expect_severity(WORST)
    expect(calculator.answer).to_contain_text("If you open the case now, answer due by")


def test_the_language_can_be_chosen_and_is_kept(calculator: Calculator) -> None:
    page = calculator.page
    page.get_by_label("Language").select_option("de")
    expect(page.get_by_label("Was ist passiert?")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Was ist passiert?")).to_be_visible()
    expect(page.get_by_role("combobox", name="Land")).to_have_value("Indien")


# -- privacy --------------------------------------------------------------------------------------


def test_nothing_leaves_the_site_and_nothing_carries_the_words(
    india: BrowserContext, site: StaticHost
) -> None:
    seen: list[str] = []
    india.on("request", lambda request: seen.append(f"{request.url} {request.post_data or ''}"))
    calculator = new_calculator(india, site).open(f"#text=xyzzy {EVERYBODY}")
    calculator.expect_severity(WORST)
    calculator.describe(f"xyzzy {ONE}").expect_severity(LEAST)
    calculator.page.reload()
    calculator.expect_severity(LEAST)
    addresses = [unquote(line) for line in seen]
    assert all(a.startswith((site.url, "blob:", "data:")) for a in addresses)
    assert not any("xyzzy" in a for a in addresses if "#" not in a)
    assert not any("xyzzy" in unquote(path) for path in site.requests)


def test_the_page_reports_no_error(india: BrowserContext, site: StaticHost) -> None:
    calculator = new_calculator(india, site)
    problems = _problems(calculator.page)
    calculator.open().describe(EVERYBODY).expect_severity(WORST)
    for fold in calculator.page.locator("details.sc-fold").all():
        fold.evaluate("fold => { fold.open = true; }")
    calculator.page.wait_for_timeout(500)
    assert problems == []


def _problems(page: Page) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type in ("error",) else None)
    return found
