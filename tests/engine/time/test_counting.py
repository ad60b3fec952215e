"""Time as a policy counts it: durations, zones, kinds of day, hours, and deadlines."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.engine.policy import Calendar
from calculator.engine.time.calendars import calendar_problems, duration_warning
from calculator.engine.time.counting import (
    Count,
    NeverOpenError,
    add,
    count,
    deadline,
    is_open,
    next_open,
    open_time,
    opens_on,
)
from calculator.engine.time.duration import Duration, parse_duration
from calculator.engine.time.holidays import Holidays, day_at, day_kind
from calculator.engine.time.hours import hours_problems, parse_interval, parse_weekdays
from calculator.engine.time.instant import civil_instant, parse_instant, utc
from calculator.engine.time.schedule import Schedule, schedules
from calculator.engine.time.segments import segments
from calculator.engine.time.wall import clock_changes
from calculator.engine.time.zone import zone, zone_names

# -- building blocks -------------------------------------------------------------------------------


def at(text: str) -> datetime:
    return parse_instant(text)


def holidays_on(days: Sequence[date], first: int = 1990, last: int = 2040) -> Holidays:
    start = date(first, 1, 1)
    closed = {"Day off": [(day - start).days for day in days]}
    return Holidays({"XX": {"first": first, "last": last, "weekend": [5, 6], "days": closed}})


def weekly(
    hours: Mapping[str, Sequence[str]], where: str = "UTC", closed: Sequence[date] = ()
) -> Schedule:
    calendar = Calendar(
        "office",
        "Office",
        zone=where,
        hours={key: tuple(texts) for key, texts in hours.items()},
        holidays="XX" if closed else None,
    )
    return schedules([calendar], holidays_on(closed))["office"]


ALWAYS = schedules([Calendar("always", "Always", always=True)], Holidays())["always"]
NINE_TO_FIVE = {"mon-fri": ["09:00-17:00"]}


# -- durations -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 min", Duration(seconds=900)),
        ("15min", Duration(seconds=900)),
        ("1 minute", Duration(seconds=60)),
        ("8 h", Duration(seconds=28800)),
        ("8 Hours", Duration(seconds=28800)),
        ("1 h 30 min", Duration(seconds=5400)),
        ("1.5 h", Duration(seconds=5400)),
        ("2 days", Duration(seconds=172800)),
        ("1 day 6 h", Duration(seconds=108000)),
        ("1 business day", Duration(business_days=1)),
        ("3 business days", Duration(business_days=3)),
        ("3  working  days", Duration(business_days=3)),
    ],
)
def test_duration(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("0 min", "zero"),
        ("0 business days", "zero"),
        ("-15 min", "negative"),
        ("1 h -15 min", "negative"),
        ("15", "without a unit"),
        ("1 h 30", "without a unit"),
        ("fifteen minutes", "not a duration"),
        ("15 mn", 'did you mean "min"?'),
        ("8 business hours", 'did you mean "business days"?'),
        ("2 fortnights", "not a unit of time"),
        ("1.5 business days", "whole"),
        ("2 business days 3 h", "stand alone"),
        ("0.001 min", "whole number of seconds"),
        ("99999999 h", "ten years"),
        ("99999 business days", "ten years"),
    ],
)
def test_bad_duration(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("?", r"\?")) as error:
        parse_duration(text)
    assert f'"{text}"' in str(error.value) or not text


# -- instants, zones and civil time ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24T10:00+05:30", datetime(2026, 11, 24, 4, 30, tzinfo=UTC)),
        ("2026-11-24 10:00:30 +05:30", datetime(2026, 11, 24, 4, 30, 30, tzinfo=UTC)),
        ("2026-11-24T10:00Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("2026-11-24T10:00:00.25z", datetime(2026, 11, 24, 10, 0, 0, 250000, tzinfo=UTC)),
        ("2026-11-24T10:00-0800", datetime(2026, 11, 24, 18, tzinfo=UTC)),
        ("2026-11-24T10:00-08", datetime(2026, 11, 24, 18, tzinfo=UTC)),
    ],
)
def test_instant(text: str, expected: datetime) -> None:
    assert utc(parse_instant(text)) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-11-24T10:00", "no offset"),
        ("2026-11-24", "not a date and time"),
        ("tomorrow", "not a date and time"),
        ("2026-02-29T10:00Z", "that does not exist"),
        ("2026-11-24T24:00Z", "that does not exist"),
        ("2026-11-24T10:00+25:00", "that does not exist"),
        ("9999-12-31T10:00Z", "not a year from 1900 to 2199"),
    ],
)
def test_bad_instant(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_instant(text)


def test_naive_instants_are_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        add(ALWAYS, datetime(2026, 11, 24, 10), parse_duration("1 h"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("PST", "America/Los_Angeles"),
        ("ist", "Asia/Kolkata"),
        ("Europe/Bruxelles", "Europe/Brussels"),
        ("asia/kolkata", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("Kolkata", "Asia/Kolkata"),
        ("America", "is not an IANA time zone"),
        ("../UTC", "is not an IANA time zone"),
        ("", "is not an IANA time zone"),
    ],
)
def test_unknown_zone(name: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        zone(name)


def test_every_zone_can_be_read() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert zone(name).key == name


def test_civil_time_that_the_clocks_skip_moves_forward_by_the_gap() -> None:
    civil = civil_instant(datetime(2027, 3, 28, 2, 30), zone("Europe/Brussels"))
    assert civil.instant == at("2027-03-28T03:30+02:00")
    assert civil.note
    assert civil.note.code == "civil-skipped"
    assert civil.note.params["moved"] == "2027-03-28T03:30"
    assert civil.other is None


def test_civil_time_that_the_clocks_show_twice_is_taken_the_first_time() -> None:
    civil = civil_instant(datetime(2026, 11, 1, 1, 30), zone("America/Los_Angeles"))
    assert civil.instant == at("2026-11-01T01:30-07:00")
    assert civil.other == at("2026-11-01T01:30-08:00")
    assert civil.note
    assert civil.note.code == "civil-repeated"


def test_civil_time_on_a_day_that_was_skipped_whole() -> None:
    civil = civil_instant(datetime(2011, 12, 30, 12), zone("Pacific/Apia"))
    assert civil.instant == at("2011-12-31T12:00+14:00")


@pytest.mark.parametrize(
    ("where", "start", "end", "changes"),
    [
        ("UTC", "2026-01-01T00:00Z", "2027-01-01T00:00Z", []),
        ("Asia/Kolkata", "2000-01-01T00:00Z", "2035-01-01T00:00Z", []),
        (
            "Europe/Brussels",
            "2026-01-01T00:00Z",
            "2027-01-01T00:00Z",
            [("2026-03-29T01:00Z", 60, 120), ("2026-10-25T01:00Z", 120, 60)],
        ),
        (
            "Australia/Lord_Howe",
            "2026-01-01T00:00Z",
            "2026-06-01T00:00Z",
            [("2026-04-04T15:00Z", 660, 630)],
        ),
        (
            "Pacific/Apia",
            "2011-12-01T00:00Z",
            "2012-01-01T00:00Z",
            [("2011-12-30T10:00Z", -600, 840)],
        ),
    ],
)
def test_clock_changes(
    where: str, start: str, end: str, changes: list[tuple[str, int, int]]
) -> None:
    found = clock_changes(zone(where), at(start), at(end))
    assert [(c.at, c.before, c.after) for c in found] == [(at(a), b, c) for a, b, c in changes]


# -- kinds of day ----------------------------------------------------------------------------------

PLACES = Holidays(
    {
        "US": {
            "first": 2025,
            "last": 2027,
            "weekend": [5, 6],
            "days": {"New Year's Day": [0, 365, 730], "Both": [0]},
            "subdivisions": {
                "CA": {"plus": {"Chavez Day": [89]}, "minus": {"New Year's Day": [365]}},
            },
        },
        "SA": {"first": 2025, "last": 2027, "weekend": [4, 5], "days": {}},
        "CN": {"first": 2025, "last": 2027, "weekend": [5, 6], "days": {}, "workdays": [25]},
        "MY": {
            "first": 2025,
            "last": 2027,
            "weekend": [5, 6],
            "days": {},
            "subdivisions": {"02": {"weekend": [4, 5]}},
        },
    }
)


@pytest.mark.parametrize(
    ("place", "day", "kind", "name", "notes"),
    [
        ("US", date(2025, 1, 1), "holiday", "New Year's Day; Both", []),
        ("US", date(2025, 1, 2), "working-day", "", []),
        ("US", date(2025, 1, 4), "weekend", "", []),
        ("US-CA", date(2025, 1, 1), "holiday", "New Year's Day; Both", []),
        ("us-ca", date(2025, 3, 31), "holiday", "Chavez Day", []),
        ("US", date(2025, 3, 31), "working-day", "", []),
        ("US-CA", date(2026, 1, 1), "working-day", "", []),
        ("US-XX", date(2026, 1, 1), "holiday", "New Year's Day", ["subdivision-unknown"]),
        ("US", date(2028, 1, 3), "working-day", "", ["year-unknown"]),
        ("US", date(2028, 1, 1), "weekend", "", ["year-unknown"]),
        ("SA", date(2026, 11, 27), "weekend", "", []),
        ("SA", date(2026, 11, 29), "working-day", "", []),
        ("SA", date(2029, 11, 30), "weekend", "", ["year-unknown"]),
        ("CN", date(2025, 1, 26), "working-day", "", ["weekend-worked"]),
        ("CN", date(2025, 1, 25), "weekend", "", []),
        ("MY-02", date(2026, 11, 27), "weekend", "", []),
        ("MY", date(2026, 11, 27), "working-day", "", []),
        ("ZZ", date(2025, 1, 4), "weekend", "", ["country-unknown"]),
        ("ZZ", date(2025, 1, 6), "working-day", "", ["country-unknown"]),
        (None, date(2025, 1, 6), "working-day", "", ["place-unknown"]),
    ],
)
def test_day_kind(place: str | None, day: date, kind: str, name: str, notes: list[str]) -> None:
    found = day_kind(PLACES, place, day)
    assert (found.kind, found.name, [note.code for note in found.notes]) == (kind, name, notes)


def test_the_kind_of_day_is_local() -> None:
    friday_evening_in_brussels = at("2026-11-27T23:30+01:00")
    assert day_at(PLACES, "US", zone("Europe/Brussels"), friday_evening_in_brussels).kind == (
        "working-day"
    )
    assert day_at(PLACES, "US", zone("Asia/Tokyo"), friday_evening_in_brussels).kind == "weekend"


# -- weekly hours ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00-17:00", (540, 1020)),
        ("9:00 – 17:00", (540, 1020)),
        ("00:00-24:00", (0, 1440)),
        ("22:00-06:00", (1320, 1800)),
        ("22:00-00:00", (1320, 1440)),
        ("18:00-06:00", (1080, 1800)),
    ],
)
def test_interval(text: str, expected: tuple[int, int]) -> None:
    assert parse_interval(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("9-17", "not a span of hours"),
        ("09:00", "not a span of hours"),
        ("25:00-26:00", "no clock shows"),
        ("09:00-17:60", "no clock shows"),
        ("24:00-02:00", "no clock shows"),
        ("09:00-09:00", "is empty"),
        ("17:00-09:00", 'ends before it starts: write "09:00-17:00"'),
    ],
)
def test_bad_interval(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_interval(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon", (0,)),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("sun-thu", (6, 0, 1, 2, 3)),
        ("sat - sun", (5, 6)),
    ],
)
def test_weekdays(text: str, expected: tuple[int, ...]) -> None:
    assert parse_weekdays(text) == expected


@pytest.mark.parametrize(
    ("hours", "paths"),
    [
        ({"mon-fri": ["09:00-12:00", "12:00-17:00"]}, []),
        ({"mon-fri": ["22:00-06:00"]}, []),
        ({"mon-fri": ["09:00-12:00", "11:00-17:00"]}, [("mon-fri", 1)]),
        ({"mon-fri": ["09:00-17:00"], "wed": ["16:00-18:00"]}, [("wed", 0)]),
        ({"mon": ["22:00-06:00"], "tue": ["05:00-08:00"]}, [("tue", 0)]),
        ({"sun": ["22:00-06:00"], "mon": ["05:00-08:00"]}, [("mon", 0)]),
        ({"mon": ["09:00-18:00", "10:00-11:00", "17:00-19:00"]}, [("mon", 1), ("mon", 2)]),
        ({"monday": ["09:00-17:00"]}, [("monday",)]),
        ({"mon": ["nine to five"], "tues": ["17:00-09:00"]}, [("mon", 0), ("tues",), ("tues", 0)]),
        ({}, [()]),
        ({"mon": []}, [()]),
    ],
)
def test_hours_problems(
    hours: Mapping[str, Sequence[str]], paths: list[tuple[str | int, ...]]
) -> None:
    assert [problem.path for problem in hours_problems(hours)] == paths


def test_calendar_problems_are_all_found_with_their_place() -> None:
    calendars = [
        Calendar("always", "A", always=True),
        Calendar("never", "N"),
        Calendar("lost", "L", hours={"mon": ("09:00-17:00",)}),
        Calendar("odd", "O", zone="Mars/Olympus", hours={"mon": ("17:00-09:00",)}),
        Calendar("both", "B", always=True, any_of=("always",)),
        Calendar("sites", "S", any_of=("always", "alway")),
        Calendar("open", "P", always=True, holidays="US"),
    ]
    found = [(p.path, p.message.split(": ")[0]) for p in calendar_problems(calendars)]
    assert found == [
        ((1,), '"never" is never open'),
        ((2,), "hours need a zone to be read in"),
        ((3, "zone"), '"Mars/Olympus" is not an IANA time zone, such as "Europe/Brussels"'),
        ((3, "hours", "mon", 0), '"17:00-09:00" ends before it starts'),
        ((4, "any_of"), "a calendar has one of always and any_of, not both"),
        ((5, "any_of", 1), '"alway" is not a calendar; did you mean "always"?'),
        ((6, "holidays"), "only a calendar with hours closes for holidays"),
    ]


def test_calendars_made_of_each_other_are_refused() -> None:
    calendars = [
        Calendar("a", "A", any_of=("b",)),
        Calendar("b", "B", any_of=("a",)),
        Calendar("c", "C", any_of=("a",)),
    ]
    assert [p.path for p in calendar_problems(calendars)] == [(0, "any_of"), (1, "any_of")]
    with pytest.raises(ValueError, match="made of itself"):
        schedules(calendars, Holidays())


# -- known answers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "start", "duration", "end"),
    [
        pytest.param(
            ALWAYS, "2027-03-13T22:00-08:00", "8 h", "2027-03-14T07:00-07:00", id="11 spring"
        ),
        pytest.param(
            ALWAYS, "2026-10-31T20:00-07:00", "12 h", "2026-11-01T07:00-08:00", id="12 autumn"
        ),
        pytest.param(
            ALWAYS, "2027-03-28T00:30+01:00", "8 h", "2027-03-28T09:30+02:00", id="13 Brussels"
        ),
        pytest.param(
            weekly(NINE_TO_FIVE), "2026-11-27T16:00Z", "2 h", "2026-11-30T10:00Z", id="14 weekend"
        ),
        pytest.param(
            weekly({"mon-fri": ["08:00-17:00"]}),
            "2026-11-27T16:00Z",
            "4 h",
            "2026-11-30T11:00Z",
            id="15 weekend",
        ),
        pytest.param(
            weekly({"mon-fri": ["10:00-18:00"], "sat": ["10:00-14:00"]}, "Asia/Kolkata"),
            "2025-03-22T18:01:43+05:30",
            "1450 min",
            "2025-03-27T10:10+05:30",
            id="16 after closing",
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


def trace(result: Count) -> list[tuple[str, str, str, str]]:
    return [(f"{s.start:%a %H:%M}", f"{s.end:%a %H:%M}", s.reason, s.name) for s in result.segments]


def test_the_segments_are_the_explanation() -> None:
    office = weekly({"mon-fri": ["09:00-12:00", "13:00-17:00"]}, closed=[date(2026, 11, 30)])
    assert trace(add(office, at("2026-11-27T11:00Z"), parse_duration("6 h"))) == [
        ("Fri 11:00", "Fri 12:00", "open", ""),
        ("Fri 12:00", "Fri 13:00", "closed", ""),
        ("Fri 13:00", "Fri 17:00", "open", ""),
        ("Fri 17:00", "Sat 00:00", "closed", ""),
        ("Sat 00:00", "Mon 00:00", "weekend", ""),
        ("Mon 00:00", "Tue 00:00", "holiday", "Day off"),
        ("Tue 00:00", "Tue 09:00", "closed", ""),
        ("Tue 09:00", "Tue 10:00", "open", ""),
    ]


def test_clock_changes_on_the_way_are_told() -> None:
    office = weekly(NINE_TO_FIVE, "Europe/Brussels")
    counted = add(office, at("2027-03-26T16:00+01:00"), parse_duration("2 h"))
    assert counted.end == at("2027-03-29T10:00+02:00")
    assert [(c.zone, c.before, c.after) for c in counted.changes] == [("Europe/Brussels", 60, 120)]


def test_follow_the_sun_is_open_whenever_one_of_the_sites_is() -> None:
    sites = [
        Calendar("brussels", "B", zone="Europe/Brussels", hours={"mon-fri": ("09:00-17:00",)}),
        Calendar("bangalore", "I", zone="Asia/Kolkata", hours={"mon-fri": ("09:00-17:00",)}),
        Calendar("sites", "S", any_of=("brussels", "bangalore")),
    ]
    everywhere = schedules(sites, Holidays())["sites"]
    counted = add(everywhere, at("2026-11-30T03:00Z"), parse_duration("13 h"))
    # 03:30 to 11:30 in Bangalore and 08:00 to 16:00 in Brussels are 12.5 h together.
    assert counted.end == at("2026-12-01T04:00Z")
    assert [s.by for s in counted.segments if s.open] == [
        ("bangalore",),
        ("brussels", "bangalore"),
        ("brussels",),
        ("bangalore",),
    ]
    assert everywhere.home == zone("Europe/Brussels")
    friday = at("2026-11-27T10:00Z")
    assert add(everywhere, friday, parse_duration("1 business day")).end == at("2026-11-30T10:00Z")


def test_a_member_that_is_always_open_keeps_the_whole_open() -> None:
    members = [
        Calendar("brussels", "B", zone="Europe/Brussels", hours={"mon-fri": ("09:00-17:00",)}),
        Calendar("always", "A", always=True),
        Calendar("any", "Any", any_of=("brussels", "always")),
    ]
    anyone = schedules(members, Holidays())["any"]
    start = at("2026-11-28T03:00Z")
    assert add(anyone, start, parse_duration("40 h")).end == start + timedelta(hours=40)


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


def test_durations_that_an_author_hardly_meant() -> None:
    office = Calendar("office", "O", zone="UTC", hours={"mon": ("09:00-17:00",)})
    always = Calendar("always", "A", always=True)
    assert "48 h" in (duration_warning(parse_duration("2 days"), office) or "")
    assert "calendar with hours" in (
        duration_warning(parse_duration("2 business days"), always) or ""
    )
    assert duration_warning(parse_duration("2 days"), always) is None
    assert duration_warning(parse_duration("8 h"), office) is None


# -- what others publish ---------------------------------------------------------------------------

SUITES = yaml.load(
    (Path(__file__).parent / "public_clock_cases.yml").read_text(encoding="utf-8"),
    yaml.BaseLoader,
)


def public(kind: str) -> list[Any]:
    return [
        pytest.param(suite["calendar"], case, id=name(suite, case))
        for suite in SUITES
        for case in suite.get("cases", ())
        if kind in case
    ]


def refused(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=name(suite, case))
        for suite in SUITES
        for case in suite.get("refused", ())
        if kind in case
    ]


def name(suite: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    values = (value for key, value in case.items() if key not in ("published", "because"))
    return " ".join([suite["source"].split(",")[0], *map(str, values)])


def office(calendar: Mapping[str, Any]) -> Schedule:
    closed = [date.fromisoformat(text) for text in calendar.get("holidays", [])]
    return weekly(calendar["hours"], calendar.get("zone", "UTC"), closed)


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


@pytest.mark.parametrize("case", refused("duration"))
def test_public_refused_duration(case: Mapping[str, str]) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_duration(case["duration"])


@pytest.mark.parametrize("case", refused("hours"))
def test_public_refused_hours(case: Mapping[str, Any]) -> None:
    assert hours_problems(case["hours"])


# -- properties ------------------------------------------------------------------------------------

prove = settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
SPAN = int((datetime(2036, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())


@st.composite
def instants(draw: st.DrawFn, where: str = "UTC") -> datetime:
    """Instants of the years 2000 to 2035, every other one within two days of a clock change."""
    anywhere = EPOCH + timedelta(seconds=draw(st.integers(0, SPAN)))
    if draw(st.booleans()):
        return anywhere
    changes = clock_changes(zone(where), anywhere, anywhere + timedelta(days=200))
    if not changes:
        return anywhere
    return changes[0].at + timedelta(minutes=draw(st.integers(-2880, 2880)))


@st.composite
def week_hours(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Hours of a week, on five-minute marks, with breaks, and now and then a night."""
    hours: dict[str, tuple[str, ...]] = {}
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        marks = sorted(draw(st.sets(st.integers(0, 287), max_size=4)))
        pairs = list(zip(marks[::2], marks[1::2], strict=False))
        texts = [f"{clock(a)}-{clock(b)}" for a, b in pairs]
        hours[day] = tuple(texts)
    if draw(st.booleans()):
        hours["fri"], hours["sat"] = ("22:00-04:00",), ("08:00-09:05",)
    if not any(hours.values()):
        hours["wed"] = ("09:00-17:00",)
    return hours


def clock(fives: int) -> str:
    return f"{fives * 5 // 60:02}:{fives * 5 % 60:02}"


@st.composite
def offices(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """A schedule in weekly hours in any zone, with holidays near an instant, and that instant."""
    where = draw(st.sampled_from(zone_names()))
    start = draw(instants(where))
    near = st.integers(-3, 12).map(lambda days: start.date() + timedelta(days=days))
    closed = draw(st.lists(near, max_size=3))
    return weekly(draw(week_hours()), where, closed), start


@st.composite
def anywhere(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """Any schedule: in weekly hours, always open, or made of two of these."""
    office, start = draw(offices())
    kind = draw(st.sampled_from(["office", "office", "always", "both"]))
    if kind == "always":
        return ALWAYS, start
    if kind == "both":
        other, _ = draw(offices())
        return Schedule("both", members=(office, other)), start
    return office, start


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


@prove
@given(anywhere(), st.integers(0, 1_000_000))
def test_segments_leave_no_gap(case: tuple[Schedule, datetime], seconds: int) -> None:
    schedule, start = case
    end = start + timedelta(seconds=seconds)
    parts = count(schedule, start, end).segments
    assert all(part.start < part.end for part in parts)
    assert all(one.end == two.start for one, two in pairwise(parts))
    if parts:
        assert (parts[0].start, parts[-1].end) == (start, end)
    for part in parts:
        assert is_open(schedule, part.start) == part.open
        assert is_open(schedule, part.end - timedelta.resolution) == part.open


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


# -- cost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [10, 100, 1000])
def test_the_cost_grows_with_days_and_not_with_minutes(days: int) -> None:
    office = weekly({"mon-fri": ["09:00-12:00", "13:00-17:00"]}, "America/Los_Angeles")
    start = at("2026-01-05T00:00-08:00")
    end = start + timedelta(days=days)
    visited = sum(1 for _ in takewhile(lambda part: part.start < end, segments(office, start)))
    assert visited <= 5 * (days + 1)
