"""What is wrong with a policy's calendars, and what their author probably did not mean."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from calculator.engine.policy import REPORTER, Calendar
from calculator.engine.time.duration import Duration
from calculator.engine.time.hours import day_hours_problems, hours_problems
from calculator.engine.time.problem import Problem
from calculator.engine.time.zone import zone


def calendar_problems(calendars: Sequence[Calendar]) -> list[Problem]:
    """Every mistake in a policy's calendars; paths start with the calendar's place in the list."""
    ids = [calendar.id for calendar in calendars]
    problems = []
    for index, calendar in enumerate(calendars):
        found = _kind_problems(calendar) + _zone_problems(calendar) + _hours_problems(calendar)
        found += _day_problems(calendar) + _member_problems(calendar, ids)
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
    if calendar.zone == REPORTER:
        return []
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


def _day_problems(calendar: Calendar) -> list[Problem]:
    if calendar.days and not calendar.hours:
        return [Problem(("days",), "only a calendar with hours has days with others")]
    problems = []
    seen: set[date] = set()
    for index, day in enumerate(calendar.days):
        for problem in day_hours_problems(day.hours):
            problems.append(Problem(("days", index, "hours", *problem.path), problem.message))
        if day.date in seen:
            message = f"{day.date} stands here twice; give all its hours in one entry"
            problems.append(Problem(("days", index, "date"), message))
        seen.add(day.date)
    return problems


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


def duration_warning(duration: Duration, calendar: Calendar) -> str | None:
    """What an author probably did not mean by a duration on a calendar, or None."""
    by_days = duration.business_days or duration.next_business_day or duration.same_business_day
    if by_days and calendar.always:
        return "business days need a calendar with hours; on one that is always open write days"
    if calendar.hours and duration.seconds >= 86400 and duration.seconds % 86400 == 0:
        hours = duration.seconds // 3600
        return f"counted on hours this is {hours} h of open time: write hours or business days"
    return None
