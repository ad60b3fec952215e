"""The log of a case: what happened to it after it was opened.

Each entry is one of::

    {"event": "opened" | "called", "at": instant}
    {"state": a state that a calendar's pauses name, "from": instant, "to": instant or absent}
    {"severity": id, "at": instant}      its severity was changed to this one
    {"done": a kind of promise, "at": instant}      answered, an update given, resolved
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from calculator.engine.mistake import Mistake
from calculator.engine.policy import KINDS, UPDATE, Policy, SeverityId
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
        start = utc(moment("log", entry["from"]))
        end = utc(moment("log", entry["to"])) if entry.get("to") else FOREVER
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
        kept = log.done.get(kind)
        # The first answer counts, and the last update.
        if kept and (utc(kept) > utc(at)) is (kind == UPDATE):
            return log
        return replace(log, done={**log.done, kind: at})
    if entry["event"] not in ("opened", "called"):
        raise ValueError(f"'{entry['event']}' is no event; expected 'opened' or 'called'")
    return replace(log, opened=at) if entry["event"] == "opened" else replace(log, called=at)
