"""Calendars, time zones and holidays: instants, and the time counted between them.

An *instant* is an aware ``datetime``; all arithmetic is in UTC, and civil time (what a clock on
the wall shows) appears only at the edges.  A *schedule* is a policy's calendar made ready to
count: it is open whenever the wall clock in its zone shows a time within its weekly hours and the
day is not one of its holidays.  So an hour that a clock change repeats counts twice, and an hour
that it skips does not count at all.

Counting folds a duration over lazy, half-open segments ``[start, end)``.  The segments are the
explanation: each says whether it counted, and if not, why.  Results carry codes, never sentences,
so that the command line and the page can word them alike.

What "a day" means: ``2 days`` is 48 h of counted time, whatever the calendar; ``2 business days``
is the same civil time on the second later day on which the calendar opens (see :func:`add`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import cache
from io import BytesIO
from pkgutil import get_data
from typing import Any
from zoneinfo import ZoneInfo

from calculator.engine.policy import Calendar, DayKind

DAY = timedelta(days=1)
FOREVER = datetime.max.replace(tzinfo=UTC)
"""The end of a segment that has none."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL_WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, where nothing says otherwise."""

LONGEST_CLOSURE = timedelta(days=400)
"""A schedule closed for longer than this is taken never to open again."""

LONGEST_DURATION = timedelta(days=3660)
YEARS = range(1900, 2200)
"""The years in which instants are accepted."""


@dataclass(frozen=True)
class Note:
    """Something a reader should know about a result: a code, and what to fill into its wording."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A mistake in policy data: the way to the value, such as ``(0, "hours", "mon-fri", 1)``."""

    path: tuple[str | int, ...]
    message: str


class NeverOpenError(ValueError):
    """The calendar does not open within :data:`LONGEST_CLOSURE`."""


# -- durations -------------------------------------------------------------------------------------

_SECONDS = {"min": 60, "h": 3600, "day": 86400}
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("business day", "business days"), "business day"),
    **dict.fromkeys(("working day", "working days"), "business day"),
}
_AMOUNT = re.compile(r"([-+]?)(\d+)(?:\.(\d{1,3}))?\s*((?:business\s+|working\s+)?[a-z]+)?\s*")
_WRITE = 'write one such as "15 min", "8 h", "1 h 30 min", "2 days" or "3 business days"'


@dataclass(frozen=True)
class Duration:
    """Counted time in seconds, or a number of business days; one of the two is zero."""

    seconds: int = 0
    business_days: int = 0


def parse_duration(text: str) -> Duration:
    """``"15 min"``, ``"8 h"``, ``"2 days"``, ``"1 h 30 min"`` or ``"3 business days"``.

    Raises ValueError if it is none of these, zero, negative, or longer than ten years.
    """
    amounts = list(_amounts(text))
    if any(unit == "business day" for _, unit in amounts):
        (thousandths, _), *others = amounts
        days, rest = divmod(thousandths, 1000)
        if others or rest:
            raise ValueError(f'"{text}": business days stand alone and whole: {_WRITE}')
        return _checked(text, Duration(business_days=days), days * 86400)
    seconds, rest = divmod(sum(amount * _SECONDS[unit] for amount, unit in amounts), 1000)
    if rest:
        raise ValueError(f'"{text}" is not a whole number of seconds')
    return _checked(text, Duration(seconds=seconds), seconds)


def _amounts(text: str) -> Iterator[tuple[int, str]]:
    """Thousandths and unit of each part: ``(1500, "h")`` of ``1.5 h``."""
    rest = text.strip().lower()
    if not rest:
        raise ValueError(f"a duration is empty: {_WRITE}")
    while rest:
        found = _AMOUNT.match(rest)
        if not found:
            raise ValueError(f'"{text}" is not a duration: {_WRITE}')
        sign, whole, part, unit = found.groups("")
        if sign == "-":
            raise ValueError(f'"{text}" is negative: a duration is longer than nothing')
        yield int(whole) * 1000 + int(part.ljust(3, "0")), _unit(text, " ".join(unit.split()))
        rest = rest[found.end() :]


def _unit(text: str, unit: str) -> str:
    if not unit:
        raise ValueError(f'"{text}" has a number without a unit: {_WRITE}')
    if unit not in _UNITS:
        near = get_close_matches(unit, _UNITS, n=1)
        hint = f'; did you mean "{near[0]}"?' if near else f": {_WRITE}"
        raise ValueError(f'"{text}": "{unit}" is not a unit of time{hint}')
    return _UNITS[unit]


def _checked(text: str, duration: Duration, seconds: int) -> Duration:
    if not seconds:
        raise ValueError(f'"{text}" is zero: a duration is longer than nothing')
    if seconds > LONGEST_DURATION.total_seconds():
        raise ValueError(f'"{text}" is longer than ten years')
    return duration


# -- zones and instants ----------------------------------------------------------------------------

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


def _zone_data(resource: str) -> bytes:
    data = get_data("tzdata", resource)
    assert data is not None
    return data


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA zone there is."""
    return tuple(sorted(set(_zone_data("zones").decode().split()) - {"Factory"}))


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA time zone of this name.  Raises ValueError, with the nearest name, if none is.

    Zones come from the tzdata package even where the system has its own, so that the same policy
    gives the same answer on every machine and in the browser.
    """
    if name not in zone_names():
        raise ValueError(f'"{name}" is not an IANA time zone{_nearest_zone(name)}')
    return ZoneInfo.from_file(BytesIO(_zone_data(f"zoneinfo/{name}")), key=name)


def _nearest_zone(name: str) -> str:
    if name.upper() in _ABBREVIATIONS:
        return f': write a place, such as "{_ABBREVIATIONS[name.upper()]}"'
    folded = {known.lower(): known for known in zone_names()}
    cities = {known.rsplit("/", 1)[-1]: known for known in folded if "/" in known}
    asked = name.strip().lower().replace(" ", "_")
    near = get_close_matches(asked, folded, n=1, cutoff=0.75)
    near += [cities[city] for city in get_close_matches(asked, cities, n=1, cutoff=0.75)]
    return f': did you mean "{folded[near[0]]}"?' if near else ', such as "Europe/Brussels"'


_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?"
    r"\s*(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?",
    re.IGNORECASE,
)


def parse_instant(text: str) -> datetime:
    """An ISO 8601 date and time with an offset, such as ``2026-11-24T10:00+05:30``; it is kept.

    Raises ValueError if it has no offset, is not of this form, or names no moment there is.
    """
    shape = 'write it like "2026-11-24T10:00+05:30"'
    found = _INSTANT.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a date and time with an offset: {shape}')
    year, month, day, hour, minute, second, micro, zulu, sign, off_hour, off_minute = found.groups()
    if not (zulu or sign):
        raise ValueError(f'"{text}" has no offset from UTC, so it could be any of many: {shape}')
    offset = timedelta(hours=int(off_hour or 0), minutes=int(off_minute or 0))
    try:
        civil = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            int((micro or "").ljust(6, "0")),
            timezone(-offset if sign == "-" else offset),
        )
    except ValueError:
        raise ValueError(f'"{text}" is a date, time or offset that does not exist') from None
    return _in_years(civil)


def _in_years(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError(f"{moment.year} is not a year from {YEARS[0]} to {YEARS[-1]}")
    return moment


def utc(instant: datetime) -> datetime:
    """The instant in UTC.  Raises ValueError if it has no offset."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"{instant.isoformat()} has no offset from UTC")
    return instant.astimezone(UTC)


@dataclass(frozen=True)
class Civil:
    """What a civil time means: the instant, and a note where the clocks change.

    A time that the clocks skip moves forward by the gap (``civil-skipped``).  A time that they show
    twice is taken the first time (``civil-repeated``), and ``other`` is the second.
    """

    instant: datetime
    note: Note | None = None
    other: datetime | None = None


def civil_instant(civil: datetime, where: tzinfo) -> Civil:
    """The instant at which the clocks in this zone show a civil time (a naive ``datetime``).

    Raises ValueError outside :data:`YEARS`.
    """
    return _civil(_in_years(civil), where)


def _civil(civil: datetime, where: tzinfo) -> Civil:
    wall = civil.replace(tzinfo=where, fold=0)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first == second:
        return Civil(first)
    shown = {"time": civil.isoformat(timespec="minutes"), "zone": str(where)}
    if first < second:
        return Civil(first, Note("civil-repeated", {**shown, "other": second.isoformat()}), second)
    moved = first.astimezone(where).replace(tzinfo=None).isoformat(timespec="minutes")
    return Civil(first, Note("civil-skipped", {**shown, "moved": moved}))


# -- the wall clock --------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClockChange:
    """The clocks of a zone go from one offset to another (minutes east of UTC)."""

    at: datetime
    zone: str
    before: int
    after: int


@dataclass(frozen=True)
class _WallDay:
    """A stretch of one civil date under one offset: a whole day, or part of one."""

    start: datetime
    end: datetime
    date: date
    midnight: datetime
    """When the wall clock showed, or would have shown, 00:00 of this date."""


def _offset(instant: datetime, where: tzinfo) -> timedelta:
    return instant.astimezone(where).utcoffset() or timedelta(0)


def _wall_days(where: tzinfo, start: datetime) -> Iterator[_WallDay]:
    while True:
        offset = _offset(start, where)
        day = (start + offset).date()
        midnight = datetime.combine(day, time(), UTC) - offset
        end = midnight + DAY
        if _offset(end - timedelta.resolution, where) != offset:
            end = _clock_change(where, start, end)
        yield _WallDay(start, end, day, midnight)
        start = end


def _clock_change(where: tzinfo, start: datetime, end: datetime) -> datetime:
    """The first second after ``start`` with another offset, given that one before ``end`` has."""
    before = _offset(start, where)
    low = start.replace(microsecond=0)
    same, other = 0, int((end - low).total_seconds())
    while other - same > 1:
        middle = (same + other) // 2
        if _offset(low + timedelta(seconds=middle), where) == before:
            same = middle
        else:
            other = middle
    return low + timedelta(seconds=other)


def civil_days(where: tzinfo, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Half-open spans of one civil date each, from an instant on; a clock change cuts a day too."""
    return ((day.start, day.end) for day in _wall_days(where, utc(start)))


def clock_changes(where: tzinfo, start: datetime, end: datetime) -> tuple[ClockChange, ...]:
    """The clock changes of a zone after ``start`` and no later than ``end``."""
    changes = []
    before = _offset(start, where)
    for day in _wall_days(where, start):
        if day.start > end:
            break
        after = _offset(day.start, where)
        if after != before:
            changes.append(ClockChange(day.start, str(where), _minutes(before), _minutes(after)))
        before = after
    return tuple(changes)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


# -- holidays and kinds of day ---------------------------------------------------------------------

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
        workdays        [days ...] on a weekend that are worked all the same
        subdivisions    {code: what differs: name, weekend, plus: {name: [days]}, minus: likewise}
    """

    countries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _read: dict[str, dict[int, str]] = field(default_factory=dict, repr=False, compare=False)

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

    def _index(self, place: str, day: date) -> int:
        first: int = self.countries[country_code(place)]["first"]
        return day.toordinal() - date(first, 1, 1).toordinal()

    def _difference(self, place: str) -> Mapping[str, Any] | None:
        wanted = _subdivision(place).lower()
        subdivisions = self.countries.get(country_code(place), {}).get("subdivisions", {})
        return next((d for code, d in subdivisions.items() if code.lower() == wanted), None)

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
    notes = _place_notes(holidays, place, day.year)
    place = place or ""
    if name := holidays.lookup(place, day):
        return Day(day, "holiday", name, notes)
    if day.weekday() not in holidays.weekend(place):
        return Day(day, "working-day", notes=notes)
    if holidays.workday(place, day):
        return Day(day, "working-day", notes=(*notes, Note("weekend-worked", {"place": place})))
    return Day(day, "weekend", notes=notes)


def _place_notes(holidays: Holidays, place: str | None, year: int) -> tuple[Note, ...]:
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
    """The kind of day that it is at a place, by the clocks of its zone, at an instant."""
    return day_kind(holidays, place, instant.astimezone(where).date())


# -- weekly hours ----------------------------------------------------------------------------------

type Week = tuple[tuple[tuple[int, int], ...], ...]
"""Per weekday, Monday first: when it is open, in minutes since 00:00, in order."""

_DAY_MINUTES = 1440
_WEEK_MINUTES = 7 * _DAY_MINUTES
_LONGEST_NIGHT = 720
"""Hours that end before they start run through the night; a longer night is taken for a slip."""

_INTERVAL = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")


def parse_interval(text: str) -> tuple[int, int]:
    """``"09:00-17:00"`` in minutes since 00:00; of ``"22:00-06:00"`` the end is the next day's.

    Raises ValueError if it is not of this form, empty, or a night of more than 12 hours.
    """
    found = _INTERVAL.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a span of hours: write it like "09:00-17:00"')
    hours = [int(found[1]), int(found[3])]
    minutes = [int(found[2]), int(found[4])]
    start, end = (hour * 60 + minute for hour, minute in zip(hours, minutes, strict=True))
    if max(minutes) > 59 or start >= _DAY_MINUTES or end > _DAY_MINUTES:
        raise ValueError(f'"{text}" has a time that no clock shows: 00:00 to 24:00 can be written')
    if start == end:
        raise ValueError(f'"{text}" is empty: write "00:00-24:00" for the whole day')
    if end > start:
        return start, end
    if end + _DAY_MINUTES - start > _LONGEST_NIGHT:
        first, last = re.split(r"\s*[-–]\s*", text.strip())
        raise ValueError(
            f'"{text}" ends before it starts: write "{last}-{first}", '
            f'or "{first}-24:00" and, on the next day, "00:00-{last}" if it is meant'
        )
    return start, end + _DAY_MINUTES


def parse_weekdays(text: str) -> tuple[int, ...]:
    """``"mon"`` or ``"mon-fri"`` (``"sun-thu"`` too) as weekdays, Monday = 0.

    Raises ValueError for an unknown weekday.
    """
    names = [name.strip().lower() for name in text.split("-")]
    for name in names:
        if name not in WEEKDAYS:
            hint = f'; did you mean "{name[:3]}"?' if name[:3] in WEEKDAYS else "."
            raise ValueError(
                f'"{text}": "{name}" is not a weekday{hint} Write one of {", ".join(WEEKDAYS)}, '
                'or a span such as "mon-fri"'
            )
    if len(names) > 2:
        raise ValueError(f'"{text}" is not a span of weekdays: write it like "mon-fri"')
    first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def hours_problems(hours: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Every mistake in weekly hours; the paths are ``(weekdays,)`` or ``(weekdays, index)``."""
    problems, spans = _spans(hours)
    for (_, end, path, text), (start, _, other_path, other) in _neighbours(spans):
        if start < end:
            problems.append(Problem(other_path, f'"{other}" overlaps "{text}" of {path[0]}'))
    if not problems and not spans:
        problems.append(
            Problem((), "these hours never open: give at least one weekday an interval")
        )
    return list(dict.fromkeys(problems))


type _Span = tuple[int, int, tuple[str | int, ...], str]


def _spans(hours: Mapping[str, Sequence[str]]) -> tuple[list[Problem], list[_Span]]:
    """Hours as minutes of the week, split where the week ends, with where each was written."""
    problems: list[Problem] = []
    spans: list[_Span] = []
    for key, texts in hours.items():
        try:
            weekdays = parse_weekdays(key)
        except ValueError as error:
            problems.append(Problem((key,), str(error)))
            weekdays = ()
        for index, text in enumerate(texts):
            try:
                start, end = parse_interval(text)
            except ValueError as error:
                problems.append(Problem((key, index), str(error)))
                continue
            for weekday in weekdays:
                begin, stop = weekday * _DAY_MINUTES + start, weekday * _DAY_MINUTES + end
                spans.append((begin, min(stop, _WEEK_MINUTES), (key, index), text))
                if stop > _WEEK_MINUTES:
                    spans.append((0, stop - _WEEK_MINUTES, (key, index), text))
    return problems, sorted(spans)


def _neighbours(spans: list[_Span]) -> Iterator[tuple[_Span, _Span]]:
    latest: _Span | None = None
    for span in spans:
        if latest:
            yield latest, span
        if not latest or span[1] > latest[1]:
            latest = span


def weekly_hours(hours: Mapping[str, Sequence[str]]) -> Week:
    """Weekly hours by weekday, cut at midnight.  Raises ValueError with every problem."""
    if problems := hours_problems(hours):
        raise ValueError("; ".join(problem.message for problem in problems))
    week: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
    for start, end, *_ in _spans(hours)[1]:
        for weekday in range(start // _DAY_MINUTES, (end - 1) // _DAY_MINUTES + 1):
            midnight = weekday * _DAY_MINUTES
            cut = max(start - midnight, 0), min(end - midnight, _DAY_MINUTES)
            week[weekday].append(cut)
    return tuple(tuple(sorted(day)) for day in week)


# -- schedules -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Schedule:
    """A calendar made ready to count: always open, open by weekly hours, or made of others."""

    id: str
    always: bool = False
    zone: ZoneInfo | None = None
    week: tuple[tuple[tuple[timedelta, timedelta], ...], ...] = ()
    opening_weekdays: frozenset[int] = frozenset()
    """Weekdays that have hours of their own, not only the end of a night."""
    place: str | None = None
    """Whose holidays close it."""
    holidays: Holidays = Holidays()
    members: tuple["Schedule", ...] = ()

    @property
    def home(self) -> tzinfo:
        """The zone by whose dates its business days are told: its own, or its first member's."""
        return self.zone or next((m.home for m in self.members if not m.always), UTC)

    def day(self, day: date) -> Day:
        """The kind of day that a date is for this schedule; without holidays, by weekday alone."""
        if self.place:
            return day_kind(self.holidays, self.place, day)
        return Day(day, "weekend" if day.weekday() in USUAL_WEEKEND else "working-day")


def calendar_problems(calendars: Sequence[Calendar]) -> list[Problem]:
    """Every mistake in a policy's calendars; paths start with the calendar's place in the list."""
    ids = [calendar.id for calendar in calendars]
    problems = []
    for index, calendar in enumerate(calendars):
        found = _kind_problems(calendar) + _zone_problems(calendar) + _hours_problems(calendar)
        found += _member_problems(calendar, ids)
        problems += [Problem((index, *problem.path), problem.message) for problem in found]
    if not problems:
        problems += _cycle_problems(calendars)
    return problems


def _kind_problems(calendar: Calendar) -> list[Problem]:
    kinds = [name for name in ("always", "hours", "any_of") if getattr(calendar, name)]
    if not kinds:
        return [Problem((), f'"{calendar.id}" is never open: give it always, hours or any_of')]
    if len(kinds) > 1:
        return [Problem((kinds[1],), f"a calendar has one of {' and '.join(kinds)}, not both")]
    if calendar.holidays and "hours" not in kinds:
        return [Problem(("holidays",), "only a calendar with hours closes for holidays")]
    return []


def _zone_problems(calendar: Calendar) -> list[Problem]:
    if calendar.zone is None:
        return [Problem((), "hours need a zone to be read in")] if calendar.hours else []
    try:
        zone(calendar.zone)
    except ValueError as error:
        return [Problem(("zone",), str(error))]
    return []


def _hours_problems(calendar: Calendar) -> list[Problem]:
    found = hours_problems(calendar.hours) if calendar.hours else []
    return [Problem(("hours", *problem.path), problem.message) for problem in found]


def _member_problems(calendar: Calendar, ids: list[str]) -> list[Problem]:
    problems = []
    for index, member in enumerate(calendar.any_of):
        if member not in ids:
            near = get_close_matches(member, ids, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else f": there are {', '.join(ids)}"
            problems.append(Problem(("any_of", index), f'"{member}" is not a calendar{hint}'))
    return problems


def _cycle_problems(calendars: Sequence[Calendar]) -> list[Problem]:
    members = {calendar.id: calendar.any_of for calendar in calendars}

    def reached(id: str, seen: frozenset[str]) -> frozenset[str]:
        for member in members[id]:
            if member not in seen:
                seen = reached(member, seen | {member})
        return seen

    return [
        Problem((index, "any_of"), f'"{calendar.id}" is made of itself')
        for index, calendar in enumerate(calendars)
        if calendar.id in reached(calendar.id, frozenset())
    ]


def schedules(calendars: Sequence[Calendar], holidays: Holidays) -> dict[str, Schedule]:
    """A policy's calendars made ready to count, by id.  Raises ValueError with every problem."""
    if problems := calendar_problems(calendars):
        raise ValueError("; ".join(problem.message for problem in problems))
    by_id = {calendar.id: calendar for calendar in calendars}
    return {id: _schedule(by_id, id, holidays) for id in by_id}


def _schedule(calendars: Mapping[str, Calendar], id: str, holidays: Holidays) -> Schedule:
    calendar = calendars[id]
    bare = Schedule(id, zone=zone(calendar.zone) if calendar.zone else None)
    if calendar.any_of:
        members = tuple(_schedule(calendars, member, holidays) for member in calendar.any_of)
        return replace(bare, members=members)
    if calendar.always:
        return replace(bare, always=True)
    minute = timedelta(minutes=1)
    return replace(
        bare,
        week=tuple(
            tuple((start * minute, end * minute) for start, end in day)
            for day in weekly_hours(calendar.hours)
        ),
        opening_weekdays=frozenset(
            weekday
            for key, texts in calendar.hours.items()
            if texts
            for weekday in parse_weekdays(key)
        ),
        place=calendar.holidays,
        holidays=holidays,
    )


# -- segments --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Segment:
    """A half-open stretch of time that counts or does not, and why.

    ``reason`` is ``open``, ``closed`` (outside the hours), ``weekend`` or ``holiday`` (with its
    ``name``).  ``day`` is the kind of day for the calendar; a calendar without a zone has none.
    ``by`` names the members of a composed calendar that are open.
    """

    start: datetime
    end: datetime
    open: bool
    reason: str
    day: DayKind | None = None
    name: str = ""
    by: tuple[str, ...] = ()

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.end - self.start


def segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    """The segments from an instant on, without gaps or end, none longer than a civil day.

    A schedule that is always open has a single one, which ends at :data:`FOREVER`.
    """
    start = utc(start)
    if schedule.members:
        return _composed_segments(schedule, start)
    if schedule.always:
        return iter((Segment(start, FOREVER, True, "open"),))
    return _weekly_segments(schedule, start)


def _weekly_segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    for wall in _wall_days(schedule.zone or UTC, start):
        day = schedule.day(wall.date)
        hours = () if day.kind == "holiday" else schedule.week[wall.date.weekday()]
        closed = "closed" if hours or day.kind == "working-day" else day.kind
        cursor = wall.start
        for opening, closing in hours:
            begin = max(wall.midnight + opening, cursor)
            end = min(wall.midnight + closing, wall.end)
            if begin >= end:
                continue
            if cursor < begin:
                yield Segment(cursor, begin, False, closed, day.kind, day.name)
            yield Segment(begin, end, True, "open", day.kind, day.name)
            cursor = end
        if cursor < wall.end:
            yield Segment(cursor, wall.end, False, closed, day.kind, day.name)


def _composed_segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    streams = [segments(member, start) for member in schedule.members]
    current = [next(stream) for stream in streams]
    while True:
        end = min(segment.end for segment in current)
        by = tuple(m.id for m, s in zip(schedule.members, current, strict=True) if s.open)
        reasons = {(s.reason, s.name) for s in current}
        shared = reasons.pop() if len(reasons) == 1 else ("closed", "")
        reason, name = ("open", "") if by else shared
        yield Segment(start, end, bool(by), reason, name=name, by=by)
        if end == FOREVER:
            return
        start = end
        current = [
            next(stream) if segment.end == end else segment
            for stream, segment in zip(streams, current, strict=True)
        ]


def merged(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Neighbours that say the same made one, as a reader would tell it."""
    out: list[Segment] = []
    for part in parts:
        if out and replace(part, start=out[-1].start, end=out[-1].end) == out[-1]:
            out[-1] = replace(out[-1], end=part.end)
        else:
            out.append(part)
    return tuple(out)


def _until(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Segment]:
    for segment in segments(schedule, start):
        if segment.start >= end:
            return
        yield segment if segment.end <= end else replace(segment, end=end)


# -- counting --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Count:
    """Time counted from ``start`` to ``end``: the segments between, and what was assumed."""

    start: datetime
    end: datetime
    segments: tuple[Segment, ...]
    changes: tuple[ClockChange, ...] = ()
    """Clock changes in the schedule's own zones on the way."""
    notes: tuple[Note, ...] = ()

    @property
    def counted(self) -> timedelta:
        """The open time among the segments."""
        return sum((s.length for s in self.segments if s.open), timedelta(0))


def add(schedule: Schedule, start: datetime, duration: Duration) -> Count:
    """The earliest instant by which ``duration`` has been counted from ``start``.

    Business days: a start outside the hours counts as the next opening; from there it is the same
    civil time on the n-th later day on which the schedule opens.  If it is closed at that time, the
    next opening on that day; after that day's last closing, that closing.  On a schedule that is
    always open a business day is 24 h.

    Raises NeverOpenError if the schedule does not open, ValueError if ``start`` has no offset.
    """
    return count(schedule, start, deadline(schedule, start, duration))


def deadline(schedule: Schedule, start: datetime, duration: Duration) -> datetime:
    """The end of :func:`add` alone, without the way there."""
    start = utc(start)
    if duration.business_days and not schedule.always:
        return _business_days_later(schedule, start, duration.business_days)
    seconds = duration.seconds + duration.business_days * 86400
    return _counted_later(schedule, start, timedelta(seconds=seconds))


def count(schedule: Schedule, start: datetime, end: datetime) -> Count:
    """What happens between two instants, of which ``end`` is not the earlier."""
    start, end = utc(start), utc(end)
    return Count(
        start,
        end,
        merged(_until(schedule, start, end)),
        tuple(c for where in _zones(schedule) for c in clock_changes(where, start, end)),
        _assumptions(schedule, start, end),
    )


def open_time(schedule: Schedule, start: datetime, end: datetime) -> timedelta:
    """How long the schedule is open between two instants; nothing if ``end`` is the earlier."""
    parts = _until(schedule, utc(start), utc(end))
    return sum((part.length for part in parts if part.open), timedelta(0))


def opens_on(schedule: Schedule, day: date) -> bool:
    """Whether a date, by the clocks of the schedule's home, is a business day: whether it opens.

    The end of a night that began the day before makes no business day, except for a composed
    schedule, which counts every day on which one of its members is open.
    """
    if schedule.week and day.weekday() not in schedule.opening_weekdays:
        return False
    midnight, next_midnight = (_midnight(schedule, each) for each in (day, day + DAY))
    return schedule.always or open_time(schedule, midnight, next_midnight) > timedelta(0)


def _midnight(schedule: Schedule, day: date) -> datetime:
    return _civil(datetime.combine(day, time()), schedule.home).instant


def is_open(schedule: Schedule, at: datetime) -> bool:
    """Whether the schedule is open at an instant; at the end of its hours it no longer is."""
    return next(segments(schedule, at)).open


def next_open(schedule: Schedule, at: datetime) -> datetime:
    """The first instant, from this one on, at which it is open.  Raises NeverOpenError."""
    return next(_open_segments(schedule, utc(at))).start


def _open_segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    last = start
    for segment in segments(schedule, start):
        if segment.open:
            last = segment.end
            yield segment
        elif segment.end - last > LONGEST_CLOSURE:
            raise NeverOpenError(f'calendar "{schedule.id}" does not open after {last.isoformat()}')


def _counted_later(schedule: Schedule, start: datetime, left: timedelta) -> datetime:
    for segment in _open_segments(schedule, start):
        if left <= segment.length:
            return segment.start + left
        left -= segment.length
    raise AssertionError("segments have no end")


def _business_days_later(schedule: Schedule, start: datetime, days: int) -> datetime:
    begin = next_open(schedule, start).astimezone(schedule.home).replace(tzinfo=None)
    day = begin.date()
    for _ in range(days):
        day = _next_business_day(schedule, day)
    return _clamped(schedule, _civil(datetime.combine(day, begin.time()), schedule.home))


def _next_business_day(schedule: Schedule, day: date) -> date:
    later = (day + timedelta(days=step) for step in range(1, LONGEST_CLOSURE.days))
    found = next((each for each in later if opens_on(schedule, each)), None)
    if found is None:
        raise NeverOpenError(f'calendar "{schedule.id}" does not open after {day.isoformat()}')
    return found


def _clamped(schedule: Schedule, wanted: Civil) -> datetime:
    """The wanted instant if open, else that day's next opening, else its last closing."""
    at, home = wanted.instant, schedule.home
    day = at.astimezone(home).date()
    following = next_open(schedule, at)
    if following.astimezone(home).date() == day:
        return following
    today = _until(schedule, _midnight(schedule, day), at)
    closings = [part.end for part in today if part.open]
    return closings[-1] if closings else following


def _zones(schedule: Schedule) -> tuple[ZoneInfo, ...]:
    own = () if schedule.zone is None or schedule.always else (schedule.zone,)
    inner = (where for member in schedule.members for where in _zones(member))
    return tuple(dict.fromkeys((*own, *inner)))


def _assumptions(schedule: Schedule, start: datetime, end: datetime) -> tuple[Note, ...]:
    notes: list[Note] = []
    if schedule.place:
        first, last = (at.astimezone(schedule.home).year for at in (start, end))
        for year in range(first, last + 1):
            notes += _place_notes(schedule.holidays, schedule.place, year)
    for member in schedule.members:
        notes += _assumptions(member, start, end)
    return distinct(notes)


def distinct(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes in order, each once."""
    out: list[Note] = []
    for note in notes:
        if note not in out:
            out.append(note)
    return tuple(out)


def duration_warning(duration: Duration, calendar: Calendar) -> str | None:
    """What an author probably did not mean by a duration on a calendar, or None."""
    if duration.business_days and calendar.always:
        return "business days need a calendar with hours; on one that is always open write days"
    if calendar.hours and duration.seconds >= 86400 and duration.seconds % 86400 == 0:
        hours = duration.seconds // 3600
        return f"counted on hours this is {hours} h of open time: write hours or business days"
    return None
