"""Seeded cases for the clock and everything that rests on it, to be run in more than one Python.

``vectors(seed, n)`` yields cases of plain JSON values, and ``run(case)`` gives a result of plain
JSON values.  The same seed gives the same cases everywhere, since only ``random()`` is drawn on;
the same case must give the same bytes everywhere.  Imports the standard library and the engine.

    python -m tests.engine.vectors 1 10000    one JSON result per line
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from calculator.engine.contacts import reaches
from calculator.engine.policy import (
    About,
    Calendar,
    Contact,
    Escalation,
    Event,
    Link,
    Policy,
    Region,
    SpecialDay,
    Target,
    to_json,
)
from calculator.engine.response import Reporter, Situation, respond, review
from calculator.engine.time.counting import NeverOpenError, add, next_open, open_time
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.holidays import Holidays, day_kind
from calculator.engine.time.hours import hours_problems
from calculator.engine.time.instant import civil_instant, parse_instant
from calculator.engine.time.schedule import Pause, Schedule, apart, schedules
from calculator.engine.time.segments import FOREVER
from calculator.engine.time.wall import clock_changes
from calculator.engine.time.zone import zone, zone_names

type Case = dict[str, Any]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BUSY_ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Asuncion",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kolkata",
    "Asia/Riyadh",
    "Australia/Lord_Howe",
    "Europe/Brussels",
    "Europe/London",
    "Pacific/Apia",
)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MINUTES = 36 * 525_960
WORDS = (
    "15 min", "1 h 30 min", "2 days", "3 business days", "0 min", "-5 min", "15", "8 mn", "1.5 h",
    "", "99999999 h", "2 business days 3 h", "ten minutes",
)  # fmt: skip
INSTANTS = (
    "2026-11-24T10:00+05:30", "2026-11-24T10:00", "2026-02-29T10:00Z", "2026-11-24T24:00Z",
    "2026-11-24 10:00:30.5Z", "yesterday", "1800-01-01T00:00Z", "2026-11-24T10:00+25:00",
)  # fmt: skip
NAMES = ("PST", "Asia/Calcuta", "Europe/Brussels", "new york", "", "Mars/Olympus", "UTC", "../UTC")
SPECIAL = (
    [], [], ["09:00-12:00"], ["10:00-14:00", "15:00-16:00"], ["22:00-06:00"], ["00:00-24:00"],
)  # fmt: skip
SPANS = ("09:00-17:00", "17:00-09:00", "22:00-06:00", "9-17", "08:00-12:00", "25:00-26:00")


class _Draw:
    """Choices from a seed by ``random()`` alone, whose sequence Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        return int(self._random() * limit)

    def one[T](self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def often(self, share: float) -> bool:
        return self._random() < share

    def zone(self) -> str:
        return self.one(BUSY_ZONES) if self.often(0.5) else self.one(zone_names())

    def instant(self, where: str) -> datetime:
        at = EPOCH + timedelta(minutes=self.below(MINUTES), seconds=self.below(60))
        changes = clock_changes(zone(where), at, at + timedelta(days=200))
        if self.often(0.5) and changes:
            return changes[0].at + timedelta(minutes=self.below(5760) - 2880)
        return at

    def pauses(self, near: datetime) -> list[list[str]]:
        """Stretches after an instant, in order or not, some of them over each other."""
        starts = [near + timedelta(minutes=self.below(6000) - 300) for _ in range(self.below(4))]
        ends = [start + timedelta(minutes=self.below(3000)) for start in starts]
        return [[a.isoformat(), b.isoformat()] for a, b in zip(starts, ends, strict=True)]

    def duration(self) -> str:
        if self.often(0.1):
            return "next business day"
        if self.often(0.2):
            return f"{1 + self.below(15)} business days"
        return f"{1 + self.below(6000)} min" if self.often(0.7) else f"{1 + self.below(90)} h"

    def hours(self) -> dict[str, list[str]]:
        hours = {}
        for day in DAYS:
            marks = sorted({self.below(288) for _ in range(self.one((0, 2, 2, 4)))})
            pairs = zip(marks[::2], marks[1::2], strict=False)
            hours[day] = [f"{_clock(a)}-{_clock(b)}" for a, b in pairs]
        if self.often(0.3):
            hours["fri"], hours["sat"] = ["21:30-05:00"], ["09:00-12:00"]
        hours["wed"] = hours["wed"] or ["09:00-17:00"]
        return hours

    def office(self, near: datetime) -> Case:
        closed = [str(near.date() + timedelta(days=self.below(20))) for _ in range(self.below(4))]
        days = {
            str(near.date() + timedelta(days=self.below(12))): self.one(SPECIAL)
            for _ in range(self.below(4))
        }
        return {"zone": self.zone(), "hours": self.hours(), "closed": closed, "days": days}


def _clock(fives: int) -> str:
    return f"{fives * 5 // 60:02}:{fives * 5 % 60:02}"


def vectors(seed: int, n: int) -> Iterator[Case]:
    """``n`` cases that depend on the seed alone."""
    draw = _Draw(seed)
    makers = (_count_case, _count_case, _count_case, _response_case, _civil_case, _text_case)
    for index in range(n):
        yield draw.one(makers)(draw) | {"id": index}


def _count_case(draw: _Draw) -> Case:
    start = draw.instant(draw.zone())
    offices = [draw.office(start) for _ in range(draw.one((0, 1, 1, 1, 2)))]
    return {
        "kind": "count",
        "offices": offices,
        "start": start.isoformat(),
        "within": draw.duration(),
        "pauses": draw.pauses(start),
    }


def _response_case(draw: _Draw) -> Case:
    where = draw.zone()
    case = draw.instant(where)
    after = draw.one((0, draw.below(180) - 60))
    call = case + timedelta(minutes=after) if draw.often(0.7) else None
    return {
        "kind": "response",
        "office": draw.office(case),
        "severity": str(1 + draw.below(3)),
        "case": case.isoformat(),
        "call": call and call.isoformat(),
        "now": (case + timedelta(minutes=draw.below(400))).isoformat(),
        "place": draw.one((None, "XX", "XX", "XX-A", "XX-B", "XX-C", "YY")),
        "zone": where if draw.often(0.9) else None,
        "pauses": draw.pauses(case),
        "open_pause": draw.often(0.2),
    }


def _civil_case(draw: _Draw) -> Case:
    where = draw.zone()
    at = draw.instant(where)
    changes = clock_changes(zone(where), at, at + timedelta(days=200))
    shown = at.astimezone(zone(where))
    if changes:
        off = changes[0].before + draw.below(240) - 120
        shown = changes[0].at + timedelta(minutes=off)
    return {"kind": "civil", "zone": where, "time": shown.replace(tzinfo=None).isoformat()}


def _text_case(draw: _Draw) -> Case:
    hours = {
        draw.one((*DAYS, "mon-fri", "sat-mon", "monday")): [
            draw.one(SPANS) for _ in range(draw.below(3))
        ]
        for _ in range(draw.below(4))
    }
    return {
        "kind": "text",
        "duration": draw.one(WORDS),
        "instant": draw.one(INSTANTS),
        "zone": draw.one(NAMES),
        "hours": hours,
    }


# -- running them ----------------------------------------------------------------------------------


def run(case: Case) -> Any:
    """What the engine says of a case."""
    runners: dict[str, Callable[[Case], Any]] = {
        "count": _count,
        "response": _response,
        "civil": _civil,
        "text": _text,
    }
    return {"id": case["id"], "result": runners[case["kind"]](case)}


def _holidays(closed: Sequence[str]) -> Holidays:
    first = date(1999, 1, 1)
    days = sorted((date.fromisoformat(text) - first).days for text in closed)
    return Holidays(
        {
            "XX": {
                "first": 1999,
                "last": 2032,
                "weekend": [4, 5],
                "days": {"Day off": days},
                "workdays": [day + later for day in days for later in range(-9, 10, 2)],
                "subdivisions": {
                    "A": {"weekend": [6], "plus": {"Extra": [day + 3 for day in days]}},
                    "B": {"minus": {"Day off": days[:1]}},
                },
            }
        }
    )


def _calendar(id: str, office: Case) -> Calendar:
    hours = {day: tuple(texts) for day, texts in office["hours"].items()}
    days = tuple(
        SpecialDay(date.fromisoformat(day), "Special", "", tuple(texts))
        for day, texts in office["days"].items()
    )
    return Calendar(
        id, id, zone=office["zone"], hours=hours, holidays="XX", days=days, pauses=("waiting",)
    )


def _pauses(case: Case) -> tuple[Pause, ...]:
    """The stretches in which a case waited; the last may go on."""
    pauses = [Pause(parse_instant(a), parse_instant(b), "waiting") for a, b in case["pauses"]]
    if pauses and case.get("open_pause"):
        pauses[-1] = replace(pauses[-1], end=FOREVER)
    return tuple(pauses)


def _schedule(offices: Sequence[Case]) -> Schedule:
    closed = [text for office in offices for text in office["closed"]]
    calendars = [_calendar(f"office-{i}", office) for i, office in enumerate(offices)]
    if not calendars:
        calendars.append(Calendar("office-0", "", always=True))
    members = tuple(calendar.id for calendar in calendars)
    calendars.append(Calendar("all", "", any_of=members))
    book = schedules(calendars, _holidays(closed))
    return book["all"] if len(members) > 1 else book["office-0"]


def _count(case: Case) -> Any:
    start = parse_instant(case["start"])
    schedule = replace(_schedule(case["offices"]), pauses=apart(_pauses(case)))
    try:
        counted = add(schedule, start, parse_duration(case["within"]))
    except NeverOpenError as error:
        return str(error)
    return {
        "count": to_json(counted),
        "open": open_time(schedule, start, counted.end).total_seconds(),
        "next": next_open(schedule, start).isoformat(),
    }


def _target(id: str, within: str, starts: tuple[Event, ...], **when: tuple[str, ...]) -> Target:
    calendar = "office" if id.startswith("office") else "always"
    return Target(id, id, "", within, starts, calendar, when)


TARGETS = (
    _target(
        "phone", "25 min", ("case-opened", "phone-call"), severity=("1",), day=("working-day",)
    ),
    _target(
        "phone-off",
        "75 min",
        ("case-opened", "phone-call"),
        severity=("1",),
        day=("weekend", "holiday"),
    ),
    _target("case", "75 min", ("case-opened",), severity=("1",)),
    _target("office-phone", "2 h", ("case-opened", "phone-call"), severity=("2",)),
    _target("office-case", "1 business day", ("case-opened",), severity=("2", "3")),
    _target("office-next", "next business day", ("case-opened",), severity=("3",)),
    replace(
        _target("office-news", "4 h", ("case-opened",), severity=("1", "2")),
        kind="update",
        every="6 h",
    ),
)


def _response(case: Case) -> Any:
    calendars = (Calendar("always", "", always=True), _calendar("office", case["office"]))
    somebody = Contact("", "", "")
    regions = tuple(
        Region(id, id, where, "", somebody, "office")
        for id, where in (("west", "America/Los_Angeles"), ("east", "Asia/Kolkata"))
    )
    holidays = _holidays(case["office"]["closed"])
    book = schedules(calendars, holidays)
    opened, now = parse_instant(case["case"]), parse_instant(case["now"])
    events: dict[Event, datetime] = {"case-opened": opened}
    if case["call"]:
        events["phone-call"] = parse_instant(case["call"])
    reporter = Reporter(case["place"], case["zone"])
    situation = Situation(
        {"severity": case["severity"]}, events, reporter, now, pauses=_pauses(case)
    )
    found = respond(_policy(calendars, regions), book, holidays, situation)
    where = zone(case["zone"]) if case["zone"] else UTC
    return {
        "response": to_json(replace(found, promises=())),
        "promises": [to_json(replace(p, left=None)) for p in found.promises],
        "left": [p.left and p.left.total_seconds() for p in found.promises],
        "review": to_json(review(found, now)),
        "reaches": to_json(reaches(regions, book, where, now)),
        "day": to_json(day_kind(holidays, case["place"], now.date())),
    }


def _policy(calendars: tuple[Calendar, ...], regions: tuple[Region, ...]) -> Policy:
    link = Link("", "")
    return Policy(
        about=About("", "", "", "", date(2026, 1, 1), "en", link, link, ""),
        notices=(), topics=(), facts=(), severities=(), response=TARGETS, calendars=calendars,
        channels=(), phones=(), regions=regions, process=(), actions=(),
        escalation=Escalation("", (), (), (), ()), interpretations=(), examples=(),
    )  # fmt: skip


def _civil(case: Case) -> Any:
    where = zone(case["zone"])
    return to_json(civil_instant(datetime.fromisoformat(case["time"]), where))


def _text(case: Case) -> Any:
    return {
        "duration": _said(parse_duration, case["duration"]),
        "instant": _said(parse_instant, case["instant"]),
        "zone": _said(zone, case["zone"]),
        "hours": to_json(hours_problems(case["hours"])),
    }


def _said(parse: Callable[[str], Any], text: str) -> str:
    try:
        return str(parse(text))
    except ValueError as error:
        return str(error)


def main(seed: int, n: int) -> None:
    """Prints the result of every case as a line of JSON."""
    for case in vectors(seed, n):
        print(json.dumps(run(case), sort_keys=True))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
