"""Events that cannot have happened as they are told: after now, or in an impossible order.

Deadlines are counted from such events all the same, since somebody may plan with them or have erred
in one figure; but nobody is told whether a promise was kept, nor what an event now would do.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from calculator.engine.issue import Issue
from calculator.engine.policy import RESPONSE
from calculator.engine.time.note import Note

SLACK = timedelta(minutes=1)
"""How much clocks may differ, and times be rounded, before an event is taken for a later one."""


def impossible(issue: Issue) -> tuple[Note, ...]:
    """What is wrong with the times of an issue's events; nothing, most of the time."""
    return tuple(_impossible(issue))


def is_later(event: datetime | None, now: datetime) -> bool:
    """Whether an event has not happened yet."""
    return event is not None and event > now + SLACK


def _impossible(issue: Issue) -> Iterator[Note]:
    for name in ("opened", "called"):
        if is_later(getattr(issue, name), issue.now):
            yield Note(f"{name}-in-future")
    for kind, at in issue.done.items():
        name = "answered" if kind == RESPONSE else "done"
        if is_later(at, issue.now):
            yield Note(f"{name}-in-future")
        if issue.opened is None:
            yield Note("opened-first")
        elif at < issue.opened:
            yield Note(f"{name}-before-opened")
        if kind == RESPONSE and issue.called and at < issue.called:
            yield Note("called-after-answered")
    changed = issue.log.changed
    if is_later(changed, issue.now):
        yield Note("changed-in-future")
    if changed and issue.opened and changed < issue.opened:
        yield Note("changed-before-opened")
    if any(is_later(pause.start, issue.now) for pause in issue.log.pauses):
        yield Note("paused-in-future")
