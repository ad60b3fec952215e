"""Kinds of day: working days, weekends and public holidays, by place."""

from datetime import UTC, date

import pytest

from calculator.engine.time.holidays import Holidays, day_at, day_kind
from calculator.engine.time.zone import zone
from tests.engine.time.cases import (
    PLACES,
    at,
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


@pytest.mark.parametrize(
    ("place", "noon", "kind", "notes"),
    [
        pytest.param(
            "GB", "2026-08-31T12:00Z", "working-day",
            {
                "holiday-in-parts": {
                    "place": "GB", "name": "Bank Holiday",
                    "parts": "England, Wales", "codes": "GB-ENG, GB-WLS",
                },
            },
            id="a holiday in parts",
        ),
        pytest.param("GB-ENG", "2026-08-31T12:00Z", "holiday", {}, id="the part is named"),
        pytest.param("GB-SC", "2026-08-31T12:00Z", "working-day", {}, id="a part without it"),
        pytest.param(
            "GB", "2026-11-30T12:00Z", "holiday",
            {
                "workday-in-parts": {"place": "GB", "parts": "Wales", "codes": "GB-WLS"},
                "holiday-estimated": {"name": "Saint Andrew's Day"},
            },
            id="a working day in parts, and an estimate",
        ),
        pytest.param(
            "GB-ENG", "2026-12-01T12:00Z", "working-day",
            {"holiday-near": {"name": "Saint Andrew's Day", "date": "2026-11-30"}},
            id="the day after an estimate",
        ),
        pytest.param("GB-WLS", "2026-12-01T12:00Z", "working-day", {}, id="where it is none"),
        pytest.param("GB", "2026-11-29T12:00Z", "weekend", {}, id="a weekend before an estimate"),
        pytest.param(
            "GB", "2026-11-27T12:00Z", "working-day",
            {"weekend-in-parts": {"place": "GB", "parts": "Scotland", "codes": "GB-SCT"}},
            id="a weekend in parts",
        ),
        pytest.param(
            "GB-ENG", "2026-02-10T12:00Z", "working-day",
            {"offices-closed": {"place": "GB-ENG", "name": "A fair"}},
            id="offices close all the same",
        ),
    ],
)  # fmt: skip
def test_what_else_a_day_might_be(
    place: str, noon: str, kind: str, notes: dict[str, dict[str, str]]
) -> None:
    found = day_at(PLACES, place, UTC, at(noon))
    assert found.kind == kind
    assert {note.code: note.params for note in found.notes} == notes


def test_many_parts_are_counted() -> None:
    parts = {str(n): {"name": f"Part {n}", "plus": {"Fair": [242]}} for n in range(11, 31)}
    year = {"first": 2026, "last": 2026, "weekend": [5, 6], "days": {}, "subdivisions": parts}
    (note,) = day_at(Holidays({"XX": year}), "XX", UTC, at("2026-08-31T12:00Z")).notes
    assert note.params["parts"].endswith("Part 17, Part 18 (+12)")


def test_the_kind_of_day_is_local() -> None:
    friday_evening_in_brussels = at("2026-11-27T23:30+01:00")
    assert day_at(PLACES, "US", zone("Europe/Brussels"), friday_evening_in_brussels).kind == (
        "working-day"
    )
    assert day_at(PLACES, "US", zone("Asia/Tokyo"), friday_evening_in_brussels).kind == "weekend"
