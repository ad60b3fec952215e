"""What changes to the code were not noticed by the other tests: each has one of its own."""

from dataclasses import replace
from datetime import date

import pytest

from calculator.engine.policy import Calendar
from calculator.engine.time.calendars import duration_warning
from calculator.engine.time.counting import NeverOpenError, deadline
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.holidays import day_kind
from calculator.engine.time.hours import day_hours
from calculator.engine.time.instant import parse_instant as at
from calculator.engine.time.schedule import Pause, Schedule, apart
from calculator.engine.time.segments import FOREVER, segments_until
from calculator.engine.time.zone import zone
from tests.engine.time.cases import ALWAYS, NINE_TO_FIVE, PLACES, weekly


@pytest.mark.parametrize("place", ["GB-ENG", "GB-England", "gb-england", "UK-ENG"])
def test_a_part_of_a_country_goes_by_its_code_and_its_name(place: str) -> None:
    assert day_kind(PLACES, place, date(2026, 8, 31)).kind == "holiday"


@pytest.mark.parametrize("place", ["GB-SCT", "GB-SC", "gb-sc"])
def test_a_part_of_a_country_goes_by_its_other_codes(place: str) -> None:
    assert day_kind(PLACES, place, date(2026, 11, 27)).kind == "weekend"


def test_a_place_without_a_part_that_is_named_has_none() -> None:
    assert day_kind(PLACES, "ZZ-ENG", date(2026, 8, 31)).kind == "working-day"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Port of Spain", "America/Port_of_Spain"),
        ("Knox", "America/Indiana/Knox"),
        ("Vevay", "America/Indiana/Vevay"),
        (" kolkata ", "Asia/Kolkata"),
    ],
)
def test_a_city_leads_to_its_zone(name: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f'did you mean "{meant}"'):
        zone(name)


def test_the_next_business_day_of_what_never_closes_ends_at_the_second_midnight() -> None:
    due = deadline(ALWAYS, at("2026-11-24T22:30Z"), parse_duration("next business day"))
    assert due == at("2026-11-26T00:00Z")


def test_the_next_business_day_is_the_next_by_the_clocks_of_the_calendar() -> None:
    office = weekly(NINE_TO_FIVE, "Pacific/Auckland")
    # Wednesday noon in Wellington, and still Tuesday in UTC.
    due = deadline(office, at("2026-11-24T23:00Z"), parse_duration("next business day"))
    assert due == at("2026-11-26T04:00Z")


def pause(state: str, start: str, end: str | None = None) -> Pause:
    return Pause(at(start), at(end) if end else FOREVER, state)


def with_pauses(schedule: Schedule, pauses: list[Pause]) -> Schedule:
    return replace(schedule, pauses=tuple(pauses))


def test_what_two_pauses_share_belongs_to_the_first() -> None:
    one = pause("waiting", "2026-11-24T10:00Z", "2026-11-24T12:00Z")
    inside = pause("resolved", "2026-11-24T11:00Z", "2026-11-24T12:00Z")
    over = pause("resolved", "2026-11-24T11:00Z", "2026-11-24T13:00Z")
    assert apart([inside, one]) == (one,)
    assert apart([over, one]) == (one, pause("resolved", "2026-11-24T12:00Z", "2026-11-24T13:00Z"))


def test_a_clock_that_stands_for_good_has_no_deadline() -> None:
    stands = with_pauses(ALWAYS, [pause("waiting", "2026-11-24T11:00Z")])
    eight = parse_duration("1 h")
    # What ends when the pause begins is not touched by it.
    assert deadline(stands, at("2026-11-24T10:00Z"), eight) == at("2026-11-24T11:00Z")
    with pytest.raises(NeverOpenError, match="always"):
        deadline(stands, at("2026-11-24T10:01Z"), eight)


def test_a_pause_that_is_over_before_the_start_puts_nothing_off() -> None:
    before = with_pauses(ALWAYS, [pause("waiting", "2026-11-24T08:00Z", "2026-11-24T10:00Z")])
    due = deadline(before, at("2026-11-24T10:00Z"), parse_duration("1 h"))
    assert due == at("2026-11-24T11:00Z")


def test_pauses_cut_what_is_open_and_nothing_else() -> None:
    office = weekly(NINE_TO_FIVE)
    pauses = [
        pause("waiting", "2026-11-24T08:00Z", "2026-11-24T10:00Z"),
        pause("resolved", "2026-11-24T16:00Z", "2026-11-24T18:00Z"),
    ]
    found = segments_until(
        with_pauses(office, pauses), at("2026-11-24T07:00Z"), at("2026-11-24T19:00Z")
    )
    assert [(f"{s.start:%H:%M}", f"{s.end:%H:%M}", s.reason) for s in found] == [
        ("07:00", "09:00", "closed"),
        ("09:00", "10:00", "paused"),
        ("10:00", "16:00", "open"),
        ("16:00", "17:00", "paused"),
        ("17:00", "19:00", "closed"),
    ]


def test_every_mistake_in_the_hours_of_a_date_is_told() -> None:
    with pytest.raises(ValueError, match=r'^"9" is not .+; "25:00-26:00" has .+$'):
        day_hours(["9", "25:00-26:00"])
    assert day_hours([]) == ()


def test_one_day_of_open_hours_is_told_to_be_24_hours() -> None:
    office = Calendar("office", "O", zone="UTC", hours={"mon": ("09:00-17:00",)})
    told = duration_warning(parse_duration("1 day"), office)
    assert told == "counted on hours this is 24 h of open time: write hours or business days"
    always = Calendar("always", "A", always=True)
    told = duration_warning(parse_duration("1 business day"), always)
    assert told == "business days need a calendar with hours; on one that is always open write days"
