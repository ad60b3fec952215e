"""Public holidays, weekends, and the kind of day that a date is at a place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from calculator.engine.policy import DayKind
from calculator.engine.time.note import Note

DAY = timedelta(days=1)

USUAL_WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, where nothing says otherwise."""

MOST_PARTS = 8
"""Regions that a note names before it only counts the others."""

_COUNTRY_ALIASES = {"UK": "GB", "EL": "GR"}


@dataclass(frozen=True)
class Day:
    """A civil date at a place: its kind, the holiday's name, and what had to be assumed."""

    date: date
    kind: DayKind
    name: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Holidays:
    """Public holidays by country, in the compact form that ``calculator.authoring.holidays`` makes.

    A place is an ISO 3166 code: a country (``US``) or a subdivision (``US-CA``).  Per country::

        first, last     the years known
        weekend         weekdays, Monday = 0
        days            {name: [days since 1 January of the first year]}
        also            likewise: many offices close, although the law does not close them
        estimated       [days ...] of holidays that may move
        workdays        [days ...] on a weekend that are worked all the same
        subdivisions    {code: what differs: name, codes (others of it), weekend,
                        plus: {name: [days]}, minus: likewise}
    """

    countries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _read: dict[str, dict[int, str]] = field(default_factory=dict, repr=False, compare=False)
    _found: dict[str, Mapping[str, Any] | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def lookup(self, place: str, day: date) -> str | None:
        """The name of the holiday there on that day, several joined by ``"; "``, or None."""
        if not self.known(place, day.year):
            return None
        return self._days(place).get(self._index(place, day))

    def known(self, place: str, year: int) -> bool:
        """Whether the country's holidays in that year are known."""
        country = self.countries.get(country_code(place))
        return country is not None and country["first"] <= year <= country["last"]

    def knows_subdivision(self, place: str) -> bool:
        """Whether the place is a country, or a subdivision that the data tell apart."""
        return not _subdivision(place) or self._difference(place) is not None

    def weekend(self, place: str) -> frozenset[int]:
        """The weekdays (Monday is 0) that are the weekend; Saturday and Sunday if unknown."""
        country = self.countries.get(country_code(place))
        if country is None:
            return USUAL_WEEKEND
        return frozenset((self._difference(place) or {}).get("weekend", country["weekend"]))

    def workday(self, place: str, day: date) -> bool:
        """Whether a day of the weekend is worked there, by decree, in place of another."""
        if not self.known(place, day.year):
            return False
        worked = self.countries[country_code(place)].get("workdays", ())
        return self._index(place, day) in worked

    def estimated(self, place: str, day: date) -> str | None:
        """The name of a holiday there on that day if its date is only an estimate, or None."""
        if not self.known(place, day.year):
            return None
        may_move = self.countries[country_code(place)].get("estimated", ())
        return self.lookup(place, day) if self._index(place, day) in may_move else None

    def also_closed(self, place: str, day: date) -> str | None:
        """For what many offices there close on that day, although it is no holiday, or None."""
        if not self.known(place, day.year):
            return None
        also = self.countries[country_code(place)].get("also", {})
        wanted = self._index(place, day)
        return next((name for name, index in _pairs(also) if index == wanted), None)

    def regions(self, place: str) -> Mapping[str, str]:
        """The subdivisions of a place that the data tell apart: from ``US-CA`` to its name.

        Empty for a subdivision, and for a country that has none.
        """
        if _subdivision(place):
            return {}
        code = country_code(place)
        subdivisions = self.countries.get(code, {}).get("subdivisions", {})
        return {f"{code}-{each}": said.get("name", each) for each, said in subdivisions.items()}

    def _index(self, place: str, day: date) -> int:
        first: int = self.countries[country_code(place)]["first"]
        return day.toordinal() - date(first, 1, 1).toordinal()

    def _difference(self, place: str) -> Mapping[str, Any] | None:
        if place not in self._found:
            self._found[place] = self._sought(place) if _subdivision(place) else None
        return self._found[place]

    def _sought(self, place: str) -> Mapping[str, Any] | None:
        wanted = _subdivision(place).lower()
        subdivisions = self.countries.get(country_code(place), {}).get("subdivisions", {})
        for code, difference in subdivisions.items():
            called = (code, *difference.get("codes", ()), difference.get("name", code))
            if wanted in (each.lower() for each in called):
                found: Mapping[str, Any] = difference
                return found
        return None

    def _days(self, place: str) -> dict[int, str]:
        if place not in self._read:
            pairs = dict.fromkeys(_pairs(self.countries[country_code(place)]["days"]))
            difference = self._difference(place) or {}
            pairs |= dict.fromkeys(_pairs(difference.get("plus", {})))
            for pair in _pairs(difference.get("minus", {})):
                pairs.pop(pair, None)
            days: dict[int, str] = {}
            for name, index in pairs:
                days[index] = f"{days[index]}; {name}" if index in days else name
            self._read[place] = days
        return self._read[place]


def _pairs(days: Mapping[str, Iterable[int]]) -> Iterator[tuple[str, int]]:
    return ((name, index) for name, indexes in days.items() for index in indexes)


@lru_cache(maxsize=1000)
def country_code(place: str) -> str:
    """The ISO 3166 country of a place: ``US`` of ``US-CA``; ``UK`` is taken for ``GB``."""
    code = place.partition("-")[0].strip().upper()
    return _COUNTRY_ALIASES.get(code, code)


def _subdivision(place: str) -> str:
    return place.partition("-")[2].strip()


def day_kind(holidays: Holidays, place: str | None, day: date) -> Day:
    """Whether a date is a working day, a weekend or a holiday (which outweighs it) at a place.

    Where the place or the year is unknown the usual weekend is assumed and a note says so:
    ``place-unknown``, ``country-unknown``, ``subdivision-unknown`` or ``year-unknown``.
    """
    notes = place_notes(holidays, place, day.year)
    place = place or ""
    if name := holidays.lookup(place, day):
        return Day(day, "holiday", name, notes)
    if day.weekday() not in holidays.weekend(place):
        return Day(day, "working-day", notes=notes)
    if holidays.workday(place, day):
        return Day(day, "working-day", notes=(*notes, Note("weekend-worked", {"place": place})))
    return Day(day, "weekend", notes=notes)


def place_notes(holidays: Holidays, place: str | None, year: int) -> tuple[Note, ...]:
    """What has to be assumed about a place in a year, as :func:`day_kind` notes it."""
    if not place:
        return (Note("place-unknown"),)
    country = holidays.countries.get(country_code(place))
    if country is None:
        return (Note("country-unknown", {"place": place}),)
    years = {"first": str(country["first"]), "last": str(country["last"])}
    notes = []
    if not holidays.known(place, year):
        notes.append(Note("year-unknown", {"place": place, "year": str(year), **years}))
    if not holidays.knows_subdivision(place):
        notes.append(Note("subdivision-unknown", {"place": place, "country": country_code(place)}))
    return tuple(notes)


def day_at(holidays: Holidays, place: str | None, where: tzinfo, instant: datetime) -> Day:
    """The kind of day that it is at a place, by the clocks of its zone, at an instant.

    Beyond the notes of :func:`day_kind` it has those that might change the reader's mind:
    ``holiday-in-parts``, ``workday-in-parts`` or ``weekend-in-parts`` (the day is another in some
    regions of the country), ``holiday-estimated`` (its date may move), ``holiday-near`` (that of
    the day before or after may) and ``offices-closed`` (many close, although it is no holiday).
    """
    day = day_kind(holidays, place, instant.astimezone(where).date())
    if not place:
        return day
    notes = (*_in_parts(holidays, place, day), *_movable(holidays, place, day))
    also = holidays.also_closed(place, day.date) if day.kind == "working-day" else None
    closed = (Note("offices-closed", {"place": place, "name": also}),) if also else ()
    return replace(day, notes=(*day.notes, *notes, *closed))


def _in_parts(holidays: Holidays, place: str, day: Day) -> Iterator[Note]:
    if day.kind == "weekend":
        return  # What is promised for a holiday is, almost always, promised for a weekend.
    others: dict[DayKind, dict[str, str]] = {}
    names: dict[str, None] = {}
    for region, called in holidays.regions(place).items():
        there = day_kind(holidays, region, day.date)
        if there.kind != day.kind:
            others.setdefault(there.kind, {})[called] = region
            names |= {there.name: None} if there.name else {}
    for kind, regions in others.items():
        names_there = sorted(regions)
        codes = _listed([regions[each] for each in names_there])
        said = {"place": place, "parts": _listed(names_there), "codes": codes}
        if kind == "holiday":
            said["name"] = _listed([*names], "; ")
        code = {"holiday": "holiday", "weekend": "weekend", "working-day": "workday"}[kind]
        yield Note(f"{code}-in-parts", said)


def _listed(names: list[str], between: str = ", ") -> str:
    shown = between.join(names[:MOST_PARTS])
    return shown if len(names) <= MOST_PARTS else f"{shown} (+{len(names) - MOST_PARTS})"


def _movable(holidays: Holidays, place: str, day: Day) -> Iterator[Note]:
    if name := holidays.estimated(place, day.date):
        yield Note("holiday-estimated", {"name": name})
    elif day.kind == "working-day":
        for near in (day.date - DAY, day.date + DAY):
            if name := holidays.estimated(place, near):
                yield Note("holiday-near", {"name": name, "date": near.isoformat()})
