"""The page in other hands: with a published policy in the place of ours, it answers their examples.

Pages are built for each policy alike; here the calculator's page of one site is given what the
others would publish for it, which is quicker than to build them all.
"""

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import icalendar
import pytest
from playwright.sync_api import Browser, expect

from calculator.authoring.check import load_policy
from calculator.engine.policy import Example
from calculator.packaging.api import api
from tests.browser.calculator import new_calculator, new_context
from tests.policies import OFFICES, PUBLISHED
from tests.static_host import StaticHost


@pytest.fixture(params=PUBLISHED, ids=lambda directory: directory.name)
def theirs(
    request: pytest.FixtureRequest,
    built_site: Path,
    tmp_path: Path,
    serve: Callable[[Path], StaticHost],
) -> tuple[Path, StaticHost]:
    """A policy's directory, and a site whose calculator has that policy."""
    place = tmp_path / "site"
    shutil.copytree(built_site, place, copy_function=os.link)
    for path, content in api(load_policy(request.param), date(2026, 1, 1)).items():
        file = place / path
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return request.param, serve(place)


def link(example: Example) -> str:
    """The fragment of an address that tells an example."""
    assert example.opened
    told = {
        "opened": example.opened.isoformat(timespec="minutes"),
        "called": example.called.isoformat(timespec="minutes") if example.called else "",
        "country": example.country or "",
        "zone": example.timezone or "",
        "text": example.text,
        **example.facts,
    }
    return "#" + "&".join(f"{name}={quote(said)}" for name, said in told.items() if said)


def test_it_answers_an_example_of_theirs(
    chromium: Browser, theirs: tuple[Path, StaticHost]
) -> None:
    """The one that has most to tell: a severity, a deadline, and promises of other kinds."""
    directory, site = theirs
    policy = load_policy(directory).policy
    decided = [e for e in policy.examples if e.opened and e.expect.severity is not None]
    example = max(decided, key=lambda e: (e.expect.deadline is not None, len(e.expect.promised)))
    assert example.opened
    clock = f"{example.opened.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    with new_context(chromium) as context:
        calculator = new_calculator(context, site, clock).open(link(example))
        calculator.expect_severity(policy.severity(str(example.expect.severity)).name)
        first = calculator.due.first
        if example.expect.deadline:
            assert datetime.fromisoformat(first.get_attribute("datetime") or "") == (
                example.expect.deadline
            )
        else:
            expect(calculator.answer.locator(".sc-deadline")).to_contain_text("No time is promised")
        others = calculator.page.locator(".sc-promises time").all()
        told = [datetime.fromisoformat(t.get_attribute("datetime") or "") for t in others]
        assert sorted(told) == sorted(example.expect.promised.values())
        expect(calculator.page.locator(".sc-errors")).to_have_count(0)


WAITS = next(directory for directory in PUBLISHED if directory.name == "deakin-it")


@pytest.mark.parametrize("theirs", [WAITS], ids=["deakin-it"], indirect=True)
def test_a_case_that_waits_stops_the_clock(
    chromium: Browser, theirs: tuple[Path, StaticHost]
) -> None:
    """Three hours of the desk from nine o'clock; an hour later it waits, and for two hours."""
    facts = "ticket=incident&impact=high&urgency=high"
    link = f"#opened=2026-03-02T09:00%2B11:00&zone=Australia/Melbourne&country=AU-VIC&{facts}"
    with new_context(chromium) as context:
        calculator = new_calculator(context, theirs[1], "2026-03-02T03:00:00Z").open(link)
        calculator.expect_severity("Priority 1")
        due = calculator.due.first
        expect(due).to_have_attribute("datetime", "2026-03-02T01:00:00Z")
        counting = calculator.unfold("How this is counted, and the other targets")
        since, until = (
            counting.get_by_label(f"Waiting for the customer: {edge}", exact=True)
            for edge in ("since", "until")
        )
        since.fill("10:00")
        since.press("Tab")
        expect(calculator.answer).to_contain_text("The clock stands while the case waits, since")
        expect(calculator.answer).to_contain_text("It goes on with 2 hours left.")
        until.fill("9:30")
        until.press("Tab")
        expect(calculator.page.locator(".sc-errors")).to_contain_text("It ends before it begins.")
        until.fill("12:00")
        until.press("Tab")
        expect(due).to_have_attribute("datetime", "2026-03-02T03:00:00Z")
        expect(counting).to_contain_text("the case waited: Waiting for the customer")
        calculator.page.locator("[data-change]").select_option(label="Priority 3")
        calculator.expect_severity("Priority 3")
        reason = calculator.answer.locator(".sc-reason")
        expect(reason).to_contain_text("By the description it is Priority 1.")
        changed = counting.get_by_label("Changed to Priority 3", exact=True)
        changed.fill("11:00")
        changed.press("Tab")
        expect(reason).to_contain_text(re.compile(r"^\s*Support set this severity: .*11:00"))
        # Five hours of the desk in place of three, and the two in which it waited.
        expect(due).to_have_attribute("datetime", "2026-03-02T05:00:00Z")
        expect(calculator.answer).to_contain_text("done-changed-P3=2026-03-02T11:00")
        counting.get_by_role("button", name="Not changed").click()
        calculator.expect_severity("Priority 1")
        expect(changed).to_have_count(0)
        # On a phone, the drawing's labels are cut before their times, which stay in sight.
        calculator.page.set_viewport_size({"width": 360, "height": 740})
        inside = """all => all.length > 0 && all.every((one) => {
            const { right } = one.lastElementChild.getBoundingClientRect();
            return right <= one.parentNode.getBoundingClientRect().right + 1;
        })"""
        assert calculator.page.locator(".sc-timeline__label").evaluate_all(inside)


@pytest.mark.parametrize(
    "theirs", [d for d in PUBLISHED if d.name == "herodevs"], indirect=True, ids=["herodevs"]
)
def test_it_asks_whether_an_update_came_that_was_due(
    chromium: Browser, theirs: tuple[Path, StaticHost]
) -> None:
    """Of P0 there is news every 24 hours: after two days, two updates of which nothing is said."""
    directory, site = theirs
    example = next(
        e for e in load_policy(directory).policy.examples if e.opened and e.expect.severity == "P0"
    )
    assert example.opened
    clock = f"{example.opened.astimezone(UTC) + timedelta(hours=49):%Y-%m-%dT%H:%M:%SZ}"
    with new_context(chromium) as context:
        calculator = new_calculator(context, site, clock).open(link(example))
        news = calculator.page.locator(".sc-promises li", has_text="News of P0")
        expect(news).to_contain_text("Nothing is said of the update that was due")
        news.get_by_role("button", name="It came just now").click()
        expect(news).not_to_contain_text("Nothing is said")
        came = news.locator("time").get_attribute("datetime")
        assert datetime.fromisoformat(came or "") == example.opened + timedelta(hours=73)
        expect(news).to_contain_text("Next update due by")


@pytest.mark.parametrize("theirs", [OFFICES], indirect=True, ids=["kestrel-mail"])
def test_the_steps_of_an_escalation_are_told_with_their_instants(
    chromium: Browser, theirs: tuple[Path, StaticHost]
) -> None:
    """In the answer, in what is copied, and in the calendar file; until somebody answers."""
    example = next(e for e in load_policy(OFFICES).policy.examples if e.id == "mail-stopped")
    with new_context(chromium, timezone_id="Europe/Oslo") as context:
        calculator = new_calculator(context, theirs[1], "2026-05-17T02:10:00Z").open(link(example))
        calculator.expect_severity("Priority 1")
        steps = calculator.page.locator(".sc-steps > li")
        expect(steps).to_have_count(2)
        expect(steps.first).to_contain_text("If nobody has answered by")
        expect(steps.first).to_contain_text("04:00: The lead of the office")
        expect(steps.first).to_contain_text("That time has passed.")
        expect(steps.last).to_contain_text("If it is not resolved by")
        expect(steps.last).to_contain_text("16:30: The founder")
        expect(calculator.page.locator(".sc-print")).to_contain_text("The founder")
        with calculator.page.expect_download() as download:
            calculator.press("Calendar file")
        events = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk(
            "VEVENT"
        )
        begins = {e.decoded("dtstart"): str(e["summary"]) for e in events}
        assert {
            at for at, said in begins.items() if "The lead" in said or "The founder" in said
        } == {*example.expect.steps.values()}
        calculator.press("Support has answered")
        expect(steps.first).to_contain_text("Not needed any more.")
        expect(steps.last).not_to_contain_text("Not needed any more.")


CALLERS = [
    pytest.param("GB", "Call 0808 157 0192", "tel:08081570192", False, id="free-here"),
    pytest.param("NZ", "Call +47 22 00 00 01", "tel:+4722000001", True, id="a-contact-here"),
    pytest.param("NO", "Call +47 22 00 00 00", "tel:+4722000000", False, id="neither"),
]


@pytest.mark.parametrize("theirs", [OFFICES], indirect=True, ids=["kestrel-mail"])
@pytest.mark.parametrize(("country", "said", "link_", "reached"), CALLERS)
def test_a_number_is_dialled_as_it_is_where_the_reader_is(
    chromium: Browser,
    theirs: tuple[Path, StaticHost],
    country: str,
    said: str,
    link_: str,
    reached: bool,
) -> None:
    """A number without a country code is shown as it is printed, and called where it can be."""
    with new_context(chromium) as context:
        calculator = new_calculator(context, theirs[1])
        calculator.open(f"#country={country}&text=Our mail is down, nobody gets anything.")
        calculator.expect_severity("Priority 1")
        expect(calculator.number).to_contain_text(said)
        expect(calculator.number).to_have_attribute("href", link_)
        wellington = calculator.page.locator("[data-contact=wellington]")
        expect(wellington).to_contain_text("0800 555 019")
        expect(wellington.locator("[href^='tel:']")).to_have_count(int(reached))
        if not reached:
            expect(wellington).to_contain_text("dialled only from: New Zealand")
        if country != "GB":
            expect(calculator.page.locator("[href='tel:08081570192']")).to_have_count(0)
