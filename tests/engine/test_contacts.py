"""Whom to call and whom to escalate to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest

from calculator.engine.contacts import nearest_region, phones_for, reaches
from calculator.engine.policy import Calendar, Contact, Phone, Region
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.instant import parse_instant
from calculator.engine.time.schedule import schedules
from calculator.engine.time.zone import zone

WEEKDAYS = {"mon-fri": ("09:00-17:00",)}
CALENDARS = (
    Calendar("always", "Always", always=True),
    Calendar("california", "C", zone="America/Los_Angeles", hours=WEEKDAYS),
    Calendar("bangalore", "B", zone="Asia/Kolkata", hours=WEEKDAYS),
)
BOOK = schedules(CALENDARS, Holidays())
SOMEBODY = Contact("Somebody", "somebody@example.com", "+32 2 000 00 00")
CALIFORNIA = Region("california", "C", "America/Los_Angeles", "PST", SOMEBODY, "california")
BANGALORE = Region("bangalore", "B", "Asia/Kolkata", "IST", SOMEBODY, "bangalore")
REGIONS = (CALIFORNIA, BANGALORE)


def at(text: str) -> datetime:
    return parse_instant(text)


@pytest.mark.parametrize(
    ("reporter", "region"),
    [
        (zone("Asia/Kolkata"), "bangalore"),
        (zone("America/New_York"), "california"),
        (zone("Europe/Brussels"), "bangalore"),
        (zone("Asia/Singapore"), "bangalore"),
        (zone("Pacific/Honolulu"), "california"),
        # Around the globe: +13 h in Auckland is 3 h from California and 7.5 h from Bangalore.
        (zone("Pacific/Auckland"), "california"),
        (zone("Pacific/Kiritimati"), "california"),
        (zone("Asia/Tokyo"), "bangalore"),
        (zone("Atlantic/Azores"), "bangalore"),
        (timezone(timedelta(hours=-3)), "california"),
    ],
    ids=str,
)
def test_the_nearest_region_by_time_zone(reporter: tzinfo, region: str) -> None:
    assert nearest_region(REGIONS, reporter, at("2026-11-24T12:00Z")).id == region


def test_clock_changes_can_move_the_nearest_region() -> None:
    east = replace(CALIFORNIA, id="east", zone="Etc/GMT-4")
    west = replace(CALIFORNIA, id="west", zone="Etc/GMT+2")
    brussels = zone("Europe/Brussels")
    # In winter both are 3 h away, and the first in the list is taken; in summer one is nearer.
    assert nearest_region((west, east), brussels, at("2026-01-10T12:00Z")).id == "west"
    assert nearest_region((east, west), brussels, at("2026-01-10T12:00Z")).id == "east"
    assert nearest_region((west, east), brussels, at("2026-07-10T12:00Z")).id == "east"


@pytest.mark.parametrize(
    ("moment", "in_office", "awake", "next_in_office"),
    [
        ("2026-11-24T12:00+05:30", [False, True], [False, True], ["2026-11-24T09:00-08:00", None]),
        ("2026-11-24T17:00+05:30", [False, False], [False, True], [None, "2026-11-25T09:00+05:30"]),
        ("2026-11-27T16:59-08:00", [True, False], [True, False], [None, "2026-11-30T09:00+05:30"]),
        ("2026-11-28T07:00+05:30", [False, False], [True, True], [None, "2026-11-30T09:00+05:30"]),
        ("2026-11-28T22:00+05:30", [False, False], [True, False], ["2026-11-30T09:00-08:00", None]),
    ],
)
def test_when_each_contact_can_be_reached(
    moment: str, in_office: list[bool], awake: list[bool], next_in_office: list[str | None]
) -> None:
    found = reaches(REGIONS, BOOK, zone("Asia/Kolkata"), at(moment))
    assert [reach.in_office for reach in found] == in_office
    assert [reach.awake for reach in found] == awake
    for reach, expected in zip(found, next_in_office, strict=True):
        if expected:
            assert reach.next_in_office == at(expected)
        if reach.in_office:
            assert reach.next_in_office == at(moment)


def test_each_contact_has_their_own_time() -> None:
    california, bangalore = reaches(REGIONS, BOOK, UTC, at("2026-11-24T10:00Z"))
    assert f"{california.local:%H:%M %z}" == "02:00 -0800"
    assert f"{bangalore.local:%H:%M %z}" == "15:30 +0530"
    assert (california.distance, bangalore.distance) == (480, 330)
    assert [california.nearest, bangalore.nearest] == [False, True]


def test_an_office_that_never_closes_is_always_in() -> None:
    (reach,) = reaches(
        (replace(BANGALORE, office_hours="always"),), BOOK, UTC, at("2026-11-28T22:00Z")
    )
    assert (reach.in_office, reach.next_in_office) == (True, at("2026-11-28T22:00Z"))


def test_no_regions() -> None:
    assert reaches((), BOOK, UTC, at("2026-11-24T10:00Z")) == ()


PHONES = (
    Phone("us", "US", "+1 844 000 0000", toll_free=True, countries=("US",)),
    Phone("uk", "UK", "+44 800 000 000", toll_free=True, countries=("GB",)),
    Phone("uk-local", "London", "+44 20 0000 0000", countries=("GB",)),
    Phone("international", "International", "+32 2 000 00 00"),
)


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("US", ["us", "international", "uk", "uk-local"]),
        ("US-CA", ["us", "international", "uk", "uk-local"]),
        ("GB-ENG", ["uk", "uk-local", "international", "us"]),
        ("UK", ["uk", "uk-local", "international", "us"]),
        ("BE", ["international", "us", "uk", "uk-local"]),
        (None, ["international", "us", "uk", "uk-local"]),
    ],
)
def test_the_numbers_of_the_reporters_country_come_first(
    place: str | None, order: list[str]
) -> None:
    assert [phone.id for phone in phones_for(PHONES, place)] == order
