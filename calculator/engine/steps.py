"""The steps of an escalation that begin after a time: when each does, and whether it still may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from calculator.engine.chronology import is_later
from calculator.engine.policy import (
    RESOLUTION,
    EscalationStep,
    Policy,
    holds,
)
from calculator.engine.response import Response, Situation, schedule_for
from calculator.engine.time.counting import NeverOpenError, deadline
from calculator.engine.time.duration import parse_duration
from calculator.engine.time.instant import utc
from calculator.engine.time.schedule import Schedule

type Stage = Literal["ahead", "begun", "kept", "waiting", "paused"]


@dataclass(frozen=True)
class Begin:
    """When a step begins, in UTC, as far as that is known.

    ``stage`` is ``ahead`` or ``begun``, by now; ``kept`` (what it waits for has come, or the issue
    is resolved); ``waiting`` (what its time counts from has not happened); or ``paused`` (the case
    is in a state in which its time does not count).
    """

    step: str
    level: str
    stage: Stage
    at: datetime | None = None


def begins(
    policy: Policy,
    schedules: Mapping[str, Schedule],
    situation: Situation,
    response: Response,
    done: Mapping[str, datetime],
) -> tuple[Begin, ...]:
    """The steps for an issue: those that begin first come first, then those of no known instant.

    ``done`` has the kinds of promise that were kept, and when.
    """
    found = _begins(policy, schedules, situation, response, done)
    return tuple(sorted(found, key=lambda b: (b.at is None, b.at or 0)))


def _begins(
    policy: Policy,
    schedules: Mapping[str, Schedule],
    situation: Situation,
    response: Response,
    done: Mapping[str, datetime],
) -> Iterator[Begin]:
    now = situation.now
    for step in policy.escalation.steps:
        if not holds(step.when, situation.facts):
            continue
        start = _start(step, situation, response)
        stage, at = _counted(policy, schedules, situation, step, start)
        kept = [moment for kind, moment in done.items() if kind in (step.unless, RESOLUTION)]
        if any(now is None or not is_later(moment, now) for moment in kept):
            stage = "kept"
        elif at and now and at <= utc(now):
            stage = "begun"
        yield Begin(step.id, step.level, stage, at)


def _start(step: EscalationStep, situation: Situation, response: Response) -> datetime | None:
    """From when on the time of a step counts; None if that is not known."""
    if step.since == "deadline":
        governing = response.governing_of(step.unless)
        return governing.deadline if governing else None
    # A severity that never changed keeps no clock waiting.
    changed = step.since != "severity-changed" or step.since in situation.events
    return situation.events.get(step.since if changed else "case-opened")


def _counted(
    policy: Policy,
    schedules: Mapping[str, Schedule],
    situation: Situation,
    step: EscalationStep,
    start: datetime | None,
) -> tuple[Stage, datetime | None]:
    if start is None:
        return "waiting", None
    if not step.after:
        return "ahead", utc(start)
    schedule = schedule_for(policy, schedules, situation, step.calendar)
    try:
        return "ahead", deadline(schedule, start, parse_duration(step.after))
    except NeverOpenError:
        if schedule.pauses:
            return "paused", None
        raise
