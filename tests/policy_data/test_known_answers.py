"""When the clock starts on which kind of day: facts of the calendar, held against the promises.

The moments and the kinds of day are known from public calendars.  What is promised for them is the
policy's: of the targets that hold on such a day, the one that ends first.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from calculator.authoring.check import load_policy
from calculator.authoring.holidays import build
from calculator.engine.policy import RESPONSE, Event, Target
from calculator.engine.response import Reporter, Situation, respond
from calculator.engine.time.counting import add
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.instant import parse_instant
from calculator.engine.time.schedule import schedules
from tests.policy_data import POLICY

READ = load_policy(POLICY).policy
PLACES = ("BE", "GB", "HK", "IN", "SA", "US")
RULES = replace(READ.holidays, countries=PLACES, first_year=2025, last_year=2028)
HOLIDAYS = Holidays(build(RULES, date(2026, 11, 20)))
BOOK = schedules(READ.calendars, HOLIDAYS)
SEVERITIES = [str(severity.id) for severity in READ.severities]

INDIA = Reporter("IN", "Asia/Kolkata")
KARNATAKA = Reporter("IN-KA", "Asia/Kolkata")
HONG_KONG = Reporter("HK", "Asia/Hong_Kong")
ENGLAND = Reporter("GB-ENG", "Europe/London")
BRITAIN = Reporter("GB", "Europe/London")
CALIFORNIA = Reporter("US-CA", "America/Los_Angeles")
AMERICA = Reporter("US", "America/Los_Angeles")
SAUDI = Reporter("SA", "Asia/Riyadh")
BELGIUM = Reporter("BE", "Europe/Brussels")

WORKING, WEEKEND, HOLIDAY = "working-day", "weekend", "holiday"


def at(text: str) -> datetime:
    return parse_instant(text)


def due(target: Target, start: datetime) -> datetime:
    return add(BOOK[target.calendar], start, parse_duration(target.within)).end


GENERAL_HOLIDAYS = """
2026-01-15 2026-01-26 2026-03-19 2026-03-31 2026-04-03 2026-04-14 2026-04-20 2026-05-01 2026-05-28
2026-06-26 2026-08-26 2026-09-14 2026-10-02 2026-10-20 2026-10-21 2026-11-10 2026-11-27 2026-12-25
"""
"""Karnataka's of 2026 that are no Saturday or Sunday, by the state's list."""


def test_bangalore_keeps_karnatakas_list() -> None:
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    closed = {d for d in year if HOLIDAYS.lookup("IN-KA", d) and d.weekday() < 5}
    listed = {date.fromisoformat(day) for day in GENERAL_HOLIDAYS.split()}
    # But for what the policy itself says to be otherwise.
    corrected = {d.date for d in (*READ.holidays.add, *READ.holidays.remove) if d.place[:2] == "IN"}
    assert closed - corrected == listed - corrected


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize(
    ("reporter", "case", "day", "call", "called"),
    [
        pytest.param(
            INDIA, "2026-11-25T10:00+05:30", WORKING, "2026-11-25T10:05+05:30", WORKING,
            id="case and call",
        ),
        pytest.param(
            INDIA, "2026-11-25T10:00+05:30", WORKING, None, None, id="no call"
        ),
        pytest.param(
            INDIA, "2026-11-25T10:00+05:30", WORKING, "2026-11-25T10:50+05:30", WORKING,
            id="a late call",
        ),
        pytest.param(
            INDIA, "2026-11-28T10:00+05:30", WEEKEND, "2026-11-28T10:05+05:30", WEEKEND,
            id="a Saturday",
        ),
        pytest.param(
            INDIA, "2026-11-27T23:55+05:30", WORKING, "2026-11-27T23:55+05:30", WORKING,
            id="into Saturday",
        ),
        pytest.param(
            INDIA, "2026-11-27T23:55+05:30", WORKING, "2026-11-28T00:05+05:30", WEEKEND,
            id="called on Saturday",
        ),
        pytest.param(
            INDIA, "2027-01-26T09:00+05:30", HOLIDAY, "2027-01-26T09:00+05:30", HOLIDAY,
            id="Republic Day",
        ),
        pytest.param(
            INDIA, "2026-11-24T10:00+05:30", HOLIDAY, "2026-11-24T10:05+05:30", HOLIDAY,
            id="Guru Nanak Jayanti",
        ),
        pytest.param(
            KARNATAKA, "2026-11-24T10:00+05:30", WORKING, "2026-11-24T10:05+05:30", WORKING,
            id="not in Karnataka",
        ),
        pytest.param(
            KARNATAKA, "2026-11-27T10:00+05:30", HOLIDAY, "2026-11-27T10:05+05:30", HOLIDAY,
            id="Kanakadasa Jayanti",
        ),
        pytest.param(
            HONG_KONG, "2027-03-26T10:00+08:00", HOLIDAY, "2027-03-26T10:05+08:00", HOLIDAY,
            id="a general holiday",
        ),
        pytest.param(
            ENGLAND, "2026-12-28T09:00Z", HOLIDAY, "2026-12-28T09:00Z", HOLIDAY,
            id="a substitute day",
        ),
        pytest.param(
            BRITAIN, "2026-12-28T09:00Z", HOLIDAY, "2026-12-28T09:00Z", HOLIDAY,
            id="a substitute day, the country alone",
        ),
        pytest.param(
            CALIFORNIA, "2027-07-05T09:00-07:00", HOLIDAY, "2027-07-05T09:00-07:00", HOLIDAY,
            id="an observed day",
        ),
        pytest.param(
            AMERICA, "2027-07-05T09:00-07:00", HOLIDAY, "2027-07-05T09:00-07:00", HOLIDAY,
            id="an observed day, the country alone",
        ),
        pytest.param(
            SAUDI, "2026-11-29T09:00+03:00", WORKING, "2026-11-29T09:00+03:00", WORKING,
            id="a Sunday that is worked",
        ),
        pytest.param(
            SAUDI, "2026-11-27T09:00+03:00", WEEKEND, "2026-11-27T09:00+03:00", WEEKEND,
            id="a Friday that is not",
        ),
        pytest.param(CALIFORNIA, "2027-03-13T22:00-08:00", WEEKEND, None, None, id="spring"),
        pytest.param(CALIFORNIA, "2026-10-31T20:00-07:00", WEEKEND, None, None, id="autumn"),
        pytest.param(BELGIUM, "2027-03-28T00:30+01:00", WEEKEND, None, None, id="in Brussels"),
    ],
)  # fmt: skip
def test_the_earliest_of_the_promises_that_hold_governs(
    severity: str,
    reporter: Reporter,
    case: str,
    day: str,
    call: str | None,
    called: str | None,
) -> None:
    events: dict[Event, datetime] = {"case-opened": at(case)}
    if call:
        events["phone-call"] = at(call)
    days = {"case-opened": day, "phone-call": called}
    promised = []
    for target in READ.response:
        if target.kind != RESPONSE:
            continue
        if severity in target.when.get("severity", (severity,)) and {*target.starts} <= {*events}:
            last = max(target.starts, key=lambda event: events[event])
            if days[last] in target.when.get("day", (days[last],)):
                promised.append((due(target, events[last]), target.id))
    found = respond(READ, BOOK, HOLIDAYS, Situation({"severity": severity}, events, reporter))
    assert found.governing
    assert (found.governing.deadline, found.governing.target) == min(promised, key=lambda p: p[0])
