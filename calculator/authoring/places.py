"""Countries and their time zones, from the tables that tzdata carries."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files

from calculator.engine.time.zone import zone


def country_codes() -> list[str]:
    """The ISO 3166 code of every country, and XK, by which Kosovo goes."""
    return sorted({"XK", *(code for code, _ in _rows("iso3166.tab", 0, 1))})


def zones_by_country() -> Iterator[tuple[str, str]]:
    """Pairs of a country's code and a time zone that it has."""
    return ((code, zone) for code, zone in _rows("zone.tab", 0, 2))


@cache
def _rows(table: str, *columns: int) -> list[tuple[str, ...]]:
    lines = tzdata_text(table).splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [tuple(row[column] for column in columns) for row in cells]


def tzdata_text(name: str) -> str:
    """A file of tzdata, such as ``zone.tab``."""
    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")


def zones_by_clock(country: str) -> list[list[str]]:
    """A country's time zones, those together that show the same these years; by ISO 3166 code."""
    found: dict[tuple[timedelta | None, ...], list[str]] = {}
    for code, name in zones_by_country():
        if code == country:
            found.setdefault(_shown(name), []).append(name)
    return list(found.values())


def zone_of(country: str) -> str | None:
    """The time zone of a country (ISO 3166 code) whose clocks show the same; None for others."""
    clocks = zones_by_clock(country)
    return clocks[0][0] if len(clocks) == 1 else None


def is_elsewhere(name: str, country: str) -> bool:
    """Whether no clock of a country (ISO 3166 code) shows what those of a zone show."""
    clocks = zones_by_clock(country)
    return bool(clocks) and _shown(name) not in (_shown(names[0]) for names in clocks)


_WEEKS = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(weeks=week) for week in range(5 * 52)]


@cache
def _shown(name: str) -> tuple[timedelta | None, ...]:
    return tuple(week.astimezone(zone(name)).utcoffset() for week in _WEEKS)
