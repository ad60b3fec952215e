"""Segments of time: lazy and half-open ``[start, end)``, without gaps.

The segments are the explanation: each says whether it counts, and if not, why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from calculator.engine.policy import DayKind
from calculator.engine.time.instant import utc
from calculator.engine.time.schedule import Pause, Schedule
from calculator.engine.time.wall import wall_days

FOREVER = datetime.max.replace(tzinfo=UTC)
"""The end of a segment that has none."""


@dataclass(frozen=True)
class Segment:
    """A half-open stretch of time that counts or does not, and why.

    ``reason`` is ``open``, ``closed`` (outside the hours), ``weekend``, ``holiday`` (with its
    ``name``) or ``paused`` (with the state of the case as name).  ``day`` is the kind of day for
    the calendar; a calendar without a zone has none.  ``by`` names the members of a composed
    calendar that are open.
    """

    start: datetime
    end: datetime
    open: bool
    reason: str
    day: DayKind | None = None
    name: str = ""
    by: tuple[str, ...] = ()

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.end - self.start


def segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    """The segments from an instant on, without gaps or end, none longer than a civil day.

    A schedule that is always open has a single one, which ends at :data:`FOREVER`.
    """
    start = utc(start)
    if schedule.pauses:
        return _paused(schedule.pauses, segments(replace(schedule, pauses=()), start))
    if schedule.members:
        return _composed_segments(schedule, start)
    if schedule.always:
        return iter((Segment(start, FOREVER, True, "open"),))
    return _weekly_segments(schedule, start)


def _paused(pauses: Iterable[Pause], parts: Iterator[Segment]) -> Iterator[Segment]:
    """Segments with what lies in a pause not counted."""
    for part in parts:
        rest = part
        for pause in pauses:
            begin, end = max(pause.start, rest.start), min(pause.end, rest.end)
            if begin >= end or not rest.open:
                continue
            if rest.start < begin:
                yield replace(rest, end=begin)
            yield replace(rest, start=begin, end=end, open=False, reason="paused", name=pause.state)
            rest = replace(rest, start=end)
        if rest.start < rest.end:
            yield rest


def _weekly_segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    for wall in wall_days(schedule.zone or UTC, start):
        day = schedule.day(wall.date)
        hours = schedule.hours(day)
        closed = "closed" if hours or day.kind == "working-day" else day.kind
        cursor = wall.start
        for opening, closing in hours:
            begin = max(wall.midnight + opening, cursor)
            end = min(wall.midnight + closing, wall.end)
            if begin >= end:
                continue
            if cursor < begin:
                yield Segment(cursor, begin, False, closed, day.kind, day.name)
            yield Segment(begin, end, True, "open", day.kind, day.name)
            cursor = end
        if cursor < wall.end:
            yield Segment(cursor, wall.end, False, closed, day.kind, day.name)


def _composed_segments(schedule: Schedule, start: datetime) -> Iterator[Segment]:
    streams = [segments(member, start) for member in schedule.members]
    current = [next(stream) for stream in streams]
    while True:
        end = min(segment.end for segment in current)
        by = tuple(m.id for m, s in zip(schedule.members, current, strict=True) if s.open)
        reasons = {(s.reason, s.name) for s in current}
        shared = reasons.pop() if len(reasons) == 1 else ("closed", "")
        reason, name = ("open", "") if by else shared
        yield Segment(start, end, bool(by), reason, name=name, by=by)
        if end == FOREVER:
            return
        start = end
        current = [
            next(stream) if segment.end == end else segment
            for stream, segment in zip(streams, current, strict=True)
        ]


def merged(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Neighbours that say the same made one, as a reader would tell it."""
    out: list[Segment] = []
    for part in parts:
        if out and replace(part, start=out[-1].start, end=out[-1].end) == out[-1]:
            out[-1] = replace(out[-1], end=part.end)
        else:
            out.append(part)
    return tuple(out)


def segments_until(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Segment]:
    """The segments between two instants, the last one cut at ``end``."""
    for segment in segments(schedule, start):
        if segment.start >= end:
            return
        yield segment if segment.end <= end else replace(segment, end=end)
