"""Days, hours and ranks that do not go with those beside them.  Warnings, too.

Each rule is a generator of (where, message) pairs over the policy; :mod:`.doubts` tells them.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from calculator.authoring.places import is_elsewhere
from calculator.authoring.problem import quoted
from calculator.authoring.texts import written
from calculator.authoring.walk import Finding, Rule
from calculator.engine.policy import Policy
from calculator.engine.time.hours import parse_interval, weekly_hours
from calculator.engine.time.zone import zone, zone_names

LONG_PAST = 3
"""Years after which a holiday that is added was hardly added in time."""

_SPAN = re.compile(
    r"(?<![\d:.-])(\d{1,2})(?:[:.](\d\d))? ?([ap]\.?m\.?)?"
    r"(?: ?[–-] ?| to | and | until | till | bis )"
    r"(\d{1,2})(?:[:.](\d\d))? ?([ap]\.?m\.?)?(?![\d:.-]\d|\w)",
    re.IGNORECASE,
)
"""From one time of day to another: ``9:00 to 17:00``, ``9 am - 5 pm``."""


def _holidays_twice(policy: Policy) -> Iterator[Finding]:
    """A day that is added or removed twice at a place."""
    rules = policy.holidays
    for kind in ("add", "remove"):
        for i, change in enumerate(getattr(rules, kind)):
            key = (change.place, change.date)
            same = [c for c in getattr(rules, kind)[:i] if (c.place, c.date) == key]
            if same and (kind == "add" or same[0].name == change.name):
                done = "added" if kind == "add" else "removed"
                told = f"{change.date} is {done} in {change.place} already"
                yield ("holidays", kind, i, "date"), told


def _long_past(policy: Policy) -> Iterator[Finding]:
    """A holiday of a year that was over long before anybody wrote it down."""
    rules = policy.holidays
    if rules.first_year is not None:
        return
    latest = max((c.date.year for c in (*rules.add, *rules.remove)), default=0)
    for kind in ("add", "remove"):
        for i, change in enumerate(getattr(rules, kind)):
            year = change.date.year
            if year < min(latest, date.today().year) - LONG_PAST:
                yield ("holidays", kind, i, "date"), f"{change.date} is long past; is {year} right?"


def _offsets(policy: Policy) -> Iterator[Finding]:
    """A moment of an example with another offset than its zone has then."""
    for i, example in enumerate(policy.examples):
        country = (example.country or "").partition("-")[0]
        if example.timezone not in zone_names() or is_elsewhere(str(example.timezone), country):
            continue
        for name in ("opened", "called"):
            moment: datetime | None = getattr(example, name)
            if moment is None or not moment.utcoffset():
                continue
            has = moment.astimezone(zone(str(example.timezone)))
            if has.utcoffset() != moment.utcoffset():
                yield (
                    ("examples", i, name),
                    f"{example.timezone} has {_offset(has)} on {has:%Y-%m-%d}, "
                    f"not {_offset(moment)}",
                )


def _offset(moment: datetime) -> str:
    text = moment.isoformat()[-6:]
    return "Z" if moment.utcoffset() == timedelta() else text


def _ranks(policy: Policy) -> Iterator[Finding]:
    """Severities with numbers that neither rise nor fall from one to the next: they rank."""
    found = [re.fullmatch(r"([A-Za-z-]*)(\d+)", str(s.id)) for s in policy.severities]
    names = {match[1].casefold() if match else None for match in found}
    if len(found) < 3 or len(names) > 1 or None in names:
        return
    numbers = [int(match[2]) for match in found if match]
    rises = numbers[0] < numbers[-1]
    out_of_order = (
        i for i, (one, after) in enumerate(pairwise(numbers), 1) if (one > after) == rises
    )
    i = next(out_of_order, 0)
    if not i:
        return
    yield (
        ("severities", i),
        f"severities are ranked by their order, the weightiest first, and "
        f"{quoted(policy.severities[i].id)} stands after {quoted(policy.severities[i - 1].id)}",
    )


def _times_in_texts(policy: Policy) -> Iterator[Finding]:
    """A text with hours of the day that no calendar has."""
    known: list[tuple[set[int], set[int]]] = []
    for calendar in policy.calendars:
        try:
            spans = [span for day in weekly_hours(calendar.hours) for span in day]
            spans += [parse_interval(text) for day in calendar.days for text in day.hours]
        except ValueError:
            continue
        if spans:
            known.append(({start for start, _ in spans}, {end % 1440 for _, end in spans}))
    if not known:
        return
    for where, text in written(policy):
        if where[0] in ("calendars", "examples", "matrices"):
            continue
        for found in _SPAN.finditer(text):
            span = _times(found)
            if span and not any(span[0] in starts and span[1] in ends for starts, ends in known):
                yield where, f"the text says {quoted(found[0].strip())}, which no calendar has"
                break


def _times(found: re.Match[str]) -> tuple[int, int] | None:
    """Minutes of the day from which to which; None if these are numbers of something else."""
    hour, minute, half, to_hour, to_minute, to_half = found.groups()
    if not ((minute and to_minute) or to_half):
        return None
    start, end = _minutes(hour, minute, half or ""), _minutes(to_hour, to_minute, to_half or "")
    return None if start is None or end is None else (start, end % 1440)


def _minutes(hour: str, minute: str | None, half: str) -> int | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    minutes = int(minute or 0)
    return hours * 60 + minutes if hours <= 24 and minutes < 60 else None


def moments(policy: Policy) -> list[datetime]:
    """Summers and winters of this year and the next, and when the examples are opened: clocks
    change their rules."""
    year = date.today().year
    some = [datetime(year + n, month, 15, 12, tzinfo=UTC) for n in (0, 1) for month in (1, 7)]
    return some + [example.opened for example in policy.examples if example.opened]


DISCREPANCIES: tuple[Rule, ...] = (_holidays_twice, _long_past, _offsets, _ranks, _times_in_texts)
