"""Calendars to schedules."""

from datetime import timedelta

import pytest

from calculator.engine.policy import Calendar
from calculator.engine.time.calendars import calendar_problems
from calculator.engine.time.counting import (
    add,
)
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.schedule import schedules
from calculator.engine.time.zone import zone
from tests.engine.time.cases import (
    at,
)


def test_calendars_made_of_each_other_are_refused() -> None:
    calendars = [
        Calendar("a", "A", any_of=("b",)),
        Calendar("b", "B", any_of=("a",)),
        Calendar("c", "C", any_of=("a",)),
    ]
    assert [p.path for p in calendar_problems(calendars)] == [(0, "any_of"), (1, "any_of")]
    with pytest.raises(ValueError, match="made of itself"):
        schedules(calendars, Holidays())


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
