"""Checks of single values: numbers to call, addresses, zones, durations, days, countries."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from babel import Locale, UnknownLocaleError
from email_validator import EmailNotValidError, validate_email

from calculator.authoring import holidays
from calculator.authoring.form import Where
from calculator.authoring.names import folded, place_names
from calculator.authoring.numbers import number_problem
from calculator.authoring.places import country_codes, zones_by_country
from calculator.authoring.problem import cut, quoted, suggestion
from calculator.authoring.walk import Finding, things
from calculator.engine.policy import (
    REPORTER,
    UNTIMED,
    Calendar,
    Channel,
    EscalationStep,
    Policy,
    Target,
)
from calculator.engine.time.calendars import calendar_problems, duration_warning
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.hours import weekly_hours
from calculator.engine.time.zone import zone

YEARS = range(1990, 2101)
"""Years that a policy's holidays may be of."""

MOST_YEARS = 50
DEEPEST_CALENDAR = 8
"""Calendars within calendars, up to which they are added up."""

MOST_CALENDARS = 200
LONGEST_WAIT = 10
"""Years within which a promise has to be due, whatever its calendar."""

LONGEST_TEXT = 20_000
"""Characters of a single text."""


def formats(policy: Policy) -> Iterator[Finding]:
    """Phone numbers, mail and web addresses, zones and durations can be used as they stand."""
    for where, thing in things(policy):
        for f in fields(thing):
            value = getattr(thing, f.name)
            check = _channel if (type(thing), f.name) == (Channel, "url") else _FORMATS.get(f.name)
            if check is number_problem:
                check = partial(number_problem, countries=getattr(thing, "countries", ()))
            if check and isinstance(value, str) and (problem := check(value)):
                yield (*where, f.name), problem
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                yield (*where, f.name), f"has {len(value)} characters, more than {LONGEST_TEXT}"
    if problem := _language(policy.about.language):
        yield ("about", "language"), problem


def _email(text: str) -> str | None:
    if text.casefold().startswith("mailto:"):
        return f"{quoted(text)} is a link; write the address alone, {quoted(text[7:])}"
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        return f"{quoted(text)} is no e-mail address: {str(error).rstrip('.')}"
    return None


def _url(text: str) -> str | None:
    scheme, _, rest = text.partition("://")
    if scheme in ("http", "https") and "." in rest and not re.search(r"[\s<>\"]", text):
        return None
    if scheme in ("http", "https") and (space := re.search(r"\s+", text)):
        right = re.sub(r"(?<=//)\s+", "", text).replace(space[0], "%20")
        return f"a space stands in {quoted(text)}; if it is a part of it, write {quoted(right)}"
    begun = re.sub(r"^(https?)\b[:/]*", r"\1://", text)
    if begun != text and not _url(begun):
        return f"{quoted(text)} is no web address; write {quoted(begun)}"
    return f"{quoted(text)} is no web address; write it with http:// or https://"


_CITIES = {
    "Bangalore": "Asia/Kolkata", "Bengaluru": "Asia/Kolkata", "Mumbai": "Asia/Kolkata",
    "Delhi": "Asia/Kolkata", "New_Delhi": "Asia/Kolkata", "Chennai": "Asia/Kolkata",
    "Hyderabad": "Asia/Kolkata", "Pune": "Asia/Kolkata", "Beijing": "Asia/Shanghai",
    "Shenzhen": "Asia/Shanghai", "Osaka": "Asia/Tokyo", "Hanoi": "Asia/Bangkok",
    "Abu_Dhabi": "Asia/Dubai", "Tel_Aviv": "Asia/Jerusalem", "San_Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles", "San_Jose": "America/Los_Angeles",
    "Palo_Alto": "America/Los_Angeles", "Las_Vegas": "America/Los_Angeles",
    "Boston": "America/New_York", "Washington": "America/New_York", "Atlanta": "America/New_York",
    "Miami": "America/New_York", "Philadelphia": "America/New_York", "Austin": "America/Chicago",
    "Dallas": "America/Chicago", "Houston": "America/Chicago", "Montreal": "America/Toronto",
    "Ottawa": "America/Toronto", "Calgary": "America/Edmonton",
    "Rio_de_Janeiro": "America/Sao_Paulo",
    "Brasilia": "America/Sao_Paulo", "Munich": "Europe/Berlin", "Frankfurt": "Europe/Berlin",
    "Hamburg": "Europe/Berlin", "Cologne": "Europe/Berlin", "Geneva": "Europe/Zurich",
    "Basel": "Europe/Zurich", "Barcelona": "Europe/Madrid", "Milan": "Europe/Rome",
    "Lyon": "Europe/Paris", "Porto": "Europe/Lisbon", "Manchester": "Europe/London",
    "Edinburgh": "Europe/London", "Krakow": "Europe/Warsaw", "St_Petersburg": "Europe/Moscow",
    "Canberra": "Australia/Sydney", "Wellington": "Pacific/Auckland", "Cape_Town":
    "Africa/Johannesburg", "Pretoria": "Africa/Johannesburg",
}  # fmt: skip
"""Places that have no zone of their own, by which people look for one."""


def _channel(text: str) -> str | None:
    """A channel may be an address to write to."""
    scheme, _, address = text.partition(":")
    if scheme == "tel":
        return f"{quoted(text)} is a number; write it in 'phones', where it can be dialled"
    return _email(address.partition("?")[0]) if scheme == "mailto" else _url(text)


def _zone(text: str) -> str | None:
    if text == REPORTER:
        return None
    if problem := _raises(zone)(text):
        if some := _zones_of(text):
            told = "an offset changes with the season in many places; write a place, such as"
            return f"{quoted(text)} is no IANA time zone: {told} {some}"
        city = text.rpartition("/")[2].replace(" ", "_").title().replace("_De_", "_de_")
        if theirs := _CITIES.get(city):
            return f"{quoted(text)} is no IANA time zone; its clocks are those of {theirs}"
        return problem
    if "/" not in text and text != "UTC":
        return f"{quoted(text)} is an abbreviation; write a place, such as America/New_York"
    return None


def _zones_of(text: str) -> str:
    """A zone that always has an offset such as ``UTC+5:30``."""
    found = re.fullmatch(
        r"(?:UTC|GMT|Z)?\s*([+-])(\d{1,2})(?::?(\d\d))?", text.strip(), re.IGNORECASE
    )
    if not found:
        return ""
    sign = -1 if found[1] == "-" else 1
    offset = sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    days = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7)]
    zones = (name for _, name in zones_by_country())
    return next(
        (n for n in zones if all(d.astimezone(zone(n)).utcoffset() == offset for d in days)), ""
    )


_TIMELESS = ("", *UNTIMED)


def _raises(parse: Callable[[str], Any], *allowed: str) -> Callable[[str], str | None]:
    def problem(text: str) -> str | None:
        try:
            _ = text in allowed or parse(text)
        except ValueError as error:
            return str(error)
        return None

    return problem


def _duration(text: str) -> str | None:
    problem = _raises(parse_duration, *_TIMELESS)(text)
    plain = re.sub(r"(?<=\w)[\s_-]+(?=\w)", " ", text.strip()).casefold()
    if problem and plain != text and not _raises(parse_duration, *_TIMELESS)(plain):
        return f"{quoted(text)} is not a duration; write {quoted(plain)}"
    return problem


_FORMATS: dict[str, Callable[[str], str | None]] = {
    "number": number_problem,
    "phone": number_problem,
    "email": _email,
    "url": _url,
    "zone": _zone,
    "timezone": _zone,
    "within": _duration,
    "every": _duration,
    "after": _raises(parse_duration, ""),
}


def value_problem(name: str, text: str) -> str | None:
    """What is wrong with a text under a key such as ``zone`` or ``email``, or None."""
    return _language(text) if name == "language" else _FORMATS[name](text)


def _language(code: str) -> str | None:
    """The theme has words for the language, whose names its files have."""
    folder = files("material").joinpath("templates", "partials", "languages")
    known = sorted(f.name.removesuffix(".html") for f in folder.iterdir())
    if code in known:
        return None
    hint = suggestion(code, known) if len(code) > 1 else ""
    named = {str(name).casefold(): c for c in known if (name := _language_name(c))}
    meant = named.get(code.casefold()) or re.split(r"[-_]", code)[0].lower()
    hint = f"; write {meant}" if meant in known else hint
    return f"{quoted(code)} is no code of a language that pages are made in, such as en{hint}"


def _language_name(code: str) -> str | None:
    try:
        return Locale.parse(code, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return None


# -- calendars and durations -----------------------------------------------------------------------


def calendars(policy: Policy) -> Iterator[Finding]:
    """Calendars have hours that make sense and open now and then."""
    if len(policy.calendars) > MOST_CALENDARS:
        yield ("calendars",), f"there are more than {MOST_CALENDARS} calendars"
        return
    deep = _too_deep(policy)
    if deep:
        yield from deep
        return
    for problem in calendar_problems(policy.calendars):
        yield ("calendars", *problem.path), problem.message


def _too_deep(policy: Policy) -> list[Finding]:
    """Calendars that are made of calendars of calendars, beyond all sense; circles among them."""
    members = {c.id: c.any_of for c in policy.calendars}
    found: list[Finding] = []
    for i, calendar in enumerate(policy.calendars):
        level = {calendar.id}
        for _ in range(DEEPEST_CALENDAR):
            level = {m for id in level for m in members.get(id, ())}
            if calendar.id in level:
                break
        else:
            if level:
                told = f"calendars are made of each other more than {DEEPEST_CALENDAR} deep"
                found.append((("calendars", i, "any_of"), told))
    return found[:1]


def durations(policy: Policy) -> Iterator[Finding]:
    """A duration means on its calendar what its author will have meant, and ends one day."""
    known = {c.id: c for c in policy.calendars}
    for where, thing in things(policy):
        for name in _COUNTED.get(type(thing), ()):
            text = getattr(thing, name)
            if thing.calendar in known and text not in _TIMELESS and not _FORMATS[name](text):
                message = _duration_problem(text, known[thing.calendar], known)
                if message:
                    yield (*where, name), message


_COUNTED = {Target: ("within", "every"), EscalationStep: ("after",)}
"""Durations that are counted on a calendar which stands beside them."""


def _duration_problem(text: str, calendar: Calendar, known: dict[str, Calendar]) -> str | None:
    within = parse_duration(text)
    hours = _hours_a_week(calendar, known)
    weeks = within.seconds / 3600 / hours + within.business_days if hours else 0
    if weeks > LONGEST_WAIT * 52:
        return f"{quoted(text)} of {hours:g} h a week end after more than {LONGEST_WAIT} years"
    # Whoever writes "24 h" of open hours means them; whoever writes "1 day" hardly does.
    return (
        None if within.seconds and "d" not in text.lower() else duration_warning(within, calendar)
    )


def _hours_a_week(calendar: Calendar, known: dict[str, Calendar]) -> float:
    """The hours that a calendar is open in a week without holidays; 0 if that is not known."""
    if calendar.always:
        return 168
    try:
        own = sum(end - start for day in weekly_hours(calendar.hours) for start, end in day) / 60
    except ValueError:
        own = 0
    return own or max(
        (_hours_a_week(known[m], known) for m in calendar.any_of if m in known and known[m].hours),
        default=0,
    )


# -- days and countries ----------------------------------------------------------------------------


def years(policy: Policy) -> Iterator[Finding]:
    """Years have four digits, and are not more than anybody looks up."""
    rules = policy.holidays
    for name in ("first_year", "last_year"):
        year = getattr(rules, name)
        if year is not None and year not in YEARS:
            meant = f"; did you mean {2000 + year}?" if 0 <= year < 100 else ""
            yield (
                ("holidays", name),
                f"{year} is no year from {YEARS[0]} to {YEARS[-1]}{meant}",
            )
    given = [year for year in (rules.first_year, rules.last_year) if year and year in YEARS]
    if len(given) == 2 and given[1] - given[0] > MOST_YEARS:
        yield ("holidays", "last_year"), f"that is more than {MOST_YEARS} years"


def public_holidays(policy: Policy) -> Iterator[Finding]:
    """Holidays are of places that have some, and corrections correct something."""
    rules = policy.holidays
    if list(years(policy)):
        return
    for problem in holidays.problems(rules, date.today()):
        yield ("holidays", *problem.path), problem.message
    for i, calendar in enumerate(policy.calendars):
        theirs = calendar.holidays in (None, REPORTER)
        message = None if theirs else holidays.place_problem(str(calendar.holidays), rules)
        if message:
            yield ("calendars", i, "holidays"), message


def countries(policy: Policy) -> Iterator[Finding]:
    """Countries are ISO 3166 codes, by which a reader's country is compared with them."""
    known = country_codes()
    named = {
        "phones": [phone.countries for phone in policy.phones],
        "regions": [region.countries for region in policy.regions],
    }
    lists: list[tuple[Where, Sequence[str]]] = [
        ((name, i, "countries"), codes)
        for name, some in named.items()
        for i, codes in enumerate(some)
    ]
    lists += [
        (("regions", i, "contact", "countries"), region.contact.countries)
        for i, region in enumerate(policy.regions)
        if region.contact
    ]
    for where, codes in lists:
        for c, code in enumerate(codes):
            if code in codes[:c]:
                yield (*where, c), f"{quoted(code)} stands in the list already"
            elif code.partition("-")[0] not in known:
                yield (*where, c), _no_country(code)
    for e, example in enumerate(policy.examples):
        code = (example.country or known[0]).partition("-")[0]
        if code not in known:
            yield ("examples", e, "country"), _no_country(code)


_MEANT = {"EN": "GB", "GER": "DE"}


def _no_country(code: str) -> str:
    meant = _MEANT.get(code.upper()) or place_names().get(folded(code))
    hint = f"; write {meant}" if meant else ""
    several = re.split(r"[\s/,;+&]+", code.upper())
    if len(several) > 1 and all(part in country_codes() for part in several):
        hint = f"; write [{', '.join(several)}]"
    return f"{quoted(cut(code))} is no country code of ISO 3166, such as IN{hint}"
