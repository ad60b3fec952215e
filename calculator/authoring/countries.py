"""Where a country's offices differ from the holidays library, read from ``countries.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from calculator.authoring.slips.reader import Loader
from calculator.engine.policy import HolidayChange
from calculator.engine.time.hours import WEEKDAYS

FILE = Path(__file__).with_suffix(".yml")
SOURCES = ("countries.py", "countries.yml")

PUBLIC = ("public",)


@dataclass(frozen=True)
class Country:
    """What is done about a country; ``why`` and ``source`` say on what ground.

    ``categories`` close the offices of all its regions, ``nationwide`` (if any) those of the
    country as a whole instead, and ``also`` only many offices.  ``weekend`` (Monday is 0) is empty
    where the library's holds.  ``regions`` names regions, or says with None that they are none.
    ``open`` names holidays of regions on which offices work all the same; ``national`` those of
    most regions that are the country's; ``moves`` gives others their day of the year, ``12-17``.
    ``published`` is the last year whose days are decreed; those of later ones may move.
    """

    categories: tuple[str, ...] = PUBLIC
    nationwide: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    weekend: tuple[int, ...] = ()
    regions: Mapping[str, str | None] = field(default_factory=dict)
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    national: tuple[str, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    published: int | None = None
    add: tuple[HolidayChange, ...] = ()
    remove: tuple[HolidayChange, ...] = ()
    why: str = ""
    source: str = ""


@cache
def countries() -> Mapping[str, Country]:
    """Every country that differs, by its ISO 3166 code.  Raises TypeError for a key unknown."""
    tree = yaml.load(FILE.read_text(encoding="utf-8"), Loader=Loader)
    return {code: _country(code, entry) for code, entry in sorted(tree.items())}


def country(code: str) -> Country:
    """What is done about a country; nothing for most."""
    return countries().get(code, Country())


def _country(code: str, entry: Mapping[str, Any]) -> Country:
    read: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    for key in ("add", "remove"):
        read[key] = tuple(_change(code, change) for change in entry.get(key, ()))
    read["open"] = {region: tuple(names) for region, names in entry.get("open", {}).items()}
    read["weekend"] = tuple(WEEKDAYS.index(day) for day in entry.get("weekend", ()))
    return Country(**read)


def _change(code: str, change: Mapping[str, Any]) -> HolidayChange:
    day: date = change["date"]
    region = change.get("region")
    return HolidayChange(
        f"{code}-{region}" if region else code,
        day,
        change["source"],
        change.get("name", ""),
        change.get("assumed", False),
    )
