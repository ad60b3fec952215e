"""Updates at intervals: which one is due next, and when those after it are."""

from datetime import datetime

from calculator.engine.time.counting import deadline
from calculator.engine.time.duration import Duration
from calculator.engine.time.instant import utc
from calculator.engine.time.schedule import Schedule

SHOWN = 3
"""How many updates after the next one are told."""

_MOST = 2**20


def first_after(
    schedule: Schedule, start: datetime, first: datetime, every: Duration, now: datetime
) -> tuple[datetime, datetime]:
    """The update that is due at or after ``now``: from when its interval counts, and its instant.

    ``start`` is where the interval of the first one begins.  Nobody says which updates were given,
    so those before now are taken as given.
    """
    if first >= utc(now):
        return start, first
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
    if every.next_business_day:
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
