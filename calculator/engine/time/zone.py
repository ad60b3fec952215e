"""Time zones by their IANA names, from the tzdata package wherever this runs."""

from difflib import get_close_matches
from functools import cache
from io import BytesIO
from pkgutil import get_data
from zoneinfo import ZoneInfo

_ABBREVIATIONS = {
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "EDT": "America/New_York",
    "CDT": "America/Chicago",
    "CST": "America/Chicago",
    "IST": "Asia/Kolkata",
    "BST": "Europe/London",
    "CEST": "Europe/Brussels",
    "JST": "Asia/Tokyo",
    "AEST": "Australia/Sydney",
}


def zone_data(resource: str) -> bytes:
    """A file of the tzdata package, such as ``zoneinfo/Europe/Brussels``."""
    data = get_data("tzdata", resource)
    assert data is not None
    return data


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA zone there is."""
    return tuple(sorted(set(zone_data("zones").decode().split()) - {"Factory"}))


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA time zone of this name.  Raises ValueError, with the nearest name, if none is.

    Zones come from the tzdata package even where the system has its own, so that the same policy
    gives the same answer on every machine and in the browser.
    """
    if name not in zone_names():
        raise ValueError(f'"{name}" is not an IANA time zone{_nearest_zone(name)}')
    return ZoneInfo.from_file(BytesIO(zone_data(f"zoneinfo/{name}")), key=name)


def _nearest_zone(name: str) -> str:
    if name.upper() in _ABBREVIATIONS:
        return f': write a place, such as "{_ABBREVIATIONS[name.upper()]}"'
    folded = {known.lower(): known for known in zone_names()}
    cities = {known.rsplit("/", 1)[-1]: known for known in folded if "/" in known}
    asked = name.strip().lower().replace(" ", "_")
    near = get_close_matches(asked, folded, n=1, cutoff=0.75)
    near += [cities[city] for city in get_close_matches(asked, cities, n=1, cutoff=0.75)]
    return f': did you mean "{folded[near[0]]}"?' if near else ', such as "Europe/Brussels"'
