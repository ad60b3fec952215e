"""Public holidays from the ``holidays`` package, in the compact form that the engine reads.

One small JSON per country, so that a browser fetches only the reader's.  The form is described at
:class:`calculator.engine.time.holidays.Holidays`: names in English where the library has them,
observed and substitute days included, and a subdivision as its difference from the country.  A day
that is a holiday in every subdivision is one of the country.  Where offices differ from the
library, ``countries.yml`` says so.  What the policy adds and removes is applied last; a change to a
country holds in its subdivisions too, except that the holidays of their own stay.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from holidays import HolidayBase, country_holidays, list_supported_countries

from calculator.authoring.countries import PUBLIC, SOURCES, country
from calculator.authoring.keeping import kept
from calculator.engine.policy import REPORTER, HolidayChange, HolidayRules, Policy
from calculator.engine.time.holidays import Holidays, country_code
from calculator.engine.time.problem import Problem

MADE_BY = tuple(Path(__file__).with_name(name) for name in ("holidays.py", *SOURCES))

type Days = dict[tuple[str, date], None]
"""Holidays as an ordered set of name and date."""


def years(rules: HolidayRules, today: date) -> range:
    """The years to ship: from the year before the build to three years after, unless named."""
    first = today.year - 1 if rules.first_year is None else rules.first_year
    last = today.year + 3 if rules.last_year is None else rules.last_year
    return range(first, last + 1)


def build(rules: HolidayRules, today: date) -> dict[str, dict[str, Any]]:
    """The holidays of every country the rules name, by country code, ready for JSON.

    A country about which the library knows none of the years is left out, so that the engine calls
    it unknown.  Rules with :func:`problems` give no sensible result.
    """
    chosen = rules.countries or tuple(_supported())
    built = ((code, _country(code, rules, years(rules, today))) for code in sorted(chosen))
    return {code: data for code, data in built if data}


def build_some(
    rules: HolidayRules, countries: Iterable[str], today: date
) -> dict[str, dict[str, Any]]:
    """Like :func:`build`, for some countries only; those that have no holidays are left out."""
    wanted = set(countries) & set(rules.countries or _supported()) & set(_supported())
    return _kept(replace(rules, countries=tuple(sorted(wanted))), today) if wanted else {}


def shipped(rules: HolidayRules, today: date) -> dict[str, str]:
    """The holidays of every country the rules name, as compact JSON by country code."""
    return packed(_kept(rules, today))


def _kept(rules: HolidayRules, today: date) -> dict[str, dict[str, Any]]:
    """What :func:`build` builds; it takes seconds, and is the same until the rules change."""
    inputs: list[str | Path] = [repr(rules), repr(years(rules, today)), version("holidays")]
    inputs += MADE_BY
    text = kept("holidays", inputs, lambda: json.dumps(build(rules, today)).encode())
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


def closing(policy: Policy) -> set[str]:
    """The countries whose holidays close a calendar, whoever the reporter is."""
    places = (c.holidays for c in policy.calendars if c.holidays and c.holidays != REPORTER)
    return {country_code(place) for place in places}


def packed(data: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Compact JSON text by country code."""
    return {
        code: json.dumps(country, ensure_ascii=False, separators=(",", ":"))
        for code, country in data.items()
    }


def unpacked(texts: Mapping[str, str]) -> Holidays:
    """The engine's holidays from the JSON texts of any number of countries."""
    return Holidays({code: json.loads(text) for code, text in texts.items()})


# -- one country -----------------------------------------------------------------------------------


@cache
def _supported() -> dict[str, list[str]]:
    return dict(list_supported_countries(include_aliases=False))


def _country(code: str, rules: HolidayRules, span: range) -> dict[str, Any] | None:
    library = _library(code, None, span)
    known = [year for year in span if library.start_year <= year <= library.end_year]
    if not known:
        return None
    span = range(known[0], known[-1] + 1)
    listed = _listed(code, None, span)
    days = _changed(listed, rules, code)
    regions = (*_regions(code), *_added_subdivisions(code, rules))
    of_regions = {
        region: _region_days(code, region, rules, span, (listed, days)) for region in regions
    }
    also = {pair: None for pair in _also(code, span) if pair[1] not in {day for _, day in days}}
    workdays = {day for day in library.weekend_workdays if day.year in span}
    estimated = _estimated((days, *of_regions.values()), rules, code)
    return {
        "first": span[0],
        "last": span[-1],
        "weekend": _weekend(code, None, span),
        "days": _by_name(days, span),
        **({"also": _by_name(also, span)} if also else {}),
        **({"estimated": [_index(day, span) for day in estimated]} if estimated else {}),
        **({"workdays": [_index(day, span) for day in sorted(workdays)]} if workdays else {}),
        **(
            {
                "subdivisions": {
                    region: _difference(code, region, span, days, own)
                    for region, own in of_regions.items()
                }
            }
            if regions
            else {}
        ),
    }


def _region_days(
    code: str, region: str, rules: HolidayRules, span: range, whole: tuple[Days, Days]
) -> Days:
    """A region's days, given the country's before and after the changes."""
    listed, changed = whole
    own = _listed(code, region, span) if region in _regions(code) else listed
    kept = {pair: None for pair in own if pair in changed or pair not in listed}
    added = {pair: None for pair in changed if pair not in listed}
    return _changed(kept | added, rules, f"{code}-{region}")


def _difference(code: str, region: str, span: range, whole: Days, days: Days) -> dict[str, Any]:
    """A region by what differs from the country as a whole."""
    plus = {pair: None for pair in days if pair not in whole}
    minus = {pair: None for pair in whole if pair not in days}
    called = _library(code, None, span).get_subdivision_aliases().get(region) or []
    codes = [alias for alias in called if alias.isupper() and len(alias) <= 3]
    names = [alias for alias in called if alias not in codes]
    name = country(code).regions.get(region) or (names[0] if names else region)
    weekend = _weekend(code, region, span)
    return {
        **({"name": name} if name != region else {}),
        **({"codes": codes} if codes else {}),
        **({"weekend": weekend} if weekend != _weekend(code, None, span) else {}),
        **({"plus": _by_name(plus, span)} if plus else {}),
        **({"minus": _by_name(minus, span)} if minus else {}),
    }


@cache
def _regions(code: str) -> tuple[str, ...]:
    """The subdivisions that the library tells apart, but for those that are only of schools."""
    named = country(code).regions
    return tuple(s for s in _supported()[code] if named.get(s, s) is not None)


def _added_subdivisions(code: str, rules: HolidayRules) -> list[str]:
    """Subdivisions that the policy speaks of and the library does not tell apart."""
    places = (change.place.partition("-") for change in rules.add)
    found = (subdivision for country, _, subdivision in places if country == code and subdivision)
    return [s for s in dict.fromkeys(found) if s not in _regions(code)]


@cache
def _library(
    code: str, subdivision: str | None, span: range, categories: tuple[str, ...] = PUBLIC
) -> HolidayBase:
    # A year more on either side: New Year's Day may be observed in the year before.
    wider = range(span[0] - 1, span[-1] + 2)
    return country_holidays(
        code, subdiv=subdivision, years=wider, language=_language(code), categories=categories
    )


@cache
def _listed(code: str, region: str | None, span: range) -> Days:
    """The days of a place before the policy changes them."""
    about = country(code)
    counted = about.categories if region else about.nationwide or about.categories
    works = about.open.get(region or "", ())
    found = _days(_library(code, region, span, counted), span)
    days = {
        (name, _moved(day, about.moves.get(name))): None
        for name, day in found
        if not name.startswith(works)
    }
    if not region and (regions := [_listed(code, each, span) for each in _regions(code)]):
        everywhere = set.intersection(*({day for _, day in each} for each in regions))
        lacking = everywhere - {day for _, day in days}
        days |= {pair: None for pair in regions[0] if pair[1] in lacking}
        days |= {
            pair: None for each in regions for pair in each if pair[0].startswith(about.national)
        }
    rules = HolidayRules(add=about.add, remove=about.remove)
    if region:
        days = _changed(days, rules, code)
    return _changed(days, rules, f"{code}-{region}" if region else code)


def _moved(day: date, to: str | None) -> date:
    return date.fromisoformat(f"{day.year}-{to}") if to else day


def _also(code: str, span: range) -> Days:
    """Days on which many offices close although the law does not close them."""
    categories = country(code).also
    return _days(_library(code, None, span, categories), span) if categories else {}


def _estimated(places: Iterable[Days], rules: HolidayRules, code: str) -> list[date]:
    """Days that may move: estimated by the library, or assumed by who added them."""
    changes = (*country(code).add, *rules.add)
    assumed = {(c.name, c.date) for c in changes if c.assumed and c.place[:2] == code}
    pairs = {pair for days in places for pair in days}
    decreed = country(code).published or date.max.year
    return sorted(
        {
            day
            for name, day in pairs
            if name.endswith("estimated)") or (name, day) in assumed or day.year > decreed
        }
    )


@cache
def _language(code: str) -> str | None:
    library = country_holidays(code)
    spoken = (library.default_language or "", "en_US", *library.supported_languages)
    return next((s for s in spoken if s.startswith("en")), None) if spoken[0] else None


def _days(library: HolidayBase, span: range) -> Days:
    return {
        (name, day): None
        for day, names in sorted(library.items())
        if day.year in span
        for name in names.split("; ")
    }


def _weekend(code: str, region: str | None, span: range) -> list[int]:
    # Asked day by day: of a subdivision the library's attribute tells the country's.
    week = [date(span[-1], 1, 1) + timedelta(days=step) for step in range(7)]
    found, whole = (
        sorted(day.weekday() for day in week if _library(code, each, span).is_weekend(day))
        for each in (region if region in _regions(code) else None, None)
    )
    return list(country(code).weekend) or found if found == whole else found


def _changed(days: Days, rules: HolidayRules, place: str) -> Days:
    kept = {
        (name, day): None
        for name, day in days
        if not any(_removes(change, place, name, day) for change in rules.remove)
    }
    return kept | {(c.name, c.date): None for c in rules.add if c.place == place}


def _removes(change: HolidayChange, place: str, name: str, day: date) -> bool:
    return change.place == place and change.date == day and change.name in ("", name)


def _by_name(days: Days, span: range) -> dict[str, list[int]]:
    names: dict[str, list[int]] = {}
    for name, day in sorted(days, key=lambda pair: pair[1]):
        names.setdefault(name, []).append(_index(day, span))
    return names


def _index(day: date, span: range) -> int:
    return (day - date(span[0], 1, 1)).days


# -- mistakes in the rules -------------------------------------------------------------------------


def problems(rules: HolidayRules, today: date) -> list[Problem]:
    """Every mistake in the rules; paths are fields of :class:`HolidayRules`, lists by index."""
    span = years(rules, today)
    if not span:
        return [Problem(("last_year",), f"the last year, {span.stop - 1}, is before {span.start}")]
    if too_narrow := list(_too_narrow(rules, span)):
        return too_narrow
    found = [
        Problem(("countries", index), _unlisted(code))
        for index, code in enumerate(rules.countries)
        if code not in _supported()
    ]
    for kind, changes in (("add", rules.add), ("remove", rules.remove)):
        for index, change in enumerate(changes):
            found += [
                Problem((kind, index, *problem.path), problem.message)
                for problem in _change_problems(kind, change, rules, span)
            ]
    return found


def _too_narrow(rules: HolidayRules, span: range) -> Iterator[Problem]:
    """A first or last year that cuts off several of the days that the rules themselves change."""
    days = [change.date.year for change in (*rules.add, *rules.remove)]
    for name, which, out in (
        ("first_year", "before the first", sum(year < span.start for year in days)),
        ("last_year", "after the last", sum(year >= span.stop for year in days)),
    ):
        year = getattr(rules, name)
        if out > 1 and year is not None:
            told = f"{out} days of 'add' and 'remove' are {which} year, {year}; write another"
            yield Problem((name,), told)


def listed_on(place: str, day: date) -> list[str]:
    """The names of the holidays that a place has on a day before any policy changes them."""
    code, _, subdivision = place.partition("-")
    if code not in _supported() or (subdivision and subdivision not in _regions(code)):
        return []
    days = _listed(code, subdivision or None, range(day.year, day.year + 1))
    return [name for name, there in days if there == day]


def place_problem(place: str, rules: HolidayRules) -> str | None:
    """What is wrong with a place whose holidays something refers to, such as ``US-CA``, or None."""
    code, _, subdivision = place.partition("-")
    if code not in _supported():
        return _unlisted(code)
    if rules.countries and code not in rules.countries:
        return f'"{code}" is not among the countries of the holidays: {", ".join(rules.countries)}'
    known = [*_regions(code), *_added_subdivisions(code, rules)]
    if subdivision and subdivision not in known:
        return _unknown(place, [f"{code}-{each}" for each in known], "a subdivision with holidays")
    return None


def _unlisted(code: str) -> str:
    if code == "UK":
        return '"UK" is not an ISO 3166 country code: write "GB"'
    return _unknown(code, list(_supported()), "a country whose holidays are known (ISO 3166)")


def _unknown(value: str, known: Sequence[str], what: str) -> str:
    same = [each for each in known if each.upper() == value.upper()]
    near = same or [
        *get_close_matches(value, known, 10),
        *get_close_matches(value.upper(), known, 10),
    ]
    # What begins alike is likelier meant: US-CA rather than US-SC by US-CL.
    near.sort(key=lambda each: each.upper()[: len(value) - 1] != value.upper()[:-1])
    hint = f'; did you mean "{near[0]}"?' if near else ""
    return f'"{value}" is not {what}{hint}'


def _change_problems(
    kind: str, change: HolidayChange, rules: HolidayRules, span: range
) -> Iterator[Problem]:
    added = (change,) if kind == "add" and not _supported().get(change.place[:2]) else ()
    if message := place_problem(change.place, _countries_only(rules, added)):
        yield Problem(("place",), message)
        return
    if rules.first_year is None and change.date.year < span[0]:
        return  # Its time has passed; it was no mistake when it was written.
    if change.date.year not in span:
        yield Problem(("date",), f"{change.date} is not in the years {span[0]} to {span[-1]}")
        return
    code, _, subdivision = change.place.partition("-")
    days = _listed(code, subdivision if subdivision in _regions(code) else None, span)
    there = [name for name, day in days if day == change.date]
    if kind == "add" and not change.name:
        yield Problem((), "a holiday that is added needs a name")
    if kind == "add" and change.name in there:
        yield Problem(("name",), f'"{change.name}" is already a holiday there on {change.date}')
    if kind == "remove" and (change.name not in there if change.name else not there):
        yield Problem(("date",), _nothing_there(change, there, days))


def _countries_only(rules: HolidayRules, added: tuple[HolidayChange, ...]) -> HolidayRules:
    return HolidayRules(countries=rules.countries, add=added)


def _nothing_there(change: HolidayChange, there: list[str], days: Days) -> str:
    if there:
        return f'"{change.name}" is not a holiday there on {change.date}; {"; ".join(there)} is'
    near = [
        f"{name} is on {day}"
        for name, day in sorted(days, key=lambda pair: pair[1])
        if abs(day - change.date) <= timedelta(days=7)
    ]
    return "; ".join([f"{change.place} has no holiday on {change.date}", *near])
