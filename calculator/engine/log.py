"""The log of a case: what happened to it after it was opened.

Each entry is one of::

    {"event": "opened" | "called", "at": instant}
    {"state": a state that a calendar's pauses name, "from": instant, "to": instant or absent}
            ("since" and "until" are the same, as a policy's examples have them)
    {"severity": id, "at": instant}      its severity was changed to this one
    {"done": a kind of promise, "at": instant}      answered, an update given, resolved
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from calculator.engine.mistake import Mistake
from calculator.engine.policy import (
    KINDS,
    UPDATE,
    Example,
    LogEntry,
    Policy,
    SeverityId,
    to_json,
)
from calculator.engine.time.instant import utc
from calculator.engine.time.schedule import Pause
from calculator.engine.time.segments import FOREVER

type Moment = Callable[[str, str], datetime]
"""Reads an instant, given the field and the text; raises ValueError."""

MOST_ENTRIES = 1000


@dataclass(frozen=True)
class Log:
    """A case's log, made values."""

    opened: datetime | None = None
    called: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    changes: tuple[tuple[datetime, SeverityId], ...] = ()
    """When its severity was changed, and to which, in order."""
    done: Mapping[str, datetime] = field(default_factory=dict)
    """From each kind of promise that was kept to when it was; of updates, the last."""
    updates: tuple[datetime, ...] = ()
    """When updates were given, as far as is said."""

    @property
    def severity(self) -> SeverityId | None:
        """The last severity that it was changed to."""
        return self.changes[-1][1] if self.changes else None

    @property
    def changed(self) -> datetime | None:
        """When it was changed last."""
        return self.changes[-1][0] if self.changes else None

    def until(self, at: datetime) -> "Log":
        """The log with the severity that the case had at an instant."""
        return replace(self, changes=tuple(c for c in self.changes if utc(c[0]) <= utc(at)))


NOTHING = Log()


def log_from(policy: Policy, entries: Any, moment: Moment, mistakes: list[Mistake]) -> Log:
    """The log in a request, with a mistake for each entry that cannot be used."""
    if entries is None:
        return NOTHING
    if not isinstance(entries, Sequence) or isinstance(entries, str) or len(entries) > MOST_ENTRIES:
        mistakes.append(Mistake("log", "no-log", {"value": str(entries)[:80]}))
        return NOTHING
    log = NOTHING
    for number, entry in enumerate(entries, 1):
        try:
            log = _with(policy, log, entry, moment)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            message = f"entry {number}: {_what(error)}"
            params = {"entry": str(number), "value": str(entry)[:80], "message": message}
            mistakes.append(Mistake("log", "bad-entry", params))
    return log


def log_of(policy: Policy, example: Example) -> Log:
    """The log of an example, but for entries that the policy has no use for."""
    entries = [_given(entry) for entry in example.log]
    return log_from(policy, entries, lambda _, said: datetime.fromisoformat(said), [])


def entry_problem(policy: Policy, entry: LogEntry) -> str | None:
    """What is wrong with an entry of an example's log."""
    mistakes: list[Mistake] = []
    given = _given(entry)
    kinds = [name for name in ("state", "severity", "done") if name in given]
    if len(kinds) != 1:
        return "an entry has one of the keys 'state', 'severity' and 'done'"
    own = {"state", "since", "until"} if kinds == ["state"] else {kinds[0], "at"}
    if other := [name for name in given if name not in own]:
        return (
            f"{kinds[0]!r} goes without {other[0]!r}; it has {' and '.join(sorted(own - {*kinds}))}"
        )
    needed = "since" if kinds == ["state"] else "at"
    if needed not in given:
        return f"the entry lacks the key {needed!r}"
    log_from(policy, [given], lambda _, said: datetime.fromisoformat(said), mistakes)
    return mistakes[0].params["message"].removeprefix("entry 1: ") if mistakes else None


def _given(entry: LogEntry) -> dict[str, Any]:
    data: dict[str, Any] = to_json(entry)
    return data


def last_moment(example: Example) -> datetime | None:
    """When the last thing happened that an example tells; None if it tells of no time."""
    logged = [m for e in example.log for m in (e.since, e.until, e.at)]
    return max((m for m in (example.opened, example.called, *logged) if m), default=None)


def _what(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it lacks {error}"
    return str(error) if isinstance(error, ValueError) else "it is none"


def _with(policy: Policy, log: Log, entry: Mapping[str, Any], moment: Moment) -> Log:
    if state := entry.get("state"):
        states = {state for calendar in policy.calendars for state in calendar.pauses}
        if state not in states:
            known = f"known are {', '.join(sorted(states))}" if states else "no calendar has any"
            raise ValueError(f"'{state}' pauses no clock; {known}")
        since, until = entry.get("since") or entry["from"], entry.get("until") or entry.get("to")
        start = utc(moment("log", since))
        end = utc(moment("log", until)) if until else FOREVER
        if end < start:
            raise ValueError("it ends before it starts")
        return replace(log, pauses=(*log.pauses, Pause(start, end, state)))
    at = moment("log", entry["at"])
    if (severity := entry.get("severity")) is not None:
        id = next((s.id for s in policy.severities if str(s.id) == str(severity)), None)
        if id is None:
            known = ", ".join(str(s.id) for s in policy.severities)
            raise ValueError(f"there is no severity '{severity}'; known are {known}")
        changes = sorted((*log.changes, (at, id)), key=lambda change: utc(change[0]))
        return replace(log, changes=tuple(changes))
    if kind := entry.get("done"):
        if kind not in (*KINDS, *(k.id for k in policy.kinds)):
            known = ", ".join((*KINDS, *(k.id for k in policy.kinds)))
            raise ValueError(f"there is no kind of promise '{kind}'; known are {known}")
        if kind == UPDATE:
            log = replace(log, updates=(*log.updates, at))
        kept = log.done.get(kind)
        # The first answer counts, and the last update.
        if kept and (utc(kept) > utc(at)) is (kind == UPDATE):
            return log
        return replace(log, done={**log.done, kind: at})
    if entry["event"] not in ("opened", "called"):
        raise ValueError(f"'{entry['event']}' is no event; expected 'opened' or 'called'")
    return replace(log, opened=at) if entry["event"] == "opened" else replace(log, called=at)
