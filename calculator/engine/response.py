"""Severity, channel and moment to the deadlines that govern, and why.

Every target whose condition holds starts its own clock when the last of the events it waits for
has happened.  The kind of day in a condition is that of the target's place when its clock starts.
Of each kind of promise the earliest deadline governs; of equal ones, the first in the policy's
order.  One kind never governs another.  Every other target is reported too, with the reason why it
does not govern.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Literal

from calculator.engine.chronology import SLACK
from calculator.engine.policy import (
    REGION,
    REPORTER,
    RESPONSE,
    UNTIMED,
    Event,
    Policy,
    Target,
    allows,
)
from calculator.engine.time.counting import Count, NeverOpenError, add, deadline, open_time
from calculator.engine.time.duration import Duration, parse_duration
from calculator.engine.time.holidays import Day, Holidays, day_at
from calculator.engine.time.instant import utc
from calculator.engine.time.note import Note, distinct
from calculator.engine.time.schedule import Pause, Schedule, apart
from calculator.engine.time.segments import FOREVER, Segment
from calculator.engine.time.wall import ClockChange, civil_days, clock_changes
from calculator.engine.time.zone import zone
from calculator.engine.updates import Rhythm, first_after, said_of_updates, upcoming

type Status = Literal["governs", "later", "waiting", "paused", "open", "untimed", "inapplicable"]


@dataclass(frozen=True)
class Reporter:
    """Where the reporter is: an ISO 3166 place (``IN``, ``US-CA``) and an IANA time zone."""

    place: str | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Promise:
    """One target of the policy, and what its clock shows.

    ``status`` is ``governs``; ``later`` (its deadline comes after, or with, the governing one);
    ``waiting`` (it holds, but an event is missing); ``paused`` (the case is in a state that stops
    its clock); ``untimed`` (it holds, but promises no time); ``open`` (it depends on facts that are
    not known); or ``inapplicable``.  ``reason`` says why it does not govern: ``later``, ``equal``,
    ``missing-event``, ``paused``, ``as-agreed``, ``best-effort``, ``as-scheduled``, ``ended``,
    ``unknown``, ``facts`` or ``day``.  What promises no time governs where nothing of its kind
    promises one.
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
    kind: str = RESPONSE
    upcoming: tuple[datetime, ...] = ()
    """Of updates: when those after the deadline are due."""
    unsaid: datetime | None = None
    """Of updates: when the last one was due of which nobody said that it was given."""
    came: tuple[datetime, datetime] | None = None
    """Of updates: when the last one came that was given, and by when it was due."""
    left: timedelta | None = None
    """Paused: the time that will count from when the clock runs again."""


@dataclass(frozen=True)
class Response:
    """Every target in the policy's order, and what a reader should know about them together."""

    promises: tuple[Promise, ...]
    notes: tuple[Note, ...] = ()

    @property
    def governing(self) -> Promise | None:
        """The response that governs; None if no clock of a response has started."""
        return self.governing_of(RESPONSE)

    def governing_of(self, kind: str) -> Promise | None:
        """The promise of a kind that governs; None if there is none."""
        return next((p for p in self.promises if p.kind == kind and p.status == "governs"), None)

    @property
    def worth_waiting_for(self) -> Promise | None:
        """The waiting response that would bring the earliest deadline if its event happened now."""
        waiting = [
            (p.if_now, p)
            for p in self.promises
            if p.status == "waiting" and p.if_now and p.kind == RESPONSE
        ]
        return min(waiting, key=lambda pair: pair[0])[1] if waiting else None


@dataclass(frozen=True)
class Situation:
    """What is the case: facts with ``severity`` among them, events, where the reporter is, and now.

    Events are aware instants.  ``now`` decides what a missing event could still do; without it, the
    last event is taken for now.  Facts that are not in ``facts`` are not known.
    """

    facts: Mapping[str, str]
    events: Mapping[Event, datetime]
    reporter: Reporter = Reporter()
    now: datetime | None = None
    updates: tuple[datetime, ...] = ()
    """When updates were given, as far as is said."""
    ended: datetime | None = None
    """When the issue was resolved, after which no update is due."""
    pauses: tuple[Pause, ...] = ()
    """Stretches of the case in states in which clocks may stand."""
    region: str | None = None
    """The region that serves the reporter."""
    unknown: frozenset[str] = field(default_factory=frozenset)
    """Facts that a question could still establish."""


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
    promises = [replace(_promise(desk, target), kind=target.kind) for target in policy.response]
    governing = {kind: _governing(promises, kind) for kind in {p.kind for p in promises}}
    ranked = tuple(_ranked(desk, promise, governing[promise.kind]) for promise in promises)
    return Response(ranked, distinct(note for promise in ranked for note in promise.notes))


def _governing(promises: list[Promise], kind: str) -> Promise | None:
    own = [promise for promise in promises if promise.kind == kind]
    timed = min((p for p in own if p.deadline), key=_deadline, default=None)
    return timed or next((p for p in own if p.status == "untimed"), None)


@dataclass(frozen=True)
class _Desk:
    """What every step needs: the policy, its schedules and holidays, and the situation."""

    policy: Policy
    schedules: Mapping[str, Schedule]
    holidays: Holidays
    situation: Situation

    def target(self, id: str) -> Target:
        return next(target for target in self.policy.response if target.id == id)

    def schedule(self, target: Target) -> Schedule:
        """When time counts for a target in this case, with what stops its clock."""
        return schedule_for(self.policy, self.schedules, self.situation, target.calendar)


def schedule_for(
    policy: Policy, schedules: Mapping[str, Schedule], situation: Situation, id: str
) -> Schedule:
    """A calendar, or that of the region that serves the reporter, with what stops it in a case."""
    if id == REGION and id not in schedules:
        assert situation.region
        id = policy.region(situation.region).office_hours or id
    stops = next((c.pauses for c in policy.calendars if c.id == id), ())
    pauses = apart(pause for pause in situation.pauses if pause.state in stops)
    return replace(schedules[id], pauses=pauses) if pauses else schedules[id]


def _deadline(promise: Promise) -> datetime:
    assert promise.deadline
    return promise.deadline


# -- one target ------------------------------------------------------------------------------------


def _promise(desk: _Desk, target: Target) -> Promise:
    known, events = desk.situation.facts, desk.situation.events
    when = {fact: values for fact, values in target.when.items() if fact != "day"}
    wrong = [fact for fact, values in when.items() if not allows(fact, values, known.get(fact))]
    if wrong:
        unknown = desk.situation.unknown.issuperset(wrong)
        reason = Note("unknown" if unknown else "facts", {"facts": ", ".join(wrong)})
        return Promise(target.id, "open" if unknown else "inapplicable", reason)
    # A severity that never changed keeps no clock waiting.
    starts = tuple(e for e in target.starts if e != "severity-changed" or e in events)
    if missing := tuple(event for event in starts if event not in events):
        reason = Note("missing-event", {"events": ", ".join(missing)})
        return Promise(target.id, "waiting", reason, missing)
    event = max(starts, key=lambda event: events[event])
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
    if target.every and desk.situation.ended:
        ended = replace(begun, status="inapplicable", reason=Note("ended"))
        return _with_updates(desk, target, ended, desk.situation.ended)
    words = " ".join((target.within or target.every).lower().split())
    if words in UNTIMED:
        return replace(begun, status="untimed", reason=Note(words.replace(" ", "-")))
    try:
        counted, following = _counted(desk, target, start)
    except NeverOpenError:
        if paused := _paused(desk, target, begun):
            return paused
        raise
    seen = clock_changes(where, counted.start, counted.end)
    running = replace(
        begun,
        deadline=counted.end,
        upcoming=following,
        segments=counted.segments,
        changes=tuple(sorted({*counted.changes, *seen}, key=lambda c: (c.at, c.zone))),
        notes=distinct((*begun.notes, *counted.notes)),
    )
    return _with_updates(desk, target, running, desk.situation.now or start)


def _counted(desk: _Desk, target: Target, start: datetime) -> tuple[Count, tuple[datetime, ...]]:
    """The time counted to a target's deadline, and when updates after it are due."""
    schedule, situation = desk.schedule(target), desk.situation
    if not _is_rhythmic(target):
        return add(schedule, start, parse_duration(target.within)), ()
    rhythm = _rhythm(target, schedule)
    last, wait = _last_update(situation, rhythm, start)
    since, due = first_after(rhythm, last, wait, situation.now or start)
    counted = add(schedule, since, wait if since == last else rhythm.every)
    return counted, upcoming(schedule, due, rhythm.every)


def _last_update(
    situation: Situation, rhythm: Rhythm, start: datetime
) -> tuple[datetime, Duration]:
    """From when the wait for an update counts, and how long it is."""
    last = max(map(utc, situation.updates), default=None)
    return (last, rhythm.every) if last and last >= start else (utc(start), rhythm.first)


def _is_rhythmic(target: Target) -> bool:
    """Whether it promises updates at intervals that can be counted."""
    return bool(target.every) and not {target.every, target.within} & {*UNTIMED}


def _rhythm(target: Target, schedule: Schedule) -> Rhythm:
    """By when updates are due."""
    first = parse_duration(target.within or target.every)
    return Rhythm(schedule, first, parse_duration(target.every))


def _with_updates(desk: _Desk, target: Target, promise: Promise, until: datetime) -> Promise:
    """The promise with what is said of the updates that were due before an instant."""
    if not _is_rhythmic(target) or not promise.start:
        return promise
    schedule = desk.schedule(target)
    if stands := _standing(schedule):
        pauses = tuple(pause for pause in schedule.pauses if pause is not stands)
        schedule, until = replace(schedule, pauses=pauses), min(utc(until), stands.start)
    rhythm = _rhythm(target, schedule)
    said = said_of_updates(rhythm, promise.start, desk.situation.updates, until)
    return replace(promise, unsaid=said.unsaid, came=said.came)


def _paused(desk: _Desk, target: Target, begun: Promise) -> Promise | None:
    """The promise as it stands while the case is in a state that stops its clock, if it is."""
    pause = _standing(desk.schedule(target))
    if pause is None:
        return None
    assert begun.start
    reason = Note("paused", {"state": pause.state, "since": pause.start.isoformat()})
    left = _left(desk, target, begun.start, pause.start)
    paused = replace(begun, status="paused", reason=reason, left=left)
    return _with_updates(desk, target, paused, pause.start)


def _standing(schedule: Schedule) -> Pause | None:
    """The pause in which the clock stands still; None if it goes on."""
    return next((pause for pause in schedule.pauses if pause.end == FOREVER), None)


def _left(desk: _Desk, target: Target, start: datetime, stands: datetime) -> timedelta | None:
    """The time that is left when a clock stops, of updates until the next; None if of days."""
    within = every = parse_duration(target.within or target.every)
    if _is_rhythmic(target):
        rhythm = _rhythm(target, desk.schedule(target))
        every = rhythm.every
        start, within = _last_update(desk.situation, rhythm, start)
    if not (within.seconds and every.seconds):
        return None
    counted = open_time(desk.schedule(target), start, max(stands, start))
    left = timedelta(seconds=within.seconds) - counted
    length = timedelta(seconds=every.seconds)
    return left if left > timedelta(0) else left + (-left // length + 1) * length


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
    situation = desk.situation
    id = situation.region if target.place == REGION else target.place
    if id and id != REPORTER:
        region = desk.policy.region(id)
        hours = desk.schedules[region.office_hours] if region.office_hours else None
        return hours.place if hours else None, zone(region.zone), ()
    reporter = situation.reporter
    if reporter.zone:
        return reporter.place, zone(reporter.zone), ()
    # Without a zone, the offset in which the case was written is the best that is known.
    written = situation.events.get("case-opened", at)
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
    if promise.status in ("inapplicable", "open", "paused") or governing is None:
        return promise
    if promise.target == governing.target:
        return replace(promise, status="governs")
    if promise.status == "untimed":
        return promise
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
    timed = hypothesis.status not in ("untimed", "paused")
    until = _helps_until(desk, target, now, due) if due and timed else None
    if hypothesis.status == "inapplicable" and until is None:
        return replace(promise, status="inapplicable", reason=hypothesis.reason, day=hypothesis.day)
    # What is to happen later than now cannot be followed by a call now.
    if situation.now and utc(now) > utc(situation.now) + SLACK:
        return replace(promise, day=hypothesis.day, notes=hypothesis.notes)
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
    within, schedule = parse_duration(target.within or target.every), desk.schedule(target)
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
    met: bool | None
    """None where it is not said whether it was kept."""
    margin: int


def review(response: Response, done_at: datetime, kind: str = RESPONSE) -> tuple[Outcome, ...]:
    """What is done at this instant means for every promise of a kind whose clock had started.

    What is done at the deadline meets it.
    """
    done = utc(done_at)
    started = [p for p in response.promises if p.deadline and p.kind == kind]
    return tuple(
        Outcome(p.target, _deadline(p), done <= _deadline(p), _margin(_deadline(p), done))
        for p in started
    )


def review_updates(response: Response) -> Iterator[Outcome]:
    """Whether updates came when they were due, of every promise of them whose time has come.

    One of which nothing is said is not taken as given.
    """
    for promise in response.promises:
        if promise.unsaid:
            yield Outcome(promise.target, promise.unsaid, None, 0)
        elif promise.came:
            at, due = promise.came
            yield Outcome(promise.target, due, True, _margin(due, at))


def _margin(due: datetime, done: datetime) -> int:
    return int((due - done).total_seconds())
