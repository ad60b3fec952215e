"""Countries and their time zones, from the tables that tzdata carries."""

from collections.abc import Iterator
from importlib.resources import files


def country_codes() -> list[str]:
    """The ISO 3166 code of every country, and XK, by which Kosovo goes."""
    return sorted({"XK", *(code for code, _ in _rows("iso3166.tab", 0, 1))})


def zones_by_country() -> Iterator[tuple[str, str]]:
    """Pairs of a country's code and a time zone that it has."""
    return ((code, zone) for code, zone in _rows("zone.tab", 0, 2))


def _rows(table: str, *columns: int) -> Iterator[tuple[str, ...]]:
    for line in tzdata_text(table).splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield tuple(cells[column] for column in columns)


def tzdata_text(name: str) -> str:
    """A file of tzdata, such as ``zone.tab``."""
    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")


def zone_of(country: str) -> str | None:
    """The time zone of a country (ISO 3166 code) that has only one; None for all others."""
    zones = [zone for code, zone in zones_by_country() if code == country]
    return zones[0] if len(zones) == 1 else None
