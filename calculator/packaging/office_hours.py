"""When the contacts are in, for the page of contacts: by the engine's calendars, for a year."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from calculator.authoring.load import Source
from calculator.authoring.proof import known_holidays
from calculator.engine.policy import REPORTER
from calculator.engine.time.schedule import Schedule, schedules
from calculator.engine.time.segments import segments_until
from calculator.packaging.clocks import clocks

DAYS = 400
"""For how long a built site knows; after that it tells the time there, and nothing of hours."""


def office_hours(source: Source, today: date) -> str:
    """JSON: of each region its zone, and the spans in which it is open, in minutes since 1970; and
    the clocks of those zones alone, for a page that tells no other time."""
    policy = source.policy
    books = schedules(policy.calendars, known_holidays(policy))
    told = {}
    for region in policy.regions:
        calendar = policy.calendar(region.office_hours) if region.office_hours else None
        known = calendar and REPORTER not in (calendar.zone, calendar.holidays)
        spans = list(_spans(books[calendar.id], today)) if calendar and known else []
        told[region.id] = {"zone": region.zone, "open": spans}
    zones = sorted({region.zone for region in policy.regions})
    return json.dumps({"clocks": clocks(zones), "regions": told}, separators=(",", ":")) + "\n"


def _spans(schedule: Schedule, today: date) -> Iterator[tuple[int, int]]:
    start = datetime.combine(today, time(), UTC) - timedelta(days=1)
    for segment in segments_until(schedule, start, start + timedelta(days=DAYS)):
        if segment.open:
            yield _minutes(segment.start), _minutes(segment.end)


def _minutes(instant: datetime) -> int:
    return int(instant.timestamp()) // 60
