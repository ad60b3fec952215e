"""Schedules: a policy's calendars made ready to count.

A schedule is open whenever the wall clock in its zone shows a time within its weekly hours and the
day is not one of its holidays.  So an hour that a clock change repeats counts twice, and an hour
that it skips does not count at all.  A date may have hours of its own, which hold whatever the
weekday or holiday.  A day of the weekend that is worked by decree has the hours of a working day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from calculator.engine.policy import REPORTER, Calendar
from calculator.engine.time.calendars import calendar_problems
from calculator.engine.time.holidays import USUAL_WEEKEND, Day, Holidays, day_kind
from calculator.engine.time.hours import day_hours, parse_weekdays, weekly_hours
from calculator.engine.time.zone import zone

_DAY = timedelta(days=1)
_NONE = timedelta(0)


@dataclass(frozen=True)
class Pause:
    """A stretch of a case in which the clock stands, half-open, and the state it is in."""

    start: datetime
    end: datetime
    state: str


def apart(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses in order; what two of them share belongs to the first."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.start, p.end, p.state)):
        start = max(pause.start, found[-1].end) if found else pause.start
        if start < pause.end:
            found.append(replace(pause, start=start))
    return tuple(found)


@dataclass(frozen=True)
class Special:
    """A date with hours of its own, from its midnight (the last may end after 24 h), and why."""

    hours: tuple[tuple[timedelta, timedelta], ...]
    name: str


@dataclass(frozen=True)
class Schedule:
    """A calendar made ready to count: always open, open by weekly hours, or made of others."""

    id: str
    always: bool = False
    zone: tzinfo | None = None
    week: tuple[tuple[tuple[timedelta, timedelta], ...], ...] = ()
    opening_weekdays: frozenset[int] = frozenset()
    """Weekdays that have hours of their own, not only the end of a night."""
    special: Mapping[date, "Special"] = field(default_factory=dict)
    """Dates with hours of their own."""
    place: str | None = None
    """Whose holidays close it."""
    holidays: Holidays = field(default_factory=Holidays)
    members: tuple["Schedule", ...] = ()
    pauses: tuple["Pause", ...] = ()
    """When time does not count on it, whatever its hours, in order and apart."""

    @property
    def home(self) -> tzinfo:
        """The zone by whose dates its business days are told: its own, or its first member's."""
        return self.zone or next((m.home for m in self.members if not m.always), UTC)

    def day(self, day: date) -> Day:
        """The kind of day that a date is for this schedule; without holidays, by weekday alone.

        A date with hours of its own is a working day, and one on which it is closed a holiday.
        """
        if special := self.special.get(day):
            return Day(day, "working-day" if special.hours else "holiday", special.name)
        if self.place:
            return day_kind(self.holidays, self.place, day)
        return Day(day, "weekend" if day.weekday() in USUAL_WEEKEND else "working-day")

    def hours(self, day: Day) -> tuple[tuple[timedelta, timedelta], ...]:
        """When it is open on a date, from its midnight, the end of a special night included."""
        if special := self.special.get(day.date):
            own = tuple((start, min(end, _DAY)) for start, end in special.hours)
        elif day.kind == "holiday":
            own = ()
        else:
            own = self.week[self._weekday(day.date)]
        before = self.special.get(day.date - _DAY)
        night = before.hours[-1][1] - _DAY if before and before.hours else _NONE
        if night <= _NONE:
            return own
        return ((_NONE, night), *((max(start, night), end) for start, end in own if end > night))

    def may_open(self, day: date) -> bool:
        """Whether a date has hours of its own, more than the end of a night."""
        if special := self.special.get(day):
            return bool(special.hours)
        return not self.week or self._weekday(day) in self.opening_weekdays

    def _weekday(self, day: date) -> int:
        """The weekday whose hours a date has: a working day's, if it is worked by decree."""
        weekday = day.weekday()
        if self.place and weekday not in self.opening_weekdays:
            weekend = self.holidays.weekend(self.place)
            usual = sorted(self.opening_weekdays - weekend)
            if usual and weekday in weekend and self.holidays.workday(self.place, day):
                return usual[0]
        return weekday


@dataclass(frozen=True)
class Whereabouts:
    """Where the reporter is, for the calendars that are theirs."""

    zone: tzinfo = UTC
    place: str | None = None


NOWHERE = Whereabouts()


def schedules(
    calendars: Sequence[Calendar], holidays: Holidays, reporter: Whereabouts = NOWHERE
) -> dict[str, Schedule]:
    """A policy's calendars made ready to count, by id.  Raises ValueError with every problem."""
    if problems := calendar_problems(calendars):
        raise ValueError("; ".join(problem.message for problem in problems))
    by_id = {calendar.id: calendar for calendar in calendars}
    return {id: _schedule(by_id, id, holidays, reporter) for id in by_id}


def _schedule(
    calendars: Mapping[str, Calendar], id: str, holidays: Holidays, reporter: Whereabouts
) -> Schedule:
    calendar = calendars[id]
    bare = Schedule(id, zone=_zone(calendar, reporter))
    if calendar.any_of:
        members = tuple(_schedule(calendars, m, holidays, reporter) for m in calendar.any_of)
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
        special={
            day.date: Special(
                tuple((start * minute, end * minute) for start, end in day_hours(day.hours)),
                day.name,
            )
            for day in calendar.days
        },
        place=reporter.place if calendar.holidays == REPORTER else calendar.holidays,
        holidays=holidays,
    )


def _zone(calendar: Calendar, reporter: Whereabouts) -> tzinfo | None:
    if calendar.zone == REPORTER:
        return reporter.zone
    return zone(calendar.zone) if calendar.zone else None
