"""Time counted on schedules: what is known, what others publish, what always holds."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.policy import Calendar
from calculator.engine.time.counting import (
    NeverOpenError,
    add,
    deadline,
    is_open,
    next_open,
    open_time,
    opens_on,
)
from calculator.engine.time.duration import Duration, parse_duration
from calculator.engine.time.schedule import Schedule, schedules
from calculator.engine.time.zone import zone, zone_names
from tests.engine.time.cases import (
    ALWAYS,
    NINE_TO_FIVE,
    PLACES,
    anywhere,
    at,
    instants,
    prove,
    weekly,
)
from tests.engine.time.public_cases import SUITES, office, public

SIX_DAYS = {"mon-fri": ["09:00-17:00"], "sat": ["09:00-13:00"]}


@pytest.mark.parametrize(
    ("schedule", "start", "duration", "end"),
    [
        pytest.param(
            ALWAYS, "2027-03-13T22:00-08:00", "7 h", "2027-03-14T06:00-07:00", id="spring"
        ),
        pytest.param(
            ALWAYS, "2026-10-31T20:00-07:00", "9 h", "2026-11-01T04:00-08:00", id="autumn"
        ),
        pytest.param(
            ALWAYS, "2027-03-28T00:30+01:00", "7 h", "2027-03-28T08:30+02:00", id="in Brussels"
        ),
        pytest.param(
            weekly(NINE_TO_FIVE), "2026-11-27T16:00Z", "2 h", "2026-11-30T10:00Z", id="a weekend"
        ),
        pytest.param(
            weekly({"mon-fri": ["08:00-17:00"]}),
            "2026-11-27T16:00Z",
            "4 h",
            "2026-11-30T11:00Z",
            id="a weekend and longer hours",
        ),
        pytest.param(
            weekly({"mon-fri": ["10:00-18:00"], "sat": ["10:00-14:00"]}, "Asia/Kolkata"),
            "2025-03-22T18:01:43+05:30",
            "1450 min",
            "2025-03-27T10:10+05:30",
            id="after closing",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE), "2026-11-27T16:00Z", "1 h", "2026-11-27T17:00Z", id="at closing"
        ),
        pytest.param(
            weekly({"mon-fri": ["22:00-06:00"]}),
            "2026-11-27T23:00Z",
            "8 h",
            "2026-11-30T23:00Z",
            id="Friday's night ends on Saturday",
        ),
        pytest.param(
            weekly({"mon-fri": ["22:00-06:00"]}, closed=[date(2026, 11, 25)]),
            "2026-11-24T22:00Z",
            "3 h",
            "2026-11-26T01:00Z",
            id="a holiday closes from midnight to midnight",
        ),
        pytest.param(
            weekly({"sun": ["00:00-24:00"]}, "Europe/Brussels"),
            "2026-10-25T00:00+02:00",
            "25 h",
            "2026-10-26T00:00+01:00",
            id="a day of 25 hours",
        ),
        pytest.param(
            weekly({"sun": ["00:00-24:00"]}, "Europe/Brussels"),
            "2026-03-29T00:00+01:00",
            "23 h",
            "2026-03-30T00:00+02:00",
            id="a day of 23 hours",
        ),
        pytest.param(
            weekly({"sun": ["00:00-01:30", "04:00-05:00"]}, "America/Los_Angeles"),
            "2026-11-01T00:00-07:00",
            "2 h",
            "2026-11-01T01:30-08:00",
            id="an hour that the clocks repeat counts twice",
        ),
        pytest.param(
            weekly({"sun": ["02:15-02:45"], "mon": ["09:00-10:00"]}, "America/Los_Angeles"),
            "2027-03-14T00:00-08:00",
            "30 min",
            "2027-03-15T09:30-07:00",
            id="an hour that the clocks skip does not count",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE, "Pacific/Apia"),
            "2011-12-29T16:00-10:00",
            "2 h",
            "2012-01-02T10:00+14:00",
            id="Samoa skipped its Friday",
        ),
        pytest.param(
            weekly({"mon-sun": ["00:00-24:00"]}, "America/St_Johns", [date(2010, 11, 7)]),
            "2010-11-06T23:00-02:30",
            "2 h",
            "2010-11-08T00:01-03:30",
            id="a minute after midnight St John's went back to the day before",
        ),
        pytest.param(
            weekly(SIX_DAYS), "2026-11-27T10:00Z", "1 business day", "2026-11-28T10:00Z",
            id="business days: a Saturday with hours is one",
        ),
        pytest.param(
            weekly(SIX_DAYS), "2026-11-27T16:00Z", "1 business day", "2026-11-28T13:00Z",
            id="business days: no later than Saturday's closing",
        ),
        pytest.param(
            weekly(SIX_DAYS), "2026-11-28T10:00Z", "1 business day", "2026-11-30T10:00Z",
            id="business days: from a Saturday with hours",
        ),
        pytest.param(
            weekly(SIX_DAYS), "2026-11-27T10:00Z", "next business day", "2026-11-28T13:00Z",
            id="the next business day may be a Saturday",
        ),
        pytest.param(
            weekly(SIX_DAYS), "2026-11-28T10:00Z", "next business day", "2026-11-30T17:00Z",
            id="the next business day after a Saturday with hours",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE), "2026-11-26T15:00Z", "2 business days", "2026-11-30T15:00Z",
            id="business days: the same civil time",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE), "2026-11-28T12:00Z", "1 business day", "2026-12-01T09:00Z",
            id="business days: from the weekend, as from the opening on Monday",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE, closed=[date(2026, 11, 30)]),
            "2026-11-27T12:00Z", "1 business day", "2026-12-01T12:00Z",
            id="business days: holidays are none",
        ),
        pytest.param(
            weekly({"mon-thu": ["09:00-17:00"], "fri": ["09:00-12:00"]}),
            "2026-11-26T15:00Z", "1 business day", "2026-11-27T12:00Z",
            id="business days: no later than the day's closing",
        ),
        pytest.param(
            weekly({"mon-thu": ["09:00-17:00"], "fri": ["10:00-12:00", "14:00-17:00"]}),
            "2026-11-26T13:00Z", "1 business day", "2026-11-27T14:00Z",
            id="business days: after the break",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE, "America/Los_Angeles"),
            "2027-03-12T10:00-08:00", "1 business day", "2027-03-15T10:00-07:00",
            id="business days: civil time across a clock change",
        ),
        pytest.param(
            ALWAYS, "2026-11-27T12:00Z", "2 business days", "2026-11-29T12:00Z",
            id="business days: of 24 h on a calendar that is always open",
        ),
        pytest.param(
            weekly(NINE_TO_FIVE), "2026-11-27T12:00Z", "1 day", "2026-12-02T12:00Z",
            id="a day is 24 h of counted time",
        ),
    ],
)  # fmt: skip
def test_deadline(schedule: Schedule, start: str, duration: str, end: str) -> None:
    assert add(schedule, at(start), parse_duration(duration)).end == at(end)


def test_clock_changes_on_the_way_are_told() -> None:
    office = weekly(NINE_TO_FIVE, "Europe/Brussels")
    counted = add(office, at("2027-03-26T16:00+01:00"), parse_duration("2 h"))
    assert counted.end == at("2027-03-29T10:00+02:00")
    assert [(c.zone, c.before, c.after) for c in counted.changes] == [("Europe/Brussels", 60, 120)]


def test_unknown_holidays_on_the_way_are_assumed_none_and_noted() -> None:
    calendar = Calendar(
        "office", "Office", zone="UTC", hours={"mon-fri": ("09:00-17:00",)}, holidays="US"
    )
    office = schedules([calendar], PLACES)["office"]
    known = add(office, at("2026-11-27T16:00Z"), parse_duration("2 h"))
    unknown = add(office, at("2027-12-31T16:00Z"), parse_duration("2 h"))
    assert known.notes == ()
    assert [(note.code, note.params["year"]) for note in unknown.notes] == [
        ("year-unknown", "2028")
    ]


def test_a_calendar_that_never_opens_is_refused_and_does_not_loop() -> None:
    every_monday = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(80)]
    never = weekly({"mon": ["09:00-17:00"]}, closed=every_monday)
    start = at("2026-01-05T09:00Z")
    for duration in ("1 h", "1 business day"):
        with pytest.raises(NeverOpenError, match="does not open"):
            add(never, start, parse_duration(duration))
    with pytest.raises(NeverOpenError):
        next_open(never, start)


def test_naive_instants_are_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        add(ALWAYS, datetime(2026, 11, 24, 10), parse_duration("1 h"))


# -- what others publish ---------------------------------------------------------------------------


def test_there_are_enough_public_cases() -> None:
    assert sum(len(suite.get("cases", ())) for suite in SUITES) >= 30
    assert len({suite["source"].split(",")[0] for suite in SUITES}) == 9


@pytest.mark.parametrize(("calendar", "case"), public("add"))
def test_public_deadline(calendar: Mapping[str, Any], case: Mapping[str, str]) -> None:
    found = add(office(calendar), at(case["start"]), parse_duration(case["add"]))
    assert found.end == at(case["end"])


@pytest.mark.parametrize(("calendar", "case"), public("open"))
def test_public_open_time(calendar: Mapping[str, Any], case: Mapping[str, str]) -> None:
    number, unit = case["open"].split()
    expected = float(number) * {"s": 1, "min": 60, "h": 3600}[unit]
    found = open_time(office(calendar), at(case["from"]), at(case["to"]))
    assert found.total_seconds() == expected


@pytest.mark.parametrize(("calendar", "case"), public("is_open"))
def test_public_is_open(calendar: Mapping[str, Any], case: Mapping[str, str]) -> None:
    assert is_open(office(calendar), at(case["at"])) == (case["is_open"] == "true")


@pytest.mark.parametrize(("calendar", "case"), public("next_open"))
def test_public_next_open(calendar: Mapping[str, Any], case: Mapping[str, str]) -> None:
    assert next_open(office(calendar), at(case["at"])) == at(case["next_open"])


# -- properties ------------------------------------------------------------------------------------


durations = st.integers(1, 200_000).map(lambda seconds: Duration(seconds=seconds))
business_days = st.integers(1, 12).map(lambda days: Duration(business_days=days))


@prove
@given(anywhere(), durations)
def test_counting_the_open_time_gives_the_duration_back(
    case: tuple[Schedule, datetime], duration: Duration
) -> None:
    schedule, start = case
    counted = add(schedule, start, duration)
    length = timedelta(seconds=duration.seconds)
    assert counted.end >= counted.start + length
    assert open_time(schedule, start, counted.end) == counted.counted == length


@prove
@given(anywhere(), durations, durations)
def test_splitting_a_duration_changes_nothing(
    case: tuple[Schedule, datetime], first: Duration, second: Duration
) -> None:
    schedule, start = case
    both = Duration(seconds=first.seconds + second.seconds)
    halfway = add(schedule, start, first).end
    assert add(schedule, halfway, second).end == add(schedule, start, both).end


@prove
@given(anywhere(), durations | business_days, st.sampled_from(zone_names()))
def test_the_zone_in_which_an_instant_is_written_changes_nothing(
    case: tuple[Schedule, datetime], duration: Duration, elsewhere: str
) -> None:
    schedule, start = case
    there = start.astimezone(zone(elsewhere))
    assert add(schedule, there, duration) == add(schedule, start, duration)


@prove
@given(st.sampled_from(zone_names()).flatmap(instants), durations)
def test_always_open_is_addition_in_utc(start: datetime, duration: Duration) -> None:
    assert add(ALWAYS, start, duration).end == start + timedelta(seconds=duration.seconds)


@prove
@given(anywhere(), durations | business_days, st.integers(0, 500_000))
def test_a_later_start_never_ends_earlier(
    case: tuple[Schedule, datetime], duration: Duration, later: int
) -> None:
    schedule, start = case
    assert deadline(schedule, start, duration) <= deadline(
        schedule, start + timedelta(seconds=later), duration
    )


@prove
@given(anywhere(), durations, durations)
def test_a_longer_duration_ends_later(
    case: tuple[Schedule, datetime], duration: Duration, more: Duration
) -> None:
    schedule, start = case
    longer = Duration(seconds=duration.seconds + more.seconds)
    assert deadline(schedule, start, duration) < deadline(schedule, start, longer)


@prove
@given(anywhere(), business_days)
def test_business_days_end_on_the_right_day(
    case: tuple[Schedule, datetime], duration: Duration
) -> None:
    schedule, start = case
    one_more = Duration(business_days=duration.business_days + 1)
    end = deadline(schedule, start, duration)
    assert start < end < deadline(schedule, start, one_more)
    if not schedule.always:
        first = next_open(schedule, start).astimezone(schedule.home).date()
        last = (end - timedelta.resolution).astimezone(schedule.home).date()
        days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
        assert sum(opens_on(schedule, day) for day in days) <= duration.business_days


def naive_is_open(schedule: Schedule, minute: datetime) -> bool:
    """Whether the wall clock shows a time within the hours, on a day that is not a holiday."""
    if schedule.members:
        return any(naive_is_open(member, minute) for member in schedule.members)
    if schedule.always:
        return True
    assert schedule.zone
    wall = minute.astimezone(schedule.zone)
    if schedule.place and schedule.holidays.lookup(schedule.place, wall.date()):
        return False
    shown = timedelta(hours=wall.hour, minutes=wall.minute)
    return any(opens <= shown < closes for opens, closes in schedule.week[wall.weekday()])


def naive_deadline(schedule: Schedule, start: datetime, minutes: int) -> datetime | None:
    """Minute by minute; None if it takes longer than three weeks."""
    for step in range(21 * 1440):
        minute = start + timedelta(minutes=step)
        minutes -= naive_is_open(schedule, minute)
        if not minutes:
            return minute + timedelta(minutes=1)
    return None


@settings(prove, max_examples=200)
@given(anywhere(), st.integers(1, 1200))
def test_counting_minute_by_minute_agrees(case: tuple[Schedule, datetime], minutes: int) -> None:
    schedule, start = case
    start = start.replace(second=0)
    expected = naive_deadline(schedule, start, minutes)
    found = deadline(schedule, start, Duration(seconds=minutes * 60))
    if expected is None:
        assert found > start + timedelta(days=21)
    else:
        assert found == expected
