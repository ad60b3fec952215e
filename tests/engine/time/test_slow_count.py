"""Deadlines worked out by hand, and counted by a second, slow way: minute by minute.

The slow count knows nothing of the engine: it steps through UTC, asks Python's zoneinfo what the
wall clock shows, and looks whether that is within the hours.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from random import Random
from zoneinfo import ZoneInfo

import pytest

from calculator.engine.time.counting import deadline
from calculator.engine.time.duration import parse_duration
from tests.engine.time.cases import ALWAYS, weekly

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)
ALL_DAY = {"mon-sun": "00:00-24:00"}
OFFICE = {"mon-fri": "09:00-17:00"}
SUNDAY_TO_THURSDAY = {"sun": "09:00-17:00", "mon-thu": "09:00-17:00"}
SATURDAY_TO_WEDNESDAY = {"sat": "08:00-16:00", "sun": "08:00-16:00", "mon-wed": "08:00-16:00"}

type Hours = Mapping[str, str]


def slow_deadline(
    where: str, hours: Hours, closed: frozenset[date], start: datetime, minutes: int
) -> datetime:
    with files("tzdata").joinpath("zoneinfo", *where.split("/")).open("rb") as data:
        zone = ZoneInfo.from_file(data)
    now = start.astimezone(UTC)
    while minutes:
        wall = now.astimezone(zone)
        minutes -= is_open(wall, hours, closed)
        now += MINUTE
    return now


def is_open(wall: datetime, hours: Hours, closed: frozenset[date]) -> bool:
    """Whether the hours of the day, or of the night before, have this time; a holiday has none."""
    day, at = wall.date(), wall.time()
    before = day - timedelta(days=1)
    if day in closed:
        return False
    return any(
        (is_on(day, days) and (start <= at < end or (end <= start and at >= start)))
        or (is_on(before, days) and end <= start and at < end)
        for days, spans in hours.items()
        for start, end in map(span, spans.split(", "))
    )


def is_on(day: date, days: str) -> bool:
    first, _, last = days.partition("-")
    return DAYS.index(first) <= day.weekday() <= DAYS.index(last or first)


def span(text: str) -> tuple[time, time]:
    start, end = text.split("-")
    return time.fromisoformat(start), time.max if end == "24:00" else time.fromisoformat(end)


CASES = {
    # without a break
    "put forward in Los Angeles": (
        "America/Los_Angeles", ALL_DAY, "", "2027-03-14T01:50-08:00", 20, "2027-03-14T03:10-07:00",
    ),
    "put back in Los Angeles": (
        "America/Los_Angeles", ALL_DAY, "", "2026-11-01T01:50-07:00", 20, "2026-11-01T01:10-08:00",
    ),
    "put forward by half an hour on Lord Howe Island": (
        "Australia/Lord_Howe", ALL_DAY, "", "2026-10-04T01:50+10:30", 20, "2026-10-04T02:40+11:00",
    ),
    "put back by half an hour on Lord Howe Island": (
        "Australia/Lord_Howe", ALL_DAY, "", "2027-04-04T01:50+11:00", 20, "2027-04-04T01:40+10:30",
    ),
    "put forward on the Chatham Islands": (
        "Pacific/Chatham", ALL_DAY, "", "2026-09-27T02:40+12:45", 10, "2026-09-27T03:50+13:45",
    ),
    "over midnight in Nepal": (
        "Asia/Kathmandu", ALL_DAY, "", "2026-11-24T23:50+05:45", 20, "2026-11-25T00:10+05:45",
    ),
    "Edmonton, which keeps summer time": (
        "America/Edmonton", ALL_DAY, "", "2026-12-01T10:02-06:00", 15, "2026-12-01T10:17-06:00",
    ),
    # over a weekend
    "over a weekend": (
        "Europe/Brussels", OFFICE, "", "2026-11-27T16:50+01:00", 20, "2026-11-30T09:10+01:00",
    ),
    "over the weekend of spring in Brussels": (
        "Europe/Brussels", OFFICE, "", "2027-03-26T16:30+01:00", 60, "2027-03-29T09:30+02:00",
    ),
    "over the weekend of autumn in Los Angeles": (
        "America/Los_Angeles", OFFICE, "", "2026-10-30T16:30-07:00", 60, "2026-11-02T09:30-08:00",
    ),
    "the same, written in India": (
        "America/Los_Angeles", OFFICE, "", "2026-10-31T05:00+05:30", 60, "2026-11-02T23:00+05:30",
    ),
    "a weekend of Friday and Saturday, 45 minutes off": (
        "Asia/Kathmandu", SUNDAY_TO_THURSDAY, "", "2026-11-26T16:45+05:45", 30,
        "2026-11-29T09:15+05:45",
    ),
    "a weekend of Thursday and Friday in Tehran": (
        "Asia/Tehran", SATURDAY_TO_WEDNESDAY, "", "2026-11-25T15:45+03:30", 30,
        "2026-11-28T08:15+03:30",
    ),
    "over the weekend of spring in Adelaide": (
        "Australia/Adelaide", OFFICE, "", "2026-10-02T16:45+09:30", 30, "2026-10-05T09:15+10:30",
    ),
    "over the weekend of spring on Lord Howe Island": (
        "Australia/Lord_Howe", OFFICE, "", "2026-10-02T16:45+10:30", 30, "2026-10-05T09:15+11:00",
    ),
    "over the weekend of autumn on the Chatham Islands": (
        "Pacific/Chatham", OFFICE, "", "2027-04-02T16:45+13:45", 30, "2027-04-05T09:15+12:45",
    ),
    "over the weekend of autumn in Newfoundland": (
        "America/St_Johns", OFFICE, "", "2026-10-30T16:45-02:30", 30, "2026-11-02T09:15-03:30",
    ),
    "on the Marquesas": (
        "Pacific/Marquesas", OFFICE, "", "2026-11-27T16:45-09:30", 30, "2026-11-30T09:15-09:30",
    ),
    "in Eucla, a quarter off": (
        "Australia/Eucla", OFFICE, "", "2026-11-27T16:45+08:45", 30, "2026-11-30T09:15+08:45",
    ),
    "over the weekend of spring in Egypt, where it changes on a Friday": (
        "Africa/Cairo", SUNDAY_TO_THURSDAY, "", "2027-04-29T16:45+02:00", 30,
        "2027-05-02T09:15+03:00",
    ),
    # at the date line
    "west of the date line": (
        "Pacific/Kiritimati", OFFICE, "", "2026-11-27T16:50+14:00", 20, "2026-11-30T09:10+14:00",
    ),
    "east of the date line": (
        "Pacific/Pago_Pago", OFFICE, "", "2026-11-27T16:50-11:00", 20, "2026-11-30T09:10-11:00",
    ),
    "Friday in Honolulu is Saturday in Auckland": (
        "Pacific/Auckland", OFFICE, "", "2026-11-27T18:00-10:00", 30, "2026-11-30T09:30+13:00",
    ),
    "Sunday in Honolulu is Monday in Auckland": (
        "Pacific/Auckland", OFFICE, "", "2026-11-29T11:00-10:00", 30, "2026-11-29T11:30-10:00",
    ),
    "a Friday that Samoa never had": (
        "Pacific/Apia", OFFICE, "", "2011-12-29T16:50-10:00", 20, "2012-01-02T09:10+14:00",
    ),
    # within the day
    "before opening": (
        "Europe/Brussels", OFFICE, "", "2026-11-30T07:00+01:00", 15, "2026-11-30T09:15+01:00",
    ),
    "at closing": (
        "Europe/Brussels", OFFICE, "", "2026-11-30T17:00+01:00", 15, "2026-12-01T09:15+01:00",
    ),
    "up to closing": (
        "Europe/Brussels", OFFICE, "", "2026-11-30T16:45+01:00", 15, "2026-11-30T17:00+01:00",
    ),
    "on a Saturday": (
        "Europe/Brussels", OFFICE, "", "2026-11-28T12:00+01:00", 15, "2026-11-30T09:15+01:00",
    ),
    "a whole week": (
        "Europe/Brussels", OFFICE, "", "2026-11-23T09:00+01:00", 2400, "2026-11-27T17:00+01:00",
    ),
    "over lunch": (
        "Europe/Madrid", {"mon-fri": "09:00-12:00, 13:00-17:00"}, "", "2026-11-30T11:50+01:00", 20,
        "2026-11-30T13:10+01:00",
    ),
    # on holidays
    "over Christmas Day": (
        "Europe/London", OFFICE, "2026-12-25", "2026-12-24T16:50+00:00", 20,
        "2026-12-28T09:10+00:00",
    ),
    "over two holidays and a weekend": (
        "Europe/London", OFFICE, "2026-12-25 2026-12-28", "2026-12-24T16:50+00:00", 20,
        "2026-12-29T09:10+00:00",
    ),
    "a holiday by the office's date, not the writer's": (
        "Asia/Tokyo", OFFICE, "2026-11-23", "2026-11-22T20:00-05:00", 30, "2026-11-23T19:30-05:00",
    ),
    # hours in which the clocks change
    "hours that are cut short in spring": (
        "America/Los_Angeles", {"sun": "00:00-06:00"}, "", "2027-03-14T01:30-08:00", 60,
        "2027-03-14T03:30-07:00",
    ),
    "hours that are longer in autumn": (
        "America/Los_Angeles", {"sun": "00:00-06:00"}, "", "2026-11-01T01:30-07:00", 120,
        "2026-11-01T02:30-08:00",
    ),
    "hours that begin while the clocks skip": (
        "America/Los_Angeles", {"sun": "02:30-05:00"}, "", "2027-03-14T00:00-08:00", 30,
        "2027-03-14T03:30-07:00",
    ),
    "hours that end while the clocks repeat": (
        "America/Los_Angeles", {"sun": "00:00-01:30"}, "", "2026-11-01T01:20-07:00", 20,
        "2026-11-01T01:10-08:00",
    ),
    "a night, and the next one after the weekend": (
        "Europe/Brussels", {"mon-fri": "22:00-06:00"}, "", "2026-11-27T23:30+01:00", 420,
        "2026-11-30T22:30+01:00",
    ),
    "a night that is an hour shorter": (
        "Europe/Brussels", {"sat": "22:00-06:00"}, "", "2027-03-27T22:00+01:00", 360,
        "2027-03-28T05:00+02:00",
    ),
    "a day past midnight that is an hour shorter": (
        "Europe/Brussels", {"sat": "06:00-05:00"}, "", "2027-03-27T06:00+01:00", 1260,
        "2027-03-28T04:00+02:00",
    ),
    "a day past midnight that is an hour longer": (
        "Europe/Brussels", {"sat": "06:00-05:00"}, "", "2026-10-24T06:00+02:00", 1260,
        "2026-10-25T02:00+01:00",
    ),
    "days past midnight, and the clocks change while it is closed": (
        "Europe/Brussels", {"mon-sun": "04:00-01:00"}, "", "2027-03-27T23:00+01:00", 1800,
        "2027-03-29T11:00+02:00",
    ),
    "days past midnight, and the clocks change while it is open": (
        "America/New_York", {"mon-sun": "04:00-03:00"}, "", "2026-10-31T20:00-04:00", 600,
        "2026-11-01T06:00-05:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("where", "hours", "closed", "start", "minutes", "end"), CASES.values(), ids=CASES
)
def test_a_deadline_by_hand_by_the_slow_count_and_by_the_engine(
    where: str, hours: Hours, closed: str, start: str, minutes: int, end: str
) -> None:
    off = frozenset(map(date.fromisoformat, closed.split()))
    begin, due = datetime.fromisoformat(start), datetime.fromisoformat(end)
    assert slow_deadline(where, hours, off, begin, minutes) == due
    assert engine_deadline(where, hours, off, begin, minutes) == due


def engine_deadline(
    where: str, hours: Hours, closed: frozenset[date], start: datetime, minutes: int
) -> datetime:
    spans = {days: text.split(", ") for days, text in hours.items()}
    schedule = ALWAYS if hours is ALL_DAY else weekly(spans, where, sorted(closed))
    return deadline(schedule, start, parse_duration(f"{minutes} min"))


ODD = (
    "Australia/Lord_Howe", "Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata",
    "Africa/Cairo", "America/Santiago", "Asia/Beirut", "Asia/Gaza", "America/Nuuk",
    "Antarctica/Troll", "Europe/Dublin", "Africa/Casablanca", "America/Edmonton",
)  # fmt: skip


def test_the_engine_counts_as_the_slow_count_does_where_clocks_are_odd() -> None:
    dice = Random(2026)
    week = {"mon-fri": "00:30-04:00, 09:00-17:00", "sat": "22:00-01:00", "sun": "01:15-02:45"}
    for _ in range(60):
        where = dice.choice(ODD)
        start = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(270 * 1440))
        minutes = dice.randrange(1, 600)
        closed = frozenset({start.date() + timedelta(days=dice.randrange(3))})
        told = (where, start, minutes, closed)
        expected = slow_deadline(where, week, closed, start, minutes)
        assert engine_deadline(where, week, closed, start, minutes) == expected, told
