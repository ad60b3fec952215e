"""Countries and time zones for the calculator's form, from the tables that tzdata carries."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any


def places_json() -> str:
    """``zones``: zone to country; ``aliases``: other names of zones; ``countries``: every code."""
    zones = {zone: country for country, zone in _rows("zone.tab", 0, 2)}
    data: dict[str, Any] = {
        "zones": zones,
        "aliases": dict(sorted(_aliases(zones))),
        "countries": country_codes(),
    }
    return json.dumps(data, separators=(",", ":"))


def country_codes() -> list[str]:
    """The ISO 3166 code of every country."""
    return sorted(code for code, _ in _rows("iso3166.tab", 0, 1))


def _rows(table: str, *columns: int) -> Iterator[tuple[str, ...]]:
    for line in _text(table).splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield tuple(cells[column] for column in columns)


def _aliases(zones: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names that browsers may still use, such as Asia/Calcutta, to the one in ``zones``."""
    for line in _text("tzdata.zi").splitlines():
        kind, *words = line.split()
        if kind == "L" and words[1] not in zones and words[0] in zones:
            yield words[1], words[0]


def _text(name: str) -> str:
    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")


def zone_of(country: str) -> str | None:
    """The time zone of a country (ISO 3166 code) that has only one; None for all others."""
    zones = [zone for code, zone in _rows("zone.tab", 0, 2) if code == country]
    return zones[0] if len(zones) == 1 else None
