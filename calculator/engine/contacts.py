"""Whom to call, whom to escalate to, and when they are awake.

A region serves the countries that it names.  Others are served by the region nearest by time zone:
the one whose clocks, at that moment, differ least from the reporter's, counted around the globe: 23
h apart is 1 h apart.  Of two equally near regions the first in the policy's list is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from calculator.engine.policy import Phone, Region
from calculator.engine.time.counting import NeverOpenError, is_open, next_open
from calculator.engine.time.holidays import country_code
from calculator.engine.time.instant import utc
from calculator.engine.time.schedule import Schedule
from calculator.engine.time.zone import zone

AWAKE = (time(7), time(22))
"""From and until when, by their own clock, people are taken to be awake."""


@dataclass(frozen=True)
class Reach:
    """A region's contact at a moment: how far, what time it is there, and whether they answer."""

    region: str
    nearest: bool
    distance: int
    """Minutes between the reporter's clock and theirs, around the globe."""
    local: datetime
    """The moment by their clock."""
    in_office: bool | None
    """None if the policy does not say when they are."""
    awake: bool
    next_in_office: datetime | None
    """When they are next in the office, in UTC; the moment itself if they are, None if never."""


def reaches(
    regions: Sequence[Region],
    schedules: Mapping[str, Schedule],
    reporter: tzinfo,
    at: datetime,
    place: str | None = None,
) -> tuple[Reach, ...]:
    """Every region's contact at a moment, in the policy's order."""
    serving = serving_region(regions, reporter, at, place)
    return tuple(_reach(region, region is serving, schedules, reporter, at) for region in regions)


def _reach(
    region: Region,
    nearest: bool,
    schedules: Mapping[str, Schedule],
    reporter: tzinfo,
    at: datetime,
) -> Reach:
    local = at.astimezone(zone(region.zone))
    hours = schedules[region.office_hours] if region.office_hours else None
    return Reach(
        region.id,
        nearest,
        _distance(region, reporter, at),
        local,
        is_open(hours, at) if hours else None,
        AWAKE[0] <= local.time() < AWAKE[1],
        _next_in_office(hours, at) if hours else None,
    )


def serving_region(
    regions: Sequence[Region], reporter: tzinfo, at: datetime, place: str | None = None
) -> Region | None:
    """The region that serves a place, or the nearest one; None if there are no regions."""
    country = country_code(place or "")
    own = (r for r in regions if country in r.countries or (place or "") in r.countries)
    return next(own, None) or (nearest_region(regions, reporter, at) if regions else None)


def nearest_region(regions: Iterable[Region], reporter: tzinfo, at: datetime) -> Region:
    """The region nearest by time zone to a reporter at a moment; ValueError if there is none."""
    return min(regions, key=lambda region: _distance(region, reporter, at))


def _distance(region: Region, reporter: tzinfo, at: datetime) -> int:
    there, here = (at.astimezone(where).utcoffset() for where in (zone(region.zone), reporter))
    assert there is not None
    assert here is not None
    apart = abs(there - here) % timedelta(days=1)
    return int(min(apart, timedelta(days=1) - apart).total_seconds() // 60)


def _next_in_office(schedule: Schedule, at: datetime) -> datetime | None:
    try:
        return next_open(schedule, utc(at))
    except NeverOpenError:
        return None


def is_national(number: str) -> bool:
    """Whether a number has no country code, and reaches somebody else from another country."""
    return not number.lstrip().startswith("+")


def is_dialled(number: str, countries: Sequence[str], place: str | None) -> bool:
    """Whether a number can be dialled from a place: one without a country code, from these."""
    return not is_national(number) or country_code(place or "") in countries or place in countries


def phones_for(phones: Iterable[Phone], place: str | None) -> tuple[Phone, ...]:
    """Numbers in the order to try them: the reporter's country, any country, other countries.

    Within each, toll-free numbers come first, and otherwise the policy's order holds.  Numbers that
    cannot be dialled from the reporter's country are left out where another one can.
    """
    country = country_code(place or "")

    def rank(phone: Phone) -> tuple[int, bool]:
        if not phone.countries:
            return 1, not phone.toll_free
        own = country in phone.countries or (place or "") in phone.countries
        return (0 if own else 2), not phone.toll_free

    ranked = tuple(sorted(phones, key=rank))
    dialled = tuple(p for p in ranked if not place or is_dialled(p.number, p.countries, place))
    return dialled or ranked
