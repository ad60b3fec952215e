"""The wall clock of a zone: its days, and when it is put forward or back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from calculator.engine.time.instant import utc

DAY = timedelta(days=1)


@dataclass(frozen=True)
class ClockChange:
    """The clocks of a zone go from one offset to another (minutes east of UTC)."""

    at: datetime
    zone: str
    before: int
    after: int


@dataclass(frozen=True)
class WallDay:
    """A stretch of one civil date under one offset: a whole day, or part of one."""

    start: datetime
    end: datetime
    date: date
    midnight: datetime
    """When the wall clock showed, or would have shown, 00:00 of this date."""


def _offset(instant: datetime, where: tzinfo) -> timedelta:
    return instant.astimezone(where).utcoffset() or timedelta(0)


def wall_days(where: tzinfo, start: datetime) -> Iterator[WallDay]:
    """The days on the wall clock from an instant in UTC on, without end."""
    while True:
        offset = _offset(start, where)
        day = (start + offset).date()
        midnight = datetime.combine(day, time(), UTC) - offset
        end = midnight + DAY
        if _offset(end - timedelta.resolution, where) != offset:
            end = _clock_change(where, start, end)
        yield WallDay(start, end, day, midnight)
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
    return ((day.start, day.end) for day in wall_days(where, utc(start)))


def clock_changes(where: tzinfo, start: datetime, end: datetime) -> tuple[ClockChange, ...]:
    """The clock changes of a zone after ``start`` and no later than ``end``."""
    changes = []
    before = _offset(start, where)
    for day in wall_days(where, start):
        if day.start > end:
            break
        after = _offset(day.start, where)
        if after != before:
            changes.append(ClockChange(day.start, str(where), _minutes(before), _minutes(after)))
        before = after
    return tuple(changes)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
