"""Severity, channel and moment to the deadline that governs, and why.

Every target whose condition holds starts its own clock when the last of the events it waits for
has happened.  The kind of day in a condition is that of the target's place when its clock starts.
The earliest deadline governs; of equal ones, the first in the policy's order.  Every other target
is reported too, with the reason why it does not govern.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Literal

from calculator.engine.policy import Event, Policy, Target, holds
from calculator.engine.time.counting import add, deadline
from calculator.engine.time.duration import Duration, parse_duration
from calculator.engine.time.holidays import Day, Holidays, day_at
from calculator.engine.time.instant import utc
from calculator.engine.time.note import Note, distinct
from calculator.engine.time.schedule import Schedule
from calculator.engine.time.segments import Segment
from calculator.engine.time.wall import ClockChange, civil_days, clock_changes
from calculator.engine.time.zone import zone

type Status = Literal["governs", "later", "waiting", "inapplicable"]


@dataclass(frozen=True)
class Reporter:
    """Where the reporter is: an ISO 3166 place (``IN``, ``US-CA``) and an IANA time zone."""

    place: str | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Promise:
    """One target of the policy, and what its clock shows.

    ``status`` is ``governs``; ``later`` (its deadline comes after, or with, the governing one);
    ``waiting`` (it holds, but an event is missing); or ``inapplicable``.  ``reason`` says why it
    does not govern: ``later``, ``equal``, ``missing-event``, ``facts`` or ``day``.
    """

    target: str
    status: Status
    reason: Note | None = None
    waits_for: tuple[Event, ...] = ()
    event: Event | None = None
    """The last event, which started the clock."""
    start: datetime | None = None
    day: Day | None = None
    """The day on which the clock started, at the target's place."""
    deadline: datetime | None = None
    segments: tuple[Segment, ...] = ()
    changes: tuple[ClockChange, ...] = ()
    notes: tuple[Note, ...] = ()
    if_now: datetime | None = None
    """Waiting: the deadline if the missing event happened now."""
    helps_until: datetime | None = None
    """Waiting: the missing event brings an earlier deadline if it happens before this instant."""


@dataclass(frozen=True)
class Response:
    """Every target in the policy's order, and what a reader should know about them together."""

    promises: tuple[Promise, ...]
    notes: tuple[Note, ...] = ()

    @property
    def governing(self) -> Promise | None:
        """The promise whose deadline governs; None if no clock has started."""
        return next((p for p in self.promises if p.status == "governs"), None)

    @property
    def worth_waiting_for(self) -> Promise | None:
        """The waiting promise that would bring the earliest deadline if its event happened now."""
        waiting = [(p.if_now, p) for p in self.promises if p.status == "waiting" and p.if_now]
        return min(waiting, key=lambda pair: pair[0])[1] if waiting else None


@dataclass(frozen=True)
class Situation:
    """What is the case: facts with ``severity`` among them, events, where the reporter is, and now.

    Events are aware instants.  ``now`` decides what a missing event could still do; without it, the
    last event is taken for now.
    """

    facts: Mapping[str, str]
    events: Mapping[Event, datetime]
    reporter: Reporter = Reporter()
    now: datetime | None = None


def respond(
    policy: Policy,
    schedules: Mapping[str, Schedule],
    holidays: Holidays,
    situation: Situation,
) -> Response:
    """The response that the policy promises.

    Raises ValueError for an event without an offset or a zone that does not exist, and
    NeverOpenError for a calendar that does not open.
    """
    desk = _Desk(policy, schedules, holidays, situation)
    promises = [_promise(desk, target) for target in policy.response]
    governing = min((p for p in promises if p.deadline), key=_deadline, default=None)
    ranked = tuple(_ranked(desk, promise, governing) for promise in promises)
    return Response(ranked, distinct(note for promise in ranked for note in promise.notes))


@dataclass(frozen=True)
class _Desk:
    """What every step needs: the policy, its schedules and holidays, and the situation."""

    policy: Policy
    schedules: Mapping[str, Schedule]
    holidays: Holidays
    situation: Situation

    def target(self, id: str) -> Target:
        return next(target for target in self.policy.response if target.id == id)


def _deadline(promise: Promise) -> datetime:
    assert promise.deadline
    return promise.deadline


# -- one target ------------------------------------------------------------------------------------


def _promise(desk: _Desk, target: Target) -> Promise:
    known, events = desk.situation.facts, desk.situation.events
    facts = {fact: values for fact, values in target.when.items() if fact != "day"}
    if wrong := [fact for fact in facts if not holds({fact: facts[fact]}, known)]:
        return Promise(target.id, "inapplicable", Note("facts", {"facts": ", ".join(wrong)}))
    if missing := tuple(event for event in target.starts if event not in events):
        reason = Note("missing-event", {"events": ", ".join(missing)})
        return Promise(target.id, "waiting", reason, missing)
    event = max(target.starts, key=lambda event: events[event])
    return _started(desk, target, event, events[event])


def _started(desk: _Desk, target: Target, event: Event | None, start: datetime) -> Promise:
    day, where, notes = _day(desk, target, start)
    begun = Promise(
        target.id,
        "later",
        event=event,
        start=utc(start),
        day=day,
        notes=(*notes, *_order(desk, target)),
    )
    if not _day_fits(target, day):
        return replace(begun, status="inapplicable", reason=_wrong_day(target, day))
    counted = add(desk.schedules[target.calendar], start, parse_duration(target.within))
    seen = clock_changes(where, counted.start, counted.end)
    return replace(
        begun,
        deadline=counted.end,
        segments=counted.segments,
        changes=tuple(sorted({*counted.changes, *seen}, key=lambda c: (c.at, c.zone))),
        notes=distinct((*begun.notes, *counted.notes)),
    )


def _day_fits(target: Target, day: Day) -> bool:
    return "day" not in target.when or day.kind in target.when["day"]


def _wrong_day(target: Target, day: Day) -> Note:
    return Note("day", {"is": day.kind, "needs": ", ".join(target.when["day"]), "name": day.name})


def _day(desk: _Desk, target: Target, at: datetime) -> tuple[Day, tzinfo, tuple[Note, ...]]:
    """The day at the target's place; what it rests on is noted where the target depends on it."""
    place, where, notes = _whereabouts(desk, target, at)
    day = day_at(desk.holidays, place, where, at)
    return day, where, (*notes, *day.notes) if "day" in target.when else ()


def _whereabouts(
    desk: _Desk, target: Target, at: datetime
) -> tuple[str | None, tzinfo, tuple[Note, ...]]:
    """Whose day it is: the reporter's, or that of a region, whose office hours name the place."""
    if target.place != "reporter":
        region = desk.policy.region(target.place)
        return desk.schedules[region.office_hours].place, zone(region.zone), ()
    reporter = desk.situation.reporter
    if reporter.zone:
        return reporter.place, zone(reporter.zone), ()
    # Without a zone, the offset in which the case was written is the best that is known.
    written = desk.situation.events.get("case-opened", at)
    assert written.tzinfo
    offset = timezone(written.utcoffset() or timedelta(0))
    return reporter.place, offset, (Note("zone-assumed", {"offset": written.strftime("%:z")}),)


def _order(desk: _Desk, target: Target) -> tuple[Note, ...]:
    events = desk.situation.events
    case, call = events.get("case-opened"), events.get("phone-call")
    if case and call and call < case and {"case-opened", "phone-call"} <= {*target.starts}:
        times = {"call": utc(call).isoformat(), "case": utc(case).isoformat()}
        return (Note("call-before-case", times),)
    return ()


# -- all of them together --------------------------------------------------------------------------


def _ranked(desk: _Desk, promise: Promise, governing: Promise | None) -> Promise:
    if promise.status == "waiting":
        return _awaited(desk, promise, governing)
    if promise.status == "inapplicable" or governing is None:
        return promise
    if promise.target == governing.target:
        return replace(promise, status="governs")
    code = "equal" if promise.deadline == governing.deadline else "later"
    return replace(promise, reason=Note(code, {"than": governing.target}))


def _awaited(desk: _Desk, promise: Promise, governing: Promise | None) -> Promise:
    """A waiting promise, with what the missing event would do now and until when it helps."""
    target, situation = desk.target(promise.target), desk.situation
    moments = [situation.now] if situation.now else []
    now = max((*moments, *situation.events.values()), default=None)
    if now is None:
        return promise
    hypothesis = _started(desk, target, None, now)
    due = governing.deadline if governing else None
    until = _helps_until(desk, target, now, due) if due else None
    if hypothesis.deadline is None and until is None:
        return replace(promise, status="inapplicable", reason=hypothesis.reason, day=hypothesis.day)
    return replace(
        promise,
        day=hypothesis.day,
        if_now=hypothesis.deadline,
        helps_until=until,
        notes=hypothesis.notes,
    )


def _helps_until(
    desk: _Desk, target: Target, now: datetime, governing: datetime
) -> datetime | None:
    """The first whole second from which an event no longer brings the deadline forward."""
    within, schedule = parse_duration(target.within), desk.schedules[target.calendar]
    _, where, _ = _day(desk, target, now)
    for start, end in reversed([*_days_between(where, utc(now), governing)]):
        day, _, _ = _day(desk, target, start)
        if _day_fits(target, day) and deadline(schedule, start, within) < governing:
            return _turning_point(schedule, within, (start, end), governing)
    return None


def _days_between(
    where: tzinfo, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    for begin, finish in civil_days(where, start):
        if begin >= end:
            return
        yield begin, min(finish, end)


def _turning_point(
    schedule: Schedule, within: Duration, span: tuple[datetime, datetime], governing: datetime
) -> datetime:
    """Where in a span a later start stops being early enough; a later start never ends earlier."""
    start, end = span
    early, late = 0, int((end - start).total_seconds())
    if deadline(schedule, start + timedelta(seconds=late - 1), within) < governing:
        return end
    while late - early > 1:
        middle = (early + late) // 2
        if deadline(schedule, start + timedelta(seconds=middle), within) < governing:
            early = middle
        else:
            late = middle
    return start + timedelta(seconds=late)


# -- afterwards ------------------------------------------------------------------------------------


def remaining(due: datetime, now: datetime) -> timedelta:
    """The time left until a deadline; negative once it is overdue."""
    return utc(due) - utc(now)


@dataclass(frozen=True)
class Outcome:
    """Whether a target was met, and by how many seconds (negative: missed by so many)."""

    target: str
    deadline: datetime
    met: bool
    margin: int


def review(response: Response, answered_at: datetime) -> tuple[Outcome, ...]:
    """What an answer at this instant means for every promise whose clock had started.

    An answer at the deadline meets it.
    """
    answered = utc(answered_at)
    started: Sequence[Promise] = [p for p in response.promises if p.deadline]
    return tuple(
        Outcome(p.target, _deadline(p), answered <= _deadline(p), _margin(_deadline(p), answered))
        for p in started
    )


def _margin(due: datetime, answered: datetime) -> int:
    return int((due - answered).total_seconds())
