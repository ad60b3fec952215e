"""Time in segments: open, closed, weekend, holiday; they are the explanation."""

from datetime import date, datetime, timedelta
from itertools import pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.time.counting import (
    Count,
    add,
    count,
    is_open,
)
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.schedule import Schedule
from calculator.engine.time.segments import segments
from tests.engine.time.cases import (
    anywhere,
    at,
    prove,
    weekly,
)


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


@pytest.mark.parametrize("days", [10, 100, 1000])
def test_the_cost_grows_with_days_and_not_with_minutes(days: int) -> None:
    office = weekly({"mon-fri": ["09:00-12:00", "13:00-17:00"]}, "America/Los_Angeles")
    start = at("2026-01-05T00:00-08:00")
    end = start + timedelta(days=days)
    visited = sum(1 for _ in takewhile(lambda part: part.start < end, segments(office, start)))
    assert visited <= 5 * (days + 1)
