"""Countries and time zones for the calculator's form."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from calculator.authoring.names import folded, place_names
from calculator.authoring.places import (
    country_codes,
    tzdata_text,
    zones_by_clock,
    zones_by_country,
)
from calculator.engine.time.zone import zone

CITIES = Path(__file__).parents[2] / "node_modules" / "city-timezones" / "data" / "cityMap.json"
LARGE = 300_000
"""How many people live in a city by which a zone is found."""

FORMERLY = {
    "Bangalore": "Asia/Kolkata",
    "Bombay": "Asia/Kolkata",
    "Madras": "Asia/Kolkata",
    "Canton": "Asia/Shanghai",
    "Peking": "Asia/Shanghai",
    "St. Petersburg": "Europe/Moscow",
}
"""Cities by names that the list has not."""


def places_json() -> str:
    """What the form knows of places.

    ``zones``: zone to country; ``clocks``: for a country with several, a zone of each, the main
    first; ``aliases``: other names of zones; ``short``: their short names; ``cities``: the large
    cities of each, the zone of the largest city first; ``countries``: every code;
    ``names``: folded names of countries, and of the parts of one that are taken for it.
    """
    zones = {zone: country for country, zone in zones_by_country()}
    aliases = dict(sorted(_aliases(zones)))
    cities = _cities(zones, aliases)
    clocks = {country: _main_zones(country, cities) for country in sorted(set(zones.values()))}
    data: dict[str, Any] = {
        "zones": zones,
        "clocks": {country: some for country, some in clocks.items() if len(some) > 1},
        "aliases": aliases,
        "short": {name: short for name in zones if (short := _short_names(name))},
        "cities": cities,
        "countries": country_codes(),
        "names": place_names(),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _aliases(zones: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names that browsers may still use, such as Asia/Calcutta, to the one in ``zones``."""
    for line in tzdata_text("tzdata.zi").splitlines():
        kind, *words = line.split()
        if kind == "L" and words[1] not in zones and words[0] in zones:
            yield words[1], words[0]


def _main_zones(country: str, cities: Mapping[str, str]) -> list[str]:
    """For each of a country's clocks the zone with its largest city, the largest first."""
    size = {name: -place for place, name in enumerate(cities)}
    rank = {name: size.get(name, -len(size)) for _, name in zones_by_country()}
    main = [max(names, key=rank.__getitem__) for names in zones_by_clock(country)]
    return sorted(main, key=rank.__getitem__, reverse=True)


def _short_names(name: str) -> str:
    """What a zone's time is called, such as ``PST PDT``; nothing where that is only an offset."""
    seasons = (datetime(2026, month, 15, tzinfo=UTC).astimezone(zone(name)) for month in (1, 7))
    names = dict.fromkeys(season.tzname() or "" for season in seasons)
    return " ".join(short for short in names if short.isalpha())


def _cities(zones: Mapping[str, str], aliases: Mapping[str, str]) -> dict[str, str]:
    """From each zone to its large cities, folded, the largest first."""
    listed = json.loads(CITIES.read_text(encoding="utf-8"))
    large = [city for city in listed if city["timezone"] and (city["pop"] or 0) >= LARGE]
    large.sort(key=lambda city: (-city["pop"], city["city_ascii"]))
    found = {folded(city): name for city, name in FORMERLY.items()}
    for city in large:
        name = aliases.get(city["timezone"], city["timezone"])
        for spelling in (city["city"], city["city_ascii"]):
            if name in zones:
                found.setdefault(folded(spelling), name)
    by: dict[str, list[str]] = {}
    for city in large:
        by.setdefault(aliases.get(city["timezone"], city["timezone"]), [])
    for spelling, name in found.items():
        by.setdefault(name, []).append(spelling)
    return {name: "|".join(spellings) for name, spellings in by.items() if name in zones}
