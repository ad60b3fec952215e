"""Counting: a duration folded over the segments of a schedule.

All arithmetic is in UTC, and civil time (what a clock on the wall shows) appears only at the edges.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from calculator.engine.time.duration import Duration
from calculator.engine.time.holidays import place_notes
from calculator.engine.time.instant import Civil, any_civil_instant, utc
from calculator.engine.time.note import Note, distinct
from calculator.engine.time.schedule import Schedule
from calculator.engine.time.segments import FOREVER, Segment, merged, segments, segments_until
from calculator.engine.time.wall import DAY, ClockChange, clock_changes

LONGEST_CLOSURE = timedelta(days=400)
"""A schedule closed for longer than this is taken never to open again."""


class NeverOpenError(ValueError):
    """The calendar does not open within :data:`LONGEST_CLOSURE`."""


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
    always open a business day is 24 h.  The next business day ends with the last closing of the
    calendar on the first later civil day on which it opens; the same business day with the last
    closing of the day on which it is open at the start, or opens next.

    In a pause of the schedule nothing counts; what is due by days is put off by the open time of
    the pauses before it.

    Raises NeverOpenError if the schedule does not open, ValueError if ``start`` has no offset.
    """
    return count(schedule, start, deadline(schedule, start, duration))


def deadline(schedule: Schedule, start: datetime, duration: Duration) -> datetime:
    """The end of :func:`add` alone, without the way there."""
    start = utc(start)
    to_closing = duration.next_business_day or duration.same_business_day
    by_days = duration.business_days or to_closing
    if by_days and schedule.pauses:
        return _put_off(schedule, start, duration)
    if duration.next_business_day:
        return _end_of_next_business_day(schedule, start)
    if duration.same_business_day:
        return _end_of_business_day(schedule, next_open(schedule, start))
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
        merged(segments_until(schedule, start, end)),
        tuple(c for where in _zones(schedule) for c in clock_changes(where, start, end)),
        _assumptions(schedule, start, end),
    )


def open_time(schedule: Schedule, start: datetime, end: datetime) -> timedelta:
    """How long the schedule is open between two instants; nothing if ``end`` is the earlier."""
    parts = segments_until(schedule, utc(start), utc(end))
    return sum((part.length for part in parts if part.open), timedelta(0))


def opens_on(schedule: Schedule, day: date) -> bool:
    """Whether a date, by the clocks of the schedule's home, is a business day: whether it opens.

    The end of a night that began the day before makes no business day, except for a composed
    schedule, which counts every day on which one of its members is open.
    """
    if not schedule.may_open(day):
        return False
    midnight, next_midnight = (_midnight(schedule, each) for each in (day, day + DAY))
    return schedule.always or open_time(schedule, midnight, next_midnight) > timedelta(0)


def _midnight(schedule: Schedule, day: date) -> datetime:
    return any_civil_instant(datetime.combine(day, time()), schedule.home).instant


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
    return _clamped(schedule, any_civil_instant(datetime.combine(day, begin.time()), schedule.home))


def _end_of_next_business_day(schedule: Schedule, start: datetime) -> datetime:
    today = start.astimezone(schedule.home).date()
    return _closing(
        schedule, today + DAY if schedule.always else _next_business_day(schedule, today)
    )


def _end_of_business_day(schedule: Schedule, start: datetime) -> datetime:
    """The last closing of the day of an instant at which the schedule is open."""
    return _closing(schedule, start.astimezone(schedule.home).date())


def _closing(schedule: Schedule, day: date) -> datetime:
    """When a business day ends; one that is always open at midnight."""
    end = utc(_midnight(schedule, day + DAY))
    parts = segments_until(schedule, utc(_midnight(schedule, day)), end)
    return [part.end for part in parts if part.open][-1]


def _put_off(schedule: Schedule, start: datetime, duration: Duration) -> datetime:
    running = replace(schedule, pauses=())
    planned = due = deadline(running, start, duration)
    while True:
        if any(pause.end == FOREVER and pause.start < due for pause in schedule.pauses):
            raise NeverOpenError(f'calendar "{schedule.id}" stands')
        lost = sum(
            (
                open_time(running, max(pause.start, start), min(pause.end, due))
                for pause in schedule.pauses
                if pause.start < due and pause.end > start
            ),
            timedelta(0),
        )
        later = _counted_later(running, planned, lost) if lost else planned
        if later == due:
            return due
        due = later


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
    today = segments_until(schedule, _midnight(schedule, day), at)
    closings = [part.end for part in today if part.open]
    return closings[-1] if closings else following


def _zones(schedule: Schedule) -> tuple[tzinfo, ...]:
    own = () if schedule.zone is None or schedule.always else (schedule.zone,)
    inner = (where for member in schedule.members for where in _zones(member))
    return tuple(dict.fromkeys((*own, *inner)))


def _assumptions(schedule: Schedule, start: datetime, end: datetime) -> tuple[Note, ...]:
    notes: list[Note] = []
    if schedule.place:
        first, last = (at.astimezone(schedule.home).year for at in (start, end))
        for year in range(first, last + 1):
            notes += place_notes(schedule.holidays, schedule.place, year)
    for member in schedule.members:
        notes += _assumptions(member, start, end)
    return distinct(notes)
