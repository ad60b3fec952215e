"""Kinds of day: working days, weekends and public holidays, by place."""

from datetime import date

import pytest

from calculator.engine.time.holidays import day_at, day_kind
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


def test_the_kind_of_day_is_local() -> None:
    friday_evening_in_brussels = at("2026-11-27T23:30+01:00")
    assert day_at(PLACES, "US", zone("Europe/Brussels"), friday_evening_in_brussels).kind == (
        "working-day"
    )
    assert day_at(PLACES, "US", zone("Asia/Tokyo"), friday_evening_in_brussels).kind == "weekend"
