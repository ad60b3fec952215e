"""Weekly hours."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from calculator.engine.time.hours import hours_problems, parse_interval, parse_weekdays
from tests.engine.time.public_cases import refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00-17:00", (540, 1020)),
        ("9:00 – 17:00", (540, 1020)),
        ("00:00-24:00", (0, 1440)),
        ("22:00-06:00", (1320, 1800)),
        ("22:00-00:00", (1320, 1440)),
        ("18:00-06:00", (1080, 1800)),
        ("04:00-01:00", (240, 1500)),
        ("17:00-09:00", (1020, 1980)),
        ("00:30-00:00", (30, 1440)),
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
        ({"mon-sun": ["04:00-01:00"]}, []),
        ({"mon-sun": ["04:00-01:00"], "tue": ["00:30-02:00"]}, [("tue", 0)]),
        ({"mon": ["09:00-18:00", "10:00-11:00", "17:00-19:00"]}, [("mon", 1), ("mon", 2)]),
        ({"monday": ["09:00-17:00"]}, [("monday",)]),
        ({"mon": ["nine to five"], "tues": ["17-9"]}, [("mon", 0), ("tues",), ("tues", 0)]),
        ({}, [()]),
        ({"mon": []}, [()]),
    ],
)
def test_hours_problems(
    hours: Mapping[str, Sequence[str]], paths: list[tuple[str | int, ...]]
) -> None:
    assert [problem.path for problem in hours_problems(hours)] == paths


@pytest.mark.parametrize("case", refused("hours"))
def test_public_refused_hours(case: Mapping[str, Any]) -> None:
    assert hours_problems(case["hours"])
