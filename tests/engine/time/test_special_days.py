"""Dates with hours of their own: half days, extra and closed days, weekends that are worked."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from calculator.engine.policy import Calendar, SpecialDay
from calculator.engine.time.calendars import calendar_problems
from calculator.engine.time.counting import add, is_open, opens_on
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.schedule import Schedule, schedules
from tests.engine.time.cases import NINE_TO_FIVE, PLACES, at, holidays_on

CHRISTMAS = date(2026, 12, 25)


def office(
    days: Mapping[str, Sequence[str]],
    hours: Mapping[str, Sequence[str]] = NINE_TO_FIVE,
    closed: str | None = "XX",
) -> Schedule:
    calendar = Calendar(
        "office",
        "Office",
        zone="UTC",
        hours={key: tuple(texts) for key, texts in hours.items()},
        holidays=closed,
        days=tuple(
            SpecialDay(date.fromisoformat(day), "Special", "a source", tuple(texts))
            for day, texts in days.items()
        ),
    )
    return schedules([calendar], holidays_on([CHRISTMAS]))["office"]


HALF = {"2026-12-24": ["09:00-12:00"]}
EXTRA = {"2026-12-26": ["10:00-14:00"]}
ON_A_HOLIDAY = {"2026-12-25": ["10:00-12:00"]}
CLOSED = {"2026-12-24": []}
NIGHT = {"2026-12-23": ["20:00-02:00"]}
MORE = {"2026-12-23": ["07:00-12:00", "13:00-21:00"]}


@pytest.mark.parametrize(
    ("days", "start", "within", "due"),
    [
        pytest.param(HALF, "2026-12-24T11:00Z", "2 h", "2026-12-28T10:00Z", id="half a day"),
        pytest.param(EXTRA, "2026-12-24T16:00Z", "2 h", "2026-12-26T11:00Z", id="a Saturday"),
        pytest.param(ON_A_HOLIDAY, "2026-12-24T16:00Z", "2 h", "2026-12-25T11:00Z", id="a holiday"),
        pytest.param(CLOSED, "2026-12-23T16:00Z", "2 h", "2026-12-28T10:00Z", id="closed"),
        pytest.param(NIGHT, "2026-12-23T10:00Z", "7 h", "2026-12-24T10:00Z", id="into the night"),
        pytest.param(MORE, "2026-12-23T06:00Z", "12 h", "2026-12-23T20:00Z", id="longer"),
        pytest.param(HALF, "2026-12-23T15:00Z", "1 business day", "2026-12-24T12:00Z", id="days"),
        pytest.param(
            CLOSED, "2026-12-23T15:00Z", "1 business day", "2026-12-28T15:00Z", id="not a day"
        ),
        pytest.param(
            EXTRA, "2026-12-24T15:00Z", "1 business day", "2026-12-26T14:00Z", id="one more day"
        ),
        pytest.param(
            HALF, "2026-12-23T15:00Z", "next business day", "2026-12-24T12:00Z", id="its end"
        ),
    ],
)
def test_what_is_due(days: Mapping[str, Sequence[str]], start: str, within: str, due: str) -> None:
    assert add(office(days), at(start), parse_duration(within)).end == at(due)


def test_the_segments_say_what_day_it_is() -> None:
    counted = add(office({**CLOSED, **EXTRA}), at("2026-12-23T16:30Z"), parse_duration("2 h"))
    assert [(s.reason, s.name) for s in counted.segments if s.name] == [
        ("holiday", "Special"),
        ("holiday", "Day off"),
        ("closed", "Special"),
        ("open", "Special"),
    ]


def test_the_end_of_a_special_night_makes_no_business_day() -> None:
    saturdays = office({"2026-12-26": ["20:00-02:00"]})
    assert opens_on(saturdays, date(2026, 12, 26))
    assert not opens_on(saturdays, date(2026, 12, 27))
    assert is_open(saturdays, at("2026-12-27T01:00Z"))


def test_a_saturday_that_is_worked_by_decree_has_a_working_days_hours() -> None:
    """26 January 2025 is a Sunday that is worked in the China of the tests."""
    hours = {"mon": ("09:00-17:00",), "tue-fri": ("08:00-12:00",)}
    calendar = Calendar("office", "Office", zone="Asia/Shanghai", hours=hours, holidays="CN")
    schedule = schedules([calendar], PLACES)["office"]
    assert opens_on(schedule, date(2025, 1, 26))
    assert not opens_on(schedule, date(2025, 1, 25))
    start = at("2025-01-24T11:00+08:00")
    assert add(schedule, start, parse_duration("3 h")).end == at("2025-01-26T11:00+08:00")


@pytest.mark.parametrize(
    ("calendar", "path", "says"),
    [
        (
            Calendar("a", "A", always=True, days=(SpecialDay(CHRISTMAS, "X", "s"),)),
            (0, "days"),
            "only a calendar with hours",
        ),
        (
            Calendar(
                "a",
                "A",
                zone="UTC",
                hours={"mon": ("09:00-17:00",)},
                days=(SpecialDay(CHRISTMAS, "X", "s"), SpecialDay(CHRISTMAS, "Y", "s")),
            ),
            (0, "days", 1, "date"),
            "stands here twice",
        ),
        (
            Calendar(
                "a",
                "A",
                zone="UTC",
                hours={"mon": ("09:00-17:00",)},
                days=(SpecialDay(CHRISTMAS, "X", "s", ("9-12",)),),
            ),
            (0, "days", 0, "hours", 0),
            "is not a span of hours",
        ),
        (
            Calendar(
                "a",
                "A",
                zone="UTC",
                hours={"mon": ("09:00-17:00",)},
                days=(SpecialDay(CHRISTMAS, "X", "s", ("09:00-12:00", "11:00-13:00")),),
            ),
            (0, "days", 0, "hours", 1),
            "overlaps",
        ),
    ],
)
def test_mistakes_have_their_place(
    calendar: Calendar, path: tuple[str | int, ...], says: str
) -> None:
    (problem,) = calendar_problems([calendar])
    assert problem.path == path
    assert says in problem.message
