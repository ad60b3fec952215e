"""Whom to call and whom to escalate to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest

from calculator.authoring.check import load_policy
from calculator.engine.contacts import (
    is_national,
    nearest_region,
    phones_for,
    reaches,
    serving_region,
)
from calculator.engine.policy import Phone
from calculator.engine.time.holidays import Holidays
from calculator.engine.time.instant import parse_instant
from calculator.engine.time.schedule import schedules
from calculator.engine.time.zone import zone
from tests.policies import WHOLE

POLICY = load_policy(WHOLE).policy
BOOK = schedules(POLICY.calendars, Holidays())
DENVER, PUNE = POLICY.region("denver"), POLICY.region("pune")
TWO = (DENVER, PUNE)


def at(text: str) -> datetime:
    return parse_instant(text)


@pytest.mark.parametrize(
    ("reporter", "region"),
    [
        (zone("Asia/Kolkata"), "pune"),
        (zone("America/New_York"), "denver"),
        (zone("Europe/Brussels"), "porto"),
        (zone("Asia/Singapore"), "pune"),
        (zone("Pacific/Honolulu"), "denver"),
        # Around the globe: +13 h in Auckland is 4 h from Denver and 7.5 h from Pune.
        (zone("Pacific/Auckland"), "denver"),
        (zone("Pacific/Kiritimati"), "denver"),
        (zone("Asia/Tokyo"), "pune"),
        (zone("Atlantic/Azores"), "porto"),
        (timezone(timedelta(hours=-3)), "porto"),
    ],
    ids=str,
)
def test_the_nearest_region_by_time_zone(reporter: tzinfo, region: str) -> None:
    assert nearest_region(POLICY.regions, reporter, at("2026-11-24T12:00Z")).id == region


def test_clock_changes_can_move_the_nearest_region() -> None:
    east = replace(DENVER, id="east", zone="Etc/GMT-4")
    west = replace(DENVER, id="west", zone="Etc/GMT+2")
    brussels = zone("Europe/Brussels")
    # In winter both are 3 h away, and the first in the list is taken; in summer one is nearer.
    assert nearest_region((west, east), brussels, at("2026-01-10T12:00Z")).id == "west"
    assert nearest_region((east, west), brussels, at("2026-01-10T12:00Z")).id == "east"
    assert nearest_region((west, east), brussels, at("2026-07-10T12:00Z")).id == "east"


@pytest.mark.parametrize(
    ("moment", "in_office", "awake", "next_in_office"),
    [
        ("2026-11-24T12:00+05:30", [False, True], [False, True], ["2026-11-24T08:00-07:00", None]),
        ("2026-11-24T18:00+05:30", [False, False], [False, True], [None, "2026-11-25T09:30+05:30"]),
        ("2026-11-27T11:59-07:00", [True, False], [True, False], [None, "2026-11-30T09:30+05:30"]),
        ("2026-11-28T07:00+05:30", [False, False], [True, True], [None, "2026-11-30T09:30+05:30"]),
        ("2026-11-28T22:00+05:30", [False, False], [True, False], ["2026-11-30T08:00-07:00", None]),
    ],
)
def test_when_each_contact_can_be_reached(
    moment: str, in_office: list[bool], awake: list[bool], next_in_office: list[str | None]
) -> None:
    found = reaches(TWO, BOOK, zone("Asia/Kolkata"), at(moment))
    assert [reach.in_office for reach in found] == in_office
    assert [reach.awake for reach in found] == awake
    for reach, expected in zip(found, next_in_office, strict=True):
        if expected:
            assert reach.next_in_office == at(expected)
        if reach.in_office:
            assert reach.next_in_office == at(moment)


def test_each_contact_has_their_own_time() -> None:
    denver, pune = reaches(TWO, BOOK, UTC, at("2026-11-24T10:00Z"))
    assert f"{denver.local:%H:%M %z}" == "03:00 -0700"
    assert f"{pune.local:%H:%M %z}" == "15:30 +0530"
    assert (denver.distance, pune.distance) == (420, 330)
    assert [denver.nearest, pune.nearest] == [False, True]


@pytest.mark.parametrize(
    ("place", "serves"),
    [
        ("AT", ["pune"]),
        ("AT-9", ["pune"]),
        ("GB-SCT", ["pune"]),
        ("GB-ENG", ["denver"]),
        ("XX", ["denver"]),
        (None, ["denver"]),
    ],
)
def test_a_region_serves_the_countries_that_it_names(place: str | None, serves: list[str]) -> None:
    named = replace(PUNE, countries=("AT", "GB-SCT"))
    found = reaches((DENVER, named), BOOK, zone("America/Denver"), at("2026-11-24T10:00Z"), place)
    assert [reach.region for reach in found if reach.nearest] == serves
    assert serving_region((), UTC, at("2026-11-24T10:00Z"), place) is None


def test_how_far_apart_clocks_are_is_counted_around_the_globe() -> None:
    west = replace(DENVER, id="west", zone="Etc/GMT+12")
    found = reaches((west, DENVER), BOOK, zone("Pacific/Kiritimati"), at("2026-11-24T10:00Z"))
    assert [(reach.region, reach.distance) for reach in found] == [("west", 120), ("denver", 180)]


@pytest.mark.parametrize(
    ("number", "national"), [("+43 1 0", False), (" +43 1 0", False), ("0800 1 ", True)]
)
def test_a_number_with_a_plus_is_dialled_from_everywhere(number: str, national: bool) -> None:
    assert is_national(number) == national


def test_an_office_that_never_closes_is_always_in() -> None:
    (reach,) = reaches((replace(PUNE, office_hours="always"),), BOOK, UTC, at("2026-11-28T22:00Z"))
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


FREE = (
    Phone("free", "Britain", "0808 157 0192", toll_free=True, countries=("GB",)),
    Phone("american", "America", "1-800-555-0199", toll_free=True, countries=("US", "CA")),
)


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("GB-ENG", ["free", "uk", "uk-local", "international", "us"]),
        ("CA", ["american", "international", "us", "uk", "uk-local"]),
        ("BE", ["international", "us", "uk", "uk-local"]),
        (None, ["international", "free", "american", "us", "uk", "uk-local"]),
    ],
)
def test_a_number_of_some_countries_is_given_to_readers_there(
    place: str | None, order: list[str]
) -> None:
    assert [phone.id for phone in phones_for((*FREE, *PHONES), place)] == order


def test_a_number_that_cannot_be_dialled_is_better_than_none() -> None:
    assert [phone.id for phone in phones_for(FREE, "BE")] == ["free", "american"]


def test_numbers_of_the_country_come_first_free_or_not_and_free_ones_within_each() -> None:
    phones = (
        Phone("everywhere", "International", "+32 2 000 00 00"),
        Phone("everywhere-free", "Free", "+800 0000 0000", toll_free=True),
        Phone("london", "London", "+44 20 0000 0000", countries=("GB",)),
        Phone("paris", "Paris", "+33 1 00 00 00 00", countries=("FR",)),
    )
    order = ["london", "everywhere-free", "everywhere", "paris"]
    assert [phone.id for phone in phones_for(phones, "GB")] == order
