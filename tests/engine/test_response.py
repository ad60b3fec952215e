"""The deadline that governs, and why the others do not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.authoring.check import load_policy
from calculator.authoring.holidays import build
from calculator.engine.policy import Event, Policy, Target
from calculator.engine.response import (
    Promise,
    Reporter,
    Response,
    Situation,
    remaining,
    respond,
    review,
)
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.instant import parse_instant, utc
from calculator.engine.time.schedule import schedules
from tests.policies import WHOLE

CASE: Event = "case-opened"
CALL: Event = "phone-call"

POLICY = load_policy(WHOLE).policy
CALLED, CALLED_OFF, ALONE, *_ = POLICY.response
"""The three targets of the weightiest severity: two wait for a call, by the kind of day."""

# The library has a holiday of the central government on the Tuesday that most cases are opened on.
# The policy takes it for a working day.
ELSEWHERE = ("BE", "CN", "SA")
RULES = replace(POLICY.holidays, countries=(*POLICY.holidays.countries, *ELSEWHERE))
HOLIDAYS = Holidays(build(RULES, date(2026, 11, 20)))


def promising(*targets: Target) -> Policy:
    return replace(POLICY, response=targets)


INDIA = Reporter("IN", "Asia/Kolkata")
ENGLAND = Reporter("GB-ENG", "Europe/London")
CALIFORNIA = Reporter("US-CA", "America/Los_Angeles")
SAUDI = Reporter("SA", "Asia/Riyadh")
BELGIUM = Reporter("BE", "Europe/Brussels")


def at(text: str) -> datetime:
    return parse_instant(text)


def answer(
    severity: int,
    case: str | None,
    call: str | None = None,
    reporter: Reporter = INDIA,
    now: str | None = None,
    policy: Policy = POLICY,
    holidays: Holidays = HOLIDAYS,
) -> Response:
    events: dict[Event, datetime] = {}
    if case:
        events[CASE] = at(case)
    if call:
        events[CALL] = at(call)
    situation = Situation({"severity": str(severity)}, events, reporter, at(now) if now else None)
    return respond(policy, schedules(policy.calendars, holidays), holidays, situation)


def promise(response: Response, target: str) -> Promise:
    return next(p for p in response.promises if p.target == target)


def outcome(response: Response) -> tuple[str, datetime]:
    assert response.governing
    assert response.governing.deadline
    return response.governing.target, response.governing.deadline


@pytest.mark.parametrize(
    ("severity", "case", "call", "reporter", "target", "deadline"),
    [
        pytest.param(
            1, "2026-11-25T10:00+05:30", "2026-11-25T10:05+05:30", INDIA,
            "g1-called", "2026-11-25T10:25+05:30", id="case and call",
        ),
        pytest.param(
            1, "2026-11-25T10:00+05:30", None, INDIA,
            "g1-alone", "2026-11-25T11:30+05:30", id="no call",
        ),
        pytest.param(
            1, "2026-11-25T10:00+05:30", "2026-11-25T11:20+05:30", INDIA,
            "g1-alone", "2026-11-25T11:30+05:30", id="a late call",
        ),
        pytest.param(
            1, "2026-11-28T10:00+05:30", "2026-11-28T10:05+05:30", INDIA,
            "g1-called-off", "2026-11-28T10:55+05:30", id="a Saturday",
        ),
        pytest.param(
            1, "2026-11-28T10:00+05:30", "2026-11-28T10:50+05:30", INDIA,
            "g1-alone", "2026-11-28T11:30+05:30", id="a late call on a Saturday",
        ),
        pytest.param(
            1, "2026-11-27T23:55+05:30", "2026-11-27T23:55+05:30", INDIA,
            "g1-called", "2026-11-28T00:15+05:30", id="into Saturday",
        ),
        pytest.param(
            1, "2027-01-26T09:00+05:30", "2027-01-26T09:00+05:30", INDIA,
            "g1-called-off", "2027-01-26T09:50+05:30", id="Republic Day",
        ),
        pytest.param(
            1, "2026-12-28T09:00Z", "2026-12-28T09:00Z", ENGLAND,
            "g1-called-off", "2026-12-28T09:50Z", id="a substitute day",
        ),
        pytest.param(
            1, "2026-12-28T09:00Z", "2026-12-28T09:00Z", replace(ENGLAND, place="GB"),
            "g1-called-off", "2026-12-28T09:50Z", id="a substitute day, the country alone",
        ),
        pytest.param(
            1, "2027-07-05T09:00-07:00", "2027-07-05T09:00-07:00", CALIFORNIA,
            "g1-called-off", "2027-07-05T09:50-07:00", id="an observed day",
        ),
        pytest.param(
            1, "2027-07-05T09:00-07:00", "2027-07-05T09:00-07:00", replace(CALIFORNIA, place="US"),
            "g1-called-off", "2027-07-05T09:50-07:00", id="an observed day, the country alone",
        ),
        pytest.param(
            1, "2026-11-29T09:00+03:00", "2026-11-29T09:00+03:00", SAUDI,
            "g1-called", "2026-11-29T09:20+03:00", id="a Sunday that is worked",
        ),
        pytest.param(
            1, "2026-11-27T09:00+03:00", "2026-11-27T09:00+03:00", SAUDI,
            "g1-called-off", "2026-11-27T09:50+03:00", id="a Friday that is not",
        ),
        pytest.param(
            2, "2027-03-13T22:00-08:00", None, CALIFORNIA,
            "g2", "2027-03-14T05:00-07:00", id="spring",
        ),
        pytest.param(
            2, "2026-10-31T20:00-07:00", None, CALIFORNIA,
            "g2", "2026-11-01T01:00-08:00", id="autumn",
        ),
        pytest.param(
            2, "2027-03-28T00:30+01:00", None, BELGIUM,
            "g2", "2027-03-28T07:30+02:00", id="spring in Brussels",
        ),
        pytest.param(
            3, "2026-11-27T20:00+05:30", None, INDIA,
            "g3", "2026-12-02T14:30Z", id="business days elsewhere",
        ),
    ],
)  # fmt: skip
def test_known_answers(
    severity: int, case: str, call: str | None, reporter: Reporter, target: str, deadline: str
) -> None:
    assert outcome(answer(severity, case, call, reporter)) == (target, at(deadline))


def test_a_holiday_that_the_policy_takes_from_a_region_makes_the_difference() -> None:
    opened, called = "2026-11-24T10:00+05:30", "2026-11-24T10:05+05:30"
    karnataka = Reporter("IN-KA", "Asia/Kolkata")
    assert outcome(answer(1, opened, called, karnataka)) == (
        "g1-called",
        at("2026-11-24T10:25+05:30"),
    )
    found = answer(1, opened, called, INDIA)
    assert outcome(found) == ("g1-called-off", at("2026-11-24T10:55+05:30"))
    day = promise(found, "g1-called").day
    assert day
    assert day.name == "Guru Nanak's Jayanti"


# -- the others, and why they do not govern --------------------------------------------------------


def statuses(response: Response) -> dict[str, tuple[str, str]]:
    return {p.target: (p.status, p.reason.code if p.reason else "") for p in response.promises}


def test_every_target_says_why_it_does_not_govern() -> None:
    found = answer(1, "2026-11-25T10:00+05:30", "2026-11-25T10:05+05:30")
    assert statuses(found) == {
        "g1-called": ("governs", ""),
        "g1-called-off": ("inapplicable", "day"),
        "g1-alone": ("later", "later"),
        "g2": ("inapplicable", "facts"),
        "g3": ("inapplicable", "facts"),
    }
    off = promise(found, "g1-called-off")
    assert off.reason
    assert off.reason.params["is"] == "working-day"
    assert promise(found, "g2").reason == replace(
        off.reason, code="facts", params={"facts": "severity"}
    )


def test_of_equal_deadlines_the_first_in_the_policy_governs() -> None:
    alike = promising(CALLED, replace(CALLED_OFF, within=ALONE.within), ALONE)
    found = answer(1, "2026-11-28T10:00+05:30", "2026-11-28T10:00+05:30", policy=alike)
    assert statuses(found)["g1-called-off"] == ("governs", "")
    assert statuses(found)["g1-alone"] == ("later", "equal")


def test_the_trace_tells_the_event_the_day_and_the_segments() -> None:
    found = answer(1, "2027-01-26T09:00+05:30", "2027-01-26T09:10+05:30").promises[1]
    assert (found.event, found.start) == (CALL, at("2027-01-26T09:10+05:30"))
    assert found.day
    assert (found.day.date, found.day.kind, found.day.name) == (
        date(2027, 1, 26),
        "holiday",
        "Republic Day",
    )
    assert [(s.open, s.length) for s in found.segments] == [(True, timedelta(minutes=50))]


def test_a_clock_change_at_the_reporters_place_is_told() -> None:
    found = answer(2, "2027-03-13T22:00-08:00", reporter=CALIFORNIA).governing
    assert found
    assert [(c.zone, c.after - c.before) for c in found.changes] == [("America/Los_Angeles", 60)]


def test_a_call_before_the_case_starts_the_clock_when_both_exist_and_says_so() -> None:
    found = answer(1, "2026-11-25T10:00+05:30", "2026-11-25T09:40+05:30")
    assert outcome(found) == ("g1-called", at("2026-11-25T10:20+05:30"))
    assert found.promises[0].event == CASE
    assert [note.code for note in found.notes] == ["call-before-case"]
    assert promise(found, "g1-alone").notes == ()


def test_nothing_governs_before_anything_happened() -> None:
    found = answer(1, None)
    assert found.governing is None
    assert {p.status for p in found.promises[:3]} == {"waiting"}


def test_a_call_without_a_case_starts_no_clock() -> None:
    found = answer(1, None, "2026-11-25T10:00+05:30", now="2026-11-25T10:05+05:30")
    assert found.governing is None
    assert promise(found, "g1-called").waits_for == (CASE,)
    assert promise(found, "g1-called").if_now == at("2026-11-25T10:25+05:30")
    assert promise(found, "g1-called-off").status == "inapplicable"
    assert review(found, at("2026-11-25T10:30+05:30")) == ()


def test_a_severity_without_a_promise() -> None:
    found = answer(4, "2026-11-25T10:00+05:30")
    assert found.governing is None
    assert {p.status for p in found.promises} == {"inapplicable"}


# -- what a call would still do --------------------------------------------------------------------


def test_until_when_a_call_helps() -> None:
    found = answer(1, "2026-11-25T10:00+05:30", now="2026-11-25T10:30+05:30")
    phone = promise(found, "g1-called")
    assert (phone.status, phone.waits_for) == ("waiting", (CALL,))
    assert phone.if_now == at("2026-11-25T10:50+05:30")
    assert phone.helps_until == at("2026-11-25T11:10+05:30")
    assert statuses(found)["g1-called-off"] == ("inapplicable", "day")


def test_a_call_that_no_longer_helps() -> None:
    phone = promise(answer(1, "2026-11-25T10:00+05:30", now="2026-11-25T11:15+05:30"), "g1-called")
    assert phone.if_now == at("2026-11-25T11:35+05:30")
    assert phone.helps_until is None


def test_a_call_that_promises_no_less_never_beats_the_case_alone() -> None:
    alike = promising(CALLED, replace(CALLED_OFF, within=ALONE.within), ALONE)
    saturday = "2026-11-28T10:00+05:30"
    found = answer(1, saturday, now=saturday, policy=alike)
    assert promise(found, "g1-called-off").helps_until is None
    assert statuses(found)["g1-called"] == ("inapplicable", "day")


def test_a_call_helps_only_while_the_day_fits() -> None:
    friday_night = answer(1, "2026-11-27T23:30+05:30", now="2026-11-27T23:30+05:30")
    assert promise(friday_night, "g1-called").helps_until == at("2026-11-28T00:00+05:30")
    sunday_night = answer(1, "2026-11-29T23:30+05:30", now="2026-11-29T23:30+05:30")
    phone = promise(sunday_night, "g1-called")
    assert (phone.status, phone.if_now) == ("waiting", None)
    assert phone.helps_until == at("2026-11-30T00:40+05:30")


def test_a_call_on_service_hours_helps_until_the_hours_say() -> None:
    by_phone = replace(CALLED, within="1 h", calendar="porto-hours", when={"severity": ("1",)})
    by_case = replace(ALONE, within="4 h", calendar="porto-hours")
    found = answer(1, "2026-11-27T16:00Z", reporter=BELGIUM, policy=promising(by_phone, by_case))
    assert outcome(found) == ("g1-alone", at("2026-11-30T11:00Z"))
    assert promise(found, "g1-called").helps_until == at("2026-11-30T10:00Z")


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.integers(0, 14 * 1440), st.integers(0, 90), st.sampled_from([INDIA, SAUDI, BELGIUM]))
def test_calling_before_it_is_too_late_helps_and_after_does_not(
    minute: int, wait: int, reporter: Reporter
) -> None:
    case = datetime(2026, 12, 18, tzinfo=UTC) + timedelta(minutes=minute)
    now = case + timedelta(minutes=wait)
    book = schedules(POLICY.calendars, HOLIDAYS)

    def governed(call: datetime | None) -> datetime:
        events: dict[Event, datetime] = {CASE: case} | ({CALL: call} if call else {})
        situation = Situation({"severity": "1"}, events, reporter, now)
        found = respond(POLICY, book, HOLIDAYS, situation)
        assert found.governing
        assert found.governing.deadline
        return found.governing.deadline

    situation = Situation({"severity": "1"}, {CASE: case}, reporter, now)
    without = respond(POLICY, book, HOLIDAYS, situation)
    limits = [p.helps_until for p in without.promises if p.helps_until]
    last = max(limits, default=now)
    if limits:
        assert governed(last - timedelta(seconds=1)) < governed(None)
    assert governed(last) == governed(None)
    assert governed(last + timedelta(minutes=20)) == governed(None)


# -- places and what has to be assumed -------------------------------------------------------------


@pytest.mark.parametrize(
    ("reporter", "codes"),
    [
        (Reporter("IN", "Asia/Kolkata"), []),
        (Reporter(None, "Asia/Kolkata"), ["place-unknown"]),
        (Reporter("ZZ", "Asia/Kolkata"), ["country-unknown"]),
        (Reporter("IN-XX", "Asia/Kolkata"), ["subdivision-unknown"]),
        (Reporter("IN", None), ["zone-assumed"]),
        (Reporter(), ["zone-assumed", "place-unknown"]),
    ],
)
def test_assumptions_are_told(reporter: Reporter, codes: list[str]) -> None:
    found = answer(1, "2026-11-25T10:00+05:30", "2026-11-25T10:05+05:30", reporter)
    assert [note.code for note in found.notes] == codes
    assert outcome(found) == ("g1-called", at("2026-11-25T10:25+05:30"))


def test_assumptions_that_decide_nothing_are_not_told() -> None:
    assert answer(2, "2026-11-25T10:00+05:30", reporter=Reporter()).notes == ()


def test_years_that_are_not_known_are_told() -> None:
    found = answer(1, "2031-01-27T10:00+05:30", "2031-01-27T10:05+05:30")
    assert [note.code for note in found.notes] == ["year-unknown"]


def test_without_a_zone_the_offset_of_the_case_tells_the_day() -> None:
    saturday_in_india = "2026-11-28T01:00+05:30"
    found = answer(1, saturday_in_india, saturday_in_india, Reporter("IN"))
    assert outcome(found)[0] == "g1-called-off"


def test_the_day_may_be_that_of_a_region() -> None:
    there = promising(replace(CALLED, place="porto"), ALONE)
    republic = answer(1, "2026-10-05T10:00+05:30", "2026-10-05T10:00+05:30", policy=there)
    day = promise(republic, "g1-called").day
    assert day
    assert (day.kind, day.name) == ("holiday", "Republic Day")
    assert outcome(republic)[0] == "g1-alone"


def test_a_weekend_that_is_worked_counts_as_a_working_day() -> None:
    found = answer(
        1,
        "2026-02-14T10:00+08:00",
        "2026-02-14T10:00+08:00",
        Reporter("CN", "Asia/Shanghai"),
    )
    assert outcome(found)[0] == "g1-called"
    assert [note.code for note in found.notes] == ["weekend-worked"]


@pytest.mark.parametrize(
    ("reporter", "case"),
    [
        (Reporter("IN", "Bangalore"), "2026-11-25T10:00+05:30"),
        (Reporter("IN", "IST"), "2026-11-25T10:00+05:30"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused(reporter: Reporter, case: str) -> None:
    with pytest.raises(ValueError, match="not an IANA time zone"):
        answer(1, case, case, reporter)


# -- afterwards ------------------------------------------------------------------------------------


def test_time_left_and_overdue() -> None:
    due = at("2026-11-25T10:20+05:30")
    assert remaining(due, at("2026-11-25T04:40Z")) == timedelta(minutes=10)
    assert remaining(due, at("2026-11-25T05:00Z")) == timedelta(minutes=-10)


def test_whether_a_target_was_met() -> None:
    found = answer(1, "2026-11-25T10:00+05:30", "2026-11-25T10:05+05:30")
    by = {o.target: (o.met, o.margin) for o in review(found, at("2026-11-25T10:30+05:30"))}
    assert by == {"g1-called": (False, -300), "g1-alone": (True, 3600)}
    assert review(found, at("2026-11-25T10:25+05:30"))[0].met
    assert utc(review(found, at("2026-11-25T10:25+05:30"))[0].deadline) == outcome(found)[1]
