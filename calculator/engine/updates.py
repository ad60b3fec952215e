"""Updates at intervals: which are due, and of which nothing is said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from calculator.engine.time.counting import deadline
from calculator.engine.time.duration import Duration
from calculator.engine.time.instant import utc
from calculator.engine.time.schedule import Schedule

SHOWN = 3
"""How many updates after the next one are told."""

_MOST = 2**20


@dataclass(frozen=True)
class Rhythm:
    """By when updates are due: the first so long after the start, each other so long after one."""

    schedule: Schedule
    first: Duration
    every: Duration


@dataclass(frozen=True)
class Updates:
    """What is said of the updates of a case."""

    unsaid: datetime | None = None
    """When the last one was due of which nobody said that it was given."""
    came: tuple[datetime, datetime] | None = None
    """When the last one came that was given, and by when it was due."""


def said_of_updates(
    rhythm: Rhythm, start: datetime, given: Iterable[datetime], until: datetime
) -> Updates:
    """What is said of the updates that were due before ``until``.

    Of an update that came after its deadline nobody knows whether it is that one or a later one, so
    what was due before it is not said to have been given.
    """
    last, wait, said = utc(start), rhythm.first, Updates()
    for at in sorted(utc(at) for at in given):
        if last <= at <= utc(until):
            since, due = first_after(rhythm, last, wait, at)
            said = Updates(said.unsaid if since == last else since, (at, due))
            last, wait = at, rhythm.every
    since, _ = first_after(rhythm, last, wait, until)
    return said if since == last else replace(said, unsaid=since)


def first_after(
    rhythm: Rhythm, last: datetime, wait: Duration, now: datetime
) -> tuple[datetime, datetime]:
    """The update that is due at or after ``now``: from when its interval counts, and its instant.

    The first after ``last`` is due when ``wait`` has been counted.
    """
    schedule, every = rhythm.schedule, rhythm.every
    first = deadline(schedule, last, wait)
    if first >= utc(now):
        return utc(last), first
    late = 1
    while late < _MOST and _later(schedule, first, every, late) < utc(now):
        late *= 2
    early = late // 2
    while late - early > 1:
        middle = (early + late) // 2
        if _later(schedule, first, every, middle) < utc(now):
            early = middle
        else:
            late = middle
    return _later(schedule, first, every, late - 1), _later(schedule, first, every, late)


def _later(schedule: Schedule, first: datetime, every: Duration, times: int) -> datetime:
    """So many intervals after the first update."""
    if not times:
        return first
    if every.next_business_day or every.same_business_day:
        due = first
        for _ in range(times):
            due = deadline(schedule, due, every)
        return due
    days, seconds = every.business_days * times, every.seconds * times
    return deadline(schedule, first, Duration(seconds, days))


def upcoming(schedule: Schedule, due: datetime, every: Duration) -> tuple[datetime, ...]:
    """The updates after the one that is due at ``due``."""
    found: list[datetime] = []
    for _ in range(SHOWN):
        found.append(deadline(schedule, found[-1] if found else due, every))
    return tuple(found)
